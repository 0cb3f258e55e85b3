"""The calendar of reports of a term (P25 35-36, 38): pure functions of dates.

The law says "first week" and "second week of January": the 7th and the 14th here.
"""

from datetime import date, timedelta

from agreements.enums import Tier

#: Days the governor has for a report that reaches him late, or a second time.
FORWARDING_DAYS = timedelta(days=7)


def within_term(periods, effective_on, ends_on):
    """The periods in force, (first day, last day or None while it is in force), cut to what the parties agreed."""
    cut = []
    for first, last in periods:
        first = max(first, effective_on or first)
        if last and ends_on:
            last = min(last, ends_on)
        cut.append((first, last))
    return cut


def years(periods, until):
    """The calendar years that have a report: those with a day in one of the periods.

    A period that still runs lasts until the day `until`: the end of the term, or today where nobody knows that end,
    so that years are added one by one.
    """
    return {year for first, last in periods for year in range(first.year, (last or until).year + 1)}


def opens_on(year):
    """From this day on the report can be sent: when its year is over."""
    return date(year + 1, 1, 1)


def due_on(tier, year):
    """Last day for the region: of a kabupaten or kota to the governor, of a province to the minister."""
    return date(year + 1, 1, 7 if tier == Tier.KABKOTA else 14)


def forward_due_on(tier, year):
    """Last day for the governor to forward it; none for a province, which writes to the minister itself."""
    return date(year + 1, 1, 14) if tier == Tier.KABKOTA else None


def forward_again_on(planned, sent_on):
    """The governor's day for a report sent on `sent_on`: the planned one, or a week after it was sent."""
    return planned and max(planned, sent_on + FORWARDING_DAYS)


def holds_from(year):
    """From this day on a report of `year` has been missing for one year (P25 38)."""
    return date(year + 2, 1, 15)


def newest_missing_year(day):
    """Newest year whose report, not with the minister by now, has been missing for one year on `day` (P25 38)."""
    return day.year - 2 if day > date(day.year, 1, 14) else day.year - 3


# The yearly plan (P25 26)

#: Days for the plan of the year in which an agreement comes in force (decision).
FIRST_PLAN_DAYS = timedelta(days=30)


def plan_due_on(year, in_force_since):
    """Last day for the plan of `year`: before it begins; of the first year soon after it came in force (decisions)."""
    return max(date(year - 1, 12, 31), min(in_force_since + FIRST_PLAN_DAYS, date(year, 12, 31)))
