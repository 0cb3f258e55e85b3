"""The moves of extensions and amendments, as a table (P25 32-33).

The law speaks only of a letter: of a province to the minister with a copy to its council, of a regency or city to
the minister directly, with copies to governor and council. What follows it here (one recommends, another decides; the
signature; the register) is a decision: as for the agreement itself (P25 24-25). Amendments go the same way, since the
law says nothing of them.
"""

from typing import Any

import rules
from django.utils.translation import gettext_lazy as _

from agreements.changes import effects
from agreements.enums import ChangeStatus, DocumentKind, Tier
from agreements.guards import change as guards
from agreements.guards import not_in_future
from agreements.models.change import OPEN, WRITTEN_IN
from agreements.rules import APPROVER, MINISTRY, REGION_HEAD, REVIEWER, holds_towards_its_dossier
from cooperation.workflow import STAY, Move

#: The letter goes with what was read before sending.
SENDING: dict[str, Any] = {
    "label": _("Send to the minister"),
    "source": WRITTEN_IN,
    "target": ChangeStatus.SUBMITTED,
    "who": (REGION_HEAD,),
    "ready": (
        guards.agreement_in_force,
        guards.term_runs,
        guards.evaluated_by_both,
        guards.text_complete,
        guards.end_within_law,
        guards.original_settled,
    ),
    "note": "optional",
    "does": (*effects.KEEP_LETTER, effects.send),
}
LETTER = ("seen", "letter_number", "letter_date", "letter", "council_copied_on", "council_copy")
#: The decisions of the ministry, and what they rest on.
DECIDING: dict[str, Any] = {
    "source": (ChangeStatus.SUBMITTED,),
    "who": (APPROVER,),
    "asks": ("seen", "letter_number", "letter_date", "letter"),
    "checks": (guards.as_seen, not_in_future("letter_date")),
    "does": (effects.keep("letter", DocumentKind.CHANGE_ANSWER), effects.forget_recommendation),
    "tells": ("region", "province", "reviewers"),
    "final": True,
}

MOVES = (
    Move(
        name="send_change",
        done=_("letter sent to the minister, with a copy to the council"),
        article="P25 33(1)",
        tiers=(Tier.PROVINCE,),
        asks=LETTER,
        checks=(guards.as_seen, not_in_future("letter_date", "council_copied_on"), guards.letter_before_copies),
        tells=("region", "reviewers"),
        **SENDING,
    ),
    Move(
        name="send_change_directly",
        done=_("letter sent to the minister, with copies to governor and council"),
        article="P25 33(2)",
        tiers=(Tier.KABKOTA,),
        asks=(*LETTER, "governor_copied_on", "governor_copy"),
        checks=(
            guards.as_seen,
            not_in_future("letter_date", "council_copied_on", "governor_copied_on"),
            guards.letter_before_copies,
        ),
        tells=("region", "province", "reviewers"),
        **SENDING,
    ),
    Move(
        name="recommend_change",
        label=_("Recommend a decision"),
        done=_("decision recommended"),
        source=(ChangeStatus.SUBMITTED,),
        target=STAY,
        who=(REVIEWER,),
        article="P25 33",
        asks=("seen", "recommended", "reasons"),
        checks=(guards.as_seen,),
        does=(effects.recommend,),
        tells=("reviewers", "approvers"),
    ),
    Move(
        name="approve_change",
        label=_("Approve"),
        done=_("approved by the minister"),
        target=ChangeStatus.APPROVED,
        article="P25 32, 33",
        ready=(
            guards.recommended_by_another_person,
            guards.agreement_in_force,
            guards.term_runs,
            guards.end_within_law,
            guards.original_settled,
        ),
        note="optional",
        **DECIDING,
    ),
    Move(
        name="return_change",
        label=_("Return to be improved"),
        done=_("returned by the ministry"),
        source=(ChangeStatus.SUBMITTED, ChangeStatus.APPROVED),
        target=ChangeStatus.RETURNED,
        who=MINISTRY,
        article="P25 33",
        asks=("seen", "answer_by"),
        checks=(guards.as_seen, guards.new_day_ahead),
        note="required",
        does=(effects.set_day, effects.forget_recommendation),
        tells=("region", "province"),
        kind="back",
    ),
    Move(
        name="reject_change",
        label=_("Reject"),
        done=_("rejected by the minister"),
        target=ChangeStatus.REJECTED,
        article="P25 33",
        ready=(guards.recommended_by_another_person,),
        note="required",
        kind="end",
        **DECIDING,
    ),
    Move(
        name="sign_change",
        label=_("Record the signing"),
        done=_("signed"),
        source=(ChangeStatus.APPROVED,),
        target=ChangeStatus.SIGNED,
        who=(REGION_HEAD,),
        article="P25 25, 32",
        ready=(guards.agreement_in_force, guards.original_without_clash),
        asks=(
            "signed_on",
            "place",
            "signatory_region",
            "signatory_partner",
            "effective_on",
            "signed_file",
            "signed_file_foreign",
        ),
        checks=(
            not_in_future("signed_on"),
            guards.signed_after_approval,
            guards.signed_within_term,
            guards.effective_within_term,
        ),
        does=(
            effects.keep("signed_file", DocumentKind.SIGNED_CHANGE),
            effects.keep("signed_file_foreign", DocumentKind.SIGNED_CHANGE_FOREIGN),
            effects.sign,
        ),
        tells=("region", "province", "reviewers", "approvers"),
    ),
    Move(
        name="register_change",
        label=_("Register"),
        done=_("original received and registered"),
        source=(ChangeStatus.SIGNED,),
        target=ChangeStatus.REGISTERED,
        who=(APPROVER,),
        article="P25 25",
        asks=("original_received_on",),
        checks=(not_in_future("original_received_on"), guards.received_after_signing),
        does=(effects.register,),
        tells=("region", "province"),
        final=True,
    ),
    Move(
        name="withdraw_change",
        label=_("Give it up"),
        done=_("given up by the region"),
        source=OPEN,
        target=ChangeStatus.WITHDRAWN,
        who=(REGION_HEAD,),
        article="",
        note="required",
        does=(effects.forget_recommendation,),
        tells=("region", "province", "reviewers"),
        kind="end",
    ),
    Move(
        name="close_change",
        label=_("The agreement has ended"),
        done=_("closed, since the agreement has ended"),
        source=OPEN,
        target=ChangeStatus.LAPSED,
        article="P25 32, 34",
        when=lambda change: change.dossier.is_over,
        does=(effects.forget_recommendation,),
        tells=("region", "province", "reviewers"),
        kind="end",
    ),
)

#: What a reviewer can recommend.
RECOMMENDABLE = ("approve_change", "reject_change")


for _move in MOVES:
    rules.add_perm(f"agreements.{_move.name}", holds_towards_its_dossier(_move.who))
