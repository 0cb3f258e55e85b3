"""The form of a note on how a year goes."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cooperation.forms.base import ModelForm
from cooperation.forms.files import FilesMixin
from reports.models import ProgressNote


class NoteForm(FilesMixin, ModelForm):
    class Meta:
        model = ProgressNote
        fields = ("text",)
        widgets = {"text": forms.Textarea({"rows": 8})}
        help_texts = {
            "text": _(
                "For example: two of five activities were carried out, the exchange was moved to September; the first "
                "group of 24 trainees is certified."
            )
        }
