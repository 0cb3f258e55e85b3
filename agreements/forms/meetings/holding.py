"""Forms of a meeting that was held: who came, what was decided, the minutes."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from agreements.enums import MeetingOutcome
from agreements.guards import came_in_at
from agreements.meetings.drafting import minutes_of
from agreements.meetings.holding import DRAFT, OUTCOME, attendance_seen
from agreements.meetings.invitations import may_come
from agreements.models import MeetingItem
from cooperation import changes
from cooperation.forms import PastDateField
from cooperation.forms.base import EditForm, Form, ModelForm
from cooperation.forms.files import FilesMixin, StagedFileField
from cooperation.validators import validate_plain_text
from cooperation.working_days import JAKARTA


def people_field(office):
    """Who came from `office`, in words."""
    return forms.CharField(
        label=gettext("Who came from %(office)s") % {"office": office},
        required=False,
        max_length=300,
        validators=[validate_plain_text],
    )


class HeldForm(FilesMixin, ModelForm):
    """A meeting on one dossier that was held outside this system; a row for each office that may have come."""

    held_on = PastDateField(label=_("Date"))
    place = forms.CharField(label=_("Place"), max_length=200)
    minutes_file = StagedFileField(label=_("Minutes signed by those present"))

    field_order = ("held_on", "place", "agenda", "outcome", "summary", "minutes_file")

    class Meta:
        model = MeetingItem
        fields = ("agenda", "outcome", "summary")
        widgets = {
            "agenda": forms.Textarea({"rows": 3}),
            "outcome": forms.RadioSelect,
            "summary": forms.Textarea({"rows": 5}),
        }
        help_texts = {"summary": _("What was agreed on the text, and what is still to be mended.")}

    def __init__(self, *args, dossier, **options):
        super().__init__(*args, **options)
        self.dossier = dossier
        self.fields["outcome"] = outcome_field()
        self.fields["summary"].required = True
        self.groups = [
            group | {"rows": [self._row(office) for office in group["offices"]]} for group in may_come([dossier])
        ]

    def _row(self, office):
        ticked, people = f"office_{office.pk}", f"people_{office.pk}"
        self.fields[ticked] = forms.BooleanField(label=str(office), required=False)
        self.fields[people] = people_field(office)
        return {"office": office, "ticked": self[ticked], "people": self[people]}

    def clean_held_on(self):
        day = self.cleaned_data["held_on"]
        reached = localdate(came_in_at(self.dossier), JAKARTA)
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


def outcome_field():
    """One of three, without an empty choice."""
    return forms.ChoiceField(label=_("Outcome"), choices=MeetingOutcome, widget=forms.RadioSelect)


class AttendanceForm(FilesMixin, Form):
    """A row for each office that was invited, and for each that may have come besides."""

    seen = forms.CharField(required=False, max_length=16, widget=forms.HiddenInput)

    def __init__(self, *args, meeting, dossiers, **options):
        super().__init__(*args, initial={"seen": attendance_seen(meeting)}, **options)
        known = {row.office: row for row in meeting.attendances.select_related("office__region")}
        self.invited = [self._row(office, row) for office, row in known.items()]
        others = (office for group in may_come(dossiers) for office in group["offices"] if office not in known)
        self.others = [self._row(office, None) for office in others]

    def _row(self, office, row):
        came, people = f"came_{office.pk}", f"people_{office.pk}"
        self.fields[came] = forms.TypedChoiceField(
            label=str(office),
            choices=[("yes", _("came")), ("no", _("did not come"))],
            coerce=lambda value: value == "yes",
            empty_value=None,
            required=row is not None,
            initial={True: "yes", False: "no"}.get(row.came if row else None),
            widget=forms.RadioSelect,
        )
        self.fields[people] = people_field(office)
        self.fields[people].initial = row.people if row else ""
        return {"office": office, "came": self[came], "people": self[people]}

    def clean(self):
        super().clean()
        for row in (*self.invited, *self.others):
            people = self.cleaned_data.get(row["people"].name)
            if people and self.cleaned_data.get(row["came"].name) is False:
                self.add_error(row["people"].name, _("Nobody came from this office, yet somebody is named."))

    def attendance(self):
        """{office: (came, people)}; of those who were not invited only whoever came."""
        given = {}
        for row in (*self.invited, *self.others):
            people = self.cleaned_data.get(row["people"].name, "")
            came = self.cleaned_data.get(row["came"].name)
            if came is not None or people:
                given[row["office"]] = (came is not False, people)
        return given


class _ItemForm(FilesMixin, EditForm):
    """What the ministry writes about one dossier of a meeting."""

    FIELDS = ()

    @classmethod
    def fingerprint(cls, item):
        return changes.fingerprint(item, cls.FIELDS)


class OutcomeForm(_ItemForm):
    FIELDS = OUTCOME

    class Meta:
        model = MeetingItem
        fields = OUTCOME
        widgets = {"summary": forms.Textarea({"rows": 6})}
        help_texts = {"summary": _("What was agreed on the text, and what is still to be mended.")}

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["outcome"] = outcome_field()
        self.fields["summary"].required = True


class MinutesForm(_ItemForm):
    FIELDS = DRAFT

    class Meta:
        model = MeetingItem
        fields = DRAFT
        widgets = {"draft": forms.Textarea({"rows": 24})}

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["draft"].required = True
        if not self.instance.draft:
            self.initial["draft"] = minutes_of(self.instance)


class SignedForm(FilesMixin, Form):
    minutes = StagedFileField(label=_("Minutes signed by those present"))
