"""Asking regions how a cooperation goes on, and answering."""

from datetime import timedelta

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agreements.chasing import ANSWER_DAYS
from cooperation.forms import DayField
from cooperation.forms.base import Form
from cooperation.forms.files import FilesMixin
from cooperation.working_days import today

#: A day to answer lies at most this far ahead.
MOST_DAYS = 180


class ChaseForm(Form):
    """`again` when one of the chosen dossiers was asked about a short while ago: then it takes a reason."""

    answer_by = DayField(
        label=gettext_lazy("Answer by"),
        help_text=gettext_lazy("It stands in the notice and in the history; nothing happens by itself after it."),
    )
    words = forms.CharField(
        label=gettext_lazy("Words of your own"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("They are added to the message as you write them."),
    )
    reason = forms.CharField(
        label=gettext_lazy("Why it is asked again"),
        max_length=200,
        error_messages={"required": gettext_lazy("Say why it is asked again so soon, or leave that dossier out.")},
        help_text=gettext_lazy("The region reads it in the history of the dossier."),
    )

    def __init__(self, *args, again, **kwargs):
        super().__init__(*args, initial={"answer_by": today() + timedelta(days=ANSWER_DAYS)}, **kwargs)
        if not again:
            del self.fields["reason"]

    def clean_answer_by(self):
        day = self.cleaned_data["answer_by"]
        if day <= today():
            raise ValidationError(_("This day must lie in the future."))
        if day > today() + timedelta(days=MOST_DAYS):
            raise ValidationError(_("This day lies too far ahead: half a year at most."))
        return day


class AnswerForm(FilesMixin, Form):
    text = forms.CharField(
        label=gettext_lazy("Answer"),
        max_length=2000,
        widget=forms.Textarea({"rows": 5}),
        help_text=gettext_lazy(
            "For example: the training was moved to May, the partner has named its new contact; or: the council did "
            "not set aside a budget, we want to end the agreement."
        ),
    )
