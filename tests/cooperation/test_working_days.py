"""The law's days, as a table: every value was counted on a calendar, not by the code under test."""

from datetime import UTC, date, datetime, timedelta, timezone
from io import StringIO

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.utils import timezone as django_timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cooperation.models import Holiday
from cooperation.working_days import (
    clock_end,
    holidays_between,
    is_working_day,
    on_date,
    today,
    working_days_between,
)

pytestmark = pytest.mark.django_db

#: National holidays and collective leave of the decrees for 2024 to 2027 that fall on a Monday to Friday,
#: and a few of those that do not.
_HOLIDAYS = """
2024-01-01 2024-02-08 2024-02-09 2024-02-14 2024-03-11 2024-03-12 2024-03-29 2024-04-08 2024-04-09 2024-04-10
2024-04-11 2024-04-12 2024-04-15 2024-05-01 2024-05-09 2024-05-10 2024-05-23 2024-05-24 2024-06-17 2024-06-18
2024-08-17 2024-09-16 2024-11-27 2024-12-25 2024-12-26
2025-01-01 2025-01-27 2025-01-28 2025-01-29 2025-03-28 2025-03-29 2025-03-31 2025-04-01 2025-04-02 2025-04-03
2025-04-04 2025-04-07 2025-04-18 2025-05-01 2025-05-12 2025-05-13 2025-05-29 2025-05-30 2025-06-01 2025-06-06
2025-06-09 2025-06-27 2025-08-17 2025-08-18 2025-09-05 2025-12-25 2025-12-26
2026-01-01 2026-01-16 2026-02-16 2026-02-17 2026-03-18 2026-03-19 2026-03-20 2026-03-21 2026-03-22 2026-03-23
2026-03-24 2026-04-03 2026-05-01 2026-05-14 2026-05-15 2026-05-27 2026-05-28 2026-05-31 2026-06-01 2026-06-16
2026-08-17 2026-08-25 2026-12-24 2026-12-25
2027-01-01 2027-01-05 2027-02-05 2027-03-08 2027-03-09 2027-03-10 2027-03-11 2027-03-12 2027-03-15 2027-03-25
2027-03-26 2027-05-06 2027-05-17 2027-05-18 2027-05-19 2027-05-20 2027-06-01 2027-08-17 2027-12-24
"""
HOLIDAYS = _HOLIDAYS.split()


@pytest.fixture(autouse=True)
def holidays(db):
    Holiday.objects.bulk_create(Holiday(day=day, name="Libur", kind="national") for day in HOLIDAYS)


def day(text):
    return date.fromisoformat(text)


CLOCKS = [
    # Plain weeks: November 2026 has no holiday
    ("2026-11-02", 1, "2026-11-03"),  # Mon to Tue
    ("2026-11-02", 4, "2026-11-06"),  # Mon to Fri
    ("2026-11-02", 5, "2026-11-09"),  # Mon to Mon
    ("2026-11-02", 10, "2026-11-16"),  # Mon to Mon
    ("2026-11-05", 2, "2026-11-09"),  # Thu to Mon
    ("2026-11-06", 1, "2026-11-09"),  # Fri to Mon
    ("2026-11-06", 5, "2026-11-13"),  # Fri to Fri
    ("2026-11-07", 1, "2026-11-09"),  # Sat to Mon
    ("2026-11-08", 1, "2026-11-09"),  # Sun to Mon
    ("2026-11-08", 5, "2026-11-13"),  # Sun to Fri
    ("2026-11-07", 6, "2026-11-16"),  # Sat to Mon
    ("2026-11-02", 30, "2026-12-14"),  # Mon to Mon
    # One national holiday: Monday 17 August 2026, Tuesday 25 August 2026
    ("2026-08-14", 1, "2026-08-18"),  # Fri to Tue
    ("2026-08-13", 2, "2026-08-18"),  # Thu to Tue
    ("2026-08-17", 1, "2026-08-18"),  # Mon to Tue
    ("2026-08-15", 1, "2026-08-18"),  # Sat to Tue
    ("2026-08-24", 1, "2026-08-26"),  # Mon to Wed
    ("2026-08-21", 2, "2026-08-26"),  # Fri to Wed
    ("2026-08-14", 10, "2026-09-01"),  # Fri to Tue
    # Holidays that fall on a weekend, or beside one
    ("2026-03-20", 5, "2026-03-31"),  # Fri to Tue
    ("2026-05-29", 1, "2026-06-02"),  # Fri to Tue
    ("2025-08-15", 1, "2025-08-19"),  # Fri to Tue
    ("2025-06-01", 1, "2025-06-02"),  # Sun to Mon
    ("2024-08-16", 1, "2024-08-19"),  # Fri to Mon
    # Collective leave with a holiday: February and May 2026
    ("2026-02-13", 1, "2026-02-18"),  # Fri to Wed
    ("2026-02-16", 1, "2026-02-18"),  # Mon to Wed
    ("2026-02-17", 1, "2026-02-18"),  # Tue to Wed
    ("2026-05-13", 1, "2026-05-18"),  # Wed to Mon
    ("2026-05-12", 2, "2026-05-18"),  # Tue to Mon
    ("2026-05-14", 1, "2026-05-18"),  # Thu to Mon
    ("2026-05-15", 5, "2026-05-22"),  # Fri to Fri
    ("2026-05-26", 1, "2026-05-29"),  # Tue to Fri
    ("2026-05-26", 2, "2026-06-02"),  # Tue to Tue
    ("2026-05-29", 2, "2026-06-03"),  # Fri to Wed
    ("2026-04-30", 1, "2026-05-04"),  # Thu to Mon
    # Nyepi and Idul Fitri 2026: 18 to 24 March
    ("2026-03-17", 1, "2026-03-25"),  # Tue to Wed
    ("2026-03-16", 2, "2026-03-25"),  # Mon to Wed
    ("2026-03-17", 5, "2026-03-31"),  # Tue to Tue
    ("2026-03-19", 1, "2026-03-25"),  # Thu to Wed
    ("2026-03-24", 1, "2026-03-25"),  # Tue to Wed
    ("2026-03-10", 10, "2026-03-31"),  # Tue to Tue
    # Idul Fitri 2025: 28 March to 7 April; 2024: 8 to 15 April; 2027: 8 to 15 March
    ("2025-03-27", 1, "2025-04-08"),  # Thu to Tue
    ("2025-03-26", 2, "2025-04-08"),  # Wed to Tue
    ("2025-04-07", 1, "2025-04-08"),  # Mon to Tue
    ("2025-04-07", 5, "2025-04-14"),  # Mon to Mon
    ("2024-04-05", 1, "2024-04-16"),  # Fri to Tue
    ("2024-04-04", 2, "2024-04-16"),  # Thu to Tue
    ("2024-04-15", 5, "2024-04-22"),  # Mon to Mon
    ("2027-03-05", 1, "2027-03-16"),  # Fri to Tue
    ("2027-03-04", 5, "2027-03-19"),  # Thu to Fri
    ("2027-03-24", 1, "2027-03-29"),  # Wed to Mon
    # Year's end
    ("2026-12-23", 1, "2026-12-28"),  # Wed to Mon
    ("2026-12-23", 5, "2027-01-04"),  # Wed to Mon
    ("2026-12-24", 1, "2026-12-28"),  # Thu to Mon
    ("2026-12-25", 1, "2026-12-28"),  # Fri to Mon
    ("2026-12-31", 1, "2027-01-04"),  # Thu to Mon
    ("2026-12-28", 5, "2027-01-06"),  # Mon to Wed
    ("2027-01-01", 1, "2027-01-04"),  # Fri to Mon
    ("2027-01-04", 1, "2027-01-06"),  # Mon to Wed
    ("2025-12-24", 1, "2025-12-29"),  # Wed to Mon
    ("2025-12-31", 1, "2026-01-02"),  # Wed to Fri
    ("2024-12-24", 1, "2024-12-27"),  # Tue to Fri
    ("2024-12-31", 1, "2025-01-02"),  # Tue to Thu
    # The leap day of 2024
    ("2024-02-28", 1, "2024-02-29"),  # Wed to Thu
    ("2024-02-28", 2, "2024-03-01"),  # Wed to Fri
    ("2024-02-07", 5, "2024-02-19"),  # Wed to Mon
    # Long clocks: the council's 45 working days
    ("2026-01-02", 45, "2026-03-11"),  # Fri to Wed
    ("2026-02-18", 45, "2026-04-30"),  # Wed to Thu
    ("2026-06-16", 45, "2026-08-19"),  # Tue to Wed
    ("2026-07-01", 45, "2026-09-04"),  # Wed to Fri
    ("2026-08-17", 45, "2026-10-20"),  # Mon to Tue
    ("2026-11-24", 45, "2027-02-01"),  # Tue to Mon
    ("2026-12-31", 45, "2027-03-17"),  # Thu to Wed
    ("2025-03-01", 45, "2025-05-19"),  # Sat to Mon
    ("2024-03-01", 45, "2024-05-21"),  # Fri to Tue
    ("2027-01-31", 45, "2027-04-15"),  # Sun to Thu
    ("2025-12-01", 45, "2026-02-06"),  # Mon to Fri
    # Service targets: 20 and 30 working days
    ("2026-03-02", 20, "2026-04-07"),  # Mon to Tue
    ("2026-05-04", 20, "2026-06-08"),  # Mon to Mon
    ("2026-04-20", 30, "2026-06-09"),  # Mon to Tue
    ("2026-12-01", 30, "2027-01-18"),  # Tue to Mon
]


@pytest.mark.parametrize(("start", "days", "end"), CLOCKS)
def test_clock_end_is_the_day_counted_on_a_calendar(start, days, end):
    assert clock_end(day(start), days) == day(end)


def test_clock_table_has_sixty_cases():
    assert len(CLOCKS) == len({case[:2] for case in CLOCKS}) >= 60


@pytest.mark.parametrize("days", [0, -1, -45])
def test_clock_end_refuses_a_clock_without_days(days):
    with pytest.raises(ValueError, match="at least"):
        clock_end(day("2026-11-02"), days)


def test_clock_end_follows_the_table_of_holidays():
    assert clock_end(day("2026-12-23"), 1) == day("2026-12-28")
    Holiday.objects.filter(day="2026-12-24").delete()
    assert clock_end(day("2026-12-23"), 1) == day("2026-12-24")
    Holiday.objects.create(day="2026-12-28", name="Libur baru", kind="collective")
    assert clock_end(day("2026-12-24"), 1) == day("2026-12-29")


@pytest.mark.parametrize("length", [1, 45, 250])
def test_clock_end_asks_one_query(length, django_assert_num_queries):
    with django_assert_num_queries(1):
        clock_end(day("2026-03-02"), length)


def test_clock_end_survives_months_of_holidays():
    first = day("2028-01-03")
    Holiday.objects.bulk_create(
        Holiday(day=first + timedelta(days=n), name="Libur", kind="national") for n in range(200)
    )
    end = clock_end(first, 1)
    assert end == day("2028-07-21")  # Friday after the two hundred days


# Working days between two dates

SPANS = [
    ("2026-11-02", "2026-11-02", 0),
    ("2026-11-02", "2026-11-03", 1),
    ("2026-11-06", "2026-11-09", 1),  # Friday to Monday
    ("2026-11-06", "2026-11-08", 0),  # Friday to Sunday
    ("2026-11-08", "2026-11-09", 1),  # Sunday to Monday
    ("2026-11-02", "2026-11-30", 20),
    ("2026-03-17", "2026-03-24", 0),  # nothing but holidays
    ("2026-03-17", "2026-03-25", 1),
    ("2026-12-23", "2027-01-06", 6),
    ("2025-12-31", "2026-12-31", 240),
    ("2024-12-31", "2025-12-31", 237),
    # Backwards: as many, and negative
    ("2026-11-09", "2026-11-06", -1),
    ("2026-11-08", "2026-11-06", 0),
    ("2026-11-30", "2026-11-02", -20),
    ("2026-03-25", "2026-03-17", -1),
    ("2027-01-06", "2026-12-23", -6),
]


@pytest.mark.parametrize(("start", "end", "days"), SPANS)
def test_working_days_between_counts_after_the_first_day(start, end, days):
    assert working_days_between(day(start), day(end)) == days


# A clock that stops while the region must answer: the days left run on from the day it answered

PAUSES = [
    # started, length, stopped, went on, ends
    ("2026-11-02", 10, "2026-11-06", "2026-11-30", "2026-12-08"),  # 4 used, 6 left
    ("2026-11-02", 10, "2026-11-02", "2026-11-16", "2026-11-30"),  # nothing used
    ("2026-11-02", 10, "2026-11-08", "2026-11-14", "2026-11-23"),  # stopped on a Sunday, went on on a Saturday
    ("2026-03-10", 20, "2026-03-17", "2026-03-20", "2026-04-15"),  # 5 used, 15 left; Idul Fitri within the pause
    ("2026-12-01", 30, "2026-12-23", "2027-01-04", "2027-01-25"),  # 16 used, 14 left
    ("2026-11-02", 10, "2026-11-13", "2026-11-20", "2026-11-23"),  # one day left
]


@pytest.mark.parametrize(("start", "length", "stopped", "resumed", "end"), PAUSES)
def test_paused_clock_runs_its_days_left(start, length, stopped, resumed, end):
    left = length - working_days_between(day(start), day(stopped))
    assert clock_end(day(resumed), left) == day(end)


# Which day it is

WIB, WITA, WIT = (timezone(timedelta(hours=hours), name) for hours, name in ((7, "WIB"), (8, "WITA"), (9, "WIT")))

MOMENTS = [
    (datetime(2026, 11, 24, 12, 0, tzinfo=UTC), "2026-11-24"),
    (datetime(2026, 11, 24, 16, 59, tzinfo=UTC), "2026-11-24"),
    (datetime(2026, 11, 24, 17, 0, tzinfo=UTC), "2026-11-25"),
    (datetime(2026, 12, 31, 23, 30, tzinfo=UTC), "2027-01-01"),
    (datetime(2026, 11, 24, 23, 59, tzinfo=WIB), "2026-11-24"),
    (datetime(2026, 11, 25, 0, 0, tzinfo=WIB), "2026-11-25"),
    (datetime(2026, 11, 25, 0, 59, tzinfo=WITA), "2026-11-24"),  # already tomorrow in Kupang
    (datetime(2026, 11, 25, 1, 0, tzinfo=WITA), "2026-11-25"),
    (datetime(2026, 11, 25, 1, 59, tzinfo=WIT), "2026-11-24"),  # already tomorrow in Jayapura
    (datetime(2026, 11, 25, 2, 0, tzinfo=WIT), "2026-11-25"),
    (datetime(2027, 1, 1, 1, 30, tzinfo=WIT), "2026-12-31"),
    (datetime(2024, 2, 29, 17, 0, tzinfo=UTC), "2024-03-01"),
]


@pytest.mark.parametrize(("moment", "date_in_jakarta"), MOMENTS)
@pytest.mark.parametrize("reader", ["Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura", "UTC"])
def test_today_is_the_date_in_jakarta_for_every_reader(moment, date_in_jakarta, reader):
    with time_machine.travel(moment, tick=False), django_timezone.override(reader):
        assert today() == day(date_in_jakarta)


def test_today_can_be_another_day_for_a_while():
    with on_date(day("2026-03-17")):
        assert today() == day("2026-03-17")
        with on_date(day("2027-01-01")):
            assert today() == day("2027-01-01")
        assert today() == day("2026-03-17")
    assert today() == datetime.now(WIB).date()


def test_today_comes_back_after_an_error():
    with pytest.raises(RuntimeError), on_date(day("2020-01-01")):
        raise RuntimeError
    assert today() > day("2020-01-01")


# What holds for every start and length

DAYS = st.dates(date(2023, 12, 1), date(2028, 3, 1))
LENGTHS = st.integers(1, 120)
always = settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])


@always
@given(DAYS, LENGTHS)
def test_clock_end_is_a_working_day_and_counts_back_to_its_length(start, length):
    end = clock_end(start, length)
    assert is_working_day(end)
    assert working_days_between(start, end) == length
    assert working_days_between(end, start) == -length


@always
@given(DAYS, LENGTHS, st.integers(0, 30))
def test_clock_end_never_comes_earlier_for_a_later_start_or_a_longer_clock(start, length, more):
    assert clock_end(start, length) <= clock_end(start + timedelta(days=more), length)
    assert clock_end(start, length) + timedelta(days=more) <= clock_end(start, length + more)


@always
@given(DAYS, LENGTHS, LENGTHS)
def test_clock_in_two_legs_ends_with_the_clock_in_one(start, first, second):
    assert clock_end(clock_end(start, first), second) == clock_end(start, first + second)


@always
@given(DAYS, st.integers(0, 200))
def test_days_between_agree_with_days_one_by_one(start, span):
    end = start + timedelta(days=span)
    holidays = holidays_between(start, end)
    days = [start + timedelta(days=n) for n in range(1, span + 1)]
    assert working_days_between(start, end) == sum(d.weekday() < 5 and d not in holidays for d in days)


# The command


def run(*arguments):
    out, err = StringIO(), StringIO()
    call_command("working_days", *arguments, stdout=out, stderr=err)
    return out.getvalue(), err.getvalue()


@pytest.mark.parametrize(("start", "days", "end"), CLOCKS[::12])
def test_command_prints_the_day_alone(start, days, end):
    assert run(start, str(days)) == (f"{end}\n", "")


def test_command_says_where_no_holidays_are_recorded():
    printed, warned = run("2031-12-29", "5")
    assert printed == "2032-01-05\n"
    assert warned.splitlines() == [
        f"No holidays are recorded for {year}: only weekends were skipped there." for year in (2031, 2032)
    ]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("17/03/2026", "5"), "START must be a date such as 2026-03-17, not '17/03/2026'."),
        (("2026-02-30", "5"), "START must be a date such as 2026-03-17, not '2026-02-30'."),
        (("", "5"), "START must be a date such as 2026-03-17, not ''."),
        (("2026-03-17", "0"), "DAYS must be a whole number from 1 to 1000, not '0'."),
        (("2026-03-17", "five"), "DAYS must be a whole number from 1 to 1000, not 'five'."),
        (("2026-03-17", "4.5"), "DAYS must be a whole number from 1 to 1000, not '4.5'."),
        (("2026-03-17", "1001"), "DAYS must be a whole number from 1 to 1000, not '1001'."),
        (("2026-03-17", "٤"), "DAYS must be a whole number from 1 to 1000, not '٤'."),
        (("9999-12-20", "45"), "The clock would end after the year 9999."),
    ],
)
def test_command_refuses_bad_input_in_one_line(arguments, message):
    with pytest.raises(CommandError) as refusal:
        run(*arguments)
    assert str(refusal.value) == message
