"""How an agreement in force ends: on one of three legal grounds (P25 34), or because its term has run out (P25 32)."""

from django.utils.translation import gettext_lazy as _

from agreements import effects, guards
from agreements.changes.terms import term_is_over
from agreements.enums import DocumentKind, Status
from agreements.rules import REGION_HEAD
from cooperation.workflow import Move

ENDING_MOVES = (
    Move(
        name="end_agreement",
        label=_("End the agreement"),
        done=_("Agreement ended"),
        source=(Status.IN_FORCE,),
        target=Status.ENDED,
        who=(REGION_HEAD,),
        article="P25 34",
        asks=("ground", "replaced_by", "ended_on", "letter_number", "letter_date", "letter"),
        checks=(
            guards.not_in_future("ended_on", "letter_date"),
            guards.replacement_named,
            guards.ended_within_term,
        ),
        note="optional",
        does=(effects.keep("letter", DocumentKind.ENDING), effects.end_agreement),
        tells=("region", "province", "reviewers", "approvers", "evaluators"),
        kind="end",
    ),
    Move(
        name="expire_agreement",
        label=_("The term has run out"),
        done=_("The term has run out: the agreement is no longer in force"),
        # What is suspended runs out too.
        source=(Status.IN_FORCE, Status.SUSPENDED),
        target=Status.EXPIRED,
        article="P25 32",
        when=term_is_over,
        tells=("region", "province", "reviewers", "evaluators"),
        kind="end",
    ),
)
