"""The verification of the plan by the ministry, and the plan that has to be improved (P25 17, 19)."""

from django.utils.translation import gettext_lazy as _

from agreements import effects, guards
from agreements.enums import DocumentKind, LetterKind, PaperKind, Status, Tier
from agreements.letters import deciding
from agreements.remarks import sending
from agreements.rules import APPROVER, REGION_HEAD

from .plan import PLAN_READY
from .row import DECISION, LETTER, RETURN_CHECKS, move

_DECISION_READY = (
    guards.intent_running,
    guards.four_papers_present,
    guards.checklist_answered,
    guards.checklist_met,
    guards.opinions_in,
    guards.recommended_by_another,
    guards.no_remark_waiting,
)


def _returned_by(status):
    def predicate(dossier):
        return dossier.return_to == status

    return predicate


def _resubmission(name, label, done, status, tells, ready=(), **row):
    """One row for each desk that may have returned the plan: it goes back there (decision)."""
    return move(
        name=name,
        label=label,
        done=done,
        source=(Status.PLAN_REVISION,),
        target=status,
        who=(REGION_HEAD,),
        article="P25 17, 19",
        when=_returned_by(status),
        ready=(guards.plan_renewed, *PLAN_READY, *ready, guards.remarks_answered),
        **LETTER,
        tells=tells,
        **row,
    )


VERIFICATION_MOVES = (
    move(
        name="ask_for_draft",
        label=_("Have the agreement drafted"),
        done=_("Plan verified: the agreement may be drafted"),
        source=(Status.VERIFYING,),
        target=Status.DRAFTING,
        who=(APPROVER,),
        article="P25 19",
        ready=_DECISION_READY,
        **DECISION,
        note="optional",
        does=(deciding.issue_letter(LetterKind.DRAFTING), effects.void_recommendation, sending.close_answered),
        tells=("region", "province", "reviewers"),
    ),
    move(
        name="improve_plan",
        label=_("Have the plan improved"),
        done=_("Plan returned for improvement"),
        source=(Status.VERIFYING,),
        target=Status.PLAN_REVISION,
        who=(APPROVER,),
        article="P25 19",
        ready=(guards.checklist_answered, guards.opinions_in, guards.recommended_by_another),
        asks=("answer_by", "about"),
        **DECISION | {"checks": (*RETURN_CHECKS, *DECISION["checks"])},
        note="optional",
        does=(
            effects.return_later,
            sending.send_remarks,
            deciding.issue_letter(LetterKind.IMPROVEMENT),
            effects.void_recommendation,
        ),
        tells=("region", "province", "reviewers"),
        kind="back",
    ),
    _resubmission(
        "resubmit_to_council",
        _("Send to the council again"),
        _("Improved plan sent to the regional council"),
        Status.AT_COUNCIL,
        ("region", "province"),
        does=(
            effects.keep("letter", DocumentKind.COUNCIL_LETTER),
            effects.send_papers(PaperKind.PLAN),
            effects.refer_to_council,
            effects.forget_return,
        ),
    ),
    _resubmission(
        "resubmit_to_governor",
        _("Send to the governor again"),
        _("Improved plan sent to the governor"),
        Status.PLAN_AT_GOVERNOR,
        ("region", "province"),
        ready=(guards.four_papers_present,),
        tiers=(Tier.KABKOTA,),
        does=(
            effects.keep("letter", DocumentKind.PLAN_LETTER),
            effects.send_papers(PaperKind.STUDY, PaperKind.PLAN),
            effects.forget_return,
        ),
    ),
    _resubmission(
        "resubmit_to_minister",
        _("Send to the minister again"),
        _("Improved plan sent to the minister"),
        Status.VERIFYING,
        ("region", "province", "reviewers"),
        ready=(guards.four_papers_present,),
        does=(
            effects.keep("letter", DocumentKind.PLAN_LETTER),
            effects.send_papers(PaperKind.STUDY, PaperKind.PLAN),
            effects.forget_return,
        ),
    ),
)
