"""Load regions, offices, countries and holidays. Adds what is missing, never changes what stands there."""

from django.core.management.base import BaseCommand

from cooperation import reference


class Command(BaseCommand):
    help = __doc__

    def handle(self, *args, **options):
        for table, new in reference.load().items():
            self.stdout.write(f"{table}: {new} new")
