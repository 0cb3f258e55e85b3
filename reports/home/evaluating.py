"""What waits to be evaluated: for the region, its governor, the ministry's evaluators (P25 33, 39)."""

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from agreements.desk.rows import calendar_clock
from agreements.models.dossier import TERM_ENDING_DAYS
from cooperation.enums import Role
from reports.enums import EvaluationState
from reports.evaluations.due import asked_until, due_from_ministry, due_from_regions

from .following import provinces_of
from .tasks import Wanted, about, list_url, visible

#: Calendar days before its day from which the time left is counted.
SOON = 30


def of_evaluations(user):
    if codes := user.region_codes:
        own = visible(user).filter(region__in=codes)
        yield of_regions("own_evaluations", _("Your own evaluations to write"), own, own_task)
    if provinces_of(user):
        others = visible(user).exclude(region__in=codes)
        yield of_regions("their_evaluations", _("Evaluations of regencies and cities"), others, their_task)
    if user.memberships_as(Role.EVALUATOR):
        yield Wanted(
            "evaluations",
            _("Agreements to evaluate"),
            due_from_ministry(visible(user)),
            ministry_task,
            list_url("evaluation-list", state=EvaluationState.MINISTRY.value),
            beside={"day": asked_until()},
        )


def of_regions(name, title, dossiers, task):
    url = list_url("evaluation-list", state=EvaluationState.REGION.value)
    return Wanted(name, title, due_from_regions(dossiers), task, url, beside={"day": asked_until()})


def own_task(dossier):
    if dossier.day:
        sentence = _("The ministry asks for your own evaluation by %(date)s.") % {"date": words_of(dossier.day)}
    elif dossier.region_evaluated_on:
        words = _("Your last evaluation is of %(date)s: one is due every year, and in each term.")
        sentence = words % {"date": words_of(dossier.region_evaluated_on)}
    else:
        sentence = _("This cooperation has not been evaluated yet: say how it went.")
    return task_about(dossier, sentence, _("Write your own evaluation"))


def their_task(dossier):
    sentence = _("The region has to evaluate this cooperation.")
    if dossier.day:
        words = _("The ministry asked the region for its own evaluation by %(date)s.")
        sentence = words % {"date": words_of(dossier.day)}
    return task_about(dossier, sentence, _("See the evaluations"))


def ministry_task(dossier):
    words = _("The region sent its own evaluation on %(date)s. Evaluate for the ministry.")
    return task_about(dossier, words % {"date": words_of(dossier.region_evaluated_on)}, _("Evaluate"))


def words_of(day):
    return date_format(day, "j F Y")


def task_about(dossier, sentence, action):
    clock = {}
    if dossier.day:
        clock = calendar_clock(_("Evaluation"), dossier.day, SOON)
    elif dossier.ends_on:
        clock = calendar_clock(_("Term"), dossier.ends_on, TERM_ENDING_DAYS)
    url = reverse("reports:evaluations", args=[dossier.number])
    return about(dossier, sentence, url=url, action=action, clock=clock)
