"""The demonstration's monitoring: made once, in every state, with follow-ups of each kind."""

from datetime import UTC, date, datetime
from io import StringIO

import pytest
from django.core.management import call_command

from agreements.models import FollowUp
from cooperation.demonstration import MARK
from reports.models import Monitoring
from tests.agreements.factories import DossierFactory
from tests.people import region
from tests.reports.factories import AnnualReportFactory

pytestmark = pytest.mark.django_db


def make():
    output = StringIO()
    call_command("demo_monitoring", stdout=output)
    return output.getvalue()


def test_agreements_in_force_are_monitored_and_followed_up(
    freeze, officer_padang, officer_sumbar, officer_bukittinggi, evaluator
):
    freeze(date(2026, 11, 24))
    for code in ("13.71", "13.75"):
        dossier = DossierFactory(
            region=region(code),
            title=f"Pendidikan {MARK}",
            status="in_force",
            sent=True,
            status_since=datetime(2024, 7, 20, tzinfo=UTC),
            agreement_signed_on=date(2024, 7, 10),
            ends_on=date(2029, 7, 9),
        )
    AnnualReportFactory(dossier=dossier, year=2024, status="accepted")
    DossierFactory(region=region("13.71"), status="in_force", sent=True)
    assert make() == "monitoring: 4 new\n"
    fields = ("state", "office__kind", "dossier__region")
    states = Monitoring.objects.order_by("state", "office__kind").values_list(*fields)
    assert list(states) == [
        ("held", "region", "13.75"),
        ("planned", "home_affairs", "13.71"),
        ("planned", "region", "13.71"),
        ("sent", "home_affairs", "13.75"),
    ]
    assert sorted(FollowUp.objects.values_list("origin", flat=True)) == ["monitoring", "monitoring", "report"]
    assert FollowUp.objects.late().count() == FollowUp.objects.to_confirm().count() == 1
    assert make() == "monitoring: 0 new\n"
