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

#: What each guard of the table asks to be ready, by its name.
GUARD_SENTENCES = {
    "agreement_in_force": _("The agreement is in force and not suspended."),
    "term_runs": _("Of an extension: the present term still runs."),
    "evaluated_by_both": _("Of an extension: the region and then the ministry have evaluated in the present term."),
    "text_complete": _("Reasons are given; what changes is written, in both languages."),
    "end_within_law": _("Of an extension: the new end is later than the present one, by five years at most."),
    "original_settled": _("What changed in the agreement meanwhile is settled, field by field."),
    "original_without_clash": _("Nothing it changes has been changed otherwise since the approval."),
    "recommended_by_another_person": _("Another person has recommended this decision."),
}
