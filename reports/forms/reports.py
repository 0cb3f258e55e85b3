"""Forms of yearly reports: the nine parts, the filter of the list, lifting a hold."""

import django_filters as filters
from django import forms
from django.utils.translation import gettext_lazy as _

from agreements.forms.papers import PartField, plain
from cooperation.filters import FilterSet
from cooperation.forms.base import Form, ModelForm
from cooperation.models import Region
from cooperation.working_days import today
from reports.enums import ReportStatus
from reports.models import AnnualReport
from reports.models.report import NOT_DUE


class ReportForm(ModelForm):
    """All nine parts; a draft may leave any of them empty. `version` says which draft its writer saw."""

    hide_optional = True

    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    class Meta:
        model = AnnualReport
        fields = AnnualReport.PARTS
        field_classes = dict.fromkeys(AnnualReport.PARTS, PartField)
        widgets = {name: forms.Textarea({"rows": 2 if name == "title" else 6}) for name in AnnualReport.PARTS}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["version"] = self.instance.edit_version

    @property
    def values(self):
        return {name: self.cleaned_data[name] for name in AnnualReport.PARTS}

    def against(self, stored):
        """Both texts of each part that differs from the row `stored`."""
        rows = [(self[name], plain(self[name].value()), plain(getattr(stored, name))) for name in AnnualReport.PARTS]
        return [
            {"label": field.label, "theirs": theirs, "mine": mine} for field, mine, theirs in rows if mine != theirs
        ]


def years_of(reports):
    """From the newest to the oldest of them; the ends of an index, where the distinct ones would read every report."""
    years = reports.values_list("year", flat=True)
    ends = years.order_by("-year")[:1].union(years.order_by("year")[:1])
    return range(max(ends), min(ends) - 1, -1) if ends else ()


STATES = (("not_due", NOT_DUE), *ReportStatus.choices)


class ReportFilter(FilterSet):
    """Reports whose year still runs are left out until they are asked for. Choices are those of the reports listed."""

    year = filters.ChoiceFilter(label=_("Year"))
    state = filters.ChoiceFilter(label=_("State"), choices=STATES, method="in_state")
    late = filters.ChoiceFilter(label=_("Late"), choices=(("yes", _("only late ones")),), method="only_late")
    region = filters.ChoiceFilter(label=_("Region"), field_name="dossier__region")

    def __init__(self, data, queryset, *, request):
        super().__init__(data, queryset, request=request)
        self.filters["year"].extra["choices"] = [(year, year) for year in years_of(queryset)]
        regions = Region.objects.filter(pk__in=queryset.order_by().values("dossier__region")).order_by("code")
        choices = list(regions.values_list("code", "name"))
        if len(choices) > 1:
            self.filters["region"].extra["choices"] = choices
        else:
            del self.filters["region"]

    def filter_queryset(self, queryset):
        asked = self.form.cleaned_data
        return super().filter_queryset(queryset if asked.get("state") or asked.get("year") else queryset.begun())

    def in_state(self, queryset, name, value):
        if value == "not_due":
            return queryset.filter(status=ReportStatus.OPEN, year__gte=today().year)
        return queryset.filter(status=value) if value != ReportStatus.OPEN else queryset.begun().filter(status=value)

    def only_late(self, queryset, name, value):
        return queryset.late()


class LiftForm(Form):
    reason = forms.CharField(label=_("Reason"), max_length=2000, widget=forms.Textarea({"rows": 4}))
