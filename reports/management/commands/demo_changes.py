"""Add extensions and amendments in several states to the demonstration, where they are missing."""

from django.core.exceptions import ImproperlyConfigured
from django.core.management.base import BaseCommand, CommandError

from reports.demonstration.changes import make_changes


class Command(BaseCommand):
    help = __doc__

    def handle(self, **options):
        try:
            new = make_changes()
        except ImproperlyConfigured as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"changes: {new} new")
