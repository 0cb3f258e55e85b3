"""Add the demonstration's dossiers where they are missing: one or more in every status of the road."""

from agreements.daily import run_daily
from agreements.demonstration.dossiers import make_dossiers
from cooperation.demonstration import make_people
from cooperation.management.demonstration import DemonstrationCommand


class Command(DemonstrationCommand):
    help = __doc__
    what = "dossiers"

    def make(self):
        make_people()
        new = make_dossiers()
        run_daily()
        return new
