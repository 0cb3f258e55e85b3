"""Add yearly reports in several states to the demonstration, where they are missing."""

from cooperation.management.demonstration import DemonstrationCommand
from reports.demonstration.reports import make_reports


class Command(DemonstrationCommand):
    help = __doc__
    what = "reports"
    make = staticmethod(make_reports)
