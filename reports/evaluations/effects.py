"""What sending or giving an evaluation does beside changing its status."""

from django.utils.translation import gettext as _

from agreements.models import Dossier
from cooperation.exceptions import Conflict
from cooperation.working_days import today
from reports.enums import Author
from reports.evaluations.evidence import gather
from reports.models import Evaluation


def freeze(act):
    """The data beside the scores, and the total, stay as they stood on this day."""
    evaluation = act.obj
    evaluation.evidence = gather(evaluation.dossier)
    evaluation.total = evaluation.rubric.total(evaluation.scores)
    act.outcome |= {
        "round": evaluation.round,
        "total": str(evaluation.total),
        "of": evaluation.rubric.highest,
        "concluded": evaluation.outcome,
    }


def mark_of_region(act):
    Dossier.objects.filter(pk=act.obj.dossier_id).update(region_evaluated_on=today())


def mark_of_ministry(act):
    Dossier.objects.filter(pk=act.obj.dossier_id).update(ministry_evaluated_on=today())


def reopen(act):
    """It is a draft of the region again, as if this round had not been sent; the ministry's waits for it."""
    evaluation = act.obj
    # Of a return and of giving the ministry's at once, whichever came first holds.
    if Evaluation.objects.select_for_update().get(basis=evaluation).concluded_on:
        raise Conflict(_("The ministry has given its evaluation, which rests on this one: it stays as it was sent."))
    act.outcome |= {"round": evaluation.round, "total": str(evaluation.total), "of": evaluation.rubric.highest}
    # The text as it was sent stays, whatever becomes of it now.
    act.outcome["parts"] = {name: getattr(evaluation, name) for name in evaluation.PARTS}
    evaluation.total = evaluation.evidence = None
    sent = Evaluation.objects.concluded().filter(dossier=evaluation.dossier_id, author=Author.REGION)
    before = sent.exclude(pk=evaluation.pk).order_by("-round").first()
    Dossier.objects.filter(pk=evaluation.dossier_id).update(region_evaluated_on=before and before.concluded_on)


def set_new_day(act):
    """By this day it becomes late like one that was asked for."""
    act.obj.due_on, act.obj.asked_by = act.data["answer_by"], act.by
    act.outcome["for_day"] = act.data["answer_by"].isoformat()
