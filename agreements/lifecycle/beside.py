"""Moves beside the road: opinions, recommendations, renewing the LoI, suspending, rejecting, stopping."""

from django.utils.translation import gettext_lazy as _

from agreements import effects, guards
from agreements.enums import ClockName, DocumentKind, LetterKind, Origin, Status, VoidCause
from agreements.letters import deciding
from agreements.models import Opinion, Registration
from agreements.rules import (
    APPROVER,
    ASKED,
    AT_MINISTRY,
    BEFORE_SIGNING,
    MINISTRY,
    REGION,
    REGION_HEAD,
    REVIEWER,
    SUSPENDABLE,
)
from cooperation.workflow import BACK, STAY, Move

from .row import DECISION

#: From the signed LoI to the signed agreement the LoI may have to be renewed (decision).
NEEDS_INTENT = BEFORE_SIGNING[BEFORE_SIGNING.index(Status.INTENT_SIGNED) :]

#: Decisions a reviewer can recommend, by status.
RECOMMENDABLE = {
    Status.AWAITING_RESPONSE: ("respond", "reject"),
    Status.VERIFYING: ("ask_for_draft", "improve_plan", "reject"),
    Status.DISCUSSING: ("reject",),
    Status.CONFIRMED: ("approve", "reject"),
}

#: Those of them that take the dossier forward.
GO_AHEADS = ("respond", "ask_for_draft", "approve")


def _term_unknown(dossier):
    return dossier.origin == Origin.REGISTER and dossier.is_term_unknown


def _opinion_open(dossier):
    return Opinion.objects.open().filter(dossier=dossier.pk).exists()


def _not_deposited(dossier):
    return Registration.objects.filter(dossier=dossier.pk, custody_on=None).exists()


def _intent_over(dossier):
    return dossier.is_intent_expired and dossier.clocks.running().filter(name=ClockName.INTENT).exists()


BESIDE_MOVES = (
    Move(
        name="take_up",
        label=_("Take up the review"),
        done=_("Review taken up"),
        source=(*AT_MINISTRY, Status.SIGNED),
        target=STAY,
        who=(REVIEWER,),
        article="",
        when=lambda dossier: dossier.reviewer_id is None,
        does=(effects.take_up,),
        tells=("reviewers",),
        kind="side",
    ),
    Move(
        name="ask_opinion",
        label=_("Ask for an opinion"),
        done=_("Opinion asked"),
        source=AT_MINISTRY,
        target=STAY,
        who=(REVIEWER,),
        article="P25 14(2), 19, 22",
        asks=("offices", "question", "papers", "answer_by"),
        checks=(guards.asked_office_free, guards.not_in_past("answer_by")),
        does=(effects.ask_offices,),
        tells=("asked_offices", "reviewers"),
        kind="side",
    ),
    Move(
        name="give_opinion",
        label=_("Give your opinion"),
        done=_("Opinion given"),
        source=AT_MINISTRY,
        target=STAY,
        who=ASKED,
        article="P25 14(2), 19, 22",
        when=_opinion_open,
        asks=("asked", "opinion", "reasons", "conditions", "opinion_file"),
        checks=(guards.conditions_named,),
        does=(effects.answer_opinion,),
        tells=("reviewers",),
        kind="side",
    ),
    Move(
        name="recommend",
        label=_("Recommend a decision"),
        done=_("Decision recommended"),
        source=AT_MINISTRY,
        target=STAY,
        who=(REVIEWER,),
        article="P25 14(2), 19, 24",
        ready=(guards.checklist_answered, guards.opinions_in),
        asks=("recommended", "reasons"),
        checks=(guards.go_ahead_met(*GO_AHEADS),),
        does=(effects.recommend,),
        tells=("reviewers", "deciders"),
    ),
    Move(
        name="renew_intent",
        label=_("Record a renewed LoI"),
        done=_("Renewed LoI recorded"),
        source=NEEDS_INTENT,
        target=STAY,
        who=(REGION_HEAD,),
        article="P25 13(3)",
        asks=("signed_on", "place", "signatory_region", "signatory_partner", "expires_on", "signed_file"),
        checks=(
            guards.not_in_future("signed_on"),
            guards.intent_one_year_at_most,
            guards.intent_runs_longer,
        ),
        does=(
            effects.keep("signed_file", DocumentKind.SIGNED_INTENT),
            effects.sign_intent,
            effects.shake_recommendation(VoidCause.INTENT),
        ),
        tells=("region", "province", "reviewers"),
        kind="apart",
    ),
    Move(
        name="expire_intent",
        label=_("LoI has ended"),
        done=_("The LoI has ended without an agreement: record a renewed one to go on"),
        source=NEEDS_INTENT,
        target=STAY,
        article="P25 13(3)",
        when=_intent_over,
        does=(effects.expire_intent, effects.shake_recommendation(VoidCause.INTENT)),
        tells=("region", "province", "reviewers"),
        kind="side",
    ),
    Move(
        name="complete_term",
        label=_("Complete the term"),
        done=_("Term of the agreement completed"),
        source=(Status.IN_FORCE,),
        target=STAY,
        who=REGION,
        article="P25 32",
        when=_term_unknown,
        asks=("effective_on", "ends_on", "agreement_file"),
        checks=(
            guards.in_order("effective_on", "ends_on", _("It cannot end before it is in force.")),
            guards.term_five_years_at_most,
        ),
        does=(effects.keep("agreement_file", DocumentKind.SIGNED_AGREEMENT), effects.complete_term),
        tells=("region", "province", "reviewers"),
        kind="side",
    ),
    Move(
        name="record_custody",
        label=_("Record the custody at Kemlu"),
        done=_("Original deposited at Kemlu"),
        source=(Status.IN_FORCE,),
        target=STAY,
        who=MINISTRY,
        article="P25 25",
        when=_not_deposited,
        asks=("custody_on", "custody_number"),
        checks=(guards.not_in_future("custody_on"), guards.deposited_after_receipt),
        does=(deciding.record_custody,),
        tells=("region", "province"),
        kind="side",
    ),
    Move(
        name="suspend",
        label=_("Suspend"),
        done=_("Suspended by the ministry"),
        source=SUSPENDABLE,
        target=Status.SUSPENDED,
        who=MINISTRY,
        article="",
        note="required",
        does=(effects.return_later, effects.void_recommendation),
        tells=("region", "province"),
        kind="pause",
    ),
    Move(
        name="resume",
        label=_("Resume"),
        done=_("Resumed by the ministry"),
        source=(Status.SUSPENDED,),
        target=BACK,
        who=MINISTRY,
        article="",
        note="optional",
        does=(effects.forget_return,),
        tells=("region", "province"),
    ),
    Move(
        name="reject",
        label=_("Reject"),
        done=_("Rejected by the ministry"),
        source=AT_MINISTRY,
        target=Status.REJECTED,
        who=(APPROVER,),
        article="P25 19, 24",
        ready=(guards.checklist_answered, guards.opinions_in, guards.recommended_by_another),
        **DECISION,
        note="required",
        does=(deciding.issue_letter(LetterKind.REJECTION), effects.void_recommendation),
        tells=("region", "province", "reviewers"),
        kind="end",
    ),
    Move(
        name="stop",
        label=_("Stop this cooperation"),
        done=_("Stopped by the region"),
        source=(*BEFORE_SIGNING, Status.SUSPENDED),
        target=Status.STOPPED,
        who=(REGION_HEAD,),
        article="",
        # What was in force is ended, not stopped.
        when=lambda dossier: dossier.return_to != Status.IN_FORCE,
        note="required",
        does=(effects.void_recommendation,),
        tells=("region", "province", "reviewers"),
        kind="end",
    ),
)
