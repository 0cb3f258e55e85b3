"""Forms about remarks: noting one, changing it, answering it, asking anew."""

from django import forms
from django.utils.translation import gettext_lazy as _

from agreements.enums import Audience
from agreements.models import Remark
from agreements.remarks.noting import FIELDS, may_be_shared
from cooperation import changes
from cooperation.forms.base import EditForm, Form
from cooperation.forms.files import FilesMixin

LENGTH = 5000


def _long(label, help_text):
    return forms.CharField(
        label=label, max_length=LENGTH, widget=forms.Textarea({"rows": 5}), help_text=help_text, strip=True
    )


class AnswerForm(FilesMixin, Form):
    """An answer; where `given` is one already, a correction of it."""

    answer = _long(_("Answer"), _("What you changed, or why you did not."))
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, given=None, **options):
        if given:
            options["initial"] = {"answer": given.text, "seen": given.pk}
        super().__init__(*args, **options)


class ReopenForm(FilesMixin, Form):
    text = _long(_("What is still missing"), _("The region reads this with the next return, and answers again."))


class RemarkForm(FilesMixin, EditForm):
    """A remark before it is sent. Where its paper cannot be returned from the step, it stays internal."""

    audience = forms.ChoiceField(
        label=_("Who reads it"), choices=Audience, widget=forms.RadioSelect, initial=Audience.INTERNAL
    )

    class Meta:
        model = Remark
        fields = ("text", "audience")
        widgets = {"text": forms.Textarea({"rows": 6})}
        help_texts = {"text": _("What has to be mended, and why; one thing at a time.")}

    @staticmethod
    def fingerprint(remark):
        return changes.fingerprint(remark, FIELDS)

    def __init__(self, *args, dossier, **options):
        super().__init__(*args, **options)
        if not may_be_shared(dossier, self.instance.paper):
            audience = self.fields["audience"]
            audience.choices = [(Audience.INTERNAL.value, Audience.INTERNAL.label)]
            audience.help_text = _("From this step this paper is not returned to the region.")
