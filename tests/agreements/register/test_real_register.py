"""The register kept in the project: 87 real instruments become 85 dossiers."""

import csv
import shutil
from collections import Counter
from datetime import date

import pytest
from django.db import transaction
from django.utils import translation

from agreements.enums import Status
from agreements.models import Clock, Dossier
from cooperation import reference
from cooperation.enums import PartnerStatus
from cooperation.models import Partner, PartnerEvent
from cooperation.working_days import on_date
from tests.agreements.register.conftest import REAL, TODAY, everything, pairs, run_import


@pytest.fixture
def real(tmp_path, reference_data):
    """The project's register, where something may be written beside it."""
    return shutil.copy(REAL, tmp_path)


def test_real_register_is_taken_over_once(real, run, tmp_path):
    assert run(real)[-1] == "87 rows: 87 new, 0 unchanged, 0 rejected"
    after = everything()
    assert run(real) == ["87 rows: 0 new, 87 unchanged, 0 rejected"]
    assert everything() == after
    assert [path.name for path in tmp_path.iterdir()] == ["real_agreements.csv"]


def test_real_register_needs_few_queries(real, run, django_assert_max_num_queries):
    with django_assert_max_num_queries(94 * 25):
        run(real)


def test_real_register_as_workbook_is_the_same_register(real, run, write_excel):
    with open(real, encoding="utf-8", newline="") as file:
        path = write_excel(list(csv.reader(file)))
    dry = run(path, "--dry-run")
    assert dry[-1] == "87 rows: 87 new, 0 unchanged, 0 rejected"
    run(real)
    assert run(path) == ["87 rows: 0 new, 87 unchanged, 0 rejected"]


@pytest.fixture(scope="class")
def printed(django_db_setup, django_db_blocker):
    """What the import printed, made once for all who only look at what it brought."""
    with django_db_blocker.unblock(), transaction.atomic():
        with on_date(TODAY), translation.override("en"):
            reference.load()
            lines = run_import(REAL)
        yield lines
        transaction.set_rollback(True)


@pytest.mark.django_db
@pytest.mark.usefixtures("printed")
class TestWhatItBrings:
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

    def test_shows_look_alikes_and_merges_none(self, printed):
        [line] = printed[:-1]
        assert line == (
            "New partner “Nanjing County (Zhangzhou, Fujian)” (China) resembles “Fujian Province”, “Nanjing”:"
            " compare them."
        )
        assert Partner.objects.filter(name__startswith="Nanjing").count() == 2
        assert set(Partner.objects.values_list("status", flat=True)) == {PartnerStatus.PROPOSED}
        assert PartnerEvent.objects.filter(name="proposed").count() == Partner.objects.count()

    def test_opens_page_by_page(self, client, auditor):
        client.force_login(auditor)
        for dossier in Dossier.objects.order_by("status", "pk")[::7]:
            assert client.get(dossier.get_absolute_url()).status_code == 200, dossier
