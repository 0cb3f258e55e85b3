"""What waits to be evaluated: for the region, its governor, the ministry's evaluators (P25 33, 39)."""

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from agreements.desk.rows import calendar_clock
from agreements.models.dossier import TERM_ENDING_DAYS
from cooperation.enums import Role
from reports.enums import EvaluationState
from reports.evaluations.due import due_from_ministry, due_from_regions

from .tasks import about, list_url, section, visible

#: Calendar days before its day from which the time left is counted.
SOON = 30


def of_evaluations(user):
    if codes := user.region_codes:
        own = visible(user).filter(region__in=codes)
        yield region_section("own_evaluations", _("Your own evaluations to write"), own, own_task)
        if any(held.office.region and held.office.region.is_province for held in user.current_memberships):
            others = visible(user).exclude(region__in=codes)
            title = _("Evaluations of regencies and cities")
            yield region_section("their_evaluations", title, others, their_task)
    if user.memberships_as(Role.EVALUATOR):
        yield section(
            "evaluations",
            _("Agreements to evaluate"),
            due_from_ministry(visible(user)),
            lambda dossier: task_about(
                dossier,
                _("The region sent its own evaluation on %(date)s. Evaluate for the ministry.")
                % {"date": date_format(dossier.region_evaluated_on, "j F Y")},
                _("Evaluate"),
            ),
            list_url("evaluation-list", state=EvaluationState.MINISTRY.value),
        )


def region_section(name, title, dossiers, task):
    address = list_url("evaluation-list", state=EvaluationState.REGION.value)
    return section(name, title, due_from_regions(dossiers), task, address)


def own_task(dossier):
    if dossier.asked_until:
        words = _("The ministry asks for your own evaluation by %(date)s.")
        sentence = words % {"date": date_format(dossier.asked_until, "j F Y")}
    elif dossier.region_evaluated_on:
        words = _("Your last evaluation is of %(date)s: one is due every year.")
        sentence = words % {"date": date_format(dossier.region_evaluated_on, "j F Y")}
    else:
        sentence = _("This cooperation has not been evaluated in its term yet: say how it went.")
    return task_about(dossier, sentence, _("Write your own evaluation"))


def their_task(dossier):
    if dossier.asked_until:
        words = _("The ministry asked the region for its own evaluation by %(date)s.")
        sentence = words % {"date": date_format(dossier.asked_until, "j F Y")}
    else:
        sentence = _("The region has to evaluate this cooperation.")
    return task_about(dossier, sentence, _("See the evaluations"))


def task_about(dossier, sentence, action):
    asked_until = getattr(dossier, "asked_until", None)
    clock = {}
    if asked_until:
        clock = calendar_clock(_("Evaluation"), asked_until, SOON)
    elif dossier.ends_on:
        clock = calendar_clock(_("Term"), dossier.ends_on, TERM_ENDING_DAYS)
    url = reverse("reports:evaluations", args=[dossier.number])
    return about(dossier, sentence, url=url, action=action, clock=clock)
