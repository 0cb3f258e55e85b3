"""The form of a round of talks with the partner (P25 23)."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from agreements.enums import PaperKind, TalksChannel
from agreements.guards import came_in_at
from agreements.models import TalkRound
from agreements.papers import parts_of
from cooperation import changes
from cooperation.forms import PastDateField
from cooperation.forms.base import EditForm
from cooperation.forms.files import FilesMixin, StagedFileField
from cooperation.working_days import JAKARTA


class TalksForm(FilesMixin, EditForm):
    FIELDS = ("held_on", "channel", "changes", "parts", "document")

    channel = forms.ChoiceField(label=_("Channel"), choices=TalksChannel, widget=forms.RadioSelect)
    parts = forms.MultipleChoiceField(
        label=_("Parts that changed"),
        choices=[(part.name, part.label) for part in parts_of(PaperKind.AGREEMENT)],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    file = StagedFileField(label=_("File"), required=False)

    class Meta:
        model = TalkRound
        fields = ("held_on", "channel", "parts", "changes")
        field_classes = {"held_on": PastDateField}
        widgets = {"changes": forms.Textarea({"rows": 5})}
        help_texts = {"changes": _("In a few sentences; when the partner accepted the text as it is, say so.")}

    @staticmethod
    def fingerprint(talks):
        return changes.fingerprint(talks, TalksForm.FIELDS)

    def __init__(self, *args, dossier, **options):
        super().__init__(*args, **options)
        self.dossier = dossier
        if kept := self.instance.document:
            self.fields["file"].label = _("Another file")
            self.fields["file"].help_text = gettext("Choose one only to replace %(name)s.") % {"name": kept.name}

    def clean_held_on(self):
        day, sent_on = self.cleaned_data["held_on"], localdate(came_in_at(self.dossier), JAKARTA)
        if self.instance.pk is None and day < sent_on:
            raise ValidationError(
                gettext("The text was sent to the partner on %(date)s; talks about it cannot have been held before.")
                % {"date": date_format(sent_on, "j F Y")}
            )
        return day
