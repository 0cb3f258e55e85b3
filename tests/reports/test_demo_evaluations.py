"""The demonstration's evaluations: one given, one that waits for the ministry, one asked for; made once."""

from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command

from agreements.models import Dossier
from cooperation.demonstration import MARK
from reports.evaluations.due import with_state
from reports.models import PartnerView
from tests.agreements.factories import DossierFactory
from tests.people import region

pytestmark = pytest.mark.django_db


def make():
    output = StringIO()
    call_command("demo_evaluations", stdout=output)
    return output.getvalue()


def test_evaluations_stand_in_every_state(
    freeze, officer_padang, head_padang, officer_sumbar, head_sumbar, officer_bukittinggi, head_bukittinggi, evaluator
):
    freeze(date(2026, 11, 24))
    for code in ("13", "13.71", "13.75"):
        DossierFactory(
            region=region(code),
            title=f"Perikanan {MARK}",
            status="in_force",
            sent=True,
            agreement_signed_on=date(2025, 7, 10),
            ends_on=date(2029, 7, 9),
        )
    assert make() == "evaluations: 3 new\n"
    states = with_state(Dossier.objects.all()).values_list("region", "evaluation_state")
    assert dict(states) == {"13": "given", "13.75": "ministry_to_do", "13.71": "region_to_do"}
    assert PartnerView.objects.count() == 2
    assert make() == "evaluations: 0 new\n"
