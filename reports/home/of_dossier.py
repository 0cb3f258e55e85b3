"""What the home page says of one agreement in force, for its own page."""

from copy import copy

from django.db.models import Case, Value, When

from agreements.models import Dossier
from agreements.waiting import Waiting
from cooperation.enums import Role
from reports.evaluations.due import asked_until, due_from_ministry, due_from_regions
from reports.models import AnnualReport
from reports.plans.years import plan_columns, to_carry_out

from .evaluating import ministry_task, own_task
from .regions import task_in_force
from .reporting import DAY, sections_of, task_of, waiting_for

#: Sections of reports that wait for the reader, not for somebody over whom the reader watches.
TO_DO = ("reports", "forwarding", "judging")


def of_dossier(dossier, user):
    for task, due in _tasks(dossier, user):
        yield Waiting(task.sentence, due, task.url, task.action)


def _tasks(dossier, user):
    """(task, the day it is due); the end of the term, which the home page counts beside some, is none."""
    waiting = waiting_for(user).filter(dossier=dossier).order_by(DAY, "pk").defer(*AnnualReport.PARTS)
    conditions = [When(condition, then=Value(name)) for name, condition in sections_of(user).items()]
    for report in waiting.annotate(section=Case(*conditions)) if conditions else ():
        if report.section in TO_DO:
            report.dossier = dossier
            yield task_of(report.section, report), report.acts_by
    one = Dossier.objects.filter(pk=dossier.pk)
    if dossier.region_id in user.region_codes:
        for row in _with(dossier, to_carry_out(one).values(*plan_columns())):
            task = task_in_force(row)
            yield task, task.due_on
        for row in _with(dossier, due_from_regions(one).values(day=asked_until())):
            yield own_task(row), row.day
    if user.memberships_as(Role.EVALUATOR):
        for row in _with(dossier, due_from_ministry(one).values(day=asked_until())):
            yield ministry_task(row), row.day


def _with(dossier, rows):
    """The dossier with the columns of the one row there is, if it is due."""
    for columns in rows:
        beside = copy(dossier)
        vars(beside).update(columns)
        yield beside
