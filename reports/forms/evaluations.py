"""Forms of evaluations: a draft, asking for one, the partner's view, the filter of the list."""

from datetime import timedelta

import django_filters as filters
from django import forms
from django.utils.translation import gettext_lazy as _

from agreements.forms.papers import PartField, plain
from cooperation.filters import FilterSet
from cooperation.forms import DayField, PastDateField
from cooperation.forms.base import Form, ModelForm
from cooperation.forms.files import FilesMixin, StagedFileField
from cooperation.models import Region
from cooperation.working_days import today
from reports.enums import EvaluationState, Outcome, Point
from reports.evaluations.due import in_state
from reports.models import Evaluation, PartnerView

#: How long a region usually has, in days.
USUAL_DAYS = 60

_WORDS = (*(f"{point}_words" for point in Point.values), "reason")


class EvaluationForm(ModelForm):
    """All parts; a draft may leave any of them empty. `version` says which draft its writer saw."""

    hide_optional = True

    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    class Meta:
        model = Evaluation
        fields = Evaluation.PARTS
        field_classes = dict.fromkeys(_WORDS, PartField)
        widgets = {name: forms.Textarea({"rows": 3}) for name in _WORDS}

    def __init__(self, *args, rubric, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["version"] = self.instance.edit_version
        levels = [(score, f"{score} · {word}") for score, word in rubric.levels]
        for point in Point.values:
            self.fields[f"{point}_score"] = _choice(_("Score"), levels, coerce=int, empty_value=None)
        self.fields["outcome"] = _choice(_("Conclusion"), Outcome.choices)

    @property
    def parts(self):
        """[(point, its score, its words)]"""
        return [(point, self[f"{point.value}_score"], self[f"{point.value}_words"]) for point in Point]

    @property
    def values(self):
        return {name: self.cleaned_data[name] for name in Evaluation.PARTS}

    def against(self, stored):
        """Both texts of each part that differs from the row `stored`."""
        rows = [(name, plain(self[name].value()), plain(getattr(stored, name))) for name in Evaluation.PARTS]
        return [
            {"label": self.named(name), "theirs": self.said(name, theirs), "mine": self.said(name, mine)}
            for name, mine, theirs in rows
            if mine != theirs
        ]

    def named(self, name):
        point = name.rpartition("_")[0]
        label = self.fields[name].label
        return f"{Point(point).label}: {label}" if point in Point.values else label

    def said(self, name, value):
        """A choice by its words."""
        choices = dict(getattr(self.fields[name], "choices", ()))
        return str(choices.get(int(value) if value.isdigit() else value, value))


def _choice(label, choices, **options):
    return forms.TypedChoiceField(label=label, choices=choices, required=False, widget=forms.RadioSelect, **options)


class AskForm(FilesMixin, Form):
    due_on = DayField(label=_("By"), help_text=_("After this day it counts as late."))
    note = forms.CharField(
        label=_("What the ministry wants to know"), max_length=2000, required=False, widget=forms.Textarea({"rows": 3})
    )

    def __init__(self, *args, **options):
        super().__init__(*args, initial={"due_on": today() + timedelta(days=USUAL_DAYS)}, **options)

    def clean_due_on(self):
        day = self.cleaned_data["due_on"]
        if day <= today():
            raise forms.ValidationError(_("The day must lie in the future."))
        return day


class PartnerViewForm(FilesMixin, ModelForm):
    file = StagedFileField(label=_("Letter, minutes or other file"), required=False)

    class Meta:
        model = PartnerView
        fields = ("said_on", "way", "who", "text")
        field_classes = {"said_on": PastDateField}
        widgets = {"text": forms.Textarea({"rows": 6})}
        help_texts = {
            "who": _("Name, position and office."),
            "text": _("In the partner's own words as far as possible; what was said in another language, translated."),
        }


class EvaluationFilter(FilterSet):
    """Agreements in force by whose turn it is to evaluate them. Regions are those of the rows listed."""

    state = filters.ChoiceFilter(label=_("State"), choices=EvaluationState.choices, method="in_state")
    region = filters.ChoiceFilter(label=_("Region"), field_name="region")

    def __init__(self, data, queryset, *, request):
        super().__init__(data, queryset, request=request)
        regions = Region.objects.filter(pk__in=queryset.order_by().values("region")).order_by("code")
        choices = list(regions.values_list("code", "name"))
        if len(choices) > 1:
            self.filters["region"].extra["choices"] = choices
        else:
            del self.filters["region"]

    def in_state(self, queryset, name, value):
        return in_state(queryset, value)
