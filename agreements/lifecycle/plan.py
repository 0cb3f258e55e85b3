"""The cooperation plan on its way: council and governor (P25 15-18)."""

from django.utils.translation import gettext_lazy as _

from agreements import effects, guards
from agreements.enums import CouncilOutcome, DocumentKind, PaperKind, Status, Tier
from agreements.remarks import sending
from agreements.rules import PROVINCE, REGION, REGION_HEAD
from cooperation.workflow import STAY

from .clocks import COUNCIL, GOVERNOR_PLAN, clock_running
from .row import LETTER, RETURN_CHECKS, move

PLAN_READY = (guards.intent_running, guards.plan_complete, guards.no_hold)
PAPERS_READY = (guards.intent_running, guards.four_papers_present, guards.no_hold)


def _not_received(dossier):
    return dossier.referrals.filter(outcome="", received_on=None).exists()


def governor_not_received(dossier):
    return dossier.due_on is None


PLAN_MOVES = (
    move(
        name="send_to_council",
        label=_("Send to the regional council"),
        done=_("Plan sent to the regional council"),
        source=(Status.INTENT_SIGNED,),
        target=Status.AT_COUNCIL,
        who=(REGION_HEAD,),
        article="P25 15, 16, 38",
        ready=PLAN_READY,
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
        checks=(guards.not_in_future("decided_on"), guards.decided_after_receipt, guards.refused_in_time),
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
        ready=PAPERS_READY,
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
        ready=PAPERS_READY,
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
)
