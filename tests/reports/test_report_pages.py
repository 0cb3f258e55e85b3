"""Pages of yearly reports and holds, as people use them."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import override

from cooperation.models import Hold
from cooperation.working_days import on_date
from reports import holding
from reports.models import AnnualReport, ReportEvent
from tests.agreements.padang import reading
from tests.people import region
from tests.reports.factories import (
    ActivityLogFactory,
    AnnualPlanFactory,
    AnnualReportFactory,
    PlannedActivityFactory,
)

pytestmark = pytest.mark.django_db

MONDAY = date(2026, 1, 5)


@pytest.fixture(autouse=True)
def _on_monday():
    with on_date(MONDAY):
        yield


@pytest.fixture
def report(db):
    return AnnualReportFactory(dossier__region=region("13.71"))


def at(name, report, *more):
    return reverse(name, args=[report.dossier.number, report.year, *more])


def typed(**changed):
    return {name: f"Isi {name}." for name in AnnualReport.PARTS} | {"version": 0} | changed


def test_kept_log_fills_the_report(report, officer_padang):
    plan = AnnualPlanFactory(dossier=report.dossier, year=2025)
    done = PlannedActivityFactory(plan=plan, what="Magang")
    ActivityLogFactory(activity=done, people=20, region_money=150_000_000, note="Dua puluh orang lulus.")
    PlannedActivityFactory(plan=plan, what="Pameran", expected_result="Tiga kontrak")
    form = reading(officer_padang).get(at("report-edit", report)).context["form"]
    assert form["results"].value().startswith("1. Magang (Dinas Kelautan dan Perikanan). ")
    assert "Dua puluh orang lulus." in form["results"].value()
    assert "Tiga kontrak" in form["results"].value()
    assert "20" in form["beneficiaries"].value()
    assert "Rp300.000.000" in form["funding"].value()
    assert "APBD 150.000.000" in form["funding"].value()
    assert not form["obstacles"].value()
    assert AnnualReport.objects.get().edit_version == 0  # nothing is written by looking


def test_region_writes_checks_and_sends_and_the_ministry_returns(report, officer_padang, head_padang, evaluator):
    assert reading(officer_padang).post(at("report-edit", report), typed(check="1")).url == report.get_absolute_url()
    assert "Isi results." not in reading(evaluator).get(at("report", report)).content.decode()  # a draft is its own
    move = at("report-move", report, "send_report_to_governor")
    page = reading(head_padang).get(move)
    assert "Isi results." in page.content.decode()
    assert reading(head_padang).post(move, {"seen": 1, "note": ""}).status_code == 302
    AnnualReport.objects.update(status="forwarded")
    assert "Isi results." in reading(evaluator).get(at("report", report)).content.decode()
    back = at("report-move", report, "return_report")
    refused = reading(evaluator).post(back, {"answer_by": "2026-02-02", "note": " "})
    assert refused.status_code == 422
    assert reading(evaluator).post(back, {"answer_by": "2026-02-02", "note": "Data belum ada."}).status_code == 302
    page = reading(officer_padang).get(at("report-edit", report)).content.decode()
    assert "Data belum ada." in page
    saved = reading(officer_padang).post(at("report-edit", report), typed(version=1, results="Dengan data."))
    assert saved.status_code == 302
    assert "Dengan data." not in reading(evaluator).get(at("report", report)).content.decode()
    assert reading(head_padang).get(at("report", report)).context["rounds"][0]["sheet"][4]["text"] == "Isi results."


def test_second_writer_sees_both_texts(report, officer_padang, head_padang):
    reading(officer_padang).post(at("report-edit", report), typed(results="Pertama."))
    answer = reading(head_padang).post(at("report-edit", report), typed(results="Kedua."))
    assert answer.status_code == 409
    text = answer.content.decode()
    assert "Pertama." in text
    assert "Kedua." in text
    again = reading(head_padang).post(at("report-edit", report), typed(results="Pertama."))
    assert again.status_code == 302  # the same text twice is no quarrel
    AnnualReport.objects.update(status="submitted")
    late = reading(head_padang).post(at("report-edit", report), typed(version=1, results="Ketiga."))
    assert late.status_code == 409
    assert "Ketiga." in late.content.decode()
    assert AnnualReport.objects.get().results == "Pertama."


def test_draft_saves_itself(report, officer_padang):
    client, url = reading(officer_padang), at("report-edit", report)
    autosave = {"headers": {"x-autosave": "1"}}
    assert client.post(url, typed(), **autosave).json()["version"] == 1
    assert client.post(url, typed(version=1, title="x" * 20_001), **autosave).status_code == 422
    assert client.post(url, typed(results="Lain."), **autosave).status_code == 409
    assert ReportEvent.objects.get().name == "begun"


def test_text_changed_after_it_was_checked_is_shown_again(head_padang):
    report = AnnualReportFactory(dossier__region=region("13.71"), filled=True)
    move = at("report-move", report, "send_report_to_governor")
    AnnualReport.objects.update(edit_version=2, results="Baru.")
    refused = reading(head_padang).post(move, {"seen": 1, "note": "Catatan."})
    assert refused.status_code == 422
    assert "Baru." in refused.content.decode()
    assert refused.context["form"]["seen"].value() == "2"
    assert reading(head_padang).post(move, {"seen": 2, "note": "Catatan."}).status_code == 302
    twice = reading(head_padang).post(move, {"seen": 2, "note": "Catatan dua."})
    assert twice.status_code == 409
    assert "Catatan dua." in twice.content.decode()


def test_year_without_a_report_does_not_exist(report, head_padang, kemlu):
    for year in (2019, 2026, 99999999999):
        assert reading(head_padang).get(f"/dossiers/{report.dossier.number}/reports/{year}/").status_code == 404
    report.dossier.consulted.add(kemlu.memberships.get().office)
    assert reading(kemlu).get(at("report", report)).status_code == 404
    assert reading(head_padang).get(at("report-move", report, "no_such_move")).status_code == 404


def test_list_is_filtered_by_year_state_late_and_region(officer_sumbar):
    padang = AnnualReportFactory(dossier__region=region("13.71"))
    late = AnnualReportFactory(dossier__region=region("13"), year=2024)
    AnnualReportFactory(dossier__region=region("13"), year=2025, status="accepted")
    to_come = AnnualReportFactory(dossier=padang.dossier, year=2026)
    AnnualReportFactory(dossier__region=region("53.71"))
    client = reading(officer_sumbar)

    def found(**query):
        return list(client.get(reverse("report-list"), query).context["rows"])

    assert len(found()) == 3
    assert found(state="not_due") == [to_come]
    assert found(year=2026) == [to_come]
    assert found(late="yes") == [late]
    assert found(state="open", region="13.71") == [padang]
    assert found(state="accepted", year=2024) == []


def test_list_takes_the_same_queries_for_many_reports(evaluator):
    def queries(*urls):
        client = reading(evaluator)
        with CaptureQueriesContext(connection) as asked:
            for url in urls:
                assert client.get(url).status_code == 200
        return len(asked)

    with on_date(date(2027, 6, 1)):
        AnnualReportFactory(dossier__region=region("13.71"))
        holding.raise_holds()
        few = queries(reverse("report-list")), queries(reverse("hold-list")), queries(reverse("home"))
        for n in range(30):
            AnnualReportFactory(dossier__region=region("13.71" if n % 2 else "53.71"))
        holding.raise_holds()
        many = queries(reverse("report-list")), queries(reverse("hold-list")), queries(reverse("home"))
    assert many == few
    assert max(many) <= 12


def test_region_sees_why_it_is_held_and_the_evaluator_lifts_it(officer_padang, officer_kupang, evaluator):
    report = AnnualReportFactory(dossier__region=region("13.71"), year=2022)
    holding.raise_holds()
    hold = Hold.objects.get()
    page = reading(officer_padang).get(reverse("hold-list")).content.decode()
    assert report.get_absolute_url() in page
    assert reverse("hold-lift", args=[hold.pk]) not in page
    assert list(reading(officer_kupang).get(reverse("hold-list")).context["rows"]) == []
    lift = reverse("hold-lift", args=[hold.pk])
    assert reading(evaluator).post(lift, {"reason": " "}).status_code == 200
    assert reading(evaluator).post(lift, {"reason": "Banjir besar."}).status_code == 302
    assert reading(evaluator).post(lift, {"reason": "Banjir lagi."}).status_code == 409
    assert reading(evaluator).get(lift).status_code == 409
    assert "Banjir besar." in reading(officer_padang).get(reverse("hold-list")).content.decode()


def test_home_says_what_waits_for_whom(officer_padang, officer_sumbar, evaluator):
    AnnualReportFactory(dossier__region=region("13.71"), year=2025)
    AnnualReportFactory(dossier__region=region("13.71"), year=2026)
    AnnualReportFactory(dossier__region=region("13.75"), status="submitted")
    AnnualReportFactory(dossier__region=region("13"), year=2025, status="forwarded")
    late = AnnualReportFactory(dossier__region=region("13.71"), year=2022)
    holding.raise_holds()

    def found(user):
        sections = reading(user).get(reverse("home")).context["sections"]
        return {section.name: [str(task.sentence) for task in section.tasks] for section in sections}

    with override("en"):
        assert found(officer_padang)["reports"] == [
            "Write the yearly report 2022, and send it by 7 January 2023.",
            "Write the yearly report 2025, and send it by 7 January 2026.",
        ]
        assert found(officer_sumbar)["forwarding"] == [
            "Forward the yearly report 2025 to the minister by 14 January 2026."
        ]
        home = found(evaluator)
    assert home["judging"] == ["Accept or return the yearly report 2025."]
    assert home["holding"] == ["The region has not sent the yearly report 2022: it was due on 7 January 2023."]
    assert "late_reports" not in home
    banner = "Your region cannot send new cooperation plans"
    assert banner in reading(officer_padang).get(reverse("home")).content.decode()
    assert banner not in reading(officer_sumbar).get(reverse("home")).content.decode()
    AnnualReport.objects.filter(pk=late.pk).update(status="forwarded")
    assert banner in reading(officer_padang).get(reverse("home")).content.decode()
    assert {"reports", "held"} <= set(found(officer_padang))
