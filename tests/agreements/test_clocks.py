"""Clocks of the road: when they start, pause, lapse and move. Days were counted on a calendar."""

from datetime import date, timedelta

import pytest

from agreements.daily import run_daily
from agreements.enums import CouncilOutcome
from agreements.lifecycle.clocks import CLOCK_OF_STATUS
from agreements.models import Clock
from agreements.reminders import dues
from cooperation.administration import delete_holiday, write_holiday
from cooperation.models import Holiday, Notice
from cooperation.reminders import remind
from cooperation.working_days import on_date
from tests.agreements.conftest import MONDAY
from tests.agreements.furnished import ready
from tests.factories import HolidayFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]

#: Nyepi and Idul Fitri 2026, with collective leave: Wednesday 18 to Tuesday 24 March.
LEBARAN = [date(2026, 3, day) for day in (18, 19, 20, 23, 24)]


@pytest.fixture
def lebaran(db):
    for day in LEBARAN:
        HolidayFactory(day=day)


def running(walker):
    """{name: (last day, working days)} of the clocks that run."""
    return {clock.name: (clock.due_on, clock.length) for clock in walker.dossier.clocks.running()}


def make(walker, name, day=MONDAY, **typed):
    with on_date(day):
        return walker.attempt(name, **typed)


NOTHING = (0, 0, 0, 0)


def daily(day):
    with on_date(day):
        return run_daily()


# The council: 45 working days from receipt


@pytest.fixture
def at_council(stand):
    with on_date(MONDAY):
        return ready(stand, "record_council_receipt")


def test_council_clock_starts_with_the_receipt_and_not_before(at_council, lebaran):
    assert (running(at_council), at_council.dossier.due_on) == ({}, None)
    make(at_council, "record_council_receipt")
    # Nine weeks from Monday, 2 March, and five days of Lebaran.
    assert running(at_council)["council"] == (date(2026, 5, 11), 45)
    assert at_council.dossier.due_on == date(2026, 5, 11)


def test_council_approves_by_silence_on_the_day_after_the_last(at_council, lebaran):
    make(at_council, "record_council_receipt")
    assert daily(date(2026, 5, 11)).lapsed == 0
    assert daily(date(2026, 5, 12)).lapsed == 1
    dossier = at_council.dossier
    dossier.refresh_from_db()
    assert (dossier.status, dossier.due_on) == ("council_approved", None)
    referral = dossier.referrals.get()
    assert (referral.outcome, referral.decided_on) == (CouncilOutcome.DEEMED, date(2026, 5, 11))
    event = dossier.events.get(name="deem_council_approved")
    assert (event.by, event.office, event.at.date()) == (None, None, date(2026, 5, 12))
    assert dossier.clocks.get(name="council").state == "lapsed"


def test_council_clock_lapses_on_a_frozen_date(at_council, lebaran, freeze):
    make(at_council, "record_council_receipt")
    freeze(date(2026, 5, 11), hour=23)
    assert run_daily().lapsed == 0
    freeze(date(2026, 5, 12), hour=0)
    assert run_daily().lapsed == 1
    at_council.dossier.refresh_from_db()
    assert at_council.dossier.status == "council_approved"


@pytest.mark.parametrize("days_late", [1, 4, 40])
def test_lapse_of_a_missed_day_is_made_good_once(at_council, days_late):
    make(at_council, "record_council_receipt")
    late = date(2026, 5, 4) + timedelta(days=days_late)
    assert [daily(late).lapsed, daily(late).lapsed, daily(late + timedelta(days=1)).lapsed] == [1, 0, 0]
    assert at_council.dossier.referrals.get().decided_on == date(2026, 5, 4)
    assert at_council.dossier.events.filter(name="deem_council_approved").count() == 1
    told = Notice.objects.filter(key=f"dossier-event-{at_council.dossier.events.latest('pk').pk}")
    assert told.count() == len(set(told.values_list("reader", flat=True))) == 4


def test_decision_in_time_stops_the_clock(at_council):
    make(at_council, "record_council_receipt")
    make(at_council, "record_council_approval", date(2026, 4, 1))
    assert "council" not in running(at_council)
    assert daily(date(2026, 6, 1)).lapsed == 0
    assert at_council.dossier.referrals.get().outcome == CouncilOutcome.APPROVED


# The governor: 5 working days


@pytest.mark.parametrize(
    ("receipt", "lapse", "directly", "forward", "status", "reached"),
    [
        ("record_plan_receipt", "lapse_governor_plan", "send_plan_directly", "forward_plan", "plan_at_governor",
         "verifying"),
        ("record_draft_receipt", "lapse_governor_draft", "send_draft_directly", "forward_draft", "draft_at_governor",
         "discussing"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("late_but_forwarded", [False, True])
def test_governor_who_lets_five_days_pass_may_be_passed_by(
    stand, receipt, lapse, directly, forward, status, reached, late_but_forwarded
):
    with on_date(MONDAY):
        walker = ready(stand, receipt)
    make(walker, receipt)
    assert walker.dossier.due_on == date(2026, 3, 9)
    assert daily(date(2026, 3, 9)).lapsed == 0
    assert [daily(date(2026, 3, 10)).lapsed, daily(date(2026, 3, 11)).lapsed] == [1, 0]
    walker.dossier.refresh_from_db()
    # The governor still has it, and the day that passed stays in sight.
    assert (walker.dossier.status, walker.dossier.due_on) == (status, date(2026, 3, 9))
    assert walker.dossier.events.filter(name=lapse).count() == 1
    onwards = make(walker, forward if late_but_forwarded else directly, date(2026, 3, 11))
    assert walker.dossier.status == reached
    assert onwards.event.document.number == onwards.data["letter_number"]


# The ministry's targets: overdue, never lapsed


@pytest.mark.parametrize(
    ("move", "clock", "days", "due_on"),
    [
        ("ask_response", "response", 10, date(2026, 3, 16)),
        ("send_plan", "verification", 20, date(2026, 3, 30)),
        ("send_draft", "interkem", 30, date(2026, 4, 13)),
        ("send_to_partner", "talks", 30, date(2026, 4, 13)),
        ("confirm_text", "approval", 10, date(2026, 3, 16)),
    ],
)
def test_target_starts_when_the_step_is_reached_and_only_becomes_overdue(stand, move, clock, days, due_on):
    with on_date(MONDAY):
        walker = ready(stand, move)
    make(walker, move)
    assert running(walker) == {clock: (due_on, days)}
    assert not CLOCK_OF_STATUS[walker.dossier.status].lawful
    status = walker.dossier.status
    daily(date(2026, 12, 1))
    walker.dossier.refresh_from_db()
    assert (walker.dossier.status, walker.dossier.due_on) == (status, due_on)
    with on_date(due_on):
        assert not type(walker.dossier).objects.overdue().exists()
    with on_date(due_on + timedelta(days=1)):
        assert type(walker.dossier).objects.overdue().get() == walker.dossier


def test_target_stops_while_the_region_must_answer(stand, lebaran):
    with on_date(MONDAY):
        walker = ready(stand, "ask_response")
    make(walker, "ask_response")
    # Three of ten days are used by Thursday the 5th: 3, 4, 5 March.
    make(walker, "return_study", date(2026, 3, 5))
    assert (running(walker), walker.dossier.due_on) == ({}, None)
    with on_date(date(2026, 3, 13)):
        walker.make("ask_response")
    # Seven are left from Friday the 13th: 16, 17, 25, 26, 27, 30, 31 March.
    assert running(walker) == {"response": (date(2026, 3, 31), 7)}
    assert walker.dossier.due_on == date(2026, 3, 31)


def test_target_goes_on_after_a_suspension(stand):
    with on_date(MONDAY):
        walker = ready(stand, "send_plan")
    make(walker, "send_plan")
    make(walker, "suspend", date(2026, 3, 6))
    assert running(walker) == {}
    make(walker, "resume", date(2026, 6, 1))
    # 16 of 20 days are left: three weeks and a day after Monday, 1 June.
    assert running(walker) == {"verification": (date(2026, 6, 23), 16)}


def test_target_that_was_overdue_when_returned_has_nothing_left(stand):
    with on_date(MONDAY):
        walker = ready(stand, "ask_response")
    make(walker, "ask_response")
    make(walker, "return_study", date(2026, 4, 1))
    with on_date(date(2026, 4, 8)):
        walker.make("ask_response")
    assert running(walker) == {"response": (date(2026, 4, 8), 0)}


# The table of holidays changes


@pytest.fixture
def admin(everybody):
    return everybody["admin"]


@pytest.mark.parametrize(
    ("holiday", "due_on"),
    [
        (date(2026, 3, 4), date(2026, 3, 17)),  # a Wednesday inside
        (date(2026, 3, 16), date(2026, 3, 17)),  # the last day itself
        (date(2026, 3, 7), date(2026, 3, 16)),  # a Saturday
        (date(2026, 3, 17), date(2026, 3, 16)),  # the day after the last
        (date(2026, 3, 2), date(2026, 3, 16)),  # the day it started
    ],
)
def test_new_holiday_moves_the_clocks_that_run_over_it(stand, admin, holiday, due_on):
    with on_date(MONDAY):
        walker = ready(stand, "ask_response")
    make(walker, "ask_response")
    day = Holiday(day=holiday, name="Cuti bersama", kind="collective")
    write_holiday(day, by=admin)
    walker.dossier.refresh_from_db()
    assert running(walker) == {"response": (due_on, 10)}
    assert walker.dossier.due_on == due_on
    delete_holiday(day, by=admin)
    walker.dossier.refresh_from_db()
    assert walker.dossier.due_on == date(2026, 3, 16)


def test_moved_holiday_moves_the_clock_both_ways(stand, admin):
    day = HolidayFactory(day=date(2026, 3, 4))
    with on_date(MONDAY):
        walker = ready(stand, "ask_response")
    make(walker, "ask_response")
    assert walker.dossier.due_on == date(2026, 3, 17)
    day.day = date(2026, 4, 1)
    write_holiday(day, by=admin)
    walker.dossier.refresh_from_db()
    assert walker.dossier.due_on == date(2026, 3, 16)


def test_holiday_moves_no_letter_of_intent_and_nothing_that_is_over(stand, admin):
    with on_date(MONDAY):
        walker = ready(stand, "record_intent_signing")
    make(walker, "record_intent_signing")
    done = Clock.objects.create(
        dossier=walker.dossier, name="response", length=10, started_on=MONDAY, due_on=date(2026, 3, 16), state="met"
    )
    write_holiday(Holiday(day=date(2026, 3, 4), name="Libur", kind="national"), by=admin)
    walker.dossier.refresh_from_db()
    done.refresh_from_db()
    assert running(walker) == {"intent": (date(2027, 3, 2), None)}
    assert (walker.dossier.intent_expires_on, walker.dossier.due_on) == (date(2027, 3, 2), None)
    assert done.due_on == date(2026, 3, 16)


# The Letter of Intent


@pytest.fixture
def with_intent(stand):
    """A LoI signed on 2 March 2026 that runs until 2 March 2027."""
    with on_date(MONDAY):
        walker = ready(stand, "record_intent_signing")
        walker.attempt("record_intent_signing")
    return walker


def warnings():
    return Notice.objects.filter(key__startswith="reminder-intent-").count()


def test_region_is_warned_at_90_60_and_30_days_once_each(with_intent):
    end = date(2027, 3, 2)
    counts = {}
    for left in range(95, -1, -1):
        with on_date(end - timedelta(days=left)):
            if given := remind(dues()):
                counts[left] = given
    # Officer and head of Padang.
    assert counts == {90: 2, 60: 2, 30: 2}
    assert warnings() == 6


def test_warning_of_a_missed_day_is_made_good_once(with_intent):
    end = date(2027, 3, 2)
    counted = [daily(end - timedelta(days=left)).reminded for left in (91, 87, 87, 86, 40, 40, 33, 29, 29, 0)]
    # Officer and head.
    assert counted == [0, 2, 0, 0, 2, 0, 0, 2, 0, 0]
    assert warnings() == 6


def test_warning_says_when_the_letter_ends_and_leads_to_the_dossier(with_intent):
    daily(date(2027, 1, 31))
    notice = Notice.objects.filter(key__startswith="reminder-intent-").first()
    assert notice.text_en == (
        f"Kota Padang – {with_intent.dossier.partner}: the LoI ends on 2 March 2027 (Permendagri 25/2020 art. 13(3))."
    )
    assert notice.url == with_intent.dossier.get_absolute_url()


def test_letter_of_intent_ends_the_day_after_its_last_and_once(with_intent):
    dossier = with_intent.dossier
    counted = [daily(date(2027, 3, day)).lapsed for day in (2, 3, 3, 4)]
    assert counted == [0, 1, 0, 0]
    dossier.refresh_from_db()
    assert (dossier.status, dossier.clocks.get(name="intent").state) == ("intent_signed", "lapsed")
    assert dossier.events.filter(name="expire_intent").count() == 1
    with on_date(date(2027, 3, 3)):
        assert type(dossier).objects.intent_expired().get() == dossier
        assert dossier.is_intent_expired


def test_renewed_letter_starts_a_clock_and_warnings_of_its_own(with_intent):
    daily(date(2027, 2, 20))
    make(with_intent, "renew_intent", date(2027, 3, 1))
    assert running(with_intent) == {"intent": (date(2028, 3, 1), None)}
    assert daily(date(2027, 3, 10)) == NOTHING
    assert daily(date(2027, 12, 10)).reminded == 2


def test_dossier_that_was_stopped_is_neither_warned_nor_expired(with_intent):
    make(with_intent, "stop")
    assert daily(date(2027, 1, 1)) == NOTHING
    assert daily(date(2027, 6, 1)) == NOTHING


def test_signed_agreement_ends_the_clock_of_its_letter(stand):
    with on_date(MONDAY):
        walker = ready(stand, "record_signing")
        walker.dossier.clocks.create(name="intent", started_on=MONDAY, due_on=date(2026, 9, 1))
        walker.attempt("record_signing")
    assert running(walker) == {}
    assert daily(date(2026, 10, 1)) == NOTHING
