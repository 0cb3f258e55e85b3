"""A meeting that was held: who came, what it decided on each dossier, the minutes."""

from django.contrib import messages
from django.utils.translation import gettext_lazy as _

from agreements.forms.meetings import HeldForm
from agreements.meetings.holding import record_held
from agreements.models import Meeting
from agreements.services import ROAD
from agreements.views.base import DossierForm


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
        record_held(
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
