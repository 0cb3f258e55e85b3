"""The calendar of reports, as the law and the calendar have it."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agreements.changes import terms
from agreements.enums import Tier
from reports import schedule

DAYS = st.dates(date(2015, 1, 1), date(2060, 12, 31))


def years_of(first, ends_on, effective_on=None):
    return schedule.years(schedule.within_term([(first, None)], effective_on or first, ends_on), ends_on)


@pytest.mark.parametrize(
    ("first", "ends_on", "years"),
    [
        (date(2026, 5, 4), date(2031, 5, 3), {2026, 2027, 2028, 2029, 2030, 2031}),
        (date(2025, 12, 31), date(2026, 12, 30), {2025, 2026}),  # in force on one day of December
        (date(2026, 1, 1), date(2026, 12, 31), {2026}),
        (date(2027, 3, 1), date(2028, 2, 29), {2027, 2028}),
    ],
)
def test_every_year_with_a_day_in_force_has_a_report(first, ends_on, years):
    assert years_of(first, ends_on) == years


def test_year_in_which_it_was_signed_but_not_yet_in_force_has_none():
    assert years_of(date(2025, 12, 20), date(2027, 12, 31), effective_on=date(2026, 1, 1)) == {2026, 2027}


def test_term_that_ended_on_its_last_day_has_no_report_of_the_year_in_which_that_was_noticed():
    spans = schedule.within_term([(date(2024, 6, 1), date(2027, 1, 1))], date(2024, 6, 1), date(2026, 12, 31))
    assert schedule.years(spans, date(2027, 1, 1)) == {2024, 2025, 2026}


def test_year_spent_in_suspension_has_none():
    spans = schedule.within_term([(date(2024, 6, 1), date(2024, 9, 1)), (date(2026, 2, 1), None)], None, None)
    assert schedule.years(spans, date(2027, 5, 1)) == {2024, 2026, 2027}


@given(DAYS, st.integers(0, 5 * 366), DAYS)
def test_calendar_of_a_term_has_no_gap_and_grows_with_it(first, length, until):
    ends_on = first + timedelta(days=length)
    years = years_of(first, ends_on)
    assert years == set(range(first.year, ends_on.year + 1))
    assert years <= years_of(first, ends_on + timedelta(days=365))
    unknown = schedule.years([(first, None)], until)
    assert unknown == set(range(first.year, until.year + 1))


@given(st.integers(2015, 2060), DAYS)
def test_days_follow_one_another(year, sent_on):
    region, governor = schedule.due_on(Tier.KABKOTA, year), schedule.forward_due_on(Tier.KABKOTA, year)
    assert (region, governor) == (date(year + 1, 1, 7), date(year + 1, 1, 14))
    assert schedule.opens_on(year) < region < governor == schedule.due_on(Tier.PROVINCE, year)
    assert schedule.forward_due_on(Tier.PROVINCE, year) is None
    again = schedule.forward_again_on(governor, sent_on)
    assert again >= governor
    assert again >= sent_on + timedelta(days=7)
    assert schedule.forward_again_on(None, sent_on) is None


@given(DAYS)
def test_report_is_missing_for_a_year_from_the_fifteenth_of_january(day):
    year = schedule.newest_missing_year(day)
    assert date(year + 2, 1, 14) < day <= date(year + 3, 1, 14)


@given(DAYS, st.integers(0, 240))
def test_months_before_keep_the_day_or_take_the_last_of_a_shorter_month(day, months):
    before = terms.months_before(day, months)
    assert (day.year - before.year) * 12 + day.month - before.month == months
    assert before.day == day.day or (before.day < day.day and (before + timedelta(days=1)).day == 1)
    assert terms.months_before(day, months + 1) < before


@pytest.mark.parametrize(
    ("ends_on", "months", "before"),
    [
        (date(2028, 2, 29), 12, date(2027, 2, 28)),
        (date(2028, 2, 29), 6, date(2027, 8, 29)),
        (date(2028, 8, 31), 6, date(2028, 2, 29)),
        (date(2027, 8, 31), 6, date(2027, 2, 28)),
        (date(2028, 12, 31), 9, date(2028, 3, 31)),
    ],
)
def test_months_before_the_end_of_february_and_of_long_months(ends_on, months, before):
    assert terms.months_before(ends_on, months) == before


@given(st.integers(2015, 2060), DAYS)
def test_plan_is_due_before_its_year_or_a_month_after_the_agreement_came_in_force(year, since):
    due = schedule.plan_due_on(year, since)
    assert date(year - 1, 12, 31) <= due <= date(year, 12, 31)
    if since < date(year - 1, 12, 1):
        assert due == date(year - 1, 12, 31)
    elif since <= date(year, 12, 1):
        assert due == since + timedelta(days=30)


@given(DAYS)
def test_region_is_on_hold_from_the_day_on_which_its_report_is_missing_for_a_year(day):
    year = schedule.newest_missing_year(day)
    assert schedule.holds_from(year) <= day < schedule.holds_from(year + 1)
