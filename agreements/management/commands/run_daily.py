"""Perform every lapse that is due, end terms that have run out, remind of every date, hold whom the law holds, tidy.

Run it once a day, after midnight in Jakarta. It may be repeated, and a missed day is made good by the next run.
"""

from datetime import date

from django.core.management.base import BaseCommand, CommandError

from agreements.daily import run_daily
from cooperation.working_days import on_date, today


def as_date(text):
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise CommandError(f"--date must be a day such as 2026-03-17, not {text!r}.") from None


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser):
        parser.add_argument("--date", metavar="YYYY-MM-DD", help="act as if today were this day")

    def handle(self, *, date=None, **options):
        with on_date(as_date(date) if date is not None else today()):
            done = run_daily()
            self.stdout.write(
                f"{today()}: {done.lapsed} clocks lapsed, {done.expired} terms run out, "
                f"{done.reminded} reminders given, {done.cleared} staged files cleared"
            )
