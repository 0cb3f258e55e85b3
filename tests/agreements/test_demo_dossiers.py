"""The demonstration's dossiers: every status of the road, a past that holds together, made once."""

from datetime import date, timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from agreements.enums import Status
from agreements.models import (
    Clock,
    Condition,
    Dossier,
    DossierEvent,
    FollowUp,
    Meeting,
    Opinion,
    Recommendation,
    Remark,
    TalkRound,
)
from cooperation import reference
from cooperation.models import Holiday, Notice, Partner
from cooperation.working_days import is_working_day, today, working_days_between

pytestmark = pytest.mark.django_db

#: Where no move of the road leads.
NOT_ON_THE_ROAD = {Status.ENDED, Status.EXPIRED}


def make():
    output = StringIO()
    call_command("demo_dossiers", stdout=output)
    return output.getvalue()


def test_demonstration_shows_every_status_of_the_road(nobody, freeze):
    freeze(date(2026, 11, 24))
    reference.load()
    assert make() == "dossiers: 30 new\n"
    dossiers = Dossier.objects.order_by("pk")
    assert set(dossiers.values_list("status", flat=True)) == set(Status) - NOT_ON_THE_ROAD
    assert set(dossiers.values_list("region", flat=True)) == {"13", "13.71", "13.75", "53", "53.71"}
    assert all("(contoh)" in dossier.title for dossier in dossiers)
    assert set(Partner.objects.values_list("status", flat=True)) == {"verified"}
    holidays = set(Holiday.objects.values_list("day", flat=True))
    for dossier in dossiers:
        check_past(dossier, holidays)
    check_worklists()
    assert make() == "dossiers: 0 new\n"
    assert dossiers.count() == 30


def check_past(dossier, holidays):
    """Events follow each other, on working days that have been; the status stands since the last one."""
    events = list(dossier.events.order_by("pk"))
    assert [event.at for event in events] == sorted(event.at for event in events)
    assert events[-1].at.date() <= today()
    assert dossier.created_at.date() == events[0].at.date()
    reached = [event for event in events if event.from_status != event.to_status]
    if reached:
        assert abs(dossier.status_since - reached[-1].at) < timedelta(seconds=5)
    for event in events:
        if event.by_id is not None and event.name not in ("paper_started", "activity_added"):
            assert is_working_day(event.at.date(), holidays), (dossier, event)


def check_worklists():
    """There is something to do for everybody."""
    dossiers = Dossier.objects
    assert dossiers.overdue().filter(status__in=("awaiting_response", "verifying")).count() == 2
    assert dossiers.due_soon().exists()
    assert dossiers.intent_expired().get().status == "intent_signed"
    assert Notice.objects.filter(key__startswith="reminder-intent-").exists()
    council = Clock.objects.running().get(name="council")
    assert 15 <= working_days_between(today(), council.due_on) <= 30
    assert Remark.objects.open().count() == 4
    assert Remark.objects.answered().filter(dossier__status="awaiting_response").count() == 3
    assert Opinion.objects.open().count() == Opinion.objects.exclude(answer="").count() == 3
    assert [opinion.is_late for opinion in Opinion.objects.open()].count(True) == 1
    assert Condition.objects.count() == 4
    assert TalkRound.objects.filter(dossier__status="negotiating").count() == 2
    planned = Meeting.objects.planned().get()
    assert {dossier.region_id for dossier in planned.dossiers.all()} == {"13.75", "53"}
    assert FollowUp.objects.get().dossier.meetings.get().state == "held"
    assert Recommendation.objects.get(voided_at=None).move == "ask_for_draft"
    assert Notice.objects.unread().exists()
    assert Notice.objects.exclude(read_at=None).exists()
    assert DossierEvent.objects.filter(by=None).count() == 3


def test_demonstration_dossiers_are_refused_outside_the_demonstration(settings):
    settings.DEMONSTRATION = False
    with pytest.raises(CommandError, match="only in the demonstration"):
        make()
    assert not Dossier.objects.exists()
