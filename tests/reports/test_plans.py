"""The yearly plan: what it begins with, its activities, the partner's agreement, and who was faster."""

from datetime import UTC, date, datetime

import pytest
from django.urls import reverse

from agreements.models import Document
from cooperation.models import Notice
from cooperation.working_days import on_date
from reports.demonstration.plans import measured
from reports.enums import YearState
from reports.models import AnnualPlan, PlannedActivity
from reports.plans.years import to_carry_out, years_of
from tests.agreements.factories import DossierFactory
from tests.agreements.padang import activity as rks_activity
from tests.agreements.padang import events, reading
from tests.client import AuditingClient
from tests.files import upload
from tests.people import region
from tests.reports.factories import ActivityLogFactory, AnnualPlanFactory, AnnualReportFactory, PlannedActivityFactory

pytestmark = pytest.mark.django_db

NOVEMBER = date(2026, 11, 24)
BEGAN = datetime(2025, 1, 6, tzinfo=UTC)
TYPED = {
    "what": "Training of fishers",
    "unit": "Dinas Kelautan",
    "due_on": "2027-06-30",
    "region_role": "Prepares the place",
    "partner_role": "Sends trainers",
    "expected_result": "24 certificates",
    "place": "Padang",
    "beneficiaries": "Fishers",
    "reach": "24",
    "region_money": "Rp 200.000.000",
}


@pytest.fixture(autouse=True)
def _in_november():
    with on_date(NOVEMBER):
        yield


@pytest.fixture
def dossier(officer_padang):
    """Kota Padang's, in force from June 2025 to May 2028, known here since 2025."""
    return in_force()


def in_force(**fields):
    known = {"agreement_signed_on": date(2025, 6, 1), "ends_on": date(2028, 5, 31), "created_at": BEGAN}
    return DossierFactory(region=region("13.71"), status="in_force", sent=True, **known | fields)


def address(name, dossier, *args):
    return reverse(f"reports:{name}", args=[dossier.number, *args])


# Years


def test_years_of_a_term_and_where_each_stands(dossier):
    AnnualPlanFactory(dossier=dossier, year=2025, agreed=True)
    found = [(year.number, year.state) for year in years_of(dossier)]
    assert found == [(2027, YearState.TO_PLAN), (2026, YearState.UNPLANNED), (2025, YearState.AGREED)]
    with on_date(date(2027, 1, 1)):
        assert [year.state for year in years_of(dossier)][:3] == [
            YearState.TO_PLAN,
            YearState.UNPLANNED,
            YearState.MISSED,
        ]


def test_no_plan_is_due_once_it_has_ended_but_reports_remain(dossier):
    AnnualPlanFactory(dossier=dossier, year=2024, agreed=True)
    AnnualReportFactory(dossier=dossier, year=2025)
    dossier.status = "expired"
    assert [(year.number, year.due_on) for year in years_of(dossier)] == [(2025, None), (2024, None)]


@pytest.mark.parametrize(
    ("day", "ends_on", "year"),
    [
        (date(2026, 9, 30), date(2028, 5, 31), None),
        (date(2026, 10, 1), date(2028, 5, 31), 2027),
        (date(2026, 12, 31), date(2027, 1, 1), 2027),
        (date(2026, 12, 31), date(2026, 12, 31), None),
        (date(2027, 1, 1), date(2028, 5, 31), 2027),
    ],
)
def test_region_is_asked_for_the_plan_of_the_coming_year(day, ends_on, year):
    dossier = in_force(ends_on=ends_on)
    AnnualPlanFactory(dossier=dossier, year=2026, agreed=True)
    with on_date(day):
        assert [one.plan_year for one in to_carry_out(type(dossier).objects.all())] == ([year] if year else [])


def test_home_asks_for_the_plan_until_the_partner_agrees(dossier, officer_padang):
    AnnualPlanFactory(dossier=dossier, year=2026, agreed=True)
    client = reading(officer_padang)
    assert b"Draw up the yearly plan 2027." in client.get("/").content
    plan = AnnualPlanFactory(dossier=dossier, year=2027)
    assert b"Complete the yearly plan 2027" in client.get("/").content
    AnnualPlan.objects.filter(pk=plan.pk).update(
        agreed_on=NOVEMBER, agreed_file=AnnualPlan.objects.get(year=2026).agreed_file
    )
    assert b"yearly plan 2027" not in client.get("/").content


# Beginning


def test_plan_begins_with_last_years_activities(dossier, officer_padang):
    last = PlannedActivityFactory(plan__dossier=dossier, plan__year=2026, due_on=date(2026, 4, 30))
    client = reading(officer_padang)
    page = client.get(address("plan-begin", dossier, 2027))
    assert b"The activity of 2026, a year later" in page.content
    answer = client.post(address("plan-begin", dossier, 2027), {"source": "last_year"})
    assert answer.url == address("plan", dossier, 2027)
    row = PlannedActivity.objects.get(plan__year=2027)
    assert (row.what, row.due_on, row.money) == (last.what, date(2027, 4, 30), last.money)
    assert events(dossier) == ["year_plan_begun"]


def test_plan_begins_with_the_activities_of_the_rks_that_fall_into_the_year(dossier, officer_padang):
    plan = dossier.cooperationplan_versions.create(sent_at=BEGAN)
    rks_activity(plan, name="Within", ends_on=date(2029, 12, 31), source="Mitra")
    rks_activity(plan, name="Later", starts_on=date(2028, 1, 1))
    reading(officer_padang).post(address("plan-begin", dossier, 2027), {"source": "cooperation_plan"})
    row = PlannedActivity.objects.get()
    assert (row.what, row.due_on, row.partner_money, row.region_money) == (
        "Within",
        date(2027, 12, 31),
        450_000_000,
        0,
    )


def test_plan_of_a_year_is_begun_once(dossier, officer_padang):
    AnnualPlanFactory(dossier=dossier, year=2027)
    client = reading(officer_padang)
    for answer in (
        client.get(address("plan-begin", dossier, 2027)),
        client.post(address("plan-begin", dossier, 2027), {"source": ""}),
    ):
        assert answer.status_code == 409
    assert AnnualPlan.objects.count() == 1


@pytest.mark.parametrize("year", [2024, 2028])
def test_year_outside_the_term_has_no_plan(dossier, officer_padang, year):
    client = reading(officer_padang)
    assert client.get(address("plan", dossier, year)).status_code == 404
    assert client.post(address("plan-begin", dossier, year), {"source": ""}).status_code == 404


# Activities


@pytest.fixture
def plan(dossier):
    return AnnualPlanFactory(dossier=dossier, year=2027)


def test_activity_is_added(plan, officer_padang):
    answer = reading(officer_padang).post(address("activity-add", plan.dossier, 2027), TYPED)
    assert answer.url == address("plan", plan.dossier, 2027)
    row = plan.activities.get()
    assert (row.region_money, row.partner_money, row.reach, row.is_additional) == (200_000_000, 0, 24, False)
    assert events(plan.dossier) == ["year_activity_added"]


def test_activity_names_one_of_the_agreed_fields(plan, officer_padang):
    dossier, client = plan.dossier, reading(officer_padang)
    type(dossier).objects.filter(pk=dossier.pk).update(sectors=["fisheries", "tourism"])
    url = address("activity-add", dossier, 2027)
    assert list(client.post(url, TYPED | {"sector": "health"}).context["form"].errors) == ["sector"]
    assert client.post(url, TYPED | {"sector": "tourism"}).status_code == 302
    assert plan.activities.get().sector == "tourism"
    assert "Tourism" in client.get(address("plan", dossier, 2027)).content.decode()


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"due_on": "2026-06-30"}, "due_on"),
        ({"partner_role": ""}, "partner_role"),
        ({"other_money": "5"}, "other_source"),
        ({"partner_money": "-1"}, "partner_money"),
        ({"what": "x" * 201}, "what"),
        ({"place": "a\x00b"}, "place"),
    ],
)
def test_bad_activity_is_refused_with_all_that_was_typed(plan, officer_padang, typed, field):
    answer = reading(officer_padang).post(address("activity-add", plan.dossier, 2027), TYPED | typed)
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    assert b"24 certificates" in answer.content
    assert not plan.activities.exists()


def test_second_editor_sees_both_texts(plan, officer_padang, head_padang):
    row = PlannedActivityFactory(plan=plan)
    url = address("activity-edit", plan.dossier, 2027, row.pk)
    first, second = reading(officer_padang), reading(head_padang)
    seen = [client.get(url).context["form"]["seen"].value() for client in (first, second)]
    assert first.post(url, TYPED | {"seen": seen[0]}).status_code == 302
    answer = second.post(url, TYPED | {"what": "Another name", "seen": seen[1]})
    assert answer.status_code == 409
    assert b"Another name" in answer.content
    assert b"Training of fishers" in answer.content
    row.refresh_from_db()
    assert row.what == "Training of fishers"


# The partner agrees


def agree(client, plan, **typed):
    url = address("plan-agree", plan.dossier, plan.year)
    seen = client.get(url).context["form"]["seen"].value()
    return client.post(url, {"agreed_on": "2026-11-20", "file": upload(), "seen": seen} | typed)


def test_agreed_plan_is_told_to_the_region_its_governor_and_the_ministry(
    plan, officer_padang, head_padang, officer_sumbar, head_sumbar, evaluator
):
    PlannedActivityFactory(plan=plan)
    agree(reading(officer_padang), plan)
    told = Notice.objects.filter(url=address("plan", plan.dossier, 2027))
    assert {one.reader for one in told} == {head_padang, officer_sumbar, head_sumbar, evaluator}
    assert "the yearly plan 2027 was agreed with the partner on 20 November 2026" in told[0].text_en


def test_agreed_plan_is_frozen(plan, officer_padang):
    row = PlannedActivityFactory(plan=plan)
    client = reading(officer_padang)
    assert agree(client, plan).status_code == 302
    plan.refresh_from_db()
    assert (plan.agreed_on, plan.agreed_file.kind) == (date(2026, 11, 20), "annual_plan")
    assert events(plan.dossier) == ["year_plan_agreed"]
    for name in ("activity-edit", "activity-delete"):
        assert client.post(address(name, plan.dossier, 2027, row.pk), TYPED).status_code == 409
    client.post(address("activity-add", plan.dossier, 2027), TYPED)
    assert list(plan.activities.values_list("is_additional", flat=True)) == [False, True]
    assert client.get(address("plan-agree", plan.dossier, 2027)).status_code == 409


@pytest.mark.parametrize("fields", [None, {"partner_role": ""}])
def test_unfinished_plan_cannot_be_agreed(plan, officer_padang, fields):
    if fields:
        PlannedActivityFactory(plan=plan, **fields)
    answer = agree(reading(officer_padang), plan)
    assert answer.status_code == 422
    assert b"has been received and is kept" in answer.content
    assert not AnnualPlan.objects.exclude(agreed_on=None).exists()


def test_plan_that_changed_meanwhile_is_not_agreed(plan, officer_padang):
    PlannedActivityFactory(plan=plan)
    client = reading(officer_padang)
    url = address("plan-agree", plan.dossier, plan.year)
    seen = client.get(url).context["form"]["seen"].value()
    PlannedActivityFactory(plan=plan)
    assert agree(client, plan, seen=seen).status_code == 409


@pytest.mark.parametrize(
    "typed", [{"agreed_on": "2026-11-25"}, {"file": upload("surat.pdf", b"MZ not a PDF")}, {"file": ""}]
)
def test_agreement_needs_a_day_that_was_and_a_real_file(plan, officer_padang, typed):
    PlannedActivityFactory(plan=plan)
    assert agree(reading(officer_padang), plan, **typed).status_code == 422
    assert not Document.objects.exists()


# What it costs


@pytest.mark.parametrize("page", ["implementation", "plan", "plan-print"])
def test_pages_ask_the_database_the_same_however_much_they_hold(
    plan, officer_padang, page, django_assert_max_num_queries
):
    url = address(page, plan.dossier, *([] if page == "implementation" else [2027]))
    client = AuditingClient().login(officer_padang)

    def queries():
        with django_assert_max_num_queries(20 if page == "implementation" else 12) as counted:
            assert client.get(url).status_code == 200
        return len(counted)

    ActivityLogFactory(activity__plan=plan)
    measured(plan.dossier, 2026, officer_padang)
    few = queries()
    for row in PlannedActivityFactory.create_batch(20, plan=plan):
        entry = ActivityLogFactory(activity=row)
        entry.files.add(AnnualPlanFactory(dossier=in_force(), agreed=True).agreed_file)
    assert queries() == few
