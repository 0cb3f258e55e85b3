"""Convening a meeting on dossiers that wait for it, changing and cancelling it."""

from django.db.models import F
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from agreements.enums import Status
from agreements.forms.meetings import CancelForm, ChangeForm, ConveneForm
from agreements.forms.records import NoFieldsForm
from agreements.meetings import planning
from agreements.meetings.letters import issue_letters
from agreements.models import Dossier, Meeting, MeetingItem
from agreements.views.base import RecordForm
from cooperation.exceptions import Conflict

from .base import MeetingForm, require_host, warn_of_absent

#: Dossiers of one meeting, and those that are offered to choose from.
MOST_DOSSIERS, MOST_OFFERED = 10, 100


class ConveneMeeting(RecordForm):
    """The dossiers stand in the address, chosen from those that wait; the form follows from them."""

    template_name = "agreements/meeting_plan.html"
    heading = _("Convene an inter-ministry meeting")
    submit = _("Convene and invite")
    done = _("The meeting has been convened, and everybody who is invited has been told.")

    def dispatch(self, request, *args, **kwargs):
        require_host(self.user)
        chosen = dict.fromkeys(request.GET.getlist("dossier"))
        if not chosen:
            return self.choose(422 if request.method == "POST" else 200)
        if len(chosen) > MOST_DOSSIERS:
            return self.choose(
                422,
                ngettext(
                    "One meeting holds %(count)s dossier at most.",
                    "One meeting holds %(count)s dossiers at most.",
                    MOST_DOSSIERS,
                )
                % {"count": MOST_DOSSIERS},
            )
        found = {dossier.number: dossier for dossier in self.waiting().filter(number__in=chosen)}
        if len(found) < len(chosen):
            raise Conflict(
                gettext("A dossier that was chosen does not wait for a meeting any more. Choose anew."),
                url=reverse("agreements:meeting-new"),
            )
        self.dossiers = [found[number] for number in chosen]
        return super().dispatch(request, *args, **kwargs)

    def waiting(self):
        """Dossiers at the step of the meeting that are on no agenda, the least time left first."""
        planned = MeetingItem.objects.filter(meeting__in=Meeting.objects.planned())
        dossiers = Dossier.objects.visible_to(self.user).filter(status=Status.DISCUSSING).for_lists()
        return dossiers.exclude(pk__in=planned.values("dossier")).order_by(
            F("due_on").asc(nulls_last=True), "status_since", "pk"
        )

    def choose(self, status, problem=""):
        context = {"waiting": self.waiting()[:MOST_OFFERED], "problem": problem, "view": self}
        return render(self.request, "agreements/meeting_choose.html", context, status=status)

    def form(self, *data):
        return ConveneForm(*data, dossiers=self.dossiers, user=self.user)

    def write(self, form):
        offices = list(form.cleaned_data["offices"])
        self.meeting = planning.convene(Meeting(**form.values()), form.agendas(), offices, by=self.user)
        warn_of_absent(self.request, self.dossiers, offices)

    def context(self):
        return {"dossiers": self.dossiers}

    @property
    def back(self):
        return self.meeting.get_absolute_url() if hasattr(self, "meeting") else reverse("agreements:meeting-list")


class ChangeMeeting(MeetingForm):
    heading = _("Move or change the meeting")
    lead = _(
        "Everybody who is invited is told again, with the reason; the calendar file takes the place of the one before."
    )
    submit = _("Change and tell everybody")
    done = _("The meeting has been changed, and everybody who is invited has been told.")

    def prepare(self):
        self.only_if(self.meeting.is_planned, gettext("Only a meeting that is still planned can be changed."))

    def form(self, *data):
        return ChangeForm(*data, meeting=self.meeting, items=self.items, user=self.user)

    def write(self, form):
        planning.change(
            self.meeting,
            form.values(),
            form.agendas(),
            list(form.cleaned_data.get("offices", ())),
            reason=form.cleaned_data["reason"],
            seen=form.cleaned_data["seen"],
            by=self.user,
        )


class CancelMeeting(MeetingForm):
    heading = _("Cancel the meeting")
    lead = _("Its dossiers wait for another meeting then.")
    submit = _("Cancel the meeting and tell everybody")
    done = _("The meeting has been cancelled, and everybody who was invited has been told.")
    danger = True

    def prepare(self):
        self.only_if(self.meeting.is_planned, gettext("Only a meeting that is still planned can be cancelled."))

    def form(self, *data):
        return CancelForm(*data, user=self.user)

    def write(self, form):
        planning.cancel(self.meeting, reason=form.cleaned_data["reason"], by=self.user)


class IssueLetters(MeetingForm):
    permission = "issue_invitation"
    heading = _("Issue the invitation letters")
    lead = _(
        "One letter for each dossier, numbered and signed in your name. A letter that tells of an earlier day is "
        "withdrawn, and the new one takes its place. Everybody who is invited is told."
    )
    submit = _("Issue the letters")
    done = _("The letters have been issued.")

    def prepare(self):
        self.only_if(self.meeting.needs_letters, gettext("The letters of this meeting have been issued already."))

    def form(self, *data):
        return NoFieldsForm(*data, user=self.user)

    def write(self, form):
        issue_letters(self.meeting, by=self.user)
