"""Thousands of random moves by random people on random days: no illegal state is ever reached."""

from collections import Counter, defaultdict, namedtuple
from datetime import date, timedelta
from functools import wraps
from itertools import pairwise

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from agreements.daily import run_daily
from agreements.demonstration.walk import Walker
from agreements.enums import ClockState, DocumentKind, PaperKind, Status
from agreements.lifecycle.beside import RECOMMENDABLE
from agreements.lifecycle.clocks import CLOCK_OF_STATUS
from agreements.models.dossier import ENDINGS
from agreements.papers import PAPER_MODELS
from agreements.rules import BEFORE_SIGNING
from agreements.services import ROAD
from cooperation.exceptions import Conflict, NotReady
from cooperation.models import Hold, Membership, Office
from cooperation.working_days import now, on_date
from tests.agreements.conftest import MONDAY
from tests.agreements.factories import DossierFactory
from tests.agreements.furnished import kemlu, record_what_happened, write_papers
from tests.people import SEAT_OF, region

#: For a kota and for a province each: steps in all, and of a walk at most. Some walks end early, so there are more.
ENOUGH, STEPS = 1000, 70
WALKS = 2 * ENOUGH // STEPS

#: Where a dossier may stand before it is signed, by the code of its region: a province has no governor above it.
STARTS = {
    "13.71": BEFORE_SIGNING,
    "13": [status for status in BEFORE_SIGNING if status not in (Status.PLAN_AT_GOVERNOR, Status.DRAFT_AT_GOVERNOR)],
}

NEEDS_INTENT = {
    "send_to_council",
    "send_plan",
    "send_plan_to_governor",
    "send_plan_directly",
    "resubmit_to_council",
    "resubmit_to_governor",
    "resubmit_to_minister",
    "send_draft",
    "send_draft_to_governor",
    "send_draft_directly",
}
NEEDS_NO_HOLD = NEEDS_INTENT - {"send_draft", "send_draft_to_governor", "send_draft_directly"}
TWO_PEOPLE = {"ask_for_draft", "improve_plan", "approve", "reject"}
#: What the ministry and Kemlu wrote before an agreement is in force.
CENTRAL_PAPERS = {DocumentKind.RESPONSE_LETTER, DocumentKind.CONFIRMATION, DocumentKind.APPROVAL_LETTER}

#: What the database holds of a dossier, read without a model: it is asked for before and after each step, and so
#: often that the database plans it once.
SENT_PAPERS = " UNION ALL ".join(
    f"SELECT '{kind}' AS kind, id, paper::text FROM {model._meta.db_table} AS paper"
    " WHERE dossier_id = $1 AND sent_at IS NOT NULL"
    for kind, model in PAPER_MODELS.items()
)
STORED = """
    PREPARE stored(bigint) AS SELECT status, intent_expires_on, dossier::text AS row,
        ARRAY(SELECT name FROM agreements_dossierevent WHERE dossier_id = dossier.id ORDER BY id) AS events,
        EXISTS(SELECT FROM agreements_registration WHERE dossier_id = dossier.id) AS registered,
        EXISTS(SELECT FROM agreements_ending WHERE dossier_id = dossier.id) AS ended,
        ARRAY(SELECT step FROM agreements_opinion WHERE dossier_id = dossier.id AND answer = '' AND closed_at IS NULL)
            AS asked_in,
        (SELECT coalesce(max(id), 0) FROM cooperation_notice) AS told
    FROM agreements_dossier AS dossier WHERE id = $1
"""
#: And what lies behind it, for whatever has changed.
BEHIND = f"""
    PREPARE behind(bigint) AS SELECT
        (SELECT coalesce(json_agg(json_build_array(name, from_status, to_status, by_id, data) ORDER BY id), '[]')
            FROM agreements_dossierevent WHERE dossier_id = $1) AS events,
        (SELECT coalesce(json_agg(json_build_array(name, state, due_on) ORDER BY id), '[]')
            FROM agreements_clock WHERE dossier_id = $1) AS clocks,
        (SELECT coalesce(json_agg(sent), '[]') FROM ({SENT_PAPERS}) AS sent) AS sent,
        ARRAY(SELECT kind FROM agreements_document WHERE dossier_id = $1) AS documents
"""
TOLD = "PREPARE told(bigint) AS SELECT DISTINCT reader_id, url FROM cooperation_notice WHERE id > $1"
Stored = namedtuple("Stored", "status intent_expires_on row events registered ended asked_in told")
Behind = namedtuple("Behind", "events clocks sent documents")

choices = st.integers(0, 1000)
offsets = st.just(0) | st.integers(-400, 400)
notes = st.sampled_from(["Karena itu.", "Karena itu.", " "])
attempts = st.lists(
    st.tuples(st.sampled_from([*ROAD.moves]), st.sampled_from([*SEAT_OF, None]), notes, offsets), min_size=1, max_size=4
)


def always(check):
    """An invariant of a dossier that has changed."""

    @wraps(check)
    def invariant_of_changed(self):
        if self.changed:
            check(self)

    return invariant()(invariant_of_changed)


def prepared_rows(name, key):
    with connection.cursor() as cursor:
        cursor.execute(f"EXECUTE {name}(%s)", [key])
        return cursor.fetchall()


class EnoughSteps(KeyboardInterrupt):
    """Ends the walks, wherever one is: to Hypothesis any other exception is a failure to look into."""


class Road(RuleBasedStateMachine):
    """One dossier after another, of Padang or of its province.

    The test sets `people`, the `offices` of each and `code`. Counted for it are `seen`, steps by where they led to,
    and `alone`, decisions that whoever recommended them last tried to take too.
    """

    people, offices = {}, {}
    code = "13.71"
    seen, alone = Counter(), 0

    def __init__(self):
        super().__init__()
        self.atomic = transaction.atomic()
        self.atomic.__enter__()
        self.day, self.notices, self.walked = MONDAY, 0, []

    def teardown(self):
        transaction.set_rollback(True)
        self.atomic.__exit__(None, None, None)

    @initialize(data=st.data())
    def begin(self, data):
        """A dossier at its very beginning, or one that has come some way."""
        status = data.draw(st.sampled_from(STARTS[self.code]))
        fresh = status in (Status.INITIATED, Status.EXPLORING, Status.STUDYING)
        self.sent, self.first_sent_at, self.looked_at = {}, None, None
        with on_date(self.day):
            self.dossier = DossierFactory(
                region=region(self.code),
                status=status,
                sent=not fresh,
                initiator="region",
                objectives=["potential"],
                unit="Dinas",
                return_to=Status.VERIFYING if status == Status.PLAN_REVISION else "",
                intent_expires_on=None if fresh else self.day + timedelta(days=120),
            )
            self.walked.append(self.dossier)
            self.walker = Walker(self.dossier)
            if not fresh:
                write_papers(self.walker)
                record_what_happened(self.walker, "")
            if status in (Status.NEGOTIATING, Status.CONFIRMED, Status.APPROVED):
                self.dossier.consulted.add(kemlu())
        self.read()
        self.look_again()

    # What happens

    def take_the_road_ahead(self, data):
        self.go_on(data, kinds=("main",))

    def make_any_move(self, data):
        self.go_on(data)

    def make_a_move_unprepared(self, data):
        self.go_on(data, prepared=False)

    def let_strangers_try(self, data):
        for name, address, note, offset in data.draw(attempts):
            self.attempt(name, address and self.people[address], note=note, offset=offset)

    def write_a_paper(self, data):
        kind = data.draw(st.sampled_from(PaperKind))
        if self.walker.officer.has_perm(f"agreements.write_{kind}", self.dossier):
            self.walker.write(kind)
        self.read()

    def answer_remarks(self, data):
        if self.walker.officer.has_perm("agreements.answer_remark", self.dossier):
            self.walker.answer_remarks()
        self.read()

    def begin_or_end_a_hold(self, data):
        if not Hold.objects.active().update(lifted_at=now()):
            Hold.objects.create(region=self.dossier.region, reason="No report.")

    def let_days_pass(self, data):
        self.day += timedelta(days=data.draw(st.integers(1, 70)))
        with on_date(self.day):
            run_daily()
        self.dossier.refresh_from_db()
        self.read()

    #: The road ahead comes oftener than the rest.
    HAPPENINGS = (
        *[take_the_road_ahead] * 5,
        *[make_any_move] * 3,
        *[make_a_move_unprepared] * 2,
        *[let_strangers_try] * 3,
        *[let_days_pass] * 3,
        write_a_paper,
        answer_remarks,
        begin_or_end_a_hold,
    )

    @rule(data=st.data(), happening=st.sampled_from(HAPPENINGS))
    def step(self, data, happening):
        if Road.seen.total() == ENOUGH:
            raise EnoughSteps
        if self.dossier.status in (Status.IN_FORCE, *ENDINGS):
            self.begin(data)
        with on_date(self.day):
            happening(self, data)
        self.look_again()
        Road.seen[self.dossier.status] += 1

    def go_on(self, data, kinds=("main", "side", "back", "pause", "apart", "end"), prepared=True):
        """One of those who may makes one of the moves that exist; an end is rarely chosen."""
        choice = data.draw(choices)
        asked = [move for move in ROAD.moves.values() if not move.by_clock and move.kind in kinds]
        existing = [move for move in asked if (move.kind != "end" or choice > 800) and ROAD.exists(move, self.dossier)]
        if not existing:
            return
        move = existing[choice % len(existing)]
        holders = [user for user in self.people.values() if ROAD.permits(move, user, self.dossier)]
        if not holders:
            return
        if prepared:
            self.walker.ready(move.name)
            self.read()
        note = "Karena itu." if prepared else data.draw(notes)
        alone = [user for user in holders if move.name in TWO_PEOPLE and user.pk == self.recommender()]
        for user in (*alone, data.draw(st.sampled_from(holders))):
            self.attempt(move.name, user, note=note, data=data)
        Road.alone += len(alone)

    def recommender(self):
        """Who recommended something last."""
        return next((by for name, *_statuses, by, _data in reversed(self.behind.events) if name == "recommend"), None)

    def attempt(self, name, by, *, note, offset=0, data=None):
        """The move; a refused one changes nothing, and a performed one was allowed."""
        values, before = self.typed(name, offset, data), self.now
        try:
            ROAD.perform(self.dossier, name, by=by, note=note, data=values)
        except (PermissionDenied, Conflict, NotReady):
            assert self.read() == before
            return
        # What a recommendation rested on may have changed with it: that is an event of its own.
        new = [event for event in self.read().events[len(before.events) :] if event != "recommendation_voided"]
        assert len(new) == 1
        if name in NEEDS_INTENT:
            assert before.intent_expires_on >= self.day
        if name in NEEDS_NO_HOLD:
            assert not Hold.objects.active().filter(region=self.dossier.region).exists()

    def typed(self, name, offset, data):
        """Good values, a date among them moved by `offset` days, one of the decisions and offices."""
        values = self.walker.data(name)
        days = [field for field, value in values.items() if hasattr(value, "isoformat")]
        if offset and days:
            values[days[offset % len(days)]] += timedelta(days=offset)
        if "recommended" in values:
            decisions = RECOMMENDABLE.get(self.dossier.status, ("reject",))
            values["recommended"] = data.draw(st.sampled_from(decisions)) if data else decisions[0]
        if "offices" in values and data:
            offices = Office.objects.filter(kind__in=("foreign_affairs", "technical_ministry"))
            if self.code != "13":
                offices |= Office.objects.filter(region=self.dossier.province_id)
            some, pick = list(offices.order_by("pk")), data.draw(choices)
            values["offices"] = list({some[pick % len(some)], some[pick // 7 % len(some)]})
        if "opinion" in values and data and data.draw(st.booleans()):
            values |= {"opinion": "conditions", "conditions": ["Biaya ditanggung mitra."]}
        return values

    # What is always so

    def read(self):
        """What is stored now: read anew whenever something may have been written."""
        self.now = Stored(*prepared_rows("stored", self.dossier.pk)[0])
        return self.now

    def look_again(self):
        """Every change of a dossier leaves an event; without a new one there is nothing new to look at."""
        self.changed = self.looked_at != self.now.events
        self.looked_at = self.now.events
        if self.changed:
            self.behind = Behind(*prepared_rows("behind", self.dossier.pk)[0])

    @always
    def history_is_one_chain_and_two_people_decide(self):
        events = self.behind.events
        assert all(before[2] == after[1] for before, after in pairwise(events))
        assert self.now.status in Status.values
        assert not events or events[-1][2] == self.now.status
        standing = None
        for name, from_status, to_status, by, data in events:
            recommended = standing and standing[0] == name
            assert recommended or name not in TWO_PEOPLE
            assert not recommended or standing[1] != by
            if name == "recommend":
                standing = data["recommended"], by
            elif from_status != to_status or name == "recommendation_voided":
                standing = None

    @always
    def questions_are_open_only_in_their_step(self):
        assert {*self.now.asked_in} <= {self.dossier.status} or self.dossier.status == Status.SUSPENDED

    @always
    def clocks_belong_to_where_it_stands(self):
        row = CLOCK_OF_STATUS.get(self.dossier.status)
        clocks = [(name, state, date.fromisoformat(due_on)) for name, state, due_on in self.behind.clocks]
        running = {name: due_on for name, state, due_on in clocks if state == ClockState.RUNNING}
        intent = running.pop("intent", None)
        assert set(running) <= ({row.name} if row else set())
        if self.dossier.due_on is None:
            assert not running
        else:
            _name, state, due_on = [clock for clock in clocks if clock[0] == row.name][-1]
            assert due_on == self.dossier.due_on
            assert state == ClockState.RUNNING or (row.lawful and state == ClockState.LAPSED)
        if intent:
            assert intent == self.dossier.intent_expires_on
            assert self.dossier.status not in (Status.SIGNED, Status.IN_FORCE, *ENDINGS)

    @always
    def what_was_sent_stays_as_it_was(self):
        for sent in self.behind.sent:
            assert self.sent.setdefault((sent["kind"], sent["id"]), sent["paper"]) == sent["paper"]
        if self.first_sent_at:
            assert self.dossier.first_sent_at == self.first_sent_at
        self.first_sent_at = self.dossier.first_sent_at

    @always
    def agreement_in_force_has_its_central_papers(self):
        if self.dossier.status in (Status.SIGNED, Status.IN_FORCE):
            assert {*self.behind.documents} >= CENTRAL_PAPERS
        was_in_force = (
            self.dossier.status in (Status.ENDED, Status.EXPIRED) or self.dossier.return_to == Status.IN_FORCE
        )
        assert self.now.registered is (self.dossier.status == Status.IN_FORCE or was_in_force)

    @always
    def what_is_in_force_has_a_last_day_still_to_come(self):
        if self.dossier.status == Status.IN_FORCE:
            assert self.dossier.ends_on
        ended = "end_agreement" in self.now.events
        assert ended is (self.dossier.status == Status.ENDED)
        assert ended is self.now.ended

    @invariant()
    def only_those_who_see_it_are_told(self):
        before, self.notices = self.notices, self.now.told
        for reader, url in prepared_rows("told", before) if self.notices > before else ():
            # The clock also tells of what was walked to its end before.
            dossier = next((one for one in self.walked if f"/{one.number}/" in url), self.dossier)
            assert any(self.sees(office, dossier) for office in self.offices[reader])

    def sees(self, office, dossier):
        return (
            office.region_id in (dossier.region_id, dossier.province_id)
            or (office.kind == "home_affairs" and dossier.first_sent_at)
            or dossier.consulted.filter(pk=office.pk).exists()
        )


@pytest.fixture
def prepared(db):
    """What is read after each step."""
    with connection.cursor() as cursor:
        cursor.execute(f"{STORED}; {BEHIND}; {TOLD}")
        yield
        cursor.execute("DEALLOCATE stored; DEALLOCATE behind; DEALLOCATE told")


@pytest.fixture
def files_in_memory(settings):
    settings.STORAGES = settings.STORAGES | {"default": {"BACKEND": "django.core.files.storage.InMemoryStorage"}}


@pytest.mark.django_db
@pytest.mark.parametrize("code", ["13.71", "13"], ids=["kota", "province"])
def test_no_random_walk_reaches_an_illegal_state(everybody, prepared, files_in_memory, code):
    # The second reviewer is an approver too: the two-person rule is put to the test.
    both, office = everybody["penelaah.kedua"], everybody["pejabat"].memberships.get().office
    both.memberships.create(office=office, role="approver", starts_on="2020-01-02")
    Road.people, Road.code, Road.offices = everybody, code, defaultdict(list)
    Road.seen, Road.alone = Counter(), 0
    for held in Membership.objects.select_related("office"):
        Road.offices[held.user_id].append(held.office)
    with pytest.raises(EnoughSteps):
        run_state_machine_as_test(
            Road,
            settings=settings(
                max_examples=WALKS,
                stateful_step_count=STEPS,
                derandomize=True,
                deadline=None,
                phases=[Phase.generate],  # a failing walk is told as it is: shrinking takes minutes
                suppress_health_check=list(HealthCheck),
            ),
        )
    assert Road.seen.total() == ENOUGH
    assert len(Road.seen) >= 15, "the walks did not get around"
    assert Road.alone, "nobody tried to decide alone"
