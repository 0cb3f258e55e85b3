"""The table: what reminds whom, and when, of what recurs after the signature. Days are those of the calendar.

Reminders climb from the officer to the head, to the governor, to the ministry. A province has no governor above it:
the rows of one are passed over.
"""

from datetime import timedelta
from functools import lru_cache
from typing import NamedTuple

from agreements.changes import terms
from cooperation.reminders import Step
from cooperation.working_days import today


def rows(*rows):
    """(days, audience, …) each"""
    return tuple(Step(offset, whom) for offset, *audiences in rows for whom in audiences)


#: The region's report, to its governor or to the minister (P25 35, 36), and the governor's forwarding (P25 35).
REPORT = rows(
    (-14, "officers"),
    (-6, "officers"),
    (-2, "heads"),
    (1, "officers", "heads"),
    (7, "heads", "province_heads"),
    (21, "province", "evaluators"),
    (90, "region", "province_heads", "evaluators"),
    (300, "region", "province_heads", "evaluators"),
)
FORWARDING = rows(
    (-4, "province_officers"),
    (-1, "province_heads"),
    (1, "province"),
    (7, "province_heads", "evaluators"),
    (30, "province", "evaluators"),
    (90, "province", "evaluators"),
)
#: The yearly plan (P25 26).
PLAN = rows((-30, "officers"), (-7, "officers", "heads"), (1, "officers"), (14, "heads"), (60, "region", "evaluators"))

#: The region's own evaluation, where the ministry asked for it (P25 33, 39).
EVALUATION = rows(
    (-14, "officers"),
    (-7, "heads"),
    (1, "officers", "heads"),
    (14, "heads", "province_heads"),
    (30, "region", "evaluators"),
)


#: Monitoring that was planned (P25 39): for the office that monitors, and for the region.
VISIT = rows((-7, "monitors"), (3, "monitors"), (14, "monitors"))
REGION_OF_VISIT = rows((-3, "officers"))


class Alert(NamedTuple):
    """A row about the end of a term: `months` of the calendar before it, and `days` after that day."""

    months: int
    days: int
    whom: tuple[str, ...]


ALL = ("region", "province", "evaluators")
#: Twelve months before its end a term is evaluated, nine the extension prepared, six the letter due, late after that
#: (P25 32, 33).
EVALUATE, PREPARE, LETTER = 12, terms.PREPARE_MONTHS, terms.LETTER_MONTHS
TERM = (
    Alert(EVALUATE, 0, ALL),
    Alert(PREPARE, 0, ALL),
    Alert(LETTER, -30, ("region",)),
    Alert(LETTER, -7, ("heads",)),
    Alert(LETTER, 0, ("region",)),
    Alert(LETTER, 1, ALL),
    Alert(3, 0, ALL),
    Alert(1, 0, ALL),
    Alert(0, -7, ("region",)),
    Alert(0, 0, ALL),
    Alert(0, 1, ALL),
    Alert(0, 14, ("heads", "province_heads", "evaluators")),
)

#: A record is looked at for so long after its last row, should nothing have run meanwhile.
STANDSTILL = timedelta(days=90)


@lru_cache(maxsize=2000)
def of_term(ends_on, letter_sent):
    """The rows about a term that ends on this day; once the letter was sent, without those about it."""
    return tuple(
        Step((terms.months_before(ends_on, alert.months) - ends_on).days + alert.days, whom)
        for alert in TERM
        if not (letter_sent and alert.months == LETTER)
        for whom in alert.whom
    )


def within(steps):
    """First and last day of those on which something may be due of which one of the rows has come."""
    offsets = [step.offset for step in steps]
    return today() - timedelta(days=max(offsets)) - STANDSTILL, today() - timedelta(days=min(offsets))
