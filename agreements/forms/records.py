"""Forms of what is recorded beside the papers: contacts, meetings, letters."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from agreements.enums import ContactWay, DocumentKind, Tier
from agreements.models import Contact, Document, Meeting
from cooperation import changes
from cooperation.enums import OfficeKind
from cooperation.forms import DateInput
from cooperation.forms.base import EditForm, ModelForm
from cooperation.forms.files import FilesMixin, StagedFileField
from cooperation.models import Office
from cooperation.validators import validate_plain_text
from cooperation.working_days import JAKARTA, today

#: Papers a region adds by hand; the others come in with the step that asks for them.
FREE_KINDS = (DocumentKind.OTHER, DocumentKind.CONTACT, DocumentKind.PREREQUISITE)


def validate_not_in_future(day):
    if day > today():
        raise ValidationError(_("This day is still to come."), code="future")


class PastDateField(forms.DateField):
    """A day on which something happened."""

    widget = DateInput
    default_validators = [validate_not_in_future]


class ContactForm(FilesMixin, EditForm):
    FIELDS = ("way", "held_on", "place", "participants", "summary", "travel_permit", "document")

    way = forms.ChoiceField(label=_("Way"), choices=ContactWay, widget=forms.RadioSelect)
    file = StagedFileField(label=_("File"), required=False)

    class Meta:
        model = Contact
        fields = ("way", "held_on", "place", "participants", "summary", "travel_permit")
        field_classes = {"held_on": PastDateField}
        widgets = {
            "held_on": DateInput,
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
        widgets = {"dated_on": DateInput}
        help_texts = {
            "number": _("The number on the letter, if it has one."),
            "description": _("What it is, in a few words."),
        }

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["description"].required = True


# The inter-ministry meeting


class MeetingForm(FilesMixin, ModelForm):
    """A meeting with a row for each office that may have come: a box to tick, and who came."""

    minutes_file = StagedFileField(label=_("Minutes signed by those present"))

    class Meta:
        model = Meeting
        fields = ("held_on", "place", "agenda", "outcome")
        field_classes = {"held_on": PastDateField}
        widgets = {
            "held_on": DateInput,
            "agenda": forms.Textarea({"rows": 3}),
            "outcome": forms.Textarea({"rows": 5}),
        }
        help_texts = {"outcome": _("What was agreed on the text, and what is still to be mended.")}

    def __init__(self, *args, dossier, **options):
        super().__init__(*args, **options)
        self.dossier = dossier
        self.groups = [
            {"title": title, "lawful": lawful, "rows": [self._row(office) for office in offices]}
            for title, lawful, offices in invited(dossier)
        ]

    def _row(self, office):
        ticked, people = f"office_{office.pk}", f"people_{office.pk}"
        self.fields[ticked] = forms.BooleanField(label=str(office), required=False)
        self.fields[people] = forms.CharField(
            label=gettext("Who came from %(office)s") % {"office": office},
            required=False,
            max_length=300,
            validators=[validate_plain_text],
            widget=forms.TextInput({"placeholder": gettext("Who came")}),
        )
        return {"office": office, "ticked": self[ticked], "people": self[people]}

    def clean_held_on(self):
        day = self.cleaned_data["held_on"]
        reached = localdate(self.dossier.status_since, JAKARTA)
        if day < reached:
            raise ValidationError(
                gettext("The draft came in on %(date)s; the meeting cannot have been held before.")
                % {"date": date_format(reached, "j F Y")}
            )
        return day

    def clean(self):
        super().clean()
        if not self.attendance():
            self.add_error(None, _("Tick the offices that were present."))

    def attendance(self):
        """{office: who came}; names without a tick count as present."""
        present = {}
        for row in (row for group in self.groups for row in group["rows"]):
            people = self.cleaned_data.get(row["people"].name, "")
            if people or self.cleaned_data.get(row["ticked"].name):
                present[row["office"]] = people
        return present


def invited(dossier):
    """(title, whether the law requires one of them, offices) of those that may come to the meeting (P25 22)."""
    regions = {dossier.province_id: [], dossier.region_id: []}
    kinds = {kind: [] for kind in OfficeKind}
    offices = Office.objects.filter(is_active=True).exclude(kind=OfficeKind.REGION)
    for office in [*offices, *Office.objects.filter(is_active=True, region__in=regions)]:
        (regions[office.region_id] if office.region_id else kinds[office.kind]).append(office)
    groups = [
        (_("Kemlu"), True, kinds[OfficeKind.FOREIGN_AFFAIRS]),
        (_("The province"), True, regions[dossier.province_id]),
        (_("Home Affairs"), False, kinds[OfficeKind.HOME_AFFAIRS]),
        (_("Ministries of the subject: one at least"), True, kinds[OfficeKind.TECHNICAL_MINISTRY]),
    ]
    if dossier.tier == Tier.KABKOTA:
        groups.insert(2, (_("The regency or city"), True, regions[dossier.region_id]))
    return groups
