"""What a move of a report or of an evaluation asks for."""

from django import forms
from django.utils.translation import gettext_lazy as _

from agreements.forms.moves import DAYS_TO_MEND
from agreements.forms.moving import MovingForm
from cooperation.forms import DayField
from cooperation.working_days import clock_end, today


class MoveForm(MovingForm):
    """What the row of the table asks for, and its note."""

    seen = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    answer_by = DayField(
        label=_("New day for the region"),
        help_text=_("After this day it counts as late, as it would the first time."),
    )
    note = forms.CharField(max_length=5000, widget=forms.Textarea({"rows": 5}))

    def __init__(self, *data, move, record, user):
        initial = {"seen": record.edit_version, "answer_by": clock_end(today(), DAYS_TO_MEND)}
        super().__init__(*data, initial=initial, user=user)
        for name in ("seen", "answer_by"):
            if name not in move.asks:
                del self.fields[name]
        required = move.note == "required"
        self.fields["note"].required = required
        self.fields["note"].label = _("What has to be improved") if required else _("Note")
        self.fields["note"].help_text = _("The other side reads it in the history.")
