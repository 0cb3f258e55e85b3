"""What the home page says of one agreement in force, for its own page."""

from agreements.waiting import Waiting
from cooperation.enums import Role
from reports.evaluations.due import asked_until, due_from_ministry, due_from_regions
from reports.plans.years import to_carry_out

from .evaluating import ministry_task, own_task
from .regions import task_in_force
from .reporting import first_of_each, sections_of, task_of, waiting_for
from .tasks import visible

#: Sections of reports that wait for the reader, not for somebody over whom the reader watches.
TO_DO = ("reports", "forwarding", "judging")


def of_dossier(dossier, user):
    for task, due in _tasks(dossier, user):
        yield Waiting(task.sentence, due, task.url, task.action)


def _tasks(dossier, user):
    """(task, the day it is due); the end of the term, which the home page counts beside some, is none."""
    if conditions := sections_of(user):
        for report in first_of_each(waiting_for(user).filter(dossier=dossier), conditions):
            if report.section in TO_DO:
                yield task_of(report.section, report), report.acts_by
    one = visible(user).filter(pk=dossier.pk)
    if dossier.region_id in user.region_codes:
        for row in to_carry_out(one):
            task = task_in_force(row)
            yield task, task.due_on
        for row in due_from_regions(one).annotate(day=asked_until()):
            yield own_task(row), row.day
    if user.memberships_as(Role.EVALUATOR):
        for row in due_from_ministry(one).annotate(day=asked_until()):
            yield ministry_task(row), row.day
