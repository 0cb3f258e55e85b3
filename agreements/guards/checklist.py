"""The checklist of the present step: answered before anybody recommends or decides, met before a go-ahead."""

from django.utils.translation import gettext as _

from agreements.checklists.lines import progress
from cooperation.workflow import Problem


def checklist_progress(act):
    return act.once("checklist", lambda: progress(act.obj))


def checklist_answered(act):
    """Every line of the step's checklist has an answer (P25 19, 22, 24)."""
    found = checklist_progress(act)
    if found and found.open:
        words = {"answered": found.answered, "total": found.total, "lines": _names(found.open)}
        yield Problem(
            _("Checklist: %(answered)s of %(total)s lines answered. Still open: %(lines)s.") % words,
            "P25 19, 22, 24",
            place="checklist",
        )


def checklist_met(act):
    """Nothing on the checklist is "not met": with that, the plan is improved or rejected, not waved through."""
    found = checklist_progress(act)
    if found and found.not_met:
        yield Problem(
            _("Not met on the checklist: %(lines)s. This cannot go ahead before it is.")
            % {"lines": _names(found.not_met)},
            "P25 19, 22, 24",
            place="checklist",
        )


def go_ahead_met(*decisions):
    """As `checklist_met`, for the one of `decisions` that is recommended."""

    def check(act):
        if act.data.get("recommended") in decisions:
            for problem in checklist_met(act):
                yield Problem(problem.message, problem.article, field="recommended")

    return check


def _names(lines):
    return ", ".join(str(line.label) for line in lines)
