"""Forms of indicators and of what was measured."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cooperation import changes
from cooperation.forms.base import EditForm
from cooperation.forms.files import FilesMixin
from reports.enums import Benefit
from reports.models import Indicator, IndicatorValue
from reports.plans.measuring import INDICATOR, VALUE

from .fields import FigureField


class IndicatorForm(FilesMixin, EditForm):
    field = forms.ChoiceField(label=_("Field"), choices=Benefit, widget=forms.RadioSelect)

    class Meta:
        model = Indicator
        fields = INDICATOR
        field_classes = {"baseline": FigureField, "target": FigureField}
        labels = {"unit": _("Unit of measure")}
        help_texts = {
            "name": _("What is counted, for example: income of a fisher in a year."),
            "unit": _("For example: million rupiah, persons, per cent."),
            "baseline": _("The figure before the cooperation was carried out."),
            "target": _("The figure at the end of the term."),
        }

    @staticmethod
    def fingerprint(indicator):
        return changes.fingerprint(indicator, INDICATOR)

    def clean_name(self):
        name = self.cleaned_data["name"]
        same = Indicator.objects.filter(dossier=self.instance.dossier_id, name=name).exclude(pk=self.instance.pk)
        if same.exists():
            raise ValidationError(_("An indicator with this name stands there already."))
        return name


class ValueForm(FilesMixin, EditForm):
    class Meta:
        model = IndicatorValue
        fields = VALUE
        field_classes = {"value": FigureField}
        help_texts = {"source": _("A survey, a statistic, a count of your own; with its date.")}

    @staticmethod
    def fingerprint(value):
        return changes.fingerprint(value, VALUE)
