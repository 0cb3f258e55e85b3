"""Yearly reports: their calendar, their moves by hand-written cells, their rounds (P25 35-37)."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from agreements.enums import Status
from agreements.models import AgreementSigning, Dossier
from agreements.services import ROAD
from cooperation.exceptions import Conflict, NotReady
from cooperation.models import Notice
from cooperation.working_days import on_date, today
from reports import planning
from reports.models import AnnualReport, ReportEvent
from reports.services import REPORTS, save_draft
from tests.agreements.factories import DossierFactory, EventFactory, copies
from tests.people import SEAT_OF, person, region
from tests.reports.factories import AnnualReportFactory

pytestmark = pytest.mark.django_db

#: The report of 2025 is open, and not late yet.
MONDAY = date(2026, 1, 5)


@pytest.fixture(autouse=True)
def _on_monday():
    with on_date(MONDAY):
        yield


@pytest.fixture
def report():
    return AnnualReportFactory(dossier__region=region("13.71"), filled=True)


def at(report, status, **fields):
    AnnualReport.objects.filter(pk=report.pk).update(status=status, **fields)
    report.refresh_from_db()
    return report


def act(report, name, by, **data):
    note = data.pop("note", "Karena itu.")
    return REPORTS.perform(report, name, by=by, note=note, data=data)


# The calendar


def years(dossier):
    return sorted(dossier.annual_reports.values_list("year", flat=True))


def in_force(code="13.71", since=date(2024, 6, 1), **fields):
    with on_date(since):
        dossier = DossierFactory(region=region(code), sent=True, status=Status.IN_FORCE, **fields)
        EventFactory(dossier=dossier, name="imported", from_status="initiated", to_status="in_force")
    return dossier


def test_register_whose_end_is_not_known_is_planned_year_by_year():
    dossier = in_force("13", ends_on=None)
    assert planning.plan_missing() == 3
    assert planning.plan_missing() == 0
    assert years(dossier) == [2024, 2025, 2026]
    assert dossier.annual_reports.earliest("year").due_on == date(2025, 1, 14)
    with on_date(date(2027, 1, 3)):
        assert planning.plan_missing() == 1
    assert years(dossier) == [2024, 2025, 2026, 2027]


def test_move_that_makes_the_term_known_makes_its_whole_calendar(officer_padang):
    """As registering does: whatever brings a dossier in force, or changes what is in force, is one signal."""
    dossier = in_force(ends_on=None, origin="register")
    AgreementSigning.objects.create(dossier=dossier)
    term = {"effective_on": date(2024, 12, 31), "ends_on": date(2028, 2, 29)}
    ROAD.perform(dossier, "complete_term", by=officer_padang, data=term)
    assert years(dossier) == [2024, 2025, 2026, 2027, 2028]
    first = dossier.annual_reports.earliest("year")
    assert (first.due_on, first.forward_due_on) == (date(2025, 1, 7), date(2025, 1, 14))


def test_years_before_the_register_was_taken_over_have_no_report():
    dossier = in_force(ends_on=date(2026, 12, 31))
    AgreementSigning.objects.create(dossier=dossier, signed_on=date(2021, 1, 1), effective_on=date(2021, 1, 1))
    planning.plan_missing()
    assert years(dossier) == [2024, 2025, 2026]


def test_change_of_the_term_drops_what_is_empty_and_leaves_what_holds_data():
    dossier = in_force(ends_on=date(2028, 12, 31))
    planning.plan_missing()
    dossier.annual_reports.filter(year=2028).update(edit_version=1, results="Satu.")
    dossier.ends_on = date(2026, 6, 30)
    planning.replan([dossier])
    assert years(dossier) == [2024, 2025, 2026, 2028]
    dossier.ends_on = date(2029, 6, 30)
    planning.replan([dossier])
    assert years(dossier) == [2024, 2025, 2026, 2027, 2028, 2029]
    assert dossier.annual_reports.get(year=2028).results == "Satu."


def test_end_of_the_cooperation_ends_its_calendar():
    dossier = in_force(ends_on=date(2028, 12, 31))
    planning.plan_missing()
    EventFactory(dossier=dossier, name="ended", from_status="in_force", to_status="ended")
    Dossier.objects.filter(pk=dossier.pk).update(status=Status.ENDED)
    dossier.refresh_from_db()
    planning.replan([dossier])
    assert years(dossier) == [2024, 2025, 2026]


def test_planning_takes_the_same_queries_for_many():
    in_force(ends_on=date(2026, 12, 31))
    with CaptureQueriesContext(connection) as few:
        planning.plan_missing()
    copies(in_force(ends_on=date(2026, 12, 31)), 40)
    with CaptureQueriesContext(connection) as many:
        assert planning.plan_missing() > 40
    assert len(many) == len(few)


# Moves: of a kota, and of a province. Who is named may make the move in these statuses, everybody else may not.

CELLS = {
    "send_report_to_governor": ("13.71", {"open", "returned"}, {"pimpinan.padang"}, "submitted"),
    "forward_report": ("13.71", {"submitted"}, {"petugas.sumbar", "pimpinan.sumbar"}, "forwarded"),
    "return_report_to_region": ("13.71", {"submitted"}, {"petugas.sumbar", "pimpinan.sumbar"}, "returned"),
    "accept_report": ("13.71", {"forwarded"}, {"evaluator"}, "accepted"),
    "return_report": ("13.71", {"forwarded"}, {"evaluator"}, "returned"),
    "send_report": ("13", {"open", "returned"}, {"pimpinan.sumbar"}, "forwarded"),
}
STATUSES = ("open", "submitted", "forwarded", "returned", "accepted")
DATA = {"seen": 1, "answer_by": date(2026, 2, 2)}


def test_every_move_has_its_cells():
    assert set(CELLS) == set(REPORTS.moves)


@pytest.mark.parametrize("name", CELLS)
def test_move_is_made_by_whom_and_from_where_the_law_says(name):
    code, sources, who, target = CELLS[name]
    report = AnnualReportFactory(dossier__region=region(code), filled=True)
    people = {address: person(address) for address in SEAT_OF}
    for address, user in people.items():
        if address not in who:
            with pytest.raises(PermissionDenied):
                act(at(report, min(sources)), name, user, **DATA)
    for status in STATUSES:
        for address in who:
            at(report, status)
            if status in sources:
                act(report, name, people[address], **DATA)
                assert report.status == target
            else:
                with pytest.raises(Conflict):
                    act(report, name, people[address], **DATA)


@pytest.mark.parametrize(("name", "code"), [("send_report", "13.71"), ("send_report_to_governor", "13")])
def test_way_of_the_other_tier_does_not_exist(name, code):
    report = AnnualReportFactory(dossier__region=region(code), filled=True)
    with pytest.raises(Conflict):
        act(report, name, person("pimpinan.padang" if code == "13.71" else "pimpinan.sumbar"), **DATA)


def test_report_is_not_sent_before_its_year_is_over_nor_with_an_empty_part(report, head_padang):
    at(report, "open", funding="")
    with on_date(date(2025, 12, 31)), pytest.raises(NotReady) as refused:
        act(report, "send_report_to_governor", head_padang, seen=1)
    first, second = (problem.message for problem in refused.value.problems)
    assert "1 Januari 2026" in first
    assert "Pendanaan" in second or "Pembiayaan" in second or "Funding" in second
    assert AnnualReport.objects.get().status == "open"


def test_what_was_read_before_sending_is_what_is_sent(report, officer_padang, head_padang):
    save_draft(report, {"results": "Lain."}, seen=1, by=officer_padang)
    with pytest.raises(NotReady):
        act(report, "send_report_to_governor", head_padang, seen=1)
    act(report, "send_report_to_governor", head_padang, seen=2)
    assert ReportEvent.objects.get(name="send_report_to_governor").data["parts"]["results"] == "Lain."


def test_return_needs_a_reason_and_a_day_to_come(report, evaluator):
    at(report, "forwarded")
    with pytest.raises(NotReady):
        act(report, "return_report", evaluator, note=" ", answer_by=date(2026, 2, 2))
    with pytest.raises(NotReady):
        act(report, "return_report", evaluator, answer_by=MONDAY)


def test_rounds_stay_and_a_returned_report_becomes_late_too(report, head_padang, head_sumbar, evaluator):
    act(report, "send_report_to_governor", head_padang, seen=1)
    act(report, "forward_report", head_sumbar)
    act(report, "return_report", evaluator, answer_by=date(2026, 2, 2), note="Data 2025 belum ada.")
    with on_date(date(2026, 2, 2)):
        assert not report.is_late
    with on_date(date(2026, 2, 3)):
        assert report.is_late
        assert AnnualReport.objects.late().get() == report
        save_draft(report, {"results": "Dengan data 2025."}, seen=1, by=head_padang)
        act(report, "send_report_to_governor", head_padang, seen=2)
        # The governor has a week for it; only then is he late.
        assert report.forward_due_on == date(2026, 2, 10)
        assert not AnnualReport.objects.late().exists()
    with on_date(date(2026, 2, 11)):
        assert AnnualReport.objects.late().get() == report
    sent = ReportEvent.objects.filter(name="send_report_to_governor").order_by("pk")
    assert [event.data["parts"]["results"] for event in sent] == ["Isi results.", "Dengan data 2025."]
    returned = ReportEvent.objects.get(name="return_report")
    assert (returned.note, returned.data["was_due_on"]) == ("Data 2025 belum ada.", "2026-01-07")


def test_whoever_has_to_act_is_told(report, head_padang, head_sumbar, officer_sumbar, officer_padang, evaluator):
    act(report, "send_report_to_governor", head_padang, seen=1)
    told = set(Notice.objects.values_list("reader__email", flat=True))
    assert told == {head_sumbar.email, officer_sumbar.email, officer_padang.email}
    act(report, "forward_report", head_sumbar)
    assert Notice.objects.filter(reader=evaluator, url=report.get_absolute_url()).exists()


def test_each_move_of_a_report_asks_whoever_has_it_now_and_by_when(
    report, head_padang, head_sumbar, officer_sumbar, officer_padang, evaluator
):
    def last_told():
        told = Notice.objects.filter(key=f"report-event-{report.events.latest('pk').pk}").order_by("reader__email")
        return {one.reader: (one.kind, one.task_en, one.due_on) for one in told}

    news = ("news", "", None)
    act(report, "send_report_to_governor", head_padang, seen=1)
    forward = ("act", "Forward the report to the minister, or return it.", report.forward_due_on)
    assert last_told() == {head_sumbar: forward, officer_sumbar: forward, officer_padang: news}
    act(report, "forward_report", head_sumbar)
    judge = ("act", "Accept the report, or return it with what to improve.", None)
    assert last_told() == {evaluator: judge, head_padang: news, officer_padang: news}
    day = today() + timedelta(days=30)
    act(report, "return_report", evaluator, note="Angka.", answer_by=day)
    improve = ("act", "Improve the report as you were asked, and send it again.", day)
    assert last_told() == {head_padang: improve, officer_padang: improve, head_sumbar: news, officer_sumbar: news}


def test_acting_head_signs_in_place_of_the_head(acting_head_bukittinggi):
    report = AnnualReportFactory(dossier__region=region("13.75"), filled=True)
    act(report, "send_report_to_governor", acting_head_bukittinggi, seen=1)
    event = report.events.get()
    assert "a.n." in event.signed_as
    assert "Plh." in event.signed_as


def test_second_of_two_writers_is_told(report, officer_padang, head_padang):
    save_draft(report, {"results": "Satu."}, seen=1, by=officer_padang)
    with pytest.raises(Conflict):
        save_draft(report, {"results": "Dua."}, seen=1, by=head_padang)
    assert AnnualReport.objects.get().results == "Satu."
    at(report, "submitted")
    with pytest.raises(Conflict):
        save_draft(report, {"results": "Dua."}, seen=2, by=head_padang)


def test_history_cannot_be_changed(report, head_padang):
    act(report, "send_report_to_governor", head_padang, seen=1)
    with pytest.raises(IntegrityError), transaction.atomic():
        ReportEvent.objects.update(note="Lain.")


def test_reports_are_read_by_the_region_its_governor_and_home_affairs(report):
    readers = {address for address in SEAT_OF if AnnualReport.objects.visible_to(person(address)).exists()}
    assert readers == {
        *("petugas.padang", "pimpinan.padang", "petugas.sumbar", "pimpinan.sumbar"),
        *("penelaah", "penelaah.kedua", "pejabat", "evaluator", "auditor", "admin"),
    }
