"""The moves of an evaluation, as a table (P25 33, 39)."""

import rules
from django.utils.translation import gettext_lazy as _

from agreements.enums import Status
from agreements.rules import EVALUATOR, REGION_HEAD, holds_towards_its_dossier
from cooperation.workflow import Move
from reports.enums import Author, EvaluationStatus
from reports.evaluations import effects, guards
from reports.guards import new_day_ahead

#: An evaluation goes as it was checked: whole, with the data that stood beside it.
CONCLUDING = {
    "source": (EvaluationStatus.DRAFT,),
    "asks": ("seen",),
    "checks": (guards.text_as_seen,),
    "note": "optional",
}

#: Whose evaluation each is a move of.
OF = {"send_evaluation": Author.REGION, "give_evaluation": Author.MINISTRY, "return_evaluation": Author.REGION}

MOVES = (
    Move(
        name="send_evaluation",
        label=_("Send the evaluation to the ministry"),
        done=_("Region sent its own evaluation"),
        target=EvaluationStatus.SENT,
        who=(REGION_HEAD,),
        article="P25 33, 39",
        when=lambda evaluation: evaluation.author == Author.REGION,
        ready=(guards.all_scored,),
        does=(effects.freeze, effects.mark_of_region),
        tells=("region", "province", "evaluators"),
        **CONCLUDING,
    ),
    Move(
        name="give_evaluation",
        label=_("Give the evaluation to the region"),
        done=_("Ministry evaluated the cooperation"),
        target=EvaluationStatus.GIVEN,
        who=(EVALUATOR,),
        article="P25 33, 39",
        when=lambda evaluation: evaluation.author == Author.MINISTRY,
        ready=(guards.region_has_sent, guards.all_scored),
        does=(effects.freeze, effects.mark_of_ministry),
        tells=("region", "province", "evaluators"),
        **CONCLUDING,
    ),
    Move(
        name="return_evaluation",
        label=_("Return the region's evaluation"),
        done=_("Ministry returned the region's evaluation"),
        source=(EvaluationStatus.SENT,),
        target=EvaluationStatus.DRAFT,
        who=(EVALUATOR,),
        article="P25 33, 39",
        # What the ministry's evaluation was given on stays as it is; nobody improves what is over.
        when=lambda evaluation: (
            evaluation.author == Author.REGION
            and evaluation.dossier.status == Status.IN_FORCE
            and evaluation.answer.status == EvaluationStatus.DRAFT
        ),
        asks=("answer_by",),
        note="required",
        checks=(new_day_ahead,),
        does=(effects.reopen, effects.set_new_day),
        tells=("region", "province"),
        kind="back",
    ),
)


for _move in MOVES:
    rules.add_perm(f"reports.{_move.name}", holds_towards_its_dossier(_move.who))
