"""The rubric of evaluations, as an administrator writes its next version."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cooperation.forms.base import Form
from reports.enums import Point
from reports.models.rubric import FEWEST_LEVELS, MOST_LEVELS

from .fields import grouped

_LONGEST = 60


class LevelsField(forms.CharField):
    """One word of the scale a line, the lowest score first."""

    widget = forms.Textarea({"rows": 6})

    def prepare_value(self, value):
        return value if isinstance(value, str) or value is None else "\n".join(value)

    def clean(self, value):
        levels = [line.strip() for line in super().clean(value).splitlines() if line.strip()]
        if not FEWEST_LEVELS <= len(levels) <= MOST_LEVELS:
            words = _("The scale has %(count)s levels: write %(fewest)s to %(most)s, one a line.")
            raise ValidationError(words % {"count": len(levels), "fewest": FEWEST_LEVELS, "most": MOST_LEVELS})
        if len(set(levels)) < len(levels):
            raise ValidationError(_("Two levels have the same words."))
        if any(len(level) > _LONGEST for level in levels):
            raise ValidationError(_("The words of one level take %(most)s characters at most.") % {"most": _LONGEST})
        return levels


class RubricForm(Form):
    levels_id = LevelsField(
        label=gettext_lazy("Words of the scale, Indonesian"),
        help_text=gettext_lazy("One level a line, the lowest score first."),
        max_length=1000,
    )
    levels_en = LevelsField(
        label=gettext_lazy("Words of the scale, English"),
        help_text=gettext_lazy("The same levels in the same order."),
        max_length=1000,
    )
    seen = forms.IntegerField(min_value=1, widget=forms.HiddenInput)

    def __init__(self, *data, rubric):
        weights = {f"weight_{point}": rubric.weights[point] for point in Point.values}
        levels = {"levels_id": rubric.levels_id, "levels_en": rubric.levels_en}
        super().__init__(*data, initial={"seen": rubric.version, **levels, **weights})
        for point in Point:
            label = _("%(point)s, weight in percent") % {"point": point.label}
            self.fields[f"weight_{point.value}"] = forms.IntegerField(label=label, min_value=0, max_value=100)

    def clean(self):
        data = super().clean()
        indonesian, english = data.get("levels_id"), data.get("levels_en")
        if indonesian and english and len(indonesian) != len(english):
            self.add_error("levels_en", _("Both languages need the same number of levels."))
        weights = [data.get(f"weight_{point}") for point in Point.values]
        if None not in weights and sum(weights) != 100:
            raise ValidationError(_("The weights add up to %(sum)s: make them 100.") % {"sum": sum(weights)})
        return data

    @property
    def values(self):
        """Columns of the next version."""
        given = self.cleaned_data
        weights = {point: given[f"weight_{point}"] for point in Point.values}
        return {"levels_id": given["levels_id"], "levels_en": given["levels_en"], "weights": weights}

    @property
    def groups(self):
        parts = (
            (_("Scale"), ("levels_id", "levels_en")),
            (_("Weights of the seven points"), [f"weight_{point}" for point in Point.values]),
        )
        return grouped(self, parts)
