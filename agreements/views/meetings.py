"""The inter-ministry meeting, recorded by the ministry (P25 22)."""

from django.contrib import messages
from django.utils.translation import gettext_lazy as _

from agreements.forms.records import MeetingForm
from agreements.records import add_meeting
from agreements.services import ROAD

from .base import DossierForm


class AddMeeting(DossierForm):
    permission = "add_meeting"
    template_name = "agreements/meeting_form.html"
    heading = _("Record the inter-ministry meeting")
    submit = _("Record this meeting")
    done = _("The meeting has been recorded.")
    tab = "dossier-contacts"

    def form(self, *data):
        return MeetingForm(*data, dossier=self.dossier, user=self.user)

    def write(self, form):
        add_meeting(
            self.dossier,
            form.instance,
            attendance=form.attendance(),
            minutes=form.cleaned_data["minutes_file"],
            by=self.user,
        )
        for problem in ROAD.problems(self.dossier, "send_to_partner", self.user):
            if problem.place == "meetings":
                messages.warning(self.request, problem.message)
