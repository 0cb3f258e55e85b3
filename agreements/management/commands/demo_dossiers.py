"""Add the demonstration's dossiers where they are missing: one or more in every status of the road."""

from django.core.exceptions import ImproperlyConfigured
from django.core.management.base import BaseCommand, CommandError

from agreements.daily import run_daily
from agreements.demonstration.dossiers import make_dossiers
from cooperation.demonstration import make_people


class Command(BaseCommand):
    help = __doc__

    def handle(self, **options):
        try:
            make_people()
            new = make_dossiers()
        except ImproperlyConfigured as error:
            raise CommandError(str(error)) from error
        run_daily()
        self.stdout.write(f"dossiers: {new} new")
