"""A region that has not reported for a year cannot send new cooperation plans (P25 38)."""

from datetime import date

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from agreements import guards
from cooperation.exceptions import Conflict
from cooperation.models import Hold, Notice
from cooperation.workflow import Act
from cooperation.working_days import on_date
from reports import holding
from reports.models import ReportEvent
from reports.services import REPORTS
from tests.agreements.factories import DossierFactory
from tests.factories import RegionFactory
from tests.people import region
from tests.reports.factories import AnnualReportFactory

pytestmark = pytest.mark.django_db

#: The minister was to have the report of 2023 by 14 January 2024: one year later it is missing for a year.
LAST_DAY, NEXT_DAY = date(2025, 1, 14), date(2025, 1, 15)


@pytest.fixture
def report(db):
    return AnnualReportFactory(dossier__region=region("13.71"), year=2023, filled=True)


def daily(day):
    with on_date(day):
        call_command("run_daily", verbosity=0)


def test_hold_comes_the_day_after_the_year_and_once(
    report, officer_padang, head_padang, officer_sumbar, head_sumbar, evaluator
):
    daily(LAST_DAY)
    assert not Hold.objects.exists()
    daily(NEXT_DAY)
    daily(NEXT_DAY)
    hold = Hold.objects.get()
    assert (hold.region_id, hold.raised_at.date()) == ("13.71", NEXT_DAY)
    assert f"2023, {report.dossier.heading}" in hold.reason
    assert report.events.get().name == "held"
    told = Notice.objects.filter(key__startswith=f"hold-{hold.pk}")
    assert {notice.reader for notice in told} == {officer_padang, head_padang, officer_sumbar, head_sumbar, evaluator}
    asked = told.exclude(task_en="").values_list("reader", "kind", "delivery")
    assert set(asked) == {(officer_padang.pk, "act", "now"), (head_padang.pk, "act", "now")}


@pytest.mark.parametrize(
    ("fields", "held"),
    [
        ({"status": "open"}, True),
        ({"status": "submitted"}, False),  # the governor has it
        ({"status": "forwarded"}, False),
        ({"status": "accepted"}, False),
        ({"status": "returned", "due_on": date(2024, 9, 1)}, True),
        ({"status": "returned", "due_on": date(2025, 2, 1)}, False),  # its new day is to come
        ({"year": 2024}, False),
    ],
)
def test_only_what_the_region_owes_holds_it(report, fields, held):
    type(report).objects.filter(pk=report.pk).update(**fields)
    daily(NEXT_DAY)
    assert Hold.objects.exists() is held


def test_many_regions_are_held_with_as_many_queries_as_one(report, head_sumbar):
    counts = []
    for codes in (("13.72",), ("13.73", "13.74", "13.76", "13.77")):
        for code in codes:
            AnnualReportFactory.create_batch(2, dossier__region=RegionFactory(code=code), year=2023)
        with on_date(NEXT_DAY), CaptureQueriesContext(connection) as captured:
            assert holding.raise_holds() == 2 * len(codes) + (len(codes) == 1)
        counts.append(len(captured))
    assert counts[0] == counts[1]
    assert Hold.objects.count() == 6
    assert ReportEvent.objects.filter(name="held").count() == 11


def test_dossier_that_was_not_in_force_in_that_year_holds_nobody(db):
    with on_date(date(2024, 2, 1)):
        dossier = DossierFactory(region=region("13.71"), sent=True, status="in_force", ends_on=date(2026, 1, 1))
    daily(NEXT_DAY)
    assert sorted(dossier.annual_reports.values_list("year", flat=True)) == [2024, 2025, 2026]
    assert not Hold.objects.exists()


def blocked(dossier):
    return list(guards.no_hold(Act(dossier, None, None)))


def test_region_is_held_until_the_last_missing_report_is_accepted(report, head_padang, head_sumbar, evaluator):
    other = AnnualReportFactory(dossier__region=region("13.71"), year=2023, filled=True)
    new = DossierFactory(region=region("13.71"))
    daily(NEXT_DAY)
    assert [problem.article for problem in blocked(new)] == ["P25 38"]
    assert not blocked(DossierFactory(region=region("13.75")))
    for one in (report, other):
        assert blocked(new)
        one.refresh_from_db()
        with on_date(date(2025, 2, 3)):
            REPORTS.perform(one, "send_report_to_governor", by=head_padang, data={"seen": 1})
            REPORTS.perform(one, "forward_report", by=head_sumbar)
            REPORTS.perform(one, "accept_report", by=evaluator)
    assert not blocked(new)
    assert Hold.objects.get().lifted_by is None
    assert Notice.objects.filter(reader=head_padang, key__endswith="-over").count() == 1


def test_later_missing_report_joins_the_hold_that_stands(report):
    other = AnnualReportFactory(dossier__region=region("13.71"), year=2024)
    daily(NEXT_DAY)
    daily(date(2026, 1, 15))
    hold = Hold.objects.get()
    assert set(hold.reports.all()) == {report, other}
    assert "2023, " in hold.reason
    assert "2024, " in hold.reason


def test_lifted_hold_does_not_come_back_for_the_same_report(report, evaluator):
    daily(NEXT_DAY)
    hold = Hold.objects.get()
    holding.lift(hold, "Banjir besar.", by=evaluator)
    with pytest.raises(Conflict):
        holding.lift(hold, "Lagi.", by=evaluator)
    daily(date(2025, 1, 16))
    assert Hold.objects.get().lift_reason == "Banjir besar."
    assert ReportEvent.objects.get(name="hold_lifted").by == evaluator
