"""Add the demonstration's people where they are missing, and print how to sign in as them."""

import json

from django.conf import settings

from cooperation.demonstration import make_people
from cooperation.management.demonstration import DemonstrationCommand


class Command(DemonstrationCommand):
    help = __doc__

    def add_arguments(self, parser):
        parser.add_argument("--json", action="store_true", dest="as_json", help="print JSON for programs")

    def handle(self, *, as_json, **options):
        people = make_people()
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
