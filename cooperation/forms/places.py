"""Reference data: holidays, countries, regions."""

from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cooperation import administration
from cooperation.enums import Relations
from cooperation.models import Country, Holiday, Region
from cooperation.validators import YEARS
from cooperation.working_days import today

from . import DateInput, DayField
from .people import AdministrationForm


class HolidayForm(AdministrationForm):
    class Meta:
        model = Holiday
        fields = administration.EDITED[Holiday]
        field_classes = {"day": DayField}


class CountryForm(AdministrationForm):
    class Meta:
        model = Country
        fields = administration.EDITED[Country]
        widgets = {"relations_checked_on": DateInput()}
        help_texts = {
            "relations_note": _("Where this is written: a letter of Kemlu, a treaty, an official list."),
            "relations_checked_on": _("The day on which the reference was read."),
        }

    def clean_relations_checked_on(self):
        day = self.cleaned_data["relations_checked_on"]
        if day and not date(YEARS[0], 1, 1) <= day <= today():
            raise ValidationError(_("This day must lie in the past, after the year 2000."))
        return day

    def clean(self):
        data = super().clean()
        if data.get("diplomatic_relations") in (Relations.YES, Relations.NO):
            for name in ("relations_note", "relations_checked_on"):
                if not data.get(name) and name not in self.errors:
                    self.add_error(name, _("Say where and when this was read: dossiers rest on it."))
        return data


class RegionForm(AdministrationForm):
    class Meta:
        model = Region
        fields = administration.EDITED[Region]
