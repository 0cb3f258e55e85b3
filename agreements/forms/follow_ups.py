"""Forms of what offices took on."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from agreements.models import FollowUp
from cooperation.forms import DayField
from cooperation.forms.base import Form, ModelForm
from cooperation.forms.files import FilesMixin, StagedFileField
from cooperation.models import Office
from cooperation.working_days import today


class FollowUpForm(FilesMixin, ModelForm):
    class Meta:
        model = FollowUp
        fields = ("what", "office", "due_on")
        field_classes = {"due_on": DayField}
        widgets = {"what": forms.Textarea({"rows": 3})}
        labels = {"what": _("What is to be done")}
        help_texts = {"what": _("One thing that can be done and shown, for example: send the data on cold storage.")}

    def __init__(self, *args, offices, **options):
        super().__init__(*args, **options)
        self.fields["office"].queryset = Office.objects.filter(pk__in=[office.pk for office in offices])
        self.fields["office"].empty_label = _("Choose an office")

    def clean_due_on(self):
        day = self.cleaned_data["due_on"]
        if day < today():
            raise ValidationError(_("This day has passed."), code="past")
        return day


class DoneForm(FilesMixin, Form):
    note = forms.CharField(label=_("What was done"), max_length=1000, widget=forms.Textarea({"rows": 4}))
    proof = StagedFileField(label=_("Proof"))


class ReturnForm(FilesMixin, Form):
    """Confirm, or say what is still missing."""

    decision = forms.ChoiceField(
        label=_("Is it done?"),
        choices=[("confirm", _("Yes, it is done")), ("return", _("No, something is missing"))],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=_("What is missing"), max_length=500, required=False, widget=forms.Textarea({"rows": 3})
    )

    def clean(self):
        super().clean()
        if self.cleaned_data.get("decision") == "return" and not self.cleaned_data.get("reason"):
            self.add_error("reason", _("Say what is missing."))
