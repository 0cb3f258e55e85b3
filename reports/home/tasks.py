"""What a section of the home page is made of: tasks, each one sentence and one button."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from agreements.desk.rows import clock_of
from agreements.models import Dossier
from cooperation.models import User
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
    """The least time left first."""
    return Dossier.objects.visible_to(user).order_by("due_on", "status_since", "pk")


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


@dataclass(frozen=True)
class Wanted:
    """A section before it is read: the first `most` of `rows`, as `task` tells of each; those of `then` come after.

    `beside` are columns that are read beside a dossier. `read` is how rows of another model are read, without the
    dossier that they are about.
    """

    name: str
    title: str
    rows: QuerySet
    task: Callable[[Any], Task]
    url: str
    then: QuerySet | None = None
    most: int = MOST_TASKS
    empty: str = ""
    beside: dict = field(default_factory=dict)
    read: QuerySet | None = None
    #: Of a row shown: whether it keeps the reader's region on hold.
    holds: Callable[[Any], bool] | None = None

    def as_section(self, keys, rows):
        """`keys` are those of all its rows, `rows` those that were read."""
        shown = [rows[key] for key in keys[: self.most] if key in rows]
        on_hold = self.holds is not None and any(map(self.holds, shown))
        return Section(
            self.name, self.title, [self.task(row) for row in shown], len(keys), self.url, self.empty, on_hold
        )


def read_sections(wanted, user):
    """One query for the keys of all sections; then one for the rows of each model that are shown."""
    found = keys_of(wanted, user)
    shown, read, beside = defaultdict(set), {}, {}
    for part, keys in zip(wanted, found, strict=True):
        if keys:
            shown[part.rows.model].update(keys[: part.most])
            read[part.rows.model] = part.read
            beside |= part.beside
    dossiers = shown.pop(Dossier, set())
    rows = {model: read[model].order_by().in_bulk(keys) for model, keys in shown.items()}
    of_dossiers = [row for kind in rows.values() for row in kind.values() if hasattr(row, "dossier_id")]
    dossiers.update(row.dossier_id for row in of_dossiers)
    rows[Dossier] = Dossier.objects.for_heading().order_by().annotate(**beside).in_bulk(dossiers)
    for row in of_dossiers:
        row.dossier = rows[Dossier][row.dossier_id]
    return [part.as_section(keys, rows.get(part.rows.model)) for part, keys in zip(wanted, found, strict=True)]


def keys_of(wanted, user):
    """For each section the keys of its rows in their order, cut where nobody counts any further."""
    arrays = {
        f"keys_{position}_{order}": ArraySubquery(rows.values("pk")[: MOST_COUNTED + 1])
        for position, part in enumerate(wanted)
        for order, rows in enumerate((part.rows, part.then))
        if rows is not None
    }
    found = User.objects.values(**arrays).get(pk=user.pk)
    return [found[f"keys_{n}_0"] + found.get(f"keys_{n}_1", []) for n in range(len(wanted))]


def set_clocks(sections):
    """Working days left for all tasks of the page in one query."""
    tasks = [task for part in sections for task in part.tasks if not task.clock]
    days = {task.due_on or getattr(task.dossier, "due_on", None) for task in tasks} - {None}
    left = working_days_left(days) if days else {}
    for task in tasks:
        if task.due_on is None and task.dossier is not None:
            task.clock = clock_of(task.dossier, left)
        elif task.due_on:
            task.clock = {"days": left[task.due_on], "due": task.due_on, "kind": ""}
