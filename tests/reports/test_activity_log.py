"""The log of an agreed plan: done, moved, dropped, corrected; its files, and who reads them. Indicators."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import translation

from agreements.enums import DocumentKind
from cooperation.enums import OfficeKind
from cooperation.models import Office
from cooperation.working_days import on_date
from reports.enums import ActivityState
from reports.forms.fields import FigureField
from reports.models import ActivityLog
from reports.plans.reading import sheet_of
from tests.agreements.factories import DossierFactory
from tests.agreements.padang import events, reading
from tests.files import PNG, upload
from tests.people import region
from tests.reports.factories import (
    ActivityLogFactory,
    AnnualPlanFactory,
    IndicatorFactory,
    PlannedActivityFactory,
)

pytestmark = pytest.mark.django_db

DONE = {"kind": "done", "on": "2026-11-20", "note": "It went well.", "people": "22", "region_money": "150.000.000"}
MOVED = {"kind": "moved", "on": "2026-11-20", "moved_to": "2026-12-15", "note": "The partner asked for it."}
DROPPED = {"kind": "dropped", "on": "2026-11-20", "note": "No budget."}


@pytest.fixture(autouse=True)
def _in_november():
    with on_date(date(2026, 11, 24)):
        yield


@pytest.fixture
def activity(officer_padang):
    dossier = DossierFactory(
        region=region("13.71"),
        status="in_force",
        sent=True,
        agreement_signed_on=date(2025, 6, 1),
        ends_on=date(2028, 5, 31),
    )
    return PlannedActivityFactory(plan=AnnualPlanFactory(dossier=dossier, year=2026, agreed=True))


def address(name, activity, pk):
    return reverse(f"reports:{name}", args=[activity.plan.dossier.number, activity.plan.year, pk])


def log(user, activity, typed):
    return reading(user).post(address("activity-log", activity, activity.pk), typed)


def row_of(activity):
    (row,) = sheet_of(activity.plan).rows
    return row


def test_activity_is_carried_out_with_photos(activity, officer_padang):
    files = {"file": upload("foto.png", PNG, "image/png"), "file_3": upload("hadir.pdf")}
    assert log(officer_padang, activity, DONE | files).status_code == 302
    row = row_of(activity)
    assert (row.state, row.people, row.spent) == (ActivityState.DONE, 22, 150_000_000)
    assert {file.name for file in row.entries[0].files.all()} == {"foto.png", "hadir.pdf"}
    assert events(activity.plan.dossier) == ["activity_done"]


def test_parts_of_an_activity_add_up(activity, officer_padang):
    for note in ("First part.", "Second part."):
        log(officer_padang, activity, DONE | {"note": note})
    assert (row_of(activity).people, row_of(activity).spent) == (44, 300_000_000)
    assert log(officer_padang, activity, DONE | {"note": "First part."}).status_code == 409


def test_moved_activity_is_late_only_after_its_new_day(activity, officer_padang):
    assert row_of(activity).is_late
    log(officer_padang, activity, MOVED)
    row = row_of(activity)
    assert (row.state, row.day, row.is_late) == (ActivityState.MOVED, date(2026, 12, 15), False)


def test_dropped_activity_has_no_further_entry_but_a_correction(activity, officer_padang):
    log(officer_padang, activity, DROPPED)
    assert log(officer_padang, activity, DONE).status_code == 409
    entry = ActivityLog.objects.get()
    answer = reading(officer_padang).post(address("log-correct", activity, entry.pk), DONE)
    assert answer.status_code == 302
    row = row_of(activity)
    assert (row.state, len(row.entries), len(row.counted)) == (ActivityState.DONE, 2, 1)
    assert (
        b"<s>"
        in reading(officer_padang).get(reverse("reports:plan", args=[activity.plan.dossier.number, 2026])).content
    )


def test_entry_is_corrected_once_and_its_files_go_along(activity, officer_padang):
    log(officer_padang, activity, DONE | {"file": upload()})
    entry = ActivityLog.objects.get()
    client = reading(officer_padang)
    url = address("log-correct", activity, entry.pk)
    assert client.post(url, DONE | {"people": "20"}).status_code == 302
    assert (row_of(activity).people, row_of(activity).counted[0].files.count()) == (20, 1)
    assert client.post(url, DONE).status_code == 409
    assert client.post(address("log-files", activity, entry.pk), {"file": upload()}).status_code == 409


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        (DONE | {"on": "2026-11-25"}, "on"),
        (DONE | {"on": "2025-12-31"}, "on"),
        (DONE | {"moved_to": "2026-12-01"}, "moved_to"),
        (DONE | {"people": "-1"}, "people"),
        (DONE | {"note": ""}, "note"),
        (DONE | {"kind": "other"}, "kind"),
        (MOVED | {"moved_to": ""}, "moved_to"),
        (MOVED | {"moved_to": "2026-11-19"}, "moved_to"),
        (MOVED | {"moved_to": "9999-12-31"}, "moved_to"),
        (DONE | {"file_2": upload("foto.png", b"<svg onload=x>", "image/png")}, "file_2"),
    ],
)
def test_bad_entry_is_refused_and_its_good_file_kept(activity, officer_padang, typed, field):
    answer = log(officer_padang, activity, typed | {"file": upload("hadir.pdf")})
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    assert b"hadir.pdf" in answer.content
    assert not ActivityLog.objects.exists()


def test_log_begins_with_the_agreement(officer_padang, activity):
    type(activity.plan).objects.update(agreed_on=None, agreed_file=None)
    assert log(officer_padang, activity, DONE).status_code == 409


def test_files_are_added_later(activity, officer_padang):
    entry = ActivityLogFactory(activity=activity)
    client = reading(officer_padang)
    url = address("log-files", activity, entry.pk)
    assert client.post(url, {}).status_code == 422
    assert client.post(url, {"file_2": upload("foto.png", PNG, "image/png")}).status_code == 302
    assert entry.files.get().kind == DocumentKind.ACTIVITY


def test_files_are_read_by_who_follows_the_cooperation(activity, officer_padang, head_sumbar, evaluator, kemlu, admin):
    entry = ActivityLogFactory(activity=activity)
    dossier = activity.plan.dossier
    dossier.consulted.add(Office.objects.get(kind=OfficeKind.FOREIGN_AFFAIRS))
    reading(officer_padang).post(address("log-files", activity, entry.pk), {"file": upload()})
    for file in (entry.files.get(), activity.plan.agreed_file):
        url = reverse("agreements:document", args=[dossier.number, file.pk])
        for person, answer in ((head_sumbar, 200), (evaluator, 200), (kemlu, 404), (admin, 404)):
            found = reading(person).get(url)
            assert found.status_code == answer, person
            if found.streaming:
                found.getvalue()
    history = reading(kemlu).get(reverse("agreements:dossier-history", args=[dossier.number]))
    assert "Photos or files of an activity added" in history.content.decode()


# Indicators


@pytest.mark.parametrize(
    ("language", "written", "value"),
    [
        ("id", "1.250,5", "1250.5"),
        ("id", "1.250", "1250"),
        ("id", "12,5", "12.5"),
        ("id", "12.5", "12.5"),
        ("en", "1,250.5", "1250.5"),
        ("en", "12,5", "12.5"),
        ("en", "-3", "-3"),
    ],
)
def test_figure_is_read_as_the_reader_writes_it(language, written, value):
    with translation.override(language):
        field = FigureField(max_digits=16, decimal_places=2)
        assert field.clean(written) == Decimal(value)
        assert field.clean(field.prepare_value(Decimal(value))) == Decimal(value)


@pytest.mark.parametrize("written", ["1e9", "NaN", "1.2.3", "satu", "12,555", "9" * 17])
def test_figure_that_cannot_be_read_is_refused(written, activity, officer_padang):
    indicator = IndicatorFactory(dossier=activity.plan.dossier)
    url = reverse("reports:indicator-value", args=[activity.plan.dossier.number, indicator.pk, 2026])
    answer = reading(officer_padang).post(url, {"value": written, "source": "Survey"})
    if written == "12,555":  # thousands, in English
        assert indicator.values.get().value == 12555
    else:
        assert answer.status_code == 422
        assert not indicator.values.exists()


def test_value_of_a_year_is_recorded_and_corrected(activity, officer_padang, head_padang):
    dossier = activity.plan.dossier
    client, other = reading(officer_padang), reading(head_padang)
    typed = {"field": "growth", "name": "Trade", "unit": "billion", "baseline": "12", "target": "20,5"}
    assert client.post(reverse("reports:indicator-add", args=[dossier.number]), typed).status_code == 302
    assert client.post(reverse("reports:indicator-add", args=[dossier.number]), typed).status_code == 422
    indicator = dossier.indicators.get()
    url = reverse("reports:indicator-value", args=[dossier.number, indicator.pk, 2026])
    seen = other.get(url).context["form"]["seen"].value()
    assert client.post(url, {"value": "13.5", "source": "Survey"}).status_code == 302
    assert other.post(url, {"value": "14", "source": "Other", "seen": seen}).status_code == 409
    assert client.post(url, {"value": "14.5", "source": "Survey"}).status_code == 302
    assert indicator.values.get().value == 14.5
    assert events(dossier) == ["indicator_added", "indicator_measured", "indicator_measured"]
    outside = reverse("reports:indicator-value", args=[dossier.number, indicator.pk, 2031])
    assert client.get(outside).status_code == 404
