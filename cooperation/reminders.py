"""Reminders before and after a date, each exactly once for each person.

Applications above hand in what is due (`Due`) with the rows of their table (`Step`): how many days before or after,
and whom. Whoever was not reminded on some days, because nothing ran, is reminded once, of the latest.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from itertools import islice

from django.db import connection, transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language

from cooperation.batches import BATCH, done_of
from cooperation.enums import NoticeKind
from cooperation.models import Reminder
from cooperation.outbox import News, notify_all


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
    #: Keys of the people of an audience.
    people: Callable[[str], Iterable[int]]
    url: Callable[[], str]
    #: What an audience is told, and what it should do.
    sentence: Callable[[str], str]
    task: Callable[[str], str]
    #: By when the task is to be done, where that is another day.
    act_by: date | None = None

    @cached_property
    def _url(self):
        return self.url()

    def come(self):
        """{person: steps that have come, the latest last}"""
        found: dict[int, list[Step]] = {}
        for step in sorted(self.steps, key=lambda step: step.offset):
            if step.offset <= self.passed:
                for person in self.people(step.whom):
                    found.setdefault(person, []).append(step)
        return found

    def news(self, step, readers):
        return News(
            readers,
            f"reminder-{self.record}-{self.due_on}-{step.offset:+}",
            self._url,
            lambda: self.sentence(step.whom),
            NoticeKind.REMINDER,
            lambda: self.task(step.whom),
            self.act_by or self.due_on,
        )


def in_words(day):
    """`7 January 2026`, in the active language."""
    return _in_words(day, get_language())


@lru_cache(maxsize=10_000)
def _in_words(day, _language):
    return date_format(day, "j F Y")


def remind(dues):
    """Remind of each of `dues` whoever was not yet; return how many people were reminded of something."""
    dues, given = iter(dues), 0
    while batch := list(islice(dues, BATCH)):
        given += done_of(batch, _remind_batch, lambda due: f"The reminder of {due.record}")
    return given


@transaction.atomic
def _remind_batch(batch):
    """Four queries, however many are due, beside what is read when first asked for; one where all were reminded."""
    known = set(
        Reminder.objects.filter(record__in=[due.record for due in batch]).values_list(
            "record", "due_on", "offset", "reader"
        )
    )
    entries, told = [], []
    for due in batch:
        latest: dict[Step, list[int]] = {}
        for person, steps in due.come().items():
            new = [one for one in steps if (due.record, due.due_on, one.offset, person) not in known]
            if steps[-1] in new:
                latest.setdefault(steps[-1], []).append(person)
            entries += [(due.record, due.due_on, one.offset, person, one == steps[-1]) for one in new]
        told += [due.news(step, people) for step, people in latest.items()]
    if entries:
        notify_all(told)
        _enter(entries)
    return sum(len(news.readers) for news in told)


def _enter(entries):
    """Many rows of the ledger in one statement; of two runs at once the second one finds those of the first."""
    with connection.cursor() as cursor:
        cursor.execute(
            'INSERT INTO cooperation_reminder (record, due_on, "offset", reader_id, told, at)'
            " SELECT *, %s FROM unnest(%s::text[], %s::date[], %s::smallint[], %s::bigint[], %s::boolean[])"
            " ON CONFLICT DO NOTHING",
            [timezone.now(), *map(list, zip(*entries, strict=True))],
        )
