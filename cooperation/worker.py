"""What runs beside the web server: mails, digests, the daily run. One worker is enough; several share the work."""

import logging
from contextlib import contextmanager
from datetime import time, timedelta
from io import StringIO
from threading import Event
from time import monotonic

from django.conf import settings
from django.core.management import call_command
from django.db import Error, close_old_connections, connection
from django.utils import timezone

from cooperation.mail import BATCH, Postman, write_digests, write_mails
from cooperation.models import DailyRun
from cooperation.working_days import JAKARTA, today

log = logging.getLogger(__name__)

#: Seconds between two looks.
PAUSE = 2
#: From this hour in Jakarta on the run of the day is due: after midnight, before anybody comes to work.
DAILY_AT = time(2)
#: How long a daily run that failed is left alone.
DAILY_AGAIN = timedelta(minutes=10)
#: Names the lock that a worker holds while it makes the daily run.
DAILY_LOCK = 20_250_025


class Worker:
    """Looks again and again for what is due, until it is told to stop. Whatever fails is tried again."""

    def __init__(self, pause=PAUSE):
        self.pause = pause
        self.postman = Postman()
        self.stopping = Event()
        self.daily_from = 0.0

    def stop(self, *_signal):
        """End after the mail at hand."""
        self.stopping.set()

    def run(self):
        while not self.stopping.is_set():
            close_old_connections()
            if not self.look():
                self.stopping.wait(self.pause)

    def look(self):
        """Do what is due now; whether there was so much that more may be waiting."""
        busy = False
        for job in (self.daily, write_mails, write_digests, self.deliver):
            if self.stopping.is_set():
                break
            try:
                busy |= job() == BATCH
            except Error:
                log.exception("The database refused; trying again")
                connection.close()
                break
            except Exception:
                log.exception("A part of the work failed; going on with the rest")
        return busy

    def deliver(self):
        return self.postman.deliver(self.stopping.is_set)

    def daily(self):
        if monotonic() >= self.daily_from:
            self.daily_from = monotonic() + DAILY_AGAIN.total_seconds()
            run_day()
            self.daily_from = 0.0


def run_day():
    """Make the daily run of this Jakarta date, unless it is too early, was made, or is being made; whether it was.

    A day that was missed is made good by the next run. After the clock was set back nothing is run twice.
    """
    day = today()
    if timezone.localtime(timezone=JAKARTA).time() < DAILY_AT or DailyRun.objects.filter(day=day).exists():
        return False
    with only_one(DAILY_LOCK) as mine:
        if not mine or DailyRun.objects.filter(day=day).exists():
            return False
        started, said = timezone.now(), StringIO()
        for command in settings.DAILY_COMMANDS:
            call_command(command, stdout=said)
        DailyRun.objects.create(day=day, started_at=started, said=said.getvalue().strip())
        log.info("Daily run: %s", said.getvalue().strip())
    return True


@contextmanager
def only_one(lock):
    """Whether this process got the lock. It goes with the connection: a killed worker holds nothing."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [lock])
        [mine] = cursor.fetchone()
    try:
        yield mine
    finally:
        if mine:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [lock])
