"""Reminders before and after a date, each exactly once for each person.

Applications above hand in what is due (`Due`) with the rows of their table (`Step`): how many days before or after,
and whom. Whoever was not reminded on some days, because nothing ran, is reminded once, of the latest.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any

from django.db import transaction

from cooperation.enums import NoticeKind
from cooperation.models import Reminder
from cooperation.outbox import notify

BATCH = 200


@dataclass(frozen=True)
class Step:
    """A row of a table of reminders: `offset` days before (negative) or after the date `whom` is reminded."""

    offset: int
    whom: str


@dataclass(frozen=True)
class Due:
    """One record with a date. `passed` counts the days since: negative before it, in the days its steps mean."""

    record: str
    due_on: date
    passed: int
    steps: tuple[Step, ...]
    #: People of an audience.
    people: Callable[[str], Iterable[Any]]
    url: str
    sentence: Callable[[], str]
    task: Callable[[], str] | None = None

    def offsets(self):
        """{person: offsets of the steps that have come, the latest last}"""
        found: dict[Any, list[int]] = {}
        for step in sorted(self.steps, key=lambda step: step.offset):
            if step.offset <= self.passed:
                for person in self.people(step.whom):
                    found.setdefault(person, []).append(step.offset)
        return found


def remind(dues):
    """Remind of each of `dues` whoever was not yet; return how many reminders were given."""
    dues, given = iter(dues), 0
    while batch := list(islice(dues, BATCH)):
        given += _remind_batch(batch)
    return given


@transaction.atomic
def _remind_batch(batch):
    known = set(
        Reminder.objects.filter(record__in=[due.record for due in batch]).values_list(
            "record", "due_on", "offset", "reader"
        )
    )
    entries, given = [], 0
    for due in batch:
        told: dict[int, list[Any]] = {}
        for person, offsets in due.offsets().items():
            new = [one for one in offsets if (due.record, due.due_on, one, person.pk) not in known]
            latest = offsets[-1]
            if latest in new:
                told.setdefault(latest, []).append(person)
            entries += [
                Reminder(record=due.record, due_on=due.due_on, offset=one, reader=person, told=one == latest)
                for one in new
            ]
        for offset, people in told.items():
            key = f"reminder-{due.record}-{due.due_on}-{offset:+}"
            notify(people, key, due.url, due.sentence, kind=NoticeKind.REMINDER, task=due.task, due_on=due.due_on)
            given += len(people)
    Reminder.objects.bulk_create(entries, ignore_conflicts=True)
    return given
