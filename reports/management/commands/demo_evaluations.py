"""Add evaluations in several states to the demonstration, where they are missing."""

from django.core.exceptions import ImproperlyConfigured
from django.core.management.base import BaseCommand, CommandError

from reports.demonstration.evaluations import make_evaluations


class Command(BaseCommand):
    help = __doc__

    def handle(self, **options):
        try:
            new = make_evaluations()
        except ImproperlyConfigured as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"evaluations: {new} new")
