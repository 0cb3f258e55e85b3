"""A meeting that was held: who came, what it decided on each dossier, the minutes."""

from django.contrib import messages
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from agreements.enums import Status
from agreements.forms.meetings import AttendanceForm, HeldForm, MinutesForm, OutcomeForm, SignedForm
from agreements.meetings import holding
from agreements.models import Meeting
from agreements.services import ROAD
from agreements.views.base import DossierForm

from .base import ItemForm, MeetingForm, warn_of_absent


class AddMeeting(DossierForm):
    """A meeting held outside this system, on one dossier, in one form."""

    permission = "add_meeting"
    template_name = "agreements/meeting_form.html"
    heading = _("Record the inter-ministry meeting")
    submit = _("Record this meeting")
    done = _("The meeting has been recorded.")
    tab = "dossier-contacts"

    def form(self, *data):
        return HeldForm(*data, dossier=self.dossier, user=self.user)

    def write(self, form):
        typed = form.cleaned_data
        holding.record_held(
            self.dossier,
            Meeting(place=typed["place"]),
            form.instance,
            held_on=typed["held_on"],
            attendance=form.attendance(),
            minutes=typed["minutes_file"],
            by=self.user,
        )
        for problem in ROAD.problems(self.dossier, "send_to_partner", self.user):
            if problem.place == "meetings":
                messages.warning(self.request, problem.message)


class RecordAttendance(MeetingForm):
    """Who came. The first record says that the meeting was held."""

    template_name = "agreements/meeting_attendance.html"
    heading = _("Record who came")
    submit = _("Record who came")
    done = _("Who came has been recorded.")

    def prepare(self):
        waits = any(item.dossier.status == Status.DISCUSSING for item in self.items)
        self.only_if(
            self.meeting.has_begun and waits and not self.meeting.is_cancelled,
            gettext("Who came is recorded once the meeting has begun, and until its dossiers have moved on."),
        )
        self.dossiers = [item.dossier for item in self.items]

    def form(self, *data):
        return AttendanceForm(*data, meeting=self.meeting, dossiers=self.dossiers, user=self.user)

    def write(self, form):
        attendance = form.attendance()
        holding.record_attendance(self.meeting, attendance, seen=form.cleaned_data["seen"], by=self.user)
        present = [office for office, (came, _people) in attendance.items() if came]
        warn_of_absent(self.request, self.dossiers, present)


class RecordOutcome(ItemForm):
    heading = _("Record what the meeting decided")
    lead = _("For this dossier alone; those invited for it read this.")
    submit = _("Save the outcome")
    done = _("The outcome has been saved.")

    def form(self, *data):
        return OutcomeForm(*data, instance=self.item, user=self.user)

    def write(self, form):
        holding.record_outcome(form.instance, seen=form.cleaned_data["seen"], by=self.user)


class WriteMinutes(ItemForm):
    heading = _("Write the minutes")
    lead = _(
        "Drafted from the agenda, from who came and from the outcome. The text stays inside the ministry until it is "
        "printed, signed by those present, and uploaded. Each dossier has minutes of its own: nobody signs what was "
        "said about another region."
    )
    submit = _("Save the minutes")
    done = _("The minutes have been saved. Print them for signing.")

    def form(self, *data):
        return MinutesForm(*data, instance=self.item, user=self.user)

    def write(self, form):
        holding.save_minutes(form.instance, seen=form.cleaned_data["seen"], by=self.user)


class KeepSignedMinutes(ItemForm):
    heading = _("Upload the signed minutes")
    lead = _("They are kept among the papers of this dossier, where everybody who sees the dossier can read them.")
    submit = _("Keep the signed minutes")
    done = _("The signed minutes are kept.")

    def form(self, *data):
        return SignedForm(*data, user=self.user)

    def write(self, form):
        holding.sign_minutes(self.item, form.cleaned_data["minutes"], by=self.user)
