"""Add monitoring in several states, and follow-ups of every kind, to the demonstration, where they are missing."""

from cooperation.management.demonstration import DemonstrationCommand
from reports.demonstration.monitoring import make_monitoring


class Command(DemonstrationCommand):
    help = __doc__
    what = "monitoring"
    make = staticmethod(make_monitoring)
