"""Add yearly plans to the demonstration's dossiers in force that have none."""

from cooperation.management.demonstration import DemonstrationCommand
from reports.demonstration.plans import make_plans


class Command(DemonstrationCommand):
    help = __doc__
    what = "plans"
    make = staticmethod(make_plans)
