"""Add yearly plans to the demonstration's dossiers in force that have none."""

from django.core.exceptions import ImproperlyConfigured
from django.core.management.base import BaseCommand, CommandError

from reports.demonstration.plans import make_plans


class Command(BaseCommand):
    help = __doc__

    def handle(self, **options):
        try:
            new = make_plans()
        except ImproperlyConfigured as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"plans: {new} new")
