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
from cooperation.outbox import News, notify_all

BATCH = 500


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
    url: Callable[[], str]
    #: What an audience is told, and what it should do.
    sentence: Callable[[str], str]
    task: Callable[[str], str]
    #: By when the task is to be done, where that is another day.
    act_by: date | None = None

    def come(self):
        """{person: steps that have come, the latest last}"""
        found: dict[Any, list[Step]] = {}
        for step in sorted(self.steps, key=lambda step: step.offset):
            if step.offset <= self.passed:
                for person in self.people(step.whom):
                    found.setdefault(person, []).append(step)
        return found

    def news(self, step, readers):
        return News(
            readers,
            f"reminder-{self.record}-{self.due_on}-{step.offset:+}",
            self.url(),
            lambda: self.sentence(step.whom),
            NoticeKind.REMINDER,
            lambda: self.task(step.whom),
            self.act_by or self.due_on,
        )


def remind(dues):
    """Remind of each of `dues` whoever was not yet; return how many people were reminded of something."""
    dues, given = iter(dues), 0
    while batch := list(islice(dues, BATCH)):
        given += _remind_batch(batch)
    return given


@transaction.atomic
def _remind_batch(batch):
    """Four queries, however many are due; one where everybody was reminded."""
    known = set(
        Reminder.objects.filter(record__in=[due.record for due in batch]).values_list(
            "record", "due_on", "offset", "reader"
        )
    )
    entries, told = [], []
    for due in batch:
        latest: dict[Step, list[Any]] = {}
        for person, steps in due.come().items():
            new = [one for one in steps if (due.record, due.due_on, one.offset, person.pk) not in known]
            if steps[-1] in new:
                latest.setdefault(steps[-1], []).append(person)
            entries += [
                Reminder(record=due.record, due_on=due.due_on, offset=one.offset, reader=person, told=one == steps[-1])
                for one in new
            ]
        told += [due.news(step, people) for step, people in latest.items()]
    if entries:
        notify_all(told)
        Reminder.objects.bulk_create(entries, ignore_conflicts=True)
    return sum(len(news.readers) for news in told)
