"""The cooperation plan: council, governor, verification (P25 15-19)."""

from django.utils.translation import gettext_lazy as _

from agreements import effects, guards
from agreements.enums import CouncilOutcome, DocumentKind, LetterKind, PaperKind, Status, Tier
from agreements.letters import deciding
from agreements.remarks import sending
from agreements.rules import APPROVER, PROVINCE, REGION, REGION_HEAD
from cooperation.workflow import STAY

from .clocks import COUNCIL, GOVERNOR_PLAN, clock_running
from .row import DECISION, LETTER, RETURN_CHECKS, move

_PLAN_READY = (guards.intent_running, guards.plan_complete, guards.no_hold)
_PAPERS_READY = (guards.intent_running, guards.four_papers_present, guards.no_hold)
_DECISION_READY = (
    guards.four_papers_present,
    guards.checklist_answered,
    guards.checklist_met,
    guards.opinions_in,
    guards.recommended_by_another,
    guards.no_remark_waiting,
)


def _not_received(dossier):
    return dossier.referrals.filter(outcome="", received_on=None).exists()


def governor_not_received(dossier):
    return dossier.due_on is None


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
        ready=(guards.plan_renewed, *_PLAN_READY, *ready, guards.remarks_answered),
        **LETTER,
        tells=tells,
        **row,
    )


PLAN_MOVES = (
    move(
        name="send_to_council",
        label=_("Send to the regional council"),
        done=_("Plan sent to the regional council"),
        source=(Status.INTENT_SIGNED,),
        target=Status.AT_COUNCIL,
        who=(REGION_HEAD,),
        article="P25 15, 16, 38",
        ready=_PLAN_READY,
        **LETTER,
        does=(
            effects.keep("letter", DocumentKind.COUNCIL_LETTER),
            effects.send_papers(PaperKind.PLAN),
            effects.refer_to_council,
        ),
        tells=("region", "province"),
    ),
    move(
        name="record_council_receipt",
        label=_("Record the council's receipt"),
        done=_("Plan received by the council secretariat"),
        source=(Status.AT_COUNCIL,),
        target=STAY,
        who=REGION,
        article="P25 17",
        when=_not_received,
        asks=("received_on", "receipt"),
        checks=(guards.not_in_future("received_on"), guards.received_after_sending),
        does=(
            effects.keep("receipt", DocumentKind.COUNCIL_RECEIPT),
            effects.receive_at_council,
            effects.start_clock(COUNCIL, "received_on"),
        ),
        tells=("region",),
    ),
    move(
        name="record_council_approval",
        label=_("Record the approval"),
        done=_("Council approved the plan"),
        source=(Status.AT_COUNCIL,),
        target=Status.COUNCIL_APPROVED,
        who=REGION,
        article="P25 17",
        ready=(guards.council_received,),
        asks=("decided_on", "letter_number", "decision"),
        checks=(guards.not_in_future("decided_on"), guards.decided_after_receipt),
        does=(
            effects.keep("decision", DocumentKind.COUNCIL_DECISION),
            effects.decide_council(CouncilOutcome.APPROVED),
            sending.close_councils,
        ),
        tells=("region", "province"),
    ),
    move(
        name="record_council_refusal",
        label=_("Record the refusal"),
        done=_("Council refused the plan"),
        source=(Status.AT_COUNCIL,),
        target=Status.PLAN_REVISION,
        who=REGION,
        article="P25 17",
        ready=(guards.council_received,),
        asks=("decided_on", "letter_number", "decision"),
        checks=(guards.not_in_future("decided_on"), guards.decided_after_receipt),
        note="required",
        does=(
            effects.keep("decision", DocumentKind.COUNCIL_DECISION),
            effects.decide_council(CouncilOutcome.REFUSED),
            effects.return_later,
            sending.send_remarks,
        ),
        tells=("region", "province"),
        kind="back",
    ),
    move(
        name="deem_council_approved",
        label=_("Deemed approved by the council"),
        done=_("45 working days without an answer: deemed approved by the council"),
        source=(Status.AT_COUNCIL,),
        target=Status.COUNCIL_APPROVED,
        article="P25 17(3)-(4)",
        ready=(guards.council_received, guards.council_clock_over),
        does=(effects.decide_council(CouncilOutcome.DEEMED), effects.lapse(COUNCIL), sending.close_councils),
        tells=("region", "province"),
    ),
    move(
        name="send_plan",
        label=_("Send the plan to the minister"),
        done=_("Plan sent to the minister"),
        source=(Status.COUNCIL_APPROVED,),
        target=Status.VERIFYING,
        who=(REGION_HEAD,),
        article="P25 18(1), 19(2)",
        tiers=(Tier.PROVINCE,),
        ready=_PAPERS_READY,
        **LETTER,
        does=(effects.keep_plan_letter, effects.send_papers(PaperKind.STUDY), effects.reach_ministry),
        tells=("region", "reviewers"),
    ),
    move(
        name="send_plan_to_governor",
        label=_("Send the plan to the governor"),
        done=_("Plan sent to the governor"),
        source=(Status.COUNCIL_APPROVED,),
        target=Status.PLAN_AT_GOVERNOR,
        who=(REGION_HEAD,),
        article="P25 18(2), 19(2)",
        tiers=(Tier.KABKOTA,),
        ready=_PAPERS_READY,
        **LETTER,
        does=(effects.keep_plan_letter, effects.send_papers(PaperKind.STUDY)),
        tells=("region", "province"),
    ),
    move(
        name="record_plan_receipt",
        label=_("Record the governor's receipt"),
        done=_("Plan received by the governor's office"),
        source=(Status.PLAN_AT_GOVERNOR,),
        target=STAY,
        who=PROVINCE + REGION,
        article="P25 18(4)",
        tiers=(Tier.KABKOTA,),
        when=governor_not_received,
        asks=("received_on", "receipt"),
        checks=(guards.not_in_future("received_on"), guards.received_after_sending),
        does=(
            effects.keep("receipt", DocumentKind.GOVERNOR_RECEIPT),
            effects.start_clock(GOVERNOR_PLAN, "received_on"),
        ),
        tells=("region", "province"),
    ),
    move(
        name="forward_plan",
        label=_("Forward the plan to the minister"),
        done=_("Governor forwarded the plan"),
        source=(Status.PLAN_AT_GOVERNOR,),
        target=Status.VERIFYING,
        who=PROVINCE,
        article="P25 18(2), (4)",
        tiers=(Tier.KABKOTA,),
        ready=(guards.governor_received, guards.no_remark_waiting),
        **LETTER,
        does=(effects.keep("letter", DocumentKind.GOVERNOR_LETTER), effects.reach_ministry, sending.close_answered),
        tells=("region", "province", "reviewers"),
    ),
    move(
        name="return_plan",
        label=_("Return the plan"),
        done=_("Governor returned the plan"),
        source=(Status.PLAN_AT_GOVERNOR,),
        target=Status.PLAN_REVISION,
        who=PROVINCE,
        article="P25 18",
        tiers=(Tier.KABKOTA,),
        asks=("answer_by", "about"),
        checks=RETURN_CHECKS,
        note="optional",
        does=(effects.return_later, sending.send_remarks),
        tells=("region",),
        kind="back",
    ),
    move(
        name="lapse_governor_plan",
        label=_("Governor's 5 working days are over"),
        done=_("Governor did not forward the plan in 5 working days: the region may go to the minister directly"),
        source=(Status.PLAN_AT_GOVERNOR,),
        target=STAY,
        article="P25 18(5)",
        tiers=(Tier.KABKOTA,),
        when=clock_running(GOVERNOR_PLAN),
        ready=(guards.governor_clock_over,),
        does=(effects.lapse(GOVERNOR_PLAN),),
        tells=("region", "province"),
        kind="side",
    ),
    move(
        name="send_plan_directly",
        label=_("Send the plan to the minister directly"),
        done=_("Plan sent to the minister directly"),
        source=(Status.PLAN_AT_GOVERNOR,),
        target=Status.VERIFYING,
        who=(REGION_HEAD,),
        article="P25 18(5)",
        tiers=(Tier.KABKOTA,),
        ready=(guards.intent_running, guards.governor_clock_over, guards.no_hold),
        **LETTER,
        does=(effects.keep("letter", DocumentKind.PLAN_LETTER), effects.reach_ministry),
        tells=("region", "province", "reviewers"),
    ),
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
