"""Add yearly reports in several states to the demonstration, where they are missing."""

from django.core.exceptions import ImproperlyConfigured
from django.core.management.base import BaseCommand, CommandError

from reports.demonstration.reports import make_reports


class Command(BaseCommand):
    help = __doc__

    def handle(self, **options):
        try:
            new = make_reports()
        except ImproperlyConfigured as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"reports: {new} new")
