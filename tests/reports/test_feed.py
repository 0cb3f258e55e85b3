"""A person's own calendar: what stands in it, who reads it, until when its address leads somewhere."""

from datetime import timedelta

import pytest
from django.urls import reverse
from icalendar import Calendar

from agreements.enums import Status
from cooperation.working_days import now, today
from reports.models import AnnualReport, CalendarFeed
from tests.agreements.factories import DossierFactory, MeetingFactory, OpinionFactory, RemarkFactory
from tests.agreements.padang import reading
from tests.people import region

PAGE = reverse("calendar")
QUERIES = 16


def file_of(user):
    return reverse("calendar-feed", args=[CalendarFeed.objects.get(user=user).code])


def in_days(days):
    return today() + timedelta(days=days)


def entries(client, user):
    """{summary: day or moment} of what a calendar program reads without signing in."""
    calendar = Calendar.from_ical(client.get(file_of(user)).content)
    assert not calendar.errors
    events = calendar.walk("VEVENT")
    assert len({str(event["uid"]) for event in events}) == len(events)
    for event in events:
        assert not event.errors
        assert {"uid", "dtstamp", "dtstart", "dtend", "summary", "url"} <= set(map(str.lower, event))
    return {str(event["summary"]): event.decoded("dtstart") for event in events}


@pytest.fixture
def feed(officer_padang):
    officer_padang.language = "en"
    officer_padang.save()
    return CalendarFeed.objects.create(user=officer_padang)


def dossier(code="13.71", **fields):
    return DossierFactory(region=region(code), partner__name="Hue", **fields)


def test_calendar_holds_what_is_due_and_what_ends(client, feed, officer_padang):
    turn = dossier(status=Status.STUDYING, due_on=in_days(5))
    RemarkFactory(dossier=turn, answer_by=in_days(3))
    RemarkFactory(dossier=turn, answer_by=in_days(9))
    dossier(status=Status.VERIFYING, due_on=in_days(6), intent_expires_on=in_days(40), sent=True)
    dossier(status=Status.IN_FORCE, agreement_signed_on=in_days(-900), ends_on=in_days(100), sent=True)
    dossier("13.75", status=Status.STUDYING, due_on=in_days(5))
    reported = dossier(status=Status.IN_FORCE, agreement_signed_on=in_days(-900), sent=True)
    AnnualReport.objects.create(dossier=reported, year=today().year, due_on=in_days(44))
    found = entries(client, officer_padang)
    assert sorted(found.values()) == [in_days(3), in_days(5), in_days(40), in_days(44), in_days(100)]
    for words in ("Answer the remarks", "The Letter of Intent ends", "The agreement ends", "Report"):
        assert any(summary.startswith(words) for summary in found), words


def test_entry_that_moves_keeps_its_name_in_the_calendar(client, feed, officer_padang):
    turn = dossier(status=Status.STUDYING, due_on=in_days(5))

    def uids():
        calendar = Calendar.from_ical(client.get(file_of(officer_padang)).content)
        return [str(event["uid"]) for event in calendar.walk("VEVENT")]

    before = uids()
    turn.due_on = in_days(8)
    turn.save()
    assert uids() == before


def test_consulted_office_finds_its_opinions_and_meetings(client, kemlu):
    CalendarFeed.objects.create(user=kemlu)
    opinion = OpinionFactory(dossier=dossier(status=Status.VERIFYING, sent=True), due_on=in_days(4))
    kemlu.memberships.update(office=opinion.office)
    opinion.dossier.consulted.add(opinion.office)
    starts = now().replace(microsecond=0) + timedelta(days=7)
    meeting = MeetingFactory(dossiers=[opinion.dossier], starts_at=starts, ends_at=starts + timedelta(hours=2))
    found = entries(client, kemlu)
    assert in_days(4) in found.values()
    assert [moment for moment in found.values() if moment == meeting.starts_at]


def test_new_address_takes_the_place_of_the_old_one(client, feed, officer_padang):
    old = file_of(officer_padang)
    browser = reading(officer_padang)
    assert old in browser.get(PAGE).text
    assert browser.post(PAGE).status_code == 302
    assert client.get(old).status_code == 404
    assert client.get(file_of(officer_padang)).status_code == 200
    assert old not in browser.get(PAGE).text


def test_disabled_person_has_no_calendar_any_more(client, feed, officer_padang):
    officer_padang.is_active = False
    officer_padang.save()
    assert client.get(file_of(officer_padang)).status_code == 404


def test_guessing_of_addresses_is_stopped(client, feed, officer_padang):
    answers = [client.get(f"/calendar/guess-{n}.ics").status_code for n in range(32)]
    assert answers[0] == 404
    assert answers[-1] == 429
    assert client.get(file_of(officer_padang)).status_code == 429


def test_however_much_stands_in_it_takes_the_same_queries(client, feed, officer_padang, django_assert_num_queries):
    RemarkFactory(dossier=dossier(status=Status.STUDYING, due_on=in_days(5)), answer_by=in_days(3))
    client.get(file_of(officer_padang))  # the first visit of an address begins its count of visits
    with django_assert_num_queries(QUERIES):
        client.get(file_of(officer_padang))
    for _each in range(3):
        RemarkFactory(dossier=dossier(status=Status.STUDYING, due_on=in_days(5)), answer_by=in_days(3))
    with django_assert_num_queries(QUERIES):
        client.get(file_of(officer_padang))
