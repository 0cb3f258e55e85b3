"""Forms of what is recorded beside the papers: contacts, letters."""

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from agreements.enums import ContactWay, DocumentKind
from agreements.models import Contact, Document
from cooperation import changes
from cooperation.forms import PastDateField
from cooperation.forms.base import EditForm, Form, ModelForm
from cooperation.forms.files import FilesMixin, StagedFileField

#: Papers a region adds by hand; the others come in with the step that asks for them.
FREE_KINDS = (DocumentKind.OTHER, DocumentKind.CONTACT, DocumentKind.PREREQUISITE)


class NoFieldsForm(FilesMixin, Form):
    """A question and one button."""


class ContactForm(FilesMixin, EditForm):
    FIELDS = ("way", "held_on", "place", "participants", "summary", "travel_permit", "document")

    way = forms.ChoiceField(label=_("Way"), choices=ContactWay, widget=forms.RadioSelect)
    file = StagedFileField(label=_("File"), required=False)

    class Meta:
        model = Contact
        fields = ("way", "held_on", "place", "participants", "summary", "travel_permit")
        field_classes = {"held_on": PastDateField}
        widgets = {
            "participants": forms.Textarea({"rows": 2}),
            "summary": forms.Textarea({"rows": 5}),
        }
        help_texts = {
            "place": _("For example: Padang; video meeting; letter by post."),
            "participants": _("Names and offices of both sides."),
            "summary": _("What was discussed, and what was agreed."),
        }

    @staticmethod
    def fingerprint(contact):
        return changes.fingerprint(contact, ContactForm.FIELDS)

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        kept = self.instance.document
        if kept:
            self.fields["file"].label = _("Another file")
            self.fields["file"].help_text = gettext("Choose one only to replace %(name)s.") % {"name": kept.name}


class DocumentForm(FilesMixin, ModelForm):
    kind = forms.ChoiceField(label=_("Kind"), choices=[(kind.value, kind.label) for kind in FREE_KINDS])
    file = StagedFileField(label=_("File"))

    class Meta:
        model = Document
        fields = ("kind", "number", "dated_on", "description")
        field_classes = {"dated_on": PastDateField}
        help_texts = {
            "number": _("The number on the letter, if it has one."),
            "description": _("What it is, in a few words."),
        }

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["description"].required = True
