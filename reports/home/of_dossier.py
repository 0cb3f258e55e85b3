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
    for task in _tasks(dossier, user):
        due = task.clock.get("due") or task.due_on
        yield Waiting(task.sentence, due, task.url, task.action)


def _tasks(dossier, user):
    if conditions := sections_of(user):
        for report in first_of_each(waiting_for(user).filter(dossier=dossier), conditions):
            if report.section in TO_DO:
                yield task_of(report.section, report)
    one = visible(user).filter(pk=dossier.pk)
    if dossier.region_id in user.region_codes:
        yield from map(task_in_force, to_carry_out(one))
        yield from map(own_task, due_from_regions(one).annotate(day=asked_until()))
    if user.memberships_as(Role.EVALUATOR):
        yield from map(ministry_task, due_from_ministry(one).annotate(day=asked_until()))
