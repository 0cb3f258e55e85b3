"""Send mails, write digests, make the daily run, until SIGTERM. Several workers may run side by side."""

import signal

from django.core.management.base import BaseCommand

from cooperation.worker import Worker


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser):
        parser.add_argument("--once", action="store_true", help="do what is due now, and end")

    def handle(self, *, once=False, **options):
        worker = Worker()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, worker.stop)
        if not once:
            worker.run()
        while once and worker.look():
            pass
