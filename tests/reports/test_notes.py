"""Progress notes: of a region's own accord, read with the yearly report, taken over into its first draft."""

from datetime import date

import pytest
from django.urls import reverse

from agreements.models import DossierEvent
from cooperation.models import Notice
from cooperation.working_days import on_date
from reports.models import ProgressNote
from reports.prefill import first_draft
from tests.agreements.padang import reading
from tests.people import region
from tests.reports.factories import AnnualReportFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def report():
    return AnnualReportFactory(dossier__region=region("13.71"), year=2026)


def address(report, year=2026):
    return reverse("reports:note-add", args=[report.dossier.number, year])


def test_note_is_read_with_the_year_and_its_report_and_begins_the_report(report, officer_padang, evaluator):
    with on_date(date(2026, 7, 3)):
        client = reading(officer_padang)
        assert "Nobody is owed it and nothing becomes late" in client.get(address(report)).content.decode()
        assert client.post(address(report), {"text": " "}).status_code == 422
        assert client.post(address(report), {"text": "Two of five are done."}).status_code == 302
        assert client.post(address(report), {"text": "Two of five are done."}).status_code == 409
        year = reverse("reports:plan", args=[report.dossier.number, 2026])
        pages = [reading(evaluator).get(url).content.decode() for url in (year, report.get_absolute_url())]
        assert all("Two of five are done." in page for page in pages)
        assert not any(address(report) in page for page in pages)
        assert address(report) in client.get(year).content.decode()
    assert ProgressNote.objects.get().by == officer_padang
    assert DossierEvent.objects.get().name == "progress_noted"
    assert not Notice.objects.exists()
    results = first_draft(report)["results"]
    assert "3 Juli 2026" in results
    assert results.endswith(": Two of five are done.")


def test_note_is_written_in_its_own_year_alone(report, officer_padang):
    with on_date(date(2027, 1, 3)):
        client = reading(officer_padang)
        assert client.get(address(report)).status_code == 409
        assert client.post(address(report), {"text": "Late."}).status_code == 409
        assert client.get(address(report, 2040)).status_code == 404
    assert not ProgressNote.objects.exists()
