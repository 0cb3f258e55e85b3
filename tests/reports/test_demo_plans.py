"""The demonstration's plans: made once, agreed, with a log; the province's goes on into next year."""

from datetime import UTC, date, datetime
from io import StringIO

import pytest
from django.core.management import call_command

from cooperation.demonstration import MARK
from reports.models import ActivityLog, AnnualPlan, IndicatorValue
from tests.agreements.factories import DossierFactory
from tests.people import region

pytestmark = pytest.mark.django_db


def make():
    output = StringIO()
    call_command("demo_plans", stdout=output)
    return output.getvalue()


def test_agreements_in_force_are_carried_out(freeze, officer_padang, officer_sumbar):
    freeze(date(2026, 11, 24))
    for code in ("13", "13.71"):
        DossierFactory(
            region=region(code),
            title=f"Perikanan {MARK}",
            status="in_force",
            sent=True,
            status_since=datetime(2026, 7, 20, tzinfo=UTC),
            agreement_signed_on=date(2026, 7, 10),
            ends_on=date(2029, 7, 9),
        )
    DossierFactory(region=region("13.71"), status="in_force", sent=True)
    assert make() == "plans: 3 new\n"
    planned = AnnualPlan.objects.values_list("year", "dossier__region", "agreed_file__kind")
    assert set(planned) == {(2026, "13", "annual_plan"), (2026, "13.71", "annual_plan"), (2027, "13", None)}
    assert set(ActivityLog.objects.values_list("kind", flat=True)) == {"done", "moved"}
    assert IndicatorValue.objects.count() == 6
    assert make() == "plans: 0 new\n"
