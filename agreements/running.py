"""What of a cooperation still runs, said before it is ended. Applications above add theirs when they are ready."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _


@dataclass(frozen=True)
class Running:
    """One line: what it is, what becomes of it, where it stands."""

    label: str
    note: str
    url: str


#: Each gives the lines of a dossier that `user` may read.
SOURCES: list[Callable[[Any, Any], Iterable[Running]]] = []


def add_source(source):
    SOURCES.append(source)


def still_running(dossier, user):
    return [line for source in (_of_agreements, *SOURCES) for line in source(dossier, user)]


def _of_agreements(dossier, user):
    for change in dossier.changes.visible_to(user).open():
        yield Running(change.heading, _("is closed with the agreement"), change.get_absolute_url())
    for task in dossier.follow_ups.open().select_related("office"):
        words = {"office": task.office, "date": date_format(task.due_on, "j F Y")}
        note = _("Follow-up of %(office)s by %(date)s; it stays to be done") % words
        yield Running(task.what, note, reverse("agreements:dossier-contacts", args=[dossier.number]))
