"""Evaluations that the ministry asked regions for (P25 33, 39)."""

from django.utils.translation import gettext as _

from agreements.enums import Status
from agreements.recipients import readers
from cooperation.batches import batches
from cooperation.reminders import Due, in_words
from cooperation.working_days import today
from reports.models import Evaluation

from .table import EVALUATION, within


def dues(posts):
    asked = Evaluation.objects.asked().filter(due_on__range=within(EVALUATION), dossier__status=Status.IN_FORCE)
    for evaluations in batches(asked.select_related("dossier__region", "dossier__partner")):
        for evaluation in evaluations:
            yield due(evaluation, posts)


def due(evaluation, posts):
    return Due(
        record=f"evaluation-{evaluation.pk}",
        due_on=evaluation.due_on,
        passed=(today() - evaluation.due_on).days,
        steps=EVALUATION,
        people=lambda whom: readers(whom, evaluation.dossier, posts),
        url=evaluation.get_absolute_url,
        sentence=lambda _whom: sentence(evaluation),
        task=task,
    )


def sentence(evaluation):
    words = _(
        "%(dossier)s: the ministry asks for the region's own evaluation by %(date)s (Permendagri 25/2020 art. 33, 39)."
    )
    if evaluation.is_late:
        words = _(
            "%(dossier)s: the region's own evaluation was asked for by %(date)s (Permendagri 25/2020 art. 33, 39)."
        )
    return words % {"dossier": evaluation.dossier.heading, "date": in_words(evaluation.due_on)}


def task(whom):
    if whom == "evaluators":
        return _("Ask the region for its evaluation, or what keeps it.")
    return _("Write your own evaluation of the cooperation, and send it.")
