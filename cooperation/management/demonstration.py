"""What the commands share that add to the demonstration."""

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management.base import BaseCommand, CommandError


class DemonstrationCommand(BaseCommand):
    """Refused outside the demonstration: nothing made up stands beside what is real.

    `make()` adds what is missing, and returns how many of `what` that were.
    """

    what = ""
    make = None

    def execute(self, *args, **options):
        if not settings.DEMONSTRATION:
            raise CommandError("What is made up exists only in the demonstration.")
        try:
            return super().execute(*args, **options)
        except ImproperlyConfigured as error:
            raise CommandError(str(error)) from error

    def handle(self, **options):
        self.stdout.write(f"{self.what}: {self.make()} new")
