"""Print the last day of a clock of DAYS working days that started on START (YYYY-MM-DD)."""

from datetime import date

from django.core.management.base import BaseCommand, CommandError

from cooperation.models import Holiday
from cooperation.working_days import clock_end

LONGEST = 1000


def as_date(text):
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise CommandError(f"START must be a date such as 2026-03-17, not {text!r}.") from None


def as_days(text):
    if not (text.isascii() and text.isdecimal() and len(text) < 10 and 1 <= int(text) <= LONGEST):
        raise CommandError(f"DAYS must be a whole number from 1 to {LONGEST}, not {text!r}.")
    return int(text)


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser):
        parser.add_argument("start", metavar="START")
        parser.add_argument("days", metavar="DAYS")

    def handle(self, *, start, days, **options):
        start, days = as_date(start), as_days(days)
        try:
            end = clock_end(start, days)
        except OverflowError:
            raise CommandError("The clock would end after the year 9999.") from None
        known = set(Holiday.objects.values_list("day__year", flat=True))
        for year in range(start.year, end.year + 1):
            if year not in known:
                self.stderr.write(f"No holidays are recorded for {year}: only weekends were skipped there.")
        self.stdout.write(end.isoformat())
