"""The gates of the pages about a meeting, and what its forms share."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from agreements.guards import absent_by_law
from agreements.meetings.holding import is_open
from agreements.models import Dossier, Meeting, MeetingItem
from agreements.views.base import DossierForm, RecordForm


def visible_meeting(user, pk):
    """404 when it does not exist for `user`."""
    return get_object_or_404(Meeting.objects.visible_to(user).select_related("convened_by"), pk=pk)


def items_for(user):
    """Items of dossiers that exist for `user`: those of others do not exist on any of their pages."""
    return (
        MeetingItem.objects.filter(dossier__in=Dossier.objects.visible_to(user))
        .with_arrival()
        .select_related("dossier__region", "dossier__province", "dossier__partner__country", "minutes")
        .order_by("position", "pk")
    )


def require_host(user, permission="convene_meeting"):
    if not user.has_perm(f"agreements.{permission}"):
        raise PermissionDenied(
            _("Meetings are convened and recorded by the reviewers of Home Affairs; its approvers sign the letters.")
        )


def warn_of_absent(request, dossiers, offices):
    """Say of each dossier whom the law names that is not among `offices`."""
    for dossier in dossiers:
        if absent := absent_by_law(dossier, offices):
            messages.warning(
                request,
                _("%(dossier)s: the law asks for these offices too: %(offices)s.")
                % {"dossier": dossier.heading, "offices": ", ".join(absent)},
            )


class MeetingForm(RecordForm):
    """A form of a whole meeting, for whoever convenes meetings."""

    template_name = "agreements/meeting_act.html"
    permission = "convene_meeting"

    def dispatch(self, request, *args, **kwargs):
        self.meeting = visible_meeting(self.user, kwargs["pk"])
        require_host(self.user, self.permission)
        self.items = list(items_for(self.user).filter(meeting=self.meeting))
        self.prepare()
        return super().dispatch(request, *args, **kwargs)

    @property
    def back(self):
        return self.meeting.get_absolute_url()

    def subject(self):
        return {"meeting": self.meeting}


class ItemForm(DossierForm):
    """A form of one dossier of a meeting that was held, while its outcome may still be written."""

    permission = "add_meeting"
    tab = "dossier-contacts"

    def prepare(self):
        found = MeetingItem.objects.with_arrival().select_related("meeting", "minutes")
        self.item = get_object_or_404(found, meeting=self.kwargs["pk"], dossier=self.dossier)
        self.item.dossier = self.dossier
        self.only_if(
            is_open(self.item),
            _("This meeting has not been held yet, or it is not the one that counts for the dossier now."),
        )

    @property
    def back(self):
        return self.item.meeting.get_absolute_url()
