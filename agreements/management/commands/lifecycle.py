"""Write docs/lifecycle.md from the table of moves, check that it is current, or print the moves as JSON."""

import json

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from agreements.documentation import as_data
from agreements.lifecycle import MOVES
from agreements.lifecycle_document import document

PATH = settings.BASE_DIR / "docs" / "lifecycle.md"


class Command(BaseCommand):
    help = __doc__
    requires_system_checks = []

    def add_arguments(self, parser):
        what = parser.add_mutually_exclusive_group()
        what.add_argument("--check", action="store_true", help="change nothing, fail where the file is not current")
        what.add_argument("--json", action="store_true", help="print the moves")

    def handle(self, *, check, json: bool, **options):
        if json:
            self.stdout.write(as_json())
        elif check:
            if not PATH.exists() or PATH.read_text(encoding="utf-8") != document():
                raise CommandError(f"docs/{PATH.name} is not current: run manage.py lifecycle.")
        else:
            PATH.parent.mkdir(exist_ok=True)
            PATH.write_text(document(), encoding="utf-8")
            self.stdout.write(f"docs/{PATH.name}")


def as_json():
    return json.dumps([as_data(move) for move in MOVES], indent=2)
