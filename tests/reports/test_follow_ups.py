"""Follow-ups wherever they were agreed: taken on after a report, chased, listed for whom they exist."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from agreements.daily import run_daily
from agreements.models import FollowUp
from cooperation.models import Notice, Office
from cooperation.working_days import on_date, today
from tests.agreements.factories import FollowUpFactory, MeetingFactory
from tests.agreements.padang import events, reading
from tests.files import upload
from tests.people import region
from tests.reports.factories import AnnualReportFactory, paper

pytestmark = pytest.mark.django_db

MONDAY = date(2026, 3, 2)
LIST = reverse("follow-up-list")


@pytest.fixture(autouse=True)
def _on_monday():
    with on_date(MONDAY):
        yield


@pytest.fixture
def report(officer_padang):
    return AnnualReportFactory(dossier__region=region("13.71"), status="accepted")


def office_of(user):
    return user.memberships.get().office


def at(name, one):
    return reverse(f"agreements:follow-up-{name}", args=[one.dossier.number, one.pk])


def asked(report, evaluator, **fields):
    """A follow-up of the report that Padang took on."""
    fields = {"dossier": report.dossier, "office": Office.objects.get(region="13.71")} | fields
    one = FollowUpFactory(origin="report", asked_by=office_of(evaluator), **fields)
    report.follow_ups.add(one)
    return one


def found(user, **query):
    return [row.what for row in reading(user).get(LIST, query).context["rows"]]


def test_evaluator_agrees_on_it_after_a_report_and_a_ministry_sees_what_it_took_on(report, evaluator, tourism, kemlu):
    page = reading(evaluator).get(report.get_absolute_url())
    url = reverse("reports:report-follow-up", args=[report.dossier.number, report.year])
    assert url in page.text
    data = {"what": "Send the standards", "office": office_of(tourism).pk, "due_on": today() + timedelta(days=7)}
    assert reading(tourism).get(LIST).context["page"].paginator.count == 0
    strange = Office.objects.create(name="x", short_name="x", kind="technical_ministry", is_active=False)
    assert reading(evaluator).post(url, data | {"office": strange.pk}).status_code == 422
    assert reading(evaluator).post(url, data).url == report.get_absolute_url()
    one = report.follow_ups.get()
    assert (one.asked_by, one.created_by, one.origin) == (office_of(evaluator), evaluator, "report")
    told = Notice.objects.get(reader=tourism)
    assert (told.kind, told.due_on, told.url) == ("act", one.due_on, at("done", one))
    # The ministry that has to do it sees it, without the report it came from; others that are asked see nothing.
    report.dossier.consulted.add(office_of(kemlu))
    listed = reading(tourism).get(LIST).text
    assert "Send the standards" in listed
    assert report.get_absolute_url() not in listed
    history = reverse("agreements:dossier-history", args=[report.dossier.number])
    for url in (LIST, history, reverse("agreements:dossier-contacts", args=[report.dossier.number]), "/"):
        assert "Send the standards" not in reading(kemlu).get(url).text, url
    assert reading(kemlu).get(at("done", one)).status_code == 404
    assert reading(tourism).post(at("done", one), {"note": "Sent.", "proof": upload()}).status_code == 302
    assert Notice.objects.get(reader=evaluator).url == at("confirm", one)
    assert reading(evaluator).post(at("confirm", one), {"decision": "confirm"}).status_code == 302
    assert events(report.dossier) == ["follow_up_added", "follow_up_done", "follow_up_confirmed"]
    assert "Send the standards" in reading(evaluator).get(history).text


def test_nothing_is_taken_on_before_the_report_was_sent(evaluator, officer_sumbar):
    report = AnnualReportFactory(dossier__region=region("13.71"), status="submitted")
    url = reverse("reports:report-follow-up", args=[report.dossier.number, report.year])
    assert url not in reading(evaluator).get(report.get_absolute_url()).text
    assert reading(evaluator).get(url).status_code == 409
    assert reading(officer_sumbar).get(url).status_code == 403


def test_late_one_is_chased_once_a_day_by_who_asked_for_it(report, evaluator, officer_padang, head_padang, reviewer):
    one = asked(report, evaluator, what="Send the data", due_on=today() - timedelta(days=1))
    assert reading(reviewer).post(at("chase", one)).status_code == 403
    answer = reading(evaluator).post(at("chase", one), {"next": f"{LIST}?state=late"})
    assert answer.url == f"{LIST}?state=late"
    assert reading(evaluator).post(at("chase", one)).status_code == 409
    told = Notice.objects.all()
    assert {notice.reader for notice in told} == {officer_padang, head_padang}
    assert {(notice.kind, notice.due_on, bool(notice.task_en)) for notice in told} == {("act", one.due_on, True)}
    assert at("chase", one) not in reading(evaluator).get(LIST).text
    with on_date(today() + timedelta(days=1)):
        assert at("chase", one) in reading(evaluator).get(LIST).text
        assert reading(evaluator).post(at("chase", one), {"next": "https://elsewhere.example/"}).url == LIST
        FollowUp.objects.update(done_at=timezone.now(), done_by=officer_padang, proof=paper(report.dossier))
        assert reading(evaluator).post(at("chase", one)).status_code == 409
    assert events(report.dossier) == ["follow_up_chased"] * 2
    to_come = asked(report, evaluator)
    assert reading(evaluator).post(at("chase", to_come)).status_code == 409


def test_list_holds_what_exists_for_the_reader_by_day_and_filter(
    report, evaluator, officer_padang, officer_sumbar, officer_bukittinggi, officer_kupang, kemlu, admin, stranger
):
    late = {"due_on": today() - timedelta(days=3)}
    asked(report, evaluator, what="Late", **late)
    asked(report, evaluator, what="To do")
    done = {"done_by": officer_padang, "done_at": timezone.now(), "proof": paper(report.dossier)}
    asked(report, evaluator, what="Done", due_on=today() - timedelta(days=9), **done)
    asked(report, evaluator, what="Confirmed", **done, confirmed_by=evaluator, confirmed_at=timezone.now())
    meeting = MeetingFactory(dossiers=[report.dossier], held=True)
    FollowUpFactory(dossier=report.dossier, meeting=meeting, office=office_of(kemlu), what="Of Kemlu")
    of_kupang = AnnualReportFactory(dossier__region=region("53.71"), status="accepted")
    asked(of_kupang, evaluator, what="Of Kupang", office=office_of(officer_kupang))
    assert found(evaluator) == ["Done", "Late", "To do", "Of Kemlu", "Of Kupang"]
    assert found(officer_padang) == found(officer_sumbar) == ["Done", "Late", "To do", "Of Kemlu"]
    assert found(officer_kupang) == ["Of Kupang"]
    assert found(kemlu) == ["Of Kemlu"]
    assert found(officer_bukittinggi) == []
    assert reading(stranger).get(LIST).status_code == 403
    assert found(evaluator, state="late") == ["Late"]
    assert found(evaluator, state="to_confirm") == ["Done"]
    assert found(evaluator, state="confirmed") == ["Confirmed"]
    assert found(evaluator, state="to_do", region="13.71") == ["Late", "To do", "Of Kemlu"]
    assert found(evaluator, origin="meeting") == ["Of Kemlu"]
    assert found(evaluator, office=office_of(kemlu).pk) == ["Of Kemlu"]
    assert found(evaluator, mine="follow") == ["Done", "Late", "To do", "Of Kupang"]
    assert found(officer_padang, mine="do") == ["Done", "Late", "To do"]
    page = reading(officer_padang).get(LIST).text
    assert report.get_absolute_url() in page
    assert meeting.get_absolute_url() in page


def test_home_says_who_does_confirms_and_chases(report, evaluator, officer_padang, head_padang):
    asked(report, evaluator, what="Late", due_on=today() - timedelta(days=3))
    done = {"done_by": officer_padang, "done_at": timezone.now(), "proof": paper(report.dossier)}
    asked(report, evaluator, what="Done", **done)

    def tasks(user):
        sections = reading(user).get("/").context["sections"]
        return [task.sentence for part in sections if part.name == "follow_ups" for task in part.tasks]

    assert tasks(head_padang) == ["Until 27 February 2026: Late"]
    assert tasks(evaluator) == [
        "Kota Padang was to have done it by 27 February 2026: Late",
        "Kota Padang has done it: Done",
    ]


def test_list_takes_the_same_queries_for_1_3_and_500(report, evaluator, officer_padang):
    asked(report, evaluator, what="0")
    clients = [reading(user) for user in (evaluator, officer_padang)]

    def queries():
        counts = []
        for client in clients:
            with CaptureQueriesContext(connection) as captured:
                assert client.get(LIST).status_code == 200
            counts.append(len(captured))
        return counts

    first = queries()
    assert max(first) <= 12
    for size in (3, 500):
        given = {"origin": "report", "dossier": report.dossier, "what": "x", "due_on": today(), "office_id": 0}
        given |= {"office_id": office_of(officer_padang).pk, "asked_by": office_of(evaluator), "created_by": evaluator}
        made = FollowUp.objects.bulk_create(FollowUp(**given) for _ in range(size - FollowUp.objects.count()))
        report.follow_ups.add(*made)
        assert queries() == first


def test_reminders_climb_from_officer_to_head_to_evaluator(report, evaluator, officer_padang, head_padang, tourism):
    due = date(2026, 3, 12)  # a Thursday; three working days before it is the Monday
    one = asked(report, evaluator, due_on=due)
    asked(report, evaluator, due_on=due, office=office_of(tourism))
    told = []
    for day in (6, 9, 9, 13, 13, 20, 31):
        with on_date(date(2026, 3, day)):
            run_daily()
        reminded = Notice.objects.filter(key__startswith=f"reminder-follow-up-{one.pk}")
        told.append(sorted(reminded.values_list("reader__name", flat=True)))
    officer, head, watcher = officer_padang.name, head_padang.name, evaluator.name
    assert told[:4] == [[], [officer], [officer], sorted([officer] * 2)]
    assert told[5] == sorted([officer] * 2 + [head])
    assert told[6] == sorted([officer] * 2 + [head, watcher])
    assert Notice.objects.filter(reader=tourism, kind="reminder").count() == 3


def test_database_knows_who_asked(report, evaluator):
    with pytest.raises(IntegrityError), transaction.atomic():
        asked(report, evaluator, meeting=MeetingFactory())
    with pytest.raises(IntegrityError), transaction.atomic():
        FollowUpFactory(dossier=report.dossier, origin="report", office=Office.objects.first())
