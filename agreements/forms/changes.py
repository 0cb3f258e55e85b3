"""Forms of extensions and amendments: the working copy, what a move asks for, the filter of the list."""

import django_filters as filters
from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from agreements.changes import parts, terms
from agreements.enums import ChangeKind, ChangeStatus
from agreements.lifecycle.change import MOVES, RECOMMENDABLE
from agreements.models.change import MINISTRYS_TURN, REGIONS_TURN
from agreements.models.paper import PART_LENGTH
from cooperation.filters import FilterSet
from cooperation.forms import DayField
from cooperation.forms.base import Form
from cooperation.forms.files import FilesMixin
from cooperation.fresh_sign_in import FreshSignInMixin
from cooperation.working_days import clock_end, today

from .moves import DAYS_TO_MEND, FIELDS, NOTE_LENGTH, day_field, file_field
from .moving import MovingForm
from .papers import PartField, plain


class BeginForm(FilesMixin, Form):
    """Nothing is asked: the button begins it."""


class ChangeForm(Form):
    """The working copy. `version` says which one its writer saw."""

    hide_optional = True

    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    reasons = PartField(
        label=_("Why this change"),
        max_length=5000,
        required=False,
        widget=forms.Textarea({"rows": 4}),
        help_text=_("What the cooperation has brought so far, and why it goes on like this."),
    )

    def __init__(self, *data, change):
        initial = {"version": change.edit_version, "reasons": change.reasons, "ends_on": change.ends_on}
        super().__init__(*data, initial=initial | change.texts)
        self.change = change
        if not change.is_extension:
            words = gettext("What has shown that the text no longer fits, and what it should achieve from now on.")
            self.fields["reasons"].help_text = words
        if change.is_extension:
            self.fields["ends_on"] = DayField(
                label=_("New end date"),
                required=False,
                help_text=gettext(
                    "The term ends on %(now)s; five more years end on %(most)s (Permendagri 25/2020 art. 32)."
                )
                % {
                    "now": date_format(change.old_ends_on, "j F Y"),
                    "most": date_format(terms.longest_end(change.old_ends_on), "j F Y"),
                },
            )
        named = parts.languages_of(change)
        for part in parts.parts_for(change.kind):
            for name, (lang, language) in zip(part.fields, named, strict=True):
                attrs = {"rows": 2 if part.name == "signing" else 5, "dir": "auto"} | ({"lang": lang} if lang else {})
                self.fields[name] = PartField(
                    label=f"{part.label} · {language}",
                    max_length=PART_LENGTH,
                    required=False,
                    widget=forms.Textarea(attrs),
                )

    def values(self):
        """As `agreements.changes.writing.save` takes them."""
        data = self.cleaned_data
        return {
            "reasons": data["reasons"],
            "ends_on": data.get("ends_on"),
            "texts": {name: data[name] for name in parts.fields_for(self.change.kind)},
            "seen": data["version"],
        }

    def against(self, stored):
        """Both texts of each field that differs from the stored `change`."""
        kept = stored.texts | {"reasons": stored.reasons, "ends_on": stored.ends_on or ""}
        rows = [(field, plain(field.value()), plain(kept[field.name])) for field in self.visible_fields()]
        return [
            {"label": field.label, "theirs": theirs, "mine": mine} for field, mine, theirs in rows if mine != theirs
        ]


def _recommended(change):
    labels = {move.name: move.label for move in MOVES}
    choices = [(name, labels[name]) for name in RECOMMENDABLE]
    return forms.ChoiceField(label=_("Recommended decision"), choices=choices, widget=forms.RadioSelect)


def _answer_by(change):
    return DayField(label=_("The region sends it again by"), initial=lambda: clock_end(today(), DAYS_TO_MEND))


CHANGE_FIELDS = FIELDS | {
    "seen": lambda change: forms.IntegerField(min_value=0, widget=forms.HiddenInput, initial=change.edit_version),
    "recommended": _recommended,
    "answer_by": _answer_by,
    "council_copied_on": day_field(_("Copy to the regional council on"), help_text=_("Art. 33 asks for this copy.")),
    "council_copy": file_field(_("Copy as the council received it"), required=False),
    "governor_copied_on": day_field(_("Copy to the governor on"), help_text=_("Art. 33(2) asks for this copy.")),
    "governor_copy": file_field(_("Copy as the governor received it"), required=False),
}

#: Where a field has its own name in one move.
LABELS = {
    "send_change": {"letter": _("Letter to the Minister")},
    "send_change_directly": {"letter": _("Letter to the Minister")},
    "approve_change": {"letter": _("Minister's answer, signed")},
    "reject_change": {"letter": _("Minister's answer, signed")},
}


def change_move_form(move, change):
    """The form class of `move` on `change`: the fields its row asks for, and its note.

    An extension begins the day after the present term ends: only an amendment is asked from when it holds.
    """
    fields = {}
    for name in move.asks:
        if name == "effective_on" and change.is_extension:
            continue
        fields[name] = CHANGE_FIELDS[name](change)
        fields[name].label = LABELS.get(move.name, {}).get(name, fields[name].label)
    if move.note != "none":
        required = move.note == "required"
        fields["note"] = forms.CharField(
            label=_("Reasons and remarks") if required else _("Note"),
            max_length=NOTE_LENGTH,
            required=required,
            widget=forms.Textarea({"rows": 5}),
        )
    bases = (FreshSignInMixin, MovingForm) if move.final else (MovingForm,)
    return type("MoveForm", bases, fields)


TURNS = (("ministry", _("the ministry")), ("region", _("the region")))


class ChangeFilter(FilterSet):
    kind = filters.ChoiceFilter(label=_("Kind"), choices=ChangeKind.choices)
    status = filters.ChoiceFilter(label=_("State"), choices=ChangeStatus.choices)
    turn = filters.ChoiceFilter(label=_("Turn of"), choices=TURNS, method="whose_turn")

    def whose_turn(self, queryset, name, value):
        return queryset.filter(status__in=MINISTRYS_TURN if value == "ministry" else REGIONS_TURN)
