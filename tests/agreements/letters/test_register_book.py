"""The register of agreements: in order of number, filtered, on paper, each reader's own part."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from agreements.book import as_pdf, registered
from agreements.models import Registration
from tests.agreements.factories import DossierFactory
from tests.client import AuditingClient
from tests.people import region

NUMBERS = ("KSLN/2025/0002", "KSLN/2026/0001", "KSLN/2026/0002")


@pytest.fixture
def entries(everybody):
    """Padang, Kupang and Sumatera Barat in the register, and one of Padang taken over from an earlier register."""
    taken_over = DossierFactory(
        region=region("13.71"), sent=True, status="in_force", origin="register", agreement_signed_on=date(2019, 5, 1)
    )
    for code, number in zip(("13", "53.71", "13.71"), reversed(NUMBERS), strict=True):
        enter(code, number)
    DossierFactory(region=region("13.71"), sent=True, status="approved")
    return taken_over


def enter(code, number):
    year = int(number[5:9])
    dossier = DossierFactory(region=region(code), sent=True, status="in_force", agreement_signed_on=date(year, 1, 5))
    dossier.agreement_signings.create(signed_on=date(year, 1, 5), effective_on=date(year, 1, 5), place="Padang")
    Registration.objects.create(
        dossier=dossier, number=number, original_received_on=date(year, 2, 1), copy_issued_on=date(year, 2, 3)
    )


def numbers(person, query=""):
    page = AuditingClient().login(person).get(f"/register/{query}")
    return [entry["number"] for entry in page.context["entries"]]


def test_register_stands_in_order_of_number_and_each_reads_their_own_part(entries, everybody):
    assert numbers(everybody["auditor"]) == [*NUMBERS, "–"]
    assert numbers(everybody["petugas.padang"]) == [NUMBERS[0], "–"]
    assert numbers(everybody["petugas.sumbar"]) == [NUMBERS[0], NUMBERS[2], "–"]
    assert numbers(everybody["petugas.bukittinggi"]) == []
    assert AuditingClient().login(everybody["kemlu"]).get("/register/").status_code == 403


def test_register_is_filtered_by_year_region_and_country(entries, everybody):
    reader = everybody["pejabat"]
    assert numbers(reader, "?year=2026") == [*NUMBERS[1:]]
    assert numbers(reader, "?year=2019") == ["–"]
    assert numbers(reader, "?region=53.71") == [NUMBERS[1]]
    country = entries.partner.country
    assert "–" in numbers(reader, f"?country={country.pk}")
    assert len(numbers(reader, "?year=abc")) in (0, 4)


def test_paper_shows_the_rows_of_the_filter_and_says_which(entries, everybody):
    """A year without entries is no choice: the page shows all then, and the paper claims nothing else."""
    reader = everybody["pejabat"]
    client, kept = AuditingClient().login(reader), registered(reader)
    with translation.override("id"):
        expected = {
            "": as_pdf(kept, ""),
            "?year=2026": as_pdf(kept.filter(year=2026), "Tahun: 2026"),
            "?year=1999": as_pdf(kept, ""),
        }
    for query, printed in expected.items():
        answer = client.get(f"/register/print/{query}")
        assert answer.headers["Content-Type"] == "application/pdf"
        assert answer.content == printed, query
    assert len(set(expected.values())) == 2


def test_number_of_queries_stays_the_same(everybody, entries):
    client = AuditingClient().login(everybody["pejabat"])
    client.get("/register/")
    with CaptureQueriesContext(connection) as few:
        client.get("/register/")
    for number in range(3, 12):
        enter("13.71", f"KSLN/2026/{number:04}")
    with CaptureQueriesContext(connection) as many:
        client.get("/register/")
    assert len(few) == len(many) <= 12
    assert registered(everybody["pejabat"]).count() == 13
