"""Reminders of clocks: whom, when, each exactly once, also after days on which nothing ran."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from agreements.daily import run_daily
from agreements.lifecycle.clocks import CLOCK_OF_STATUS
from agreements.models import Clock
from agreements.reminders import STEPS_OF, dues
from cooperation.administration import write_holiday
from cooperation.models import Holiday, Notice, Office, Reminder
from cooperation.reminders import remind
from cooperation.working_days import on_date, working_days_between
from tests.agreements.factories import DossierFactory
from tests.agreements.test_concurrency import at_once
from tests.people import region

pytestmark = pytest.mark.django_db

#: A Friday; the working days around it are without holidays here.
DUE = date(2026, 3, 13)


def clock_on(status, **options):
    dossier = DossierFactory(region=region("13.71"), status=status, sent=True, due_on=DUE, **options)
    row = CLOCK_OF_STATUS[status]
    return Clock.objects.create(
        dossier=dossier, name=row.name, length=20, started_on=DUE - timedelta(days=28), due_on=DUE
    )


def run(day):
    with on_date(day):
        run_daily()


def remind_each_day(around_due):
    for n in around_due:
        with on_date(DUE + timedelta(days=n)):
            remind(dues())


def reminders():
    """[(address, day it stands at)]"""
    told = Reminder.objects.filter(told=True).order_by("offset", "reader__email")
    return [(one.reader.email.partition("@")[0], one.offset) for one in told]


@pytest.fixture
def ministry(reviewer, second_reviewer, approver):
    return reviewer, approver


def test_reminders_climb_from_the_reviewer_to_the_approvers(ministry):
    clock_on("verifying", reviewer=ministry[0])
    remind_each_day(range(-10, 20))
    assert reminders() == [("penelaah", -3), ("penelaah", 1), ("pejabat", 5)]
    assert Notice.objects.filter(key__startswith="reminder-").count() == 3
    late = Notice.objects.get(reader__email__startswith="pejabat", key__startswith="reminder-")
    assert (late.kind, late.delivery, late.due_on) == ("reminder", "digest", DUE)
    assert "was due on 13 March 2026" in late.text_en
    assert late.task_en


def test_days_that_were_missed_remind_once_of_the_latest(ministry):
    """Nothing ran from three days before the end until six days after; then twice on one day."""
    clock_on("verifying", reviewer=ministry[0])
    run(DUE - timedelta(days=7))
    for _again in range(2):
        run(DUE + timedelta(days=10))
    assert reminders() == [("penelaah", 1), ("pejabat", 5)]
    assert Reminder.objects.filter(told=False).count() == 1
    assert Notice.objects.filter(key__startswith="reminder-").count() == 2


def test_three_skipped_days_then_two_runs_give_each_reminder_exactly_once(ministry):
    clock_on("verifying", reviewer=ministry[0])
    for day in (DUE - timedelta(days=7), DUE - timedelta(days=1), DUE - timedelta(days=1)):
        run(day)
    assert reminders() == [("penelaah", -3)]
    run(DUE + timedelta(days=3)), run(DUE + timedelta(days=3))
    assert reminders() == [("penelaah", -3), ("penelaah", 1)]


def test_clock_of_the_machine_set_back_reminds_of_nothing_again(ministry):
    clock_on("verifying", reviewer=ministry[0])
    run(DUE + timedelta(days=10))
    before = reminders()
    run(DUE - timedelta(days=3)), run(DUE + timedelta(days=10))
    assert reminders() == before


def test_date_that_is_moved_reminds_anew(ministry):
    clock = clock_on("verifying", reviewer=ministry[0])
    run(DUE)
    Clock.objects.filter(pk=clock.pk).update(due_on=DUE + timedelta(days=7))
    run(DUE + timedelta(days=5))
    assert reminders() == [("penelaah", -3), ("penelaah", -3)]


def test_officer_then_head_are_reminded_of_the_council(officer_padang, head_padang, officer_bukittinggi, ministry):
    clock_on("at_council")
    remind_each_day(range(-20, 1))
    assert reminders() == [("petugas.padang", -10), ("pimpinan.padang", -3)]


def test_governor_is_reminded_and_no_stranger(officer_sumbar, head_sumbar, officer_padang, officer_ntt):
    clock_on("plan_at_governor")
    run(DUE)
    assert reminders() == [("petugas.sumbar", -2), ("pimpinan.sumbar", -1)]


def test_kemlu_is_reminded_only_of_what_it_may_see(kemlu):
    clock = clock_on("negotiating")
    run(DUE)
    assert reminders() == []
    clock.dossier.consulted.add(Office.objects.get(kind="foreign_affairs"))
    run(DUE)
    assert reminders() == [("kemlu", -5)]


def test_clock_that_stopped_reminds_nobody(ministry):
    clock = clock_on("verifying")
    Clock.objects.filter(pk=clock.pk).update(state="met")
    run(DUE + timedelta(days=10))
    assert reminders() == []


def test_every_target_and_every_lawful_clock_has_a_row():
    assert set(STEPS_OF) == {row.name for row in CLOCK_OF_STATUS.values()}


def test_number_of_queries_does_not_grow_where_everybody_was_reminded(ministry):

    counts = []
    for more in (1, 2, 20):
        for _n in range(more):
            clock_on("verifying")
        run(DUE)
        with CaptureQueriesContext(connection) as captured:
            run(DUE)
        counts.append(len(captured))
    assert len(set(counts)) == 1, counts


def test_record_of_which_nothing_can_be_said_keeps_no_other_back(ministry, caplog):
    """It is reminded of by the next run after it was put right."""
    clocks = [clock_on("verifying", reviewer=ministry[0]) for _n in range(3)]

    def fails(whom):
        raise KeyError(whom)

    with on_date(DUE + timedelta(days=1)):
        every = list(dues())
        broken = f"clock-{clocks[1].pk}"
        assert remind(replace(due, sentence=fails) if due.record == broken else due for due in every) == 2
        assert f"The reminder of {broken} failed" in caplog.text
        assert remind(every) == 1


@pytest.mark.django_db(transaction=True)
def test_two_runs_at_once_remind_once():
    clock_on("verifying")
    results = at_once(*[lambda: run(DUE + timedelta(days=10))] * 2)
    assert results == [None, None]
    asked = ["pejabat@jembatan.example", "penelaah.kedua@jembatan.example", "penelaah@jembatan.example"]
    for told in (Notice.objects.filter(key__startswith="reminder-"), Reminder.objects.filter(told=True)):
        assert list(told.order_by("reader__email").values_list("reader__email", flat=True)) == asked


def test_holiday_that_comes_after_a_reminder_moves_the_day_and_reminds_anew(ministry, admin):
    clock = clock_on("verifying", reviewer=ministry[0])
    run(DUE - timedelta(days=3))  # three working days before: the Tuesday
    assert reminders() == [("penelaah", -3)]
    Clock.objects.filter(pk=clock.pk).update(length=working_days_between(clock.started_on, DUE))
    write_holiday(Holiday(day=DUE, name="Cuti bersama", kind="collective"), by=admin)
    clock.refresh_from_db()
    assert clock.due_on == DUE + timedelta(days=3)  # the Monday after
    run(DUE - timedelta(days=2))
    assert reminders() == [("penelaah", -3), ("penelaah", -3)]
    run(DUE + timedelta(days=3))
    assert len(reminders()) == 2, "its old day is none any more"
    run(DUE + timedelta(days=4))
    assert reminders() == [("penelaah", -3), ("penelaah", -3), ("penelaah", 1)]
