"""Forms about remarks: noting one, answering it, asking again."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cooperation.forms.base import Form
from cooperation.forms.files import FilesMixin

LENGTH = 5000


class AnswerForm(FilesMixin, Form):
    answer = forms.CharField(
        label=_("Answer"),
        max_length=LENGTH,
        widget=forms.Textarea({"rows": 5}),
        help_text=_("What you changed, or why you did not."),
    )
