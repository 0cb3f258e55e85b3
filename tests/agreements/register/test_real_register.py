"""The register kept in the project: 87 real instruments become 85 dossiers."""

import csv
import shutil
from collections import Counter
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from agreements.enums import Status
from agreements.models import Clock, Dossier
from cooperation.enums import PartnerStatus
from cooperation.models import Office, Partner, PartnerEvent
from cooperation.working_days import on_date
from tests.agreements.register.conftest import REAL, TODAY, everything, pairs, run_import
from tests.factories import MembershipFactory


@pytest.fixture
def workbook(write_excel):
    """The project's register as a workbook."""
    with open(REAL, encoding="utf-8", newline="") as file:
        return write_excel(list(csv.reader(file)))


def test_workbook_is_the_same_register(reference_data, run, workbook):
    assert run(workbook, "--dry-run")[-1] == "87 rows: 87 new, 0 unchanged, 0 rejected"


@pytest.fixture(scope="class")
def taken_over(shared_reference):
    """(what the import printed, how many queries it took), made once for all who look at what it brought."""
    with shared_reference():
        with on_date(TODAY), translation.override("en"), CaptureQueriesContext(connection) as captured:
            lines = run_import(REAL)
        yield lines, len(captured)


@pytest.mark.django_db
@pytest.mark.usefixtures("taken_over")
class TestWhatItBrings:
    def test_is_taken_over_with_few_queries(self, taken_over):
        lines, queries = taken_over
        assert lines[-1] == "87 rows: 87 new, 0 unchanged, 0 rejected"
        assert queries <= 94 * 25

    def test_is_taken_over_once(self, run, tmp_path, workbook):
        real = shutil.copy(REAL, tmp_path / "once.csv")
        before, files = everything(), {*tmp_path.iterdir()}
        for path in (real, workbook):
            assert run(path) == ["87 rows: 0 new, 87 unchanged, 0 rejected"]
        assert everything() == before
        assert {*tmp_path.iterdir()} == files

    def test_stands_in_these_statuses(self):
        assert Counter(Dossier.objects.values_list("status", flat=True)) == {
            "in_force": 40,
            "intent_signed": 24,
            "expired": 14,
            "exploring": 4,
            "ended": 3,
        }
        assert Counter(Dossier.objects.values_list("scheme", flat=True)) == {
            "sister": 73,
            "regional": 3,
            "institution": 1,
            "forwarded": 8,
        }
        # No LoI of the register is younger than a year; of the agreements one says when it ends.
        assert Dossier.objects.intent_expired().count() == 24
        assert Dossier.objects.term_unknown().count() == 39
        assert not Clock.objects.exists()

    def test_joins_letters_of_intent_with_what_followed(self):
        semarang = pairs()["Kota Semarang – Fuzhou"]
        assert (semarang.status, semarang.number) == (Status.IN_FORCE, "KSDPL-33.74-2004-001")
        assert [(one.signed_on, one.signed_precision) for one in semarang.intent_signings.all()] == [
            (date(2004, 1, 1), "year")
        ]
        assert [(one.instrument, one.signed_on) for one in semarang.agreement_signings.all()] == [
            ("MoU", date(2023, 5, 10))
        ]
        assert not semarang.is_intent_expired
        assert semarang.is_term_unknown

        queensland = pairs()["Jawa Tengah – Queensland"]
        assert queensland.status == Status.EXPIRED
        assert [one.instrument for one in queensland.agreement_signings.all()] == [
            "MoU (renewal)",
            "MoU (renewal)",
            "MoU",
        ]
        assert (queensland.agreement_signed_on, queensland.ends_on) == (date(2019, 7, 1), date(2024, 7, 1))

    def test_begins_anew_with_a_letter_of_intent_after_an_ended_agreement(self):
        hainan = Dossier.objects.filter(region="51", partner__name="Hainan Province").order_by("pk")
        assert [dossier.status for dossier in hainan] == [Status.ENDED, Status.INTENT_SIGNED]

    def test_gives_unicef_a_dossier_in_each_of_eight_provinces(self):
        unicef = Dossier.objects.filter(partner__name="UNICEF")
        assert set(unicef.values_list("region", flat=True)) == {"11", "33", "35", "53", "52", "73", "91", "92"}
        partner = Partner.objects.get(name="UNICEF")
        assert (partner.kind, partner.country) == ("international", None)

    def test_places_american_samoa_and_keeps_taiwan_as_history(self):
        assert Partner.objects.get(name="American Samoa").country_id == "AS"
        kaohsiung = pairs()["Kota Makassar – Kaohsiung"]
        assert kaohsiung.status == Status.ENDED
        assert "No diplomatic relations with Taiwan: kept as history" in kaohsiung.origin_note

    def test_keeps_early_talks_early(self):
        assert set(pairs(status=Status.EXPLORING)) == {
            "Kota Tebing Tinggi – Toyama",
            "Kabupaten Klaten – Nanjing County (Zhangzhou, Fujian)",
            "Kota Padang – Chennai",
            "Kota Kupang – Darwin",
        }

    def test_shows_look_alikes_and_merges_none(self, taken_over):
        [line] = taken_over[0][:-1]
        assert line == (
            "New partner “Nanjing County (Zhangzhou, Fujian)” (China) resembles “Fujian Province”, “Nanjing”:"
            " compare them."
        )
        assert Partner.objects.filter(name__startswith="Nanjing").count() == 2
        assert set(Partner.objects.values_list("status", flat=True)) == {PartnerStatus.PROPOSED}
        assert PartnerEvent.objects.filter(name="proposed").count() == Partner.objects.count()

    def test_opens_page_by_page(self, client):
        ministry = Office.objects.get(kind="home_affairs")
        client.force_login(MembershipFactory(office=ministry, role="auditor").user)
        for dossier in Dossier.objects.order_by("status", "pk")[::7]:
            assert client.get(dossier.get_absolute_url()).status_code == 200, dossier
