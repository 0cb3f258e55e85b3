"""What waits for a person, read across all that they may see.

One query finds what stands in which section of the home page; one for each kind of row reads what is shown.
"""

from datetime import date

from django.db.models import Count

from agreements.enums import Status
from agreements.models import Dossier
from cooperation.working_days import today

from .administrators import of_administrators
from .changes import of_changes
from .consulted import of_consulted
from .evaluating import of_evaluations
from .following import of_followers
from .meetings import of_meetings
from .ministry import of_home_affairs
from .monitoring import of_monitoring
from .regions import of_regions
from .reporting import of_reports
from .tasks import read_sections, set_clocks

#: Recommendation 6 of the coordination meeting: LoI that never became an agreement come before all else.
FIRST = "intents"
#: What others have to do, and the reader watches over.
WATCHED = ("their_evaluations", "holding", "late_reports", "unplanned", "dormant", "ending", "unknown")


def sections_for(user):
    """The sections that concern this person's roles, what obliges soonest first.

    Those without a task are left out, unless they teach.
    """
    kinds = (
        of_home_affairs,
        of_regions,
        of_changes,
        of_reports,
        of_evaluations,
        of_followers,
        of_consulted,
        of_meetings,
        of_monitoring,
        of_administrators,
    )
    found = read_sections([part for kind in kinds for part in kind(user)], user)
    set_clocks(found)
    for part in found:
        if part.name not in WATCHED:
            part.tasks.sort(key=lambda task: day_of(task, date.max))
    return sorted((part for part in found if part.tasks or part.empty), key=place)


def place(part):
    """Where a section stands: the reader's own tasks by the day that comes first, then what is watched.

    A task of the reader's whose days are not counted waits since today.
    """
    watched = part.name in WATCHED
    uncounted = date.max if watched else today()
    days = (day_of(task, uncounted) for task in part.tasks)
    return part.name != FIRST, watched, min(days, default=date.max)


def day_of(task, uncounted):
    """The day up to which the days of a task are counted."""
    counted = task.clock and task.clock["days"] is not None
    return task.clock["due"] if counted else uncounted


def numbers_for(user):
    """[(status, how many)] of all that the person may see, in the order of the road."""
    rows = Dossier.objects.visible_to(user).order_by().values_list("status").annotate(how_many=Count("*"))
    counted = dict(rows)
    return [(status, counted[status]) for status in Status if status in counted]
