"""Add evaluations in several states to the demonstration, where they are missing."""

from cooperation.management.demonstration import DemonstrationCommand
from reports.demonstration.evaluations import make_evaluations


class Command(DemonstrationCommand):
    help = __doc__
    what = "evaluations"
    make = staticmethod(make_evaluations)
