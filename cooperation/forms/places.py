"""Reference data: holidays, countries, regions."""

from django.utils.translation import gettext_lazy as _

from cooperation import administration
from cooperation.enums import Relations
from cooperation.models import Country, Holiday, Region

from . import DayField, PastDateField
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
        field_classes = {"relations_checked_on": PastDateField}
        help_texts = {
            "relations_note": _("Where this is written: a letter of Kemlu, a treaty, an official list."),
            "relations_checked_on": _("The day on which the reference was read."),
        }

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
