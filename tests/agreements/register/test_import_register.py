"""The whole way from a file to dossiers: every row accounted for, nothing twice, nothing merged by guess."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime

import pytest
from django.core.management import CommandError
from django.db import OperationalError, connection, transaction

from agreements.enums import ClockName, Status
from agreements.history import describe
from agreements.models import Dossier
from agreements.register import importing
from agreements.register.columns import COLUMNS
from agreements.services import ROAD
from cooperation import partners
from cooperation.enums import PartnerStatus
from cooperation.models import Partner
from cooperation.working_days import JAKARTA
from tests.agreements.register.conftest import GOOD, everything, pairs, rows_of
from tests.factories import PartnerFactory, UserFactory

# One row


def test_row_becomes_a_dossier_with_its_source(places, write, run):
    path = write([{"note": "in two languages", "date_precision": "day (poor scan)"}])
    assert run(path) == ["1 rows: 1 new, 0 unchanged, 0 rejected"]
    dossier = Dossier.objects.get()
    assert {
        "number": dossier.number,
        "region": dossier.region_id,
        "province": dossier.province_id,
        "partner": str(dossier.partner),
        "title": dossier.title,
        "sectors": dossier.sectors,
        "objectives": dossier.objectives,
        "original": dossier.objectives_original,
        "status": dossier.status,
        "since": dossier.status_since,
        "signed": dossier.agreement_signed_on,
        "ends": dossier.ends_on,
        "origin": dossier.origin,
        "by": dossier.created_by,
    } == {
        "number": "KSDPL-13.71-2017-001",
        "region": "13.71",
        "province": "13",
        "partner": "Fuzhou",
        "title": "tourism; education",
        "sectors": ["education", "tourism"],
        "objectives": ["science", "potential"],
        "original": "MoU: tourism; education",
        "status": "in_force",
        "since": datetime(2017, 5, 10, tzinfo=JAKARTA),
        "signed": date(2017, 5, 10),
        "ends": None,
        "origin": "register",
        "by": None,
    }
    assert dossier.origin_note == ("MoU · 2017-05-10 · signed (2017-05-11) · in two languages · https://news.example/1")
    event = dossier.events.get()
    assert (event.from_status, event.to_status, event.note) == ("initiated", "in_force", dossier.origin_note)
    assert event.data["row"] == GOOD | {"note": "in two languages", "date_precision": "day (poor scan)"}
    assert (event.data["file"], event.data["line"]) == ("register.csv", 2)
    assert describe(event)["by"] == "Import of a register"


def test_row_is_seen_by_its_region_and_the_ministry_at_once(
    places, write, run, officer_padang, auditor, officer_kupang
):
    run(write([{}]))
    visible = {
        user.email: Dossier.objects.visible_to(user).count() for user in (officer_padang, auditor, officer_kupang)
    }
    assert list(visible.values()) == [1, 1, 0]


def test_row_with_regions_that_share_a_text_becomes_a_dossier_each(places, write, run):
    path = write([{"indonesian_region": "Kota Padang; Kota Bogor"}])
    assert run(path) == ["1 rows: 1 new, 0 unchanged, 0 rejected"]
    assert set(pairs()) == {"Kota Padang – Fuzhou", "Kota Bogor – Fuzhou"}
    assert run(path) == ["1 rows: 0 new, 1 unchanged, 0 rejected"]


def test_row_repeated_in_one_file_is_taken_over_once(places, write, run):
    assert run(write([{}, {"no": "2"}])) == ["2 rows: 1 new, 1 unchanged, 0 rejected"]
    assert Dossier.objects.count() == 1


def test_row_is_the_same_row_however_its_region_and_country_are_written(places, write, run):
    run(write([{}]))
    again = {"no": "9", "indonesian_region": "padang", "partner_country": "Tiongkok", "foreign_partner": "FUZHOU"}
    assert run(write([again], columns=COLUMNS[:-1])) == ["1 rows: 0 new, 1 unchanged, 0 rejected"]


def test_row_that_changed_is_refused_by_its_column(places, write, run):
    run(write([{}]))
    lines = run(write([{"status_as_stated": "expired"}]))
    assert lines[0] == (
        "Row 2, column status_as_stated: the register has another value (dossier KSDPL-13.71-2017-001);"
        " change it there."
    )
    assert Dossier.objects.get().status == Status.IN_FORCE


# Letters of intent


def test_running_letter_of_intent_starts_its_clock(places, write, run):
    run(write([{"instrument": "LoI", "date_signed": "2026-03-02"}]))
    dossier = Dossier.objects.get()
    assert (dossier.status, dossier.intent_expires_on) == (Status.INTENT_SIGNED, date(2027, 3, 2))
    clock = dossier.clocks.get()
    assert (clock.name, clock.state, clock.due_on) == (ClockName.INTENT, "running", date(2027, 3, 2))


@pytest.mark.parametrize(
    ("signed", "as_of", "expires_on", "is_expired"),
    [
        ("2025-11-24", "", date(2026, 11, 24), False),
        ("2025-11-23", "", date(2026, 11, 23), True),
        ("2016", "", date(2017, 1, 1), True),
        ("2024-02-29", "", date(2025, 2, 28), True),
        ("", "2017-06-16", date(2018, 6, 16), True),
        ("", "about 2014 (undated report)", date(2015, 12, 31), True),
        ("", "", None, False),
    ],
)
def test_letter_of_intent_ends_after_a_year(places, write, run, signed, as_of, expires_on, is_expired):
    run(write([{"instrument": "LoI", "date_signed": signed, "status_as_of": as_of}]))
    dossier = Dossier.objects.get()
    assert (dossier.intent_expires_on, dossier.is_intent_expired) == (expires_on, is_expired)
    assert Dossier.objects.intent_expired().count() == is_expired


LETTER = {"instrument": "LoI", "date_signed": "2026-03-02"}
AGREEMENT = {"instrument": "MoU", "date_signed": "2026-09-01"}


@pytest.mark.parametrize("rows", [[LETTER, AGREEMENT], [AGREEMENT, LETTER]])
@pytest.mark.parametrize("files", ["one file", "two files"])
def test_agreement_and_its_letter_of_intent_are_one_dossier_in_any_order(places, write, run, rows, files):
    for part in [rows] if files == "one file" else [rows[:1], rows[1:]]:
        assert run(write(part))[-1].endswith("0 rejected")
    dossier = Dossier.objects.get()
    assert (dossier.status, dossier.agreement_signed_on) == (Status.IN_FORCE, date(2026, 9, 1))
    assert (dossier.intent_signings.count(), dossier.agreement_signings.count()) == (1, 1)
    assert not dossier.clocks.running().exists()
    assert len(dossier.origin_note.splitlines()) == len(dossier.objectives_original.splitlines()) == 2


@pytest.mark.parametrize("years", [(1991, 2007, 2019), (2019, 2007, 1991), (2007, 2019, 1991)])
def test_latest_of_renewed_agreements_counts_in_any_order(places, write, run, years):
    rows = [{"date_signed": str(year), "status_as_stated": "five years" if year == 2019 else ""} for year in years]
    run(write(rows))
    dossier = Dossier.objects.get()
    assert dossier.agreement_signings.first().signed_on.year == 2019
    assert (dossier.status, dossier.ends_on) == (Status.EXPIRED, date(2024, 1, 1))


def test_other_scheme_or_partner_is_another_dossier(places, write, run):
    run(write([{}, {"scheme": "KSDPL lainnya"}, {"foreign_partner": "Beihai"}, {"indonesian_region": "32.71"}]))
    assert Dossier.objects.count() == 4


def test_talks_join_the_letter_of_intent_they_led_to(places, write, run):
    talks = {"instrument": "MoU proposal", "date_signed": "", "date_precision": ""}
    run(write([talks]))
    assert Dossier.objects.get().status == Status.EXPLORING
    run(write([LETTER]))
    assert Dossier.objects.get().status == Status.INTENT_SIGNED


def test_dossier_that_people_moved_on_is_left_to_them(places, write, run, head_padang):
    run(write([LETTER]))
    dossier = Dossier.objects.get()
    ROAD.perform(dossier, "stop", by=head_padang, note="No longer wanted.")
    lines = run(write([AGREEMENT]))
    assert lines[0] == (
        f"Row 2, column foreign_partner: people work on this cooperation already (dossier {dossier.number});"
        " record it there."
    )
    dossier.refresh_from_db()
    assert (dossier.status, dossier.agreement_signings.count()) == (Status.STOPPED, 0)
    assert run(write([LETTER]))[-1] == "1 rows: 0 new, 1 unchanged, 0 rejected"


def test_partner_without_relations_is_history_only(places, write, run):
    run(write([{"partner_country": "Taiwan", "foreign_partner": "Kaohsiung"}]))
    dossier = Dossier.objects.get()
    assert dossier.status == Status.ENDED
    assert dossier.agreement_signings.count() == 1
    assert dossier.origin_note.endswith(
        "No diplomatic relations with Taiwan: kept as history, nothing can follow from it "
        "(Permendagri 25/2020 art. 5(1)a)."
    )


# Partners


def test_partner_of_the_list_is_used_however_it_is_written(places, write, run):
    kept = PartnerFactory(name="Fuzhou", name_id="Kota Fuzhou", country_id="CN", verified=True)
    run(write([{"foreign_partner": "FUZHOU"}, {"foreign_partner": "kota fuzhou", "date_signed": "2020"}]))
    assert list(Partner.objects.all()) == [kept]
    assert Dossier.objects.get().partner == kept


def test_partner_that_only_resembles_is_proposed_beside_it(places, write, run):
    PartnerFactory(name="Nanjing", country_id="CN", verified=True)
    lines = run(write([{"foreign_partner": "Nanjing County"}]))
    assert lines[0] == "New partner “Nanjing County” (China) resembles “Nanjing”: compare them."
    new = Partner.objects.get(name="Nanjing County")
    assert (new.status, new.search_key, new.tier) == (PartnerStatus.PROPOSED, "nanjing", "city")


def test_partner_that_was_merged_leads_to_the_one_that_stayed(places, write, run):
    kept = PartnerFactory(name="Fuzhou City", country_id="CN")
    PartnerFactory(name="Fuzhou", country_id="CN", merged_into=kept)
    run(write([{}]))
    assert Dossier.objects.get().partner == kept


def test_same_name_in_another_country_is_another_partner(places, write, run):
    PartnerFactory(name="Fuzhou", country_id="TW")
    run(write([{}]))
    assert Partner.objects.filter(name="Fuzhou").count() == 2


# Rejected rows

BAD = {"indonesian_region": "Bogor", "region_level": "", "no": "2"}
REASON = (
    "Row 3, column indonesian_region: “Bogor” can be Kabupaten Bogor (32.01), Kota Bogor (32.71);"
    " write its full name or its code."
)


def test_rejected_row_is_named_written_and_can_be_mended(places, write, run, tmp_path):
    path = write([{}, BAD, {"no": "3", "foreign_partner": "Beihai"}])
    lines = run(path)
    rejected = tmp_path / "register.rejected.csv"
    assert lines == [
        REASON,
        f"Rejected rows stand in {rejected}. Mend them there and import that file.",
        "3 rows: 2 new, 0 unchanged, 1 rejected",
    ]
    (row,) = rows_of(rejected)
    assert row == GOOD | BAD | {"reason": REASON}

    mended = rejected.read_text(encoding="utf-8-sig").replace(",Bogor,", ",Kota Bogor,")
    rejected.write_text(mended, encoding="utf-8")
    assert run(rejected) == ["1 rows: 1 new, 0 unchanged, 0 rejected"]
    assert set(pairs()) == {"Kota Padang – Fuzhou", "Kota Padang – Beihai", "Kota Bogor – Fuzhou"}
    assert not (tmp_path / "register.rejected.rejected.csv").exists()
    # The first file again: what was taken over is unchanged, what was not is still rejected.
    assert run(path)[-1] == "3 rows: 0 new, 2 unchanged, 1 rejected"


def test_row_of_several_regions_is_rejected_as_a_whole(places, write, run):
    lines = run(write([{"indonesian_region": "Kota Padang; Bogor", "region_level": ""}]))
    assert lines[-1] == "1 rows: 0 new, 0 unchanged, 1 rejected"
    assert not Dossier.objects.exists()
    assert not Partner.objects.exists()


def test_rejected_rows_come_in_the_order_of_the_file(places, write, run):
    run(write([{}]))
    lines = run(write([{"status_as_stated": "other"}, {"scheme": "?"}, {"note": "changed"}]))
    assert [line.partition(",")[0] for line in lines[:3]] == ["Row 2", "Row 3", "Row 4"]


def test_dry_run_says_the_same_and_changes_nothing(places, write, run, tmp_path):
    path = write([{}, BAD])
    before = everything()
    dry = run(path, "--dry-run")
    assert dry == [REASON, "2 rows: 1 new, 0 unchanged, 1 rejected"]
    assert everything() == before
    assert [one.name for one in tmp_path.iterdir()] == ["register.csv"]
    assert run(path)[-1] == dry[-1]


def test_formula_of_a_workbook_rejects_its_row_alone(places, run, write_excel, tmp_path):
    good, bad = list(GOOD.values()), list((GOOD | {"foreign_partner": '=CONCATENATE("Fu","zhou")'}).values())
    lines = run(write_excel([COLUMNS, good, bad]))
    assert lines[0] == "Row 3, column foreign_partner: it holds a formula; write the value itself."
    assert lines[-1] == "2 rows: 1 new, 0 unchanged, 1 rejected"
    assert rows_of(tmp_path / "register.rejected.csv")[0]["foreign_partner"] == '=CONCATENATE("Fu","zhou")'


def test_control_characters_reject_their_row_alone(places, write, run):
    lines = run(write([{"foreign_partner": "Fu\x00zhou"}, {}]))
    assert lines[0].startswith("Row 2, column foreign_partner: This text holds invisible control characters.")
    assert lines[-1] == "2 rows: 1 new, 0 unchanged, 1 rejected"


def test_row_the_database_refuses_is_rejected_alone(places, write, run):
    """A number that was given by hand stands in the way of the first dossier of 2017."""
    other = PartnerFactory(country_id="CN")
    Dossier.objects.create(
        number="KSDPL-13.71-2017-001", region_id="13.71", province_id="13", scheme="sister", partner=other
    )
    lines = run(write([{}, {"indonesian_region": "32.71"}]))
    assert lines[0].startswith("Row 2: the database refuses it: duplicate key")
    assert lines[-1] == "2 rows: 1 new, 0 unchanged, 1 rejected"


def test_long_texts_are_kept_in_full_where_they_belong(places, write, run):
    fields = "; ".join(f"tourism in village {number}" for number in range(100))
    run(write([{"fields": fields, "note": "n" * 5000}]))
    dossier = Dossier.objects.get()
    assert (len(dossier.title), dossier.title[-1]) == (200, "…")
    assert fields in dossier.objectives_original
    assert "n" * 5000 in dossier.origin_note


# Refused files


@pytest.mark.parametrize(
    ("content", "message"),
    [(b"", "The file is empty"), (b"a,b\n1,2\n", "not a register"), (b"PK\x03\x04", "damaged")],
)
def test_file_that_is_no_register_is_refused_in_one_line(places, run, tmp_path, content, message):
    path = tmp_path / "register.csv"
    path.write_bytes(content)
    with pytest.raises(CommandError, match=message) as refusal:
        run(path)
    assert "\n" not in str(refusal.value)
    assert not Dossier.objects.exists()


def test_missing_file_is_refused(db, run, tmp_path):
    with pytest.raises(CommandError, match="There is no file"):
        run(tmp_path / "missing.csv")


def test_register_before_the_reference_data_is_refused(nobody, write, run):
    with pytest.raises(CommandError, match="load_reference"):
        run(write([{}]))


def test_rejected_file_that_cannot_be_written_is_said_and_loses_nothing(places, write, run, tmp_path):
    path = write([{}, BAD])
    (tmp_path / "register.rejected.csv").mkdir()
    with pytest.raises(CommandError, match="could not be written beside the file"):
        run(path)
    assert Dossier.objects.count() == 1


def test_import_leaves_people_unbothered(places, write, run, officer_padang, reviewer):
    run(write([{}, LETTER]))
    assert UserFactory._meta.model.objects.filter(notices__isnull=False).count() == 0


@pytest.mark.django_db(transaction=True)
def test_no_partner_is_merged_while_rows_still_name_it(places, write, run, monkeypatch):
    duplicate, kept, admin = PartnerFactory(), PartnerFactory(), UserFactory()

    def merge():
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute("SET LOCAL lock_timeout = '100ms'")
                merged.append(partners.merge(duplicate, kept, by=admin))
        except OperationalError:
            merged.append(None)
        finally:
            connection.close()

    def meanwhile(rows, name):
        with ThreadPoolExecutor(1) as somebody_else:
            somebody_else.submit(merge).result()
        return import_rows(rows, name)

    merged, import_rows = [], importing.import_rows
    monkeypatch.setattr(importing, "import_rows", meanwhile)
    assert run(write([{}])) == ["1 rows: 1 new, 0 unchanged, 0 rejected"]
    merge()
    assert merged == [None, kept]
