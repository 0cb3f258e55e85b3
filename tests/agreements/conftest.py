"""Everybody in office, and dossiers that stand somewhere on the road."""

from datetime import date

import pytest
from django.utils import translation

from agreements.demonstration.walk import Walker
from cooperation.working_days import on_date
from tests.agreements.factories import DossierFactory
from tests.people import SEAT_OF, people, region

#: A Monday with three weeks of working days behind it and no holiday before the 16th.
MONDAY = date(2026, 3, 2)


@pytest.fixture
def monday():
    """Today is Monday, 2 March 2026."""
    with on_date(MONDAY):
        yield MONDAY


@pytest.fixture
def english():
    """Messages are compared in the source language."""
    with translation.override("en"):
        yield


@pytest.fixture
def everybody(db):
    """{address: person} of all the named people."""
    return people(SEAT_OF)


@pytest.fixture
def stand(everybody):
    """``stand(status, code="13.71", …)``: a walker beside a dossier that stands there, its basics filled in."""

    def at(status, code="13.71", **fields):
        basics = {"initiator": "region", "objectives": ["potential"], "unit": "Dinas Pariwisata", "sent": True}
        return Walker(DossierFactory(region=region(code), status=status, **basics | fields))

    return at
