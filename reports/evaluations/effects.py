"""What sending or giving an evaluation does beside changing its status."""

from agreements.models import Dossier
from cooperation.working_days import today
from reports.evaluations.evidence import gather


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
