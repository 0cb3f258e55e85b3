"""Add extensions and amendments in several states to the demonstration, where they are missing."""

from cooperation.management.demonstration import DemonstrationCommand
from reports.demonstration.changes import make_changes


class Command(DemonstrationCommand):
    help = __doc__
    what = "changes"
    make = staticmethod(make_changes)
