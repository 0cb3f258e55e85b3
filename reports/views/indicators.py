"""Indicators of a cooperation and what was measured."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _

from reports.forms.indicators import IndicatorForm, ValueForm
from reports.models import Indicator, IndicatorValue
from reports.plans import measuring
from reports.plans.years import years_of

from .base import ImplementationForm


class AddIndicator(ImplementationForm):
    heading = _("Add an indicator")
    lead = _(
        "A cooperation is more than its papers: choose a figure that shows innovation, growth or welfare, and say "
        "where it stood and where it shall be."
    )
    submit = _("Add this indicator")
    done = _("The indicator has been added.")

    def form(self, *data):
        return IndicatorForm(*data, instance=Indicator(dossier=self.dossier), user=self.user)

    def write(self, form):
        measuring.add_indicator(self.dossier, form.instance, by=self.user)

    @property
    def back(self):
        return f"{super().back}#indicators"


class EditIndicator(AddIndicator):
    heading = _("Change an indicator")
    lead = _("What was written before stays in the history.")
    submit = _("Save this indicator")
    done = _("The indicator has been changed.")

    def prepare(self):
        self.indicator = get_object_or_404(Indicator, dossier=self.dossier, pk=self.kwargs["pk"])
        self.indicator.dossier = self.dossier

    def form(self, *data):
        return IndicatorForm(*data, instance=self.indicator, user=self.user)

    def write(self, form):
        measuring.edit_indicator(form.instance, seen=form.cleaned_data["seen"], by=self.user)


class Measure(EditIndicator):
    """The value of one year, new or corrected."""

    submit = _("Save this value")
    done = _("The value has been saved.")

    @property
    def heading(self):
        return _("Value of %(year)s") % {"year": self.kwargs["year"]}

    @property
    def lead(self):
        return f"{self.indicator.name} ({self.indicator.unit})"

    def prepare(self):
        super().prepare()
        year = self.kwargs["year"]
        if year not in [one.number for one in years_of(self.dossier)]:
            raise Http404
        self.value = IndicatorValue.objects.filter(indicator=self.indicator, year=year).first()
        self.value = self.value or IndicatorValue(year=year)
        self.value.indicator = self.indicator

    def form(self, *data):
        return ValueForm(*data, instance=self.value, user=self.user)

    def write(self, form):
        measuring.measure(form.instance, seen=form.cleaned_data["seen"], by=self.user)
