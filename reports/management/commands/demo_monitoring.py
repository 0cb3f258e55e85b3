"""Add monitoring in several states, and follow-ups of every kind, to the demonstration, where they are missing."""

from django.core.exceptions import ImproperlyConfigured
from django.core.management.base import BaseCommand, CommandError

from reports.demonstration.monitoring import make_monitoring


class Command(BaseCommand):
    help = __doc__

    def handle(self, **options):
        try:
            new = make_monitoring()
        except ImproperlyConfigured as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"monitoring: {new} new")
