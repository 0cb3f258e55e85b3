"""What offices take on in a meeting."""

from django.utils.translation import gettext_lazy as _

from agreements.follow_ups.acting import take_on
from agreements.forms.follow_ups import FollowUpForm
from agreements.meetings.invitations import concerning

from .base import ItemForm


class AddFollowUp(ItemForm):
    heading = _("Agree on a follow-up")
    lead = _("One office takes it on; its people are told, and see it on their home page until it is confirmed.")
    submit = _("Add this follow-up")
    done = _("The follow-up has been added, and its office has been told.")

    def form(self, *data):
        rows = self.item.meeting.attendances.select_related("office__region")
        offices = [row.office for row in rows if concerning(row.office, [self.dossier])]
        return FollowUpForm(*data, offices=offices, user=self.user)

    def write(self, form):
        follow_up = form.instance
        follow_up.dossier, follow_up.meeting = self.dossier, self.item.meeting
        take_on(follow_up, "add_meeting", by=self.user)
