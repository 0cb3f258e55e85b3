"""The statuses, as a table: whose turn it is, what to do, by which article, at which stage of the road."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from agreements.enums import Status, Tier, Turn
from cooperation.workflow import Words


@dataclass(frozen=True)
class Stage:
    """A mark on the stepper."""

    name: str
    label: Words
    tiers: tuple[Tier, ...] = tuple(Tier)


@dataclass(frozen=True)
class Step:
    status: Status
    turn: Turn
    #: What whoever has the turn is asked to do, in one sentence.
    task: Words
    article: str
    stage: str


STAGES = (
    Stage("interest", _("Interest")),
    Stage("exploration", _("Explore")),
    Stage("study", _("Study")),
    Stage("intent", _("LoI")),
    Stage("plan", _("RKS")),
    Stage("council", _("Council")),
    Stage("governor_plan", _("Governor"), (Tier.KABKOTA,)),
    Stage("verification", _("Verify")),
    Stage("text", _("Text")),
    Stage("governor_draft", _("Governor"), (Tier.KABKOTA,)),
    Stage("interkem", _("Interkem")),
    Stage("confirmation", _("Confirm")),
    Stage("approval", _("Approval")),
    Stage("signing", _("Signing")),
)

_STEPS = (
    Step(
        Status.INITIATED,
        Turn.REGION,
        _("Complete the data and the nine prerequisites, then start exploring."),
        "P25 5, 10",
        "interest",
    ),
    Step(
        Status.EXPLORING,
        Turn.REGION,
        _("Record the contacts with the partner, then begin the study."),
        "P25 11",
        "exploration",
    ),
    Step(
        Status.STUDYING,
        Turn.REGION,
        _("Complete the study and the draft LoI, then ask the minister's response."),
        "P25 12, 14(1)",
        "study",
    ),
    Step(
        Status.AWAITING_RESPONSE,
        Turn.MINISTRY,
        _("Examine the study and the draft LoI and give the minister's response."),
        "P25 14(2)-(3)",
        "intent",
    ),
    Step(
        Status.RESPONDED,
        Turn.REGION,
        _("Sign the LoI with the partner and record the signing."),
        "P25 13, 14(4)-(5)",
        "intent",
    ),
    Step(
        Status.INTENT_SIGNED,
        Turn.REGION,
        _("Draw up the cooperation plan (RKS) and send it to the regional council."),
        "P25 15, 16, 38",
        "plan",
    ),
    Step(
        Status.AT_COUNCIL,
        Turn.COUNCIL,
        _("Record when the council received the plan, and its decision."),
        "P25 17",
        "council",
    ),
    Step(
        Status.COUNCIL_APPROVED,
        Turn.REGION,
        _("Send the plan on with the study, the LoI and the council's approval."),
        "P25 18, 19(2)",
        "council",
    ),
    Step(
        Status.PLAN_AT_GOVERNOR,
        Turn.PROVINCE,
        _("Forward the plan to the minister within 5 working days."),
        "P25 18(2), (4), (5)",
        "governor_plan",
    ),
    Step(
        Status.VERIFYING,
        Turn.MINISTRY,
        _("Verify the four papers and decide."),
        "P25 19",
        "verification",
    ),
    Step(
        Status.PLAN_REVISION,
        Turn.REGION,
        _("Improve the plan, answer every remark and send it again."),
        "P25 17, 19",
        "plan",
    ),
    Step(
        Status.DRAFTING,
        Turn.REGION,
        _("Write the agreement text in both languages and send it."),
        "P25 20",
        "text",
    ),
    Step(
        Status.DRAFT_AT_GOVERNOR,
        Turn.PROVINCE,
        _("Forward the draft to the minister within 5 working days."),
        "P25 20",
        "governor_draft",
    ),
    Step(
        Status.DISCUSSING,
        Turn.MINISTRY,
        _("Hold the inter-ministry meeting and send the text to the partner."),
        "P25 22",
        "interkem",
    ),
    Step(
        Status.NEGOTIATING,
        Turn.KEMLU,
        _("Discuss the text with the partner and record the confirmation letter."),
        "P25 23",
        "confirmation",
    ),
    Step(
        Status.CONFIRMED,
        Turn.MINISTRY,
        _("Decide on the minister's approval."),
        "P25 24",
        "approval",
    ),
    Step(
        Status.APPROVED,
        Turn.REGION,
        _("Report the planned signing, sign, and record the signing."),
        "P25 24, 25",
        "signing",
    ),
    Step(
        Status.SIGNED,
        Turn.MINISTRY,
        _("Register the original and issue the copy."),
        "P25 25",
        "signing",
    ),
    Step(
        Status.IN_FORCE,
        Turn.REGION,
        _("Carry out the cooperation."),
        "P25 26",
        "in_force",
    ),
    Step(
        Status.SUSPENDED,
        Turn.MINISTRY,
        _("Resume the dossier when the reason is gone."),
        "",
        "",
    ),
    Step(Status.REJECTED, Turn.NOBODY, _("The ministry rejected it."), "P25 19, 24", ""),
    Step(Status.STOPPED, Turn.NOBODY, _("The region stopped it."), "", ""),
    Step(Status.ENDED, Turn.NOBODY, _("The cooperation has ended."), "P25 34", "in_force"),
    Step(Status.EXPIRED, Turn.NOBODY, _("The term has run out."), "P25 32", "in_force"),
)

STEPS = {step.status: step for step in _STEPS}


def statuses_of(turn):
    """Statuses in which it is the turn of `turn`."""
    return [step.status for step in _STEPS if step.turn == turn]
