"""Monitoring at least twice a year: the plan of visits, one visit from its plan to its findings, what follows."""

from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from agreements.models import Dossier
from agreements.recipients import Posts
from cooperation.models import Notice
from cooperation.reminders import remind
from cooperation.working_days import on_date, today
from reports.models import Monitoring
from reports.receivers import follow_term
from reports.reminders import visits
from tests.agreements.factories import DossierFactory, copies
from tests.agreements.padang import events, reading
from tests.factories import MembershipFactory
from tests.files import upload
from tests.people import region
from tests.reports.factories import MonitoringFactory

pytestmark = pytest.mark.django_db

MONDAY = date(2026, 3, 2)
LIST, PLAN = reverse("visit-list"), reverse("visits-plan")
FOUND = {"held_on": MONDAY, "participants": "Tim Kemendagri", "findings": "Magang tertunda."}


@pytest.fixture(autouse=True)
def _on_monday():
    with on_date(MONDAY):
        yield


def in_force(number, code="13.71", **fields):
    fields = {"sent": True, "status": "in_force", "agreement_signed_on": date(2025, 6, 1)} | fields
    return DossierFactory(number=number, region=region(code), **fields)


@pytest.fixture
def padang(officer_padang):
    return in_force("PADANG")


def office_of(user):
    return user.memberships.get().office


def at(name, monitoring):
    return reverse(f"reports:monitoring-{name}", args=[monitoring.dossier.number, monitoring.pk])


def told(user):
    return list(Notice.objects.filter(reader=user).order_by("pk").values_list("text_en", flat=True))


def found(user, **query):
    """{dossier: (monitored, still missing)} of the plan of visits."""
    return {row.number: (row.monitored, row.missing) for row in reading(user).get(LIST, query).context["rows"]}


def test_plan_counts_what_each_office_monitored_in_the_year(padang, evaluator, officer_sumbar, officer_kupang):
    in_force("SUMBAR", "13"), in_force("KUPANG", "53.71"), in_force("NEW", "13.75", agreement_signed_on=MONDAY)
    in_force("OVER", status="ended"), in_force("UNSENT", "53.71", sent=False)
    ministry, governor = office_of(evaluator), office_of(officer_sumbar)
    for day in (MONDAY, MONDAY - timedelta(days=20), MONDAY - timedelta(days=200)):
        MonitoringFactory(dossier=padang, office=ministry, planned_on=day, sent=True)
    MonitoringFactory(dossier=padang, office=governor, held=True)
    MonitoringFactory(dossier=padang, office=governor, state="cancelled")
    planned = MonitoringFactory(dossier=padang, office=governor, planned_on=date(2026, 5, 4))
    assert found(evaluator) == {"SUMBAR": (0, 2), "PADANG": (2, 0), "NEW": (0, 2), "KUPANG": (0, 2)}
    assert found(officer_sumbar) == {"PADANG": (1, 1), "NEW": (0, 2)}
    page = reading(officer_sumbar).get(LIST)
    assert page.context["summary"] == {"never": 1, "once": 1, "twice": 0, "missing": 3}
    assert planned.get_absolute_url() in page.text
    assert found(evaluator, times=2) == {"PADANG": (2, 0)}
    assert list(found(evaluator, times=0, region="13.71")) == []
    assert list(found(officer_sumbar, times=1)) == ["PADANG"]
    assert list(found(evaluator, q="kupang")) == ["KUPANG"]
    assert found(evaluator, year=2025) == {"SUMBAR": (0, 2), "PADANG": (1, 1), "KUPANG": (0, 2)}
    assert list(found(officer_sumbar, half="due")) == ["NEW"]
    with on_date(date(2026, 7, 1)):
        assert list(found(officer_sumbar, half="due")) == ["PADANG", "NEW"]
    assert reading(officer_kupang).get(LIST).status_code == 403


def test_visits_are_planned_for_several_at_once_and_the_regions_told(
    padang, evaluator, officer_padang, officer_kupang, auditor
):
    kupang = in_force("KUPANG", "53.71")
    over = in_force("OVER", status="ended")
    url = f"{PLAN}?dossier=PADANG&dossier=KUPANG&dossier=OVER"
    assert reading(auditor).get(url).status_code == 403
    client, day = reading(evaluator), today() + timedelta(days=30)
    assert client.get(url).context["dossiers"] == [padang, kupang]
    assert client.post(url, {"planned_on": today() - timedelta(days=1), "way": "visit"}).status_code == 422
    data = {"planned_on": day, "way": "visit", f"day_{kupang.pk}": day + timedelta(days=2)}
    assert client.post(url, data).url == LIST
    days = {(one.dossier.number, one.planned_on, one.office) for one in Monitoring.objects.all()}
    ministry = office_of(evaluator)
    assert days == {("PADANG", day, ministry), ("KUPANG", day + timedelta(days=2), ministry)}
    assert told(officer_padang) == [f"{padang.heading}: {ministry} monitors this cooperation on 1 April 2026 (Visit)."]
    assert len(told(officer_kupang)) == 1
    assert events(padang) == ["monitoring_planned"]
    assert events(over) == []
    assert client.post(f"{PLAN}?dossier=PADANG", {"planned_on": day, "way": "desk"}).status_code == 409
    assert client.post(url, {"planned_on": day + timedelta(days=2), "way": "desk"}).status_code == 302  # Padang alone
    assert Monitoring.objects.filter(dossier=padang).count() == 2
    assert Monitoring.objects.filter(dossier=kupang).count() == 1


def test_visit_is_moved_and_cancelled_with_a_reason(padang, evaluator, officer_padang, officer_sumbar):
    one = MonitoringFactory(dossier=padang, office=office_of(evaluator))
    data = {"planned_on": date(2026, 4, 6), "way": "remote", "reason": "Banjir."}
    assert reading(officer_sumbar).post(at("move", one), data).status_code == 403  # the ministry's
    client = reading(evaluator)
    assert client.post(at("move", one), data | {"reason": ""}).status_code == 422
    assert client.post(at("move", one), data).url == one.get_absolute_url()
    one.refresh_from_db()
    assert (one.planned_on, one.way, one.reason) == (date(2026, 4, 6), "remote", "Banjir.")
    assert "6 April 2026" in told(officer_padang)[0]
    assert client.post(at("cancel", one), {"reason": "Mitra berhalangan."}).status_code == 302
    assert "Mitra berhalangan." in told(officer_padang)[1]
    assert "Mitra berhalangan." in reading(officer_padang).get(one.get_absolute_url()).text
    for name in ("move", "cancel", "record"):
        assert client.get(at(name, one)).status_code == 409
    assert events(padang) == ["monitoring_moved", "monitoring_cancelled"]


def test_findings_stay_in_the_office_until_they_are_sent(
    padang, officer_sumbar, head_sumbar, evaluator, officer_padang
):
    one = MonitoringFactory(dossier=padang, office=office_of(officer_sumbar))
    client = reading(officer_sumbar)
    draft = {"held_on": MONDAY, "participants": "", "findings": "Magang tertunda.", "seen": ""}
    assert client.post(at("record", one), draft | {"held_on": MONDAY + timedelta(days=1)}).status_code == 422
    seen = client.get(at("record", one)).context["form"]["seen"].value()
    assert client.post(at("record", one), draft | {"seen": seen, "file": upload("foto.pdf")}).status_code == 302
    one.refresh_from_db()
    assert (one.state, one.held_on, one.findings) == ("held", MONDAY, "Magang tertunda.")
    (file,) = one.files.all()
    assert (file.kind, file.dated_on) == ("monitoring", MONDAY)
    for reader in (officer_padang, evaluator):
        page = reading(reader).get(one.get_absolute_url())
        assert page.status_code == 200
        assert "Magang tertunda." not in page.text
    # Whoever opened the form before that loses nothing, and overwrites nothing.
    late = reading(head_sumbar).post(at("record", one), FOUND | {"findings": "Semua berjalan baik.", "seen": seen})
    assert late.status_code == 409
    assert "Semua berjalan baik." in late.text
    assert "Magang tertunda." in late.text
    # Nobody took part: it cannot be sent yet.
    assert client.get(at("send", one)).context["problems"]
    page = client.get(at("send", one)).context["form"]["seen"].value()
    assert client.post(at("send", one), {"seen": page}).status_code == 422
    seen = client.get(at("record", one)).context["form"]["seen"].value()
    assert client.post(at("record", one), FOUND | {"seen": seen, "dropped": str(file.pk)}).status_code == 302
    assert not one.files.exists()
    assert client.post(at("send", one), {"seen": page}).status_code == 409  # the text is another one now
    page = client.get(at("send", one)).context
    assert {person["name"] for person in page["recipients"]} >= {officer_padang.name, evaluator.name, head_sumbar.name}
    assert client.post(at("send", one), {"seen": page["form"]["seen"].value()}).status_code == 302
    for reader in (officer_padang, evaluator):
        assert len(told(reader)) == 1
        assert "Magang tertunda." in reading(reader).get(one.get_absolute_url()).text
    assert client.get(at("record", one)).status_code == 409
    assert events(padang) == ["monitoring_held", "monitoring_sent"]
    tab = reading(officer_padang).get(reverse("reports:implementation", args=["PADANG"])).text
    assert one.get_absolute_url() in tab


def test_what_has_to_be_done_is_agreed_on_once_the_findings_are_sent(padang, officer_sumbar, officer_padang, evaluator):
    one = MonitoringFactory(dossier=padang, office=office_of(officer_sumbar), held=True)
    url = at("follow-up", one)
    assert reading(officer_sumbar).get(url).status_code == 409
    Monitoring.objects.update(state="sent", sent_by=officer_sumbar, sent_at="2026-03-02T10:00Z")
    assert reading(evaluator).get(url).status_code == 403
    data = {"what": "Susun jadwal magang", "office": office_of(officer_padang).pk, "due_on": date(2026, 3, 30)}
    assert reading(officer_sumbar).post(url, data).url == one.get_absolute_url()
    task = one.follow_ups.get()
    assert (task.origin, task.asked_by) == ("monitoring", office_of(officer_sumbar))
    assert "Susun jadwal magang" in reading(officer_padang).get(one.get_absolute_url()).text
    listed = reading(officer_padang).get(reverse("follow-up-list")).text
    assert one.get_absolute_url() in listed


def test_home_says_what_is_still_due_this_half_year(padang, evaluator, officer_sumbar, officer_padang):
    kupang = in_force("KUPANG", "53.71")

    def tasks(user):
        sections = reading(user).get("/").context["sections"]
        return {task.dossier.number: task for part in sections if part.name == "monitoring" for task in part.tasks}

    assert set(tasks(evaluator)) == {"PADANG", "KUPANG"}
    assert set(tasks(officer_sumbar)) == {"PADANG"}
    assert tasks(officer_padang) == {}
    assert tasks(officer_sumbar)["PADANG"].url == f"{PLAN}?dossier=PADANG"
    near = MonitoringFactory(dossier=padang, office=office_of(evaluator))
    MonitoringFactory(dossier=kupang, office=office_of(evaluator), planned_on=date(2026, 6, 1))
    assert {number: task.url for number, task in tasks(evaluator).items()} == {"PADANG": at("record", near)}
    Monitoring.objects.filter(pk=near.pk).update(state="held", held_on=MONDAY)
    assert tasks(evaluator)["PADANG"].url == at("send", near)
    Monitoring.objects.filter(pk=near.pk).update(
        state="sent", sent_by=evaluator, sent_at="2026-03-02T10:00Z", findings="x", participants="x"
    )
    assert tasks(evaluator) == {}


def test_whoever_reviews_and_evaluates_plans_visits_whichever_came_first(padang, reviewer):
    reviews = reviewer.memberships.get()
    evaluates = MembershipFactory(user=reviewer, office=reviews.office, role="evaluator")
    for newer in (reviews, evaluates):
        reviewer.memberships.update(starts_on=date(2020, 1, 1))
        reviewer.memberships.filter(pk=newer.pk).update(starts_on=date(2021, 1, 1))
        assert reading(reviewer).get(PLAN).status_code == 200


def test_plan_takes_the_same_queries_for_1_3_and_500(padang, evaluator, officer_sumbar):
    MonitoringFactory(dossier=padang, office=office_of(evaluator), planned_on=date(2026, 5, 4))
    clients = [reading(user) for user in (evaluator, officer_sumbar)]

    def queries():
        counts = []
        for client in clients:
            with CaptureQueriesContext(connection) as captured:
                assert client.get(LIST).status_code == 200
            counts.append(len(captured))
        return counts

    first = queries()
    assert max(first) <= 12
    for more in (2, 497):
        copies(padang, more)
        assert queries() == first


def test_database_knows_what_was_carried_out(padang, evaluator):
    given = {"dossier": padang, "office": office_of(evaluator)}
    MonitoringFactory(**given)
    for wrong in ({}, {"state": "held"}, {"held_on": MONDAY}, {"sent": True, "findings": ""}, {"way": "no"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            MonitoringFactory(**given, **wrong)


def test_planned_visit_is_reminded_of(padang, evaluator, officer_padang, head_padang):
    day = MONDAY + timedelta(days=30)
    MonitoringFactory(dossier=padang, office=office_of(evaluator), planned_on=day)

    def reminded(user, days):
        with on_date(day + timedelta(days=days)):
            remind(visits.dues(Posts()))
        return Notice.objects.filter(reader=user, kind="reminder").count()

    assert [reminded(evaluator, days) for days in (-8, -7, -7, 2, 3, 14)] == [0, 1, 1, 1, 2, 3]
    assert [reminded(officer_padang, days) for days in (-3, 20)] == [1, 1]
    assert not told(head_padang)


def test_what_was_planned_ends_with_the_agreement(padang, evaluator):
    planned = MonitoringFactory(dossier=padang, office=office_of(evaluator), planned_on=MONDAY + timedelta(days=9))
    held = MonitoringFactory(dossier=padang, office=office_of(evaluator), held=True)
    Dossier.objects.update(status="expired")
    padang.refresh_from_db()
    follow_term(None, [SimpleNamespace(previous="in_force", obj=padang, by=None)])
    planned.refresh_from_db()
    assert (planned.state, bool(planned.reason)) == ("cancelled", True)
    assert events(padang) == ["monitoring_cancelled"]
    # What was found before is still sent.
    sections = reading(evaluator).get("/").context["sections"]
    assert at("send", held) in [task.url for part in sections if part.name == "monitoring" for task in part.tasks]
    seen = reading(evaluator).get(at("send", held)).context["form"]["seen"].value()
    assert reading(evaluator).post(at("send", held), {"seen": seen}).status_code == 302
