"""What a move of a report does beside changing its status."""

from cooperation.working_days import today
from reports import holding, schedule


def keep_text(act):
    """The text as it was sent stays in the history, whatever becomes of it after a return."""
    act.outcome["parts"] = {name: getattr(act.obj, name) for name in act.obj.PARTS}


def give_governor_time(act):
    act.obj.forward_due_on = schedule.forward_again_on(act.obj.forward_due_on, today())


def set_new_day(act):
    """A return names the day of the next round; by that day it becomes late like any other."""
    act.outcome["was_due_on"] = act.obj.due_on.isoformat()
    act.obj.due_on = act.data["answer_by"]


def end_hold(act):
    """Accepted, the report holds nothing any more; the last one of its hold ends it (P25 38)."""
    holding.end_if_all_accepted(act.obj)
