"""What a section of the home page is made of: tasks, each one sentence and one button."""

from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count, Subquery, Value
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from agreements.desk.rows import clock_of
from agreements.models import Dossier
from cooperation.working_days import working_days_left

#: Longest list of one kind; a link leads to the rest.
MOST_TASKS = 20


@dataclass
class Task:
    heading: str
    sentence: str
    #: Where the button leads, and what it says.
    url: str
    action: str
    subheading: str = ""
    dossier: object = None
    #: The day that counts, in working days left; without one the dossier's own clock, or `clock` as it is.
    due_on: date | None = None
    clock: dict = field(default_factory=dict)


@dataclass
class Section:
    name: str
    title: str
    tasks: list[Task]
    total: int
    #: The list that holds all of them.
    url: str
    #: What is said when there is none; a section without it is left out then.
    empty: str = ""
    #: What these tasks are about keeps the reader's region from sending new cooperation plans (P25 38).
    on_hold: bool = False


def visible(user):
    """With what a task says; the least time left first."""
    return Dossier.objects.visible_to(user).for_lists().order_by("due_on", "status_since", "pk")


def about(dossier, sentence, *, url="", action="", **more):
    """A task about a dossier; its button leads to the dossier unless said otherwise."""
    return Task(
        heading=dossier.heading,
        subheading=" · ".join(filter(None, [str(getattr(dossier.partner, "country", None) or ""), dossier.number])),
        sentence=sentence,
        url=url or dossier.get_absolute_url(),
        action=action or _("Open the dossier"),
        dossier=dossier,
        **more,
    )


def move_url(dossier, name):
    return reverse("agreements:move", args=[dossier.number, name])


def list_url(name="agreements:dossier-list", **query):
    return f"{reverse(name)}?{urlencode(query)}"


def section(name, title, rows, task, url, *, most=MOST_TASKS, empty=""):
    """The first `most` of `rows` as tasks; one query counts all of them, too."""
    counted = rows.order_by().values(all=Value(1)).annotate(n=Count("pk")).values("n")
    found = list(rows.annotate(total=Subquery(counted))[:most])
    total = found[0].total if found else 0
    return Section(name, title, [task(row) for row in found], total, url, empty)


def set_clocks(sections):
    """Working days left for all tasks of the page in one query."""
    tasks = [task for part in sections for task in part.tasks if not task.clock]
    for task in tasks:
        task.due_on = task.due_on or getattr(task.dossier, "due_on", None)
    left = working_days_left(task.due_on for task in tasks)
    for task in tasks:
        if task.dossier is not None and task.due_on == task.dossier.due_on:
            task.clock = clock_of(task.dossier, left)
        elif task.due_on:
            task.clock = {"days": left[task.due_on], "due": task.due_on, "kind": ""}
