"""Add the demonstration's people where they are missing, and print how to sign in as them."""

import json

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management.base import BaseCommand, CommandError

from cooperation.demonstration import make_people


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser):
        parser.add_argument("--json", action="store_true", dest="as_json", help="print JSON for programs")

    def handle(self, *, as_json, **options):
        try:
            people = make_people()
        except ImproperlyConfigured as error:
            raise CommandError(str(error)) from error
        signs = [
            {
                "email": seat.email,
                "password": settings.DEMONSTRATION_PASSWORD,
                "role": str(seat.role),
                "office": office.short_name,
            }
            for seat, office in people
        ]
        self.stdout.write(json.dumps(signs, ensure_ascii=False, indent=2) if as_json else table(signs))


def table(rows):
    """Left-aligned columns under their keys."""
    lines = [list(rows[0]), *(list(row.values()) for row in rows)]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip() for line in lines
    )
