"""The invitation letters of a meeting: one for each dossier, signed by an approver."""

from django.utils.translation import gettext as _

from agreements.enums import MeetingState
from agreements.letters.issuing import issue_invitation
from agreements.letters.withdrawing import replace
from cooperation.exceptions import Conflict

from .invitations import tell
from .planning import invited_to, note, on_meeting


def issue_letters(meeting, *, by):
    """Issue them, or others in the place of those that tell of an earlier day; whoever is invited is told."""
    with on_meeting(meeting, MeetingState.PLANNED) as dossiers:
        if not meeting.needs_letters:
            raise Conflict(_("The letters of this meeting have been issued already."), url=meeting.get_absolute_url())
        if meeting.lettered != meeting.sequence:
            for letter in list(meeting.letters.standing().select_related("dossier")):
                replace(letter, meeting.reason, ("", ""), by=by)
        documents = {document.dossier_id: document for document in issue_invitation(meeting, by)}
        invited = [dossier for dossier in dossiers if dossier.pk in documents]
        note(meeting, invited, "invitation_issued", by, documents=documents)
        meeting.lettered = meeting.sequence
        meeting.save(update_fields=["lettered"])
        tell(
            meeting,
            dossiers,
            invited_to(meeting),
            lambda words: _("The invitation letter to the meeting of %(when)s on %(what)s has been issued.") % words,
            by,
            occasion="letter",
        )
