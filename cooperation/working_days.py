"""The law's days: Jakarta dates, and working days that skip weekends, holidays and collective leave.

Day 1 of a clock is the first working day after the start (receipt, signing, arrival).
"""

from collections.abc import Iterable
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime, time, timedelta
from time import monotonic
from zoneinfo import ZoneInfo

from django.apps import apps
from django.utils import timezone

JAKARTA = ZoneInfo("Asia/Jakarta")

_today: ContextVar[date | None] = ContextVar("today", default=None)
_began = monotonic()
_OFFICE_HOURS = 6 * 60 * 60


def today() -> date:
    """The date in Jakarta now, or the one set by `on_date`."""
    return _today.get() or timezone.localdate(timezone=JAKARTA)


def now() -> datetime:
    """This moment; under `on_date` one of that day, from ten in the morning on in the order of what happens."""
    day = _today.get()
    if day is None:
        return timezone.now()
    since_ten = timedelta(seconds=(monotonic() - _began) % _OFFICE_HOURS)
    return datetime.combine(day, time(10), JAKARTA) + since_ten


@contextmanager
def on_date(day: date):
    """Act as if today were `day`: for the daily run of a missed or future day, and the demonstration's past."""
    token = _today.set(day)
    try:
        yield
    finally:
        _today.reset(token)


def holidays_between(first: date, last: date | None = None) -> set[date]:
    """Holidays from `first` to `last`, both included, or all that follow. One query."""
    rows = apps.get_model("cooperation", "Holiday").objects.filter(day__gte=first)
    if last is not None:
        rows = rows.filter(day__lte=last)
    return set(rows.order_by().values_list("day", flat=True))


def is_working_day(day: date, holidays=None) -> bool:
    if day.weekday() >= 5:
        return False
    return day not in (holidays_between(day, day) if holidays is None else holidays)


def clock_end(start: date, days: int) -> date:
    """Last day of a clock of `days` working days (at least 1) that started on `start`."""
    if days < 1:
        raise ValueError("a clock runs one working day at least")
    holidays = holidays_between(start)
    day, left = start, days
    while left:
        day += timedelta(days=1)
        left -= is_working_day(day, holidays)
    return day


def working_days_between(start: date, end: date) -> int:
    """Working days after `start` up to and including `end`; negative when `end` comes first."""
    if end < start:
        return -working_days_between(end, start)
    holidays = holidays_between(start, end)
    span = (start + timedelta(days=n) for n in range(1, (end - start).days + 1))
    return sum(is_working_day(day, holidays) for day in span)


def working_days_left(ends: Iterable[date | None]) -> dict[date, int]:
    """Working days from today to each day of `ends`, counted as `working_days_between` does.

    One query for a whole page of dates, whatever they are.
    """
    wanted = {day for day in ends if day is not None}
    first, last = min({today(), *wanted}), max({today(), *wanted})
    holidays = holidays_between(first, last)
    count, passed = 0, {first: 0}
    for n in range(1, (last - first).days + 1):
        day = first + timedelta(days=n)
        count += is_working_day(day, holidays)
        passed[day] = count
    return {day: passed[day] - passed[today()] for day in wanted}
