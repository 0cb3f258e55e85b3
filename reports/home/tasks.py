"""What a section of the home page is made of: tasks, each one sentence and one button."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from operator import attrgetter
from typing import Any

from django.db.models import DateField, QuerySet, Value
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from agreements.desk.rows import clock_of
from agreements.models import Dossier
from cooperation.paging import RowCount, among
from cooperation.working_days import working_days_left

#: Longest list of one kind; a link leads to the rest.
MOST_TASKS = 20
#: Of kinds that are many in a register that was taken over.
FEW_TASKS = 5
#: Beyond these it is said that there are more: nobody needs the figure, and counting costs more than showing.
MOST_COUNTED = 1_000


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

    @property
    def is_capped(self):
        return self.total > MOST_COUNTED

    @property
    def counted(self):
        return min(self.total, MOST_COUNTED)


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


def changes_url(dossier):
    return reverse("agreements:dossier-changes", args=[dossier.number])


def list_url(name="agreements:dossier-list", **query):
    return f"{reverse(name)}?{urlencode(query)}"


def section(name, title, rows, task, url, *, read=None, most=MOST_TASKS, empty=""):
    """The first `most` of `rows` as tasks; one query counts all of them, too. `read` as in `first_of`."""
    found = list(first_of(rows, rows if read is None else read, most))
    total = found[0].total if found else 0
    return Section(name, title, [task(row) for row in found], total, url, empty)


def first_of(rows, read, most):
    """The first `most` of `rows` with how many there are, `total`, as `read` reads them.

    Keys alone are searched and sorted; what a task says is read for those few.
    """
    total = RowCount(rows.order_by().values("pk")[: MOST_COUNTED + 1])
    return read.filter(among(rows.values("pk")[:most])).annotate(total=total)


@dataclass(frozen=True)
class Plain:
    """A section of dossiers as they are: all of a page are read with one query.

    `order` names fields; what has no value comes last. `day`, an expression, is a date read beside each dossier.
    """

    name: str
    title: str
    rows: QuerySet
    order: tuple[str, ...]
    task: Callable[[Any], Task]
    url: str
    most: int = MOST_TASKS
    empty: str = ""
    day: Any = None


def read_plain(sections):
    """The sections, the plain ones among them read."""
    plain = [one for one in sections if isinstance(one, Plain)]
    read = iter(_read(plain) if plain else ())
    return [next(read) if isinstance(one, Plain) else one for one in sections]


def _read(plain):
    first, *others = (_first_of(position, one) for position, one in enumerate(plain))
    found = [[] for _one in plain]
    for dossier in first.union(*others, all=True) if others else first:
        found[dossier.position].append(dossier)
    for one, rows in zip(plain, found, strict=True):
        # The database need not keep the order of the parts it puts together.
        place = attrgetter(*one.order)
        rows.sort(key=lambda row: [(value is None, value) for value in place(row)])
        total = rows[0].total if rows else 0
        yield Section(one.name, one.title, [one.task(row) for row in rows], total, one.url, one.empty)


def _first_of(position, one):
    day = Cast(None, DateField()) if one.day is None else one.day
    rows = one.rows.annotate(day=day).order_by(*one.order)
    read = Dossier.objects.for_lists().order_by().annotate(position=Value(position), day=day)
    return first_of(rows, read, one.most)


def set_clocks(sections):
    """Working days left for all tasks of the page in one query."""
    tasks = [task for part in sections for task in part.tasks if not task.clock]
    left = working_days_left(task.due_on or getattr(task.dossier, "due_on", None) for task in tasks)
    for task in tasks:
        if task.due_on is None and task.dossier is not None:
            task.clock = clock_of(task.dossier, left)
        elif task.due_on:
            task.clock = {"days": left[task.due_on], "due": task.due_on, "kind": ""}
