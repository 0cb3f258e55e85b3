"""What waits for a reader's office on one agreement in force. Applications above add it when they are ready."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _


@dataclass(frozen=True)
class Waiting:
    """One line of the box "next step": a sentence, the day that counts, the page where it is done."""

    sentence: str
    due: date | None
    url: str
    action: str


#: Each gives what waits for `user` on a dossier that is in force.
SOURCES: list[Callable[[Any, Any], Iterable[Waiting]]] = []


def add_source(source):
    SOURCES.append(source)


def waiting_lines(dossier, user):
    """As lines of what is missing."""
    return [
        {
            "label": line.sentence,
            "done": False,
            "note": _("until %(date)s") % {"date": date_format(line.due, "j M Y")} if line.due else "",
            "url": line.url,
            "url_label": line.action,
        }
        for source in SOURCES
        for line in source(dossier, user)
    ]
