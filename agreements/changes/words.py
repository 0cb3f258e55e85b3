"""Extensions and amendments in words: whose turn it is, what to do, what the history says."""

from django.utils.translation import gettext_lazy as _

from agreements.enums import ChangeStatus, Turn

#: What whoever has the turn is asked to do.
TASKS = {
    ChangeStatus.DRAFTING: _("Write what changes, then send it to the minister with the letter."),
    ChangeStatus.SUBMITTED: _("Read it, recommend a decision and decide."),
    ChangeStatus.RETURNED: _("Improve it and send it again."),
    ChangeStatus.APPROVED: _("Sign it with the partner and record the signing."),
    ChangeStatus.SIGNED: _("Register the original."),
}

TURNS = {
    ChangeStatus.DRAFTING: Turn.REGION,
    ChangeStatus.SUBMITTED: Turn.MINISTRY,
    ChangeStatus.RETURNED: Turn.REGION,
    ChangeStatus.APPROVED: Turn.REGION,
    ChangeStatus.SIGNED: Turn.MINISTRY,
}

#: Events beside the moves of the table.
HISTORY = {
    "change_begun": _("begun"),
    "change_settled": _("compared with the agreement as it changed meanwhile"),
}
