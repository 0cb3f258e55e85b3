"""Dates as lists write them, and what they say of the term and the end of an agreement."""

import re
from datetime import date, timedelta
from functools import cache

from django.utils.dates import MONTHS
from django.utils.translation import gettext as _
from django.utils.translation import override

from agreements.enums import Status
from agreements.guards import years_after
from cooperation.enums import Precision
from cooperation.names import plain
from cooperation.validators import YEARS
from cooperation.working_days import today

from . import words
from .places import Unclear
from .words import Kind

LONGEST_TERM = 5
EARLIEST_YEAR = YEARS[0]
DATE = re.compile(r"(\d{4})(?:-(\d\d?)(?:-(\d\d?))?)?")
#: `10 Mei 2017`; a date of numbers alone that begins with the day could be of either order.
WORDED_DATE = re.compile(r"(?:(\d\d?) )?([a-z]+) (\d{4})")

PRECISIONS = {
    "day": Precision.DAY,
    "hari": Precision.DAY,
    "month": Precision.MONTH,
    "bulan": Precision.MONTH,
    "year": Precision.YEAR,
    "tahun": Precision.YEAR,
}
#: From coarse to fine.
GRAIN = (Precision.UNKNOWN, Precision.YEAR, Precision.MONTH, Precision.DAY)


def signed_date(text, precision_text):
    """(first day of what is known, precision); raises Unclear."""
    if not text:
        return None, Precision.UNKNOWN
    year, month, day = date_parts(text)
    precision = Precision.DAY if day else Precision.MONTH if month else Precision.YEAR
    try:
        signed_on = date(year, month or 1, day or 1)
    except ValueError:
        raise Unclear(_("there is no day %(date)s") % {"date": text}) from None
    if year < EARLIEST_YEAR:
        raise Unclear(_("%(date)s lies before %(year)d") % {"date": text, "year": EARLIEST_YEAR})
    if signed_on > today():
        raise Unclear(_("%(date)s lies in the future") % {"date": text})
    stated = PRECISIONS.get(plain(precision_text).partition(" ")[0], precision)
    return signed_on, min(precision, stated, key=GRAIN.index)


def date_parts(text):
    """(year, month or None, day or None) as written; raises Unclear."""
    if found := DATE.fullmatch(text):
        return tuple(int(part) if part else None for part in found.groups())
    if (found := WORDED_DATE.fullmatch(plain(text))) and (month := months().get(found[2])):
        return int(found[3]), month, int(found[1]) if found[1] else None
    raise Unclear(_("“%(date)s” is not a date; write 2017-05-10, 2017-05 or 2017") % {"date": text})


@cache
def months():
    """{name, in either language: number}"""
    found = {}
    for language in ("id", "en"):
        with override(language):
            found |= {plain(str(name)): number for number, name in MONTHS.items()}
    return found


def last_day_of(text):
    """Last day of the first date or part of a date in a text, or None."""
    found = words.SOME_DATE.search(text)
    if not found:
        return None
    year, month, day = (int(part) if part else None for part in found.groups())
    try:
        if day:
            return date(year, month, day)
        following = date(year + 1, 1, 1) if month in (None, 12) else date(year, month + 1, 1)
    except ValueError:
        return None
    return following - timedelta(days=1)


def outcome_and_term(kind, cell, signed_on, stated_on):
    """(status of an ending or "", in force from, last day) as the source has it."""
    status = plain(cell["status_as_stated"])
    outcome = words.first(words.OUTCOMES, status) or ""
    if kind != Kind.AGREEMENT:
        return (Status.STOPPED if outcome == Status.ENDED else ""), None, None
    effective_on, ends_on = term(status, plain(cell["instrument"]), signed_on)
    if not outcome and ends_on and stated_on and stated_on > ends_on:
        # The source still speaks of it as running after its first term: it was extended, nobody says until when.
        effective_on = ends_on = None
    if not outcome and ends_on and ends_on < today():
        outcome = Status.EXPIRED
    return outcome, effective_on, ends_on


def term(status, instrument, signed_on):
    if found := words.EXPIRED_IN.match(status):
        return None, date(int(found[1]), 12, 31)
    period = words.PERIOD.search(instrument) or (status.startswith("period ") and words.PERIOD.search(status))
    if period:
        first, last = int(period[1]), int(period[2])
        if 0 <= last - first < LONGEST_TERM:
            return date(first, 1, 1), date(last, 12, 31)
    if signed_on and (found := words.TERM.match(status)):
        return signed_on, years_after(signed_on, words.NUMBERS[found[1]])
    return None, None
