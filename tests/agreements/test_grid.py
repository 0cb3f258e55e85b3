"""The lifecycle grid: every status, every move, everybody. What is not written here is refused and changes nothing.

The allowed cells are written by hand from the law and the product's decisions, not taken from the table.
"""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection

from agreements.enums import ClockName, Scheme, Status
from agreements.models import Clock, CouncilReferral, Dossier, DossierEvent, Opinion, Registration
from agreements.services import ROAD
from cooperation.exceptions import Conflict
from cooperation.models import Notice
from cooperation.working_days import today
from tests.agreements.factories import DossierFactory
from tests.factories import MembershipFactory, OfficeFactory, UserFactory
from tests.people import people as everybody_of
from tests.people import region

#: Everybody, by where they stand towards a dossier of Kota Padang.
PEOPLE = {
    "officer": "petugas.padang",
    "head": "pimpinan.padang",
    "neighbour officer": "petugas.bukittinggi",
    "neighbour head": "pimpinan.bukittinggi",
    "governor officer": "petugas.sumbar",
    "governor head": "pimpinan.sumbar",
    "stranger officer": "petugas.ntt",
    "stranger head": "pimpinan.ntt",
    "reviewer": "penelaah",
    "approver": "pejabat",
    "evaluator": "evaluator",
    "auditor": "auditor",
    "admin": "admin",
    "kemlu": "kemlu",
    "technical": "pariwisata",
}

#: And towards one of Provinsi Sumatera Barat, whose kota have no say in it.
PROVINCE_PEOPLE = PEOPLE | {
    "officer": "petugas.sumbar",
    "head": "pimpinan.sumbar",
    "governor officer": "petugas.padang",
    "governor head": "pimpinan.padang",
}

REGION = {"officer", "head"}
HEAD = {"head"}
GOVERNOR = {"governor officer", "governor head"}
MINISTRY = {"reviewer", "approver"}
REVIEWER = {"reviewer"}
APPROVER = {"approver"}
KEMLU = {"kemlu"}
ASKED = {"kemlu", "technical", "governor officer", "governor head"}
CLOCK = {"clock"}

STOP = {"stop": HEAD}
INTENT = {"renew_intent": HEAD, "expire_intent": CLOCK}
AT_MINISTRY = {
    "take_up": REVIEWER,
    "ask_opinion": REVIEWER,
    "give_opinion": ASKED,
    "recommend": REVIEWER,
    "suspend": MINISTRY,
    "reject": APPROVER,
}

ALLOWED = {
    "initiated": {"start_exploring": REGION} | STOP,
    "exploring": {"begin_study": REGION} | STOP,
    "studying": {"ask_response": HEAD} | STOP,
    "awaiting_response": {"respond": APPROVER, "return_study": MINISTRY} | AT_MINISTRY | STOP,
    "responded": {"record_intent_signing": HEAD} | STOP,
    "intent_signed": {"send_to_council": HEAD} | INTENT | STOP,
    "at_council": {
        "record_council_receipt": REGION,
        "record_council_approval": REGION,
        "record_council_refusal": REGION,
        "deem_council_approved": CLOCK,
    }
    | INTENT
    | STOP,
    "council_approved": {"send_plan_to_governor": HEAD} | INTENT | STOP,
    "plan_at_governor": {
        "record_plan_receipt": GOVERNOR | REGION,
        "forward_plan": GOVERNOR,
        "return_plan": GOVERNOR,
        "send_plan_directly": HEAD,
        "lapse_governor_plan": CLOCK,
    }
    | INTENT
    | STOP,
    "verifying": {"ask_for_draft": APPROVER, "improve_plan": APPROVER} | AT_MINISTRY | INTENT | STOP,
    "plan_revision": {
        "resubmit_to_council": HEAD,
        "resubmit_to_governor": HEAD,
        "resubmit_to_minister": HEAD,
    }
    | INTENT
    | STOP,
    "drafting": {"send_draft_to_governor": HEAD} | INTENT | STOP,
    "draft_at_governor": {
        "record_draft_receipt": GOVERNOR | REGION,
        "forward_draft": GOVERNOR,
        "return_draft": GOVERNOR,
        "send_draft_directly": HEAD,
        "lapse_governor_draft": CLOCK,
    }
    | INTENT
    | STOP,
    "discussing": {"send_to_partner": MINISTRY, "return_text": MINISTRY} | AT_MINISTRY | INTENT | STOP,
    "negotiating": {"confirm_text": KEMLU, "change_text": KEMLU} | INTENT | STOP,
    "confirmed": {"approve": APPROVER} | AT_MINISTRY | INTENT | STOP,
    "approved": {"plan_signing": REGION, "record_signing": HEAD} | INTENT | STOP,
    "signed": {"register": APPROVER, "take_up": REVIEWER},
    "in_force": {
        "complete_term": REGION,
        "record_custody": MINISTRY,
        "suspend": MINISTRY,
        "end_agreement": HEAD,
        "expire_agreement": CLOCK,
    },
    "suspended": {"resume": MINISTRY, "expire_agreement": CLOCK} | STOP,
    "rejected": {},
    "stopped": {},
    "ended": {},
    "expired": {},
}

#: A province sends to the minister itself: no governor stands in between, and none is asked.
ALLOWED_TO_PROVINCE = {
    status: moves | ({"give_opinion": {"kemlu", "technical"}} if "give_opinion" in moves else {})
    for status, moves in ALLOWED.items()
} | {
    "council_approved": {"send_plan": HEAD} | INTENT | STOP,
    "plan_at_governor": INTENT | STOP,
    "plan_revision": {"resubmit_to_council": HEAD, "resubmit_to_minister": HEAD} | INTENT | STOP,
    "drafting": {"send_draft": HEAD} | INTENT | STOP,
    "draft_at_governor": INTENT | STOP,
}

#: Who holds it at the ministry: from the study to the register.
REVIEWED = [
    "studying",
    "awaiting_response",
    "responded",
    "intent_signed",
    "at_council",
    "council_approved",
    "plan_at_governor",
    "verifying",
    "plan_revision",
    "drafting",
    "draft_at_governor",
    "discussing",
    "negotiating",
    "confirmed",
    "approved",
    "signed",
    "suspended",
]
for cells in (ALLOWED, ALLOWED_TO_PROVINCE):
    for status in REVIEWED:
        cells[status] = cells[status] | {"assign": MINISTRY, "release": MINISTRY}

#: Who holds it at the governor's desk: until the draft has left it.
BEFORE_FORWARDED = [
    "initiated",
    "exploring",
    "studying",
    "awaiting_response",
    "responded",
    "intent_signed",
    "at_council",
    "council_approved",
    "plan_at_governor",
    "verifying",
    "plan_revision",
    "drafting",
    "draft_at_governor",
]
for status in BEFORE_FORWARDED:
    ALLOWED[status] = ALLOWED[status] | {"assign_at_governor": GOVERNOR, "release_at_governor": GOVERNOR}

#: What exists for a forwarded cooperation too, which does not walk this road.
FOR_EVERY_SCHEME = {
    "assign",
    "release",
    "take_up",
    "ask_opinion",
    "give_opinion",
    "recommend",
    "renew_intent",
    "expire_intent",
    "complete_term",
    "record_custody",
    "end_agreement",
    "expire_agreement",
    "suspend",
    "resume",
    "reject",
    "stop",
}

#: A plan goes back to the desk that returned it; the term of what was suspended in force runs out all the same.
RETURNED_BY = {
    "expire_agreement": Status.IN_FORCE,
    "resubmit_to_council": Status.AT_COUNCIL,
    "resubmit_to_governor": Status.PLAN_AT_GOVERNOR,
    "resubmit_to_minister": Status.VERIFYING,
}


def open_for_everything(code):
    """A dossier on which no condition beside status, scheme and tier stands against a move.

    Nobody reviews it, somebody holds it at the governor's desk, offices are asked, the council's receipt is open,
    clocks run, the LoI is over, the original is registered and not deposited yet.
    """
    dossier = DossierFactory(
        region=region(code), sent=True, origin="register", intent_expires_on=today() - timedelta(days=1)
    )
    dossier.governor_officer = UserFactory()
    dossier.save()
    for name in (ClockName.GOVERNOR_PLAN, ClockName.GOVERNOR_DRAFT, ClockName.INTENT):
        Clock.objects.create(dossier=dossier, name=name, length=5, started_on=today(), due_on=today())
    CouncilReferral.objects.create(dossier=dossier)
    Registration.objects.create(
        dossier=dossier, number="KSLN/2026/0001", original_received_on=today(), copy_issued_on=today()
    )
    return dossier


def ask(dossier, user):
    office = user.current_memberships[0].office
    Opinion.objects.create(dossier=dossier, office=office, step="verifying", due_on=today(), asked_by=user)
    dossier.consulted.add(office)


@pytest.fixture(params=["kabkota", "province"], scope="module")
def built(request, shared_rows):
    """(key of the dossier, {place: person}, allowed cells): made once, each status sees them as they were made."""
    kabkota = request.param == "kabkota"
    addresses = PEOPLE if kabkota else PROVINCE_PEOPLE
    with shared_rows():
        named = everybody_of(addresses.values())
        people = {place: named[address] for place, address in addresses.items()}
        people["not asked"] = MembershipFactory(
            office=OfficeFactory(ministry=True, name="Kementerian Kesehatan", short_name="Kemenkes"), role="consulted"
        ).user
        dossier = open_for_everything("13.71" if kabkota else "13")
        for place in ("kemlu", "technical", *(["governor head"] if kabkota else [])):
            ask(dossier, people[place])
        yield dossier.pk, people | {"clock": None}, ALLOWED if kabkota else ALLOWED_TO_PROVINCE


@pytest.fixture
def grid(built, db):
    """(dossier, {place: person}, allowed cells)"""
    dossier, people, allowed = built
    return Dossier.objects.get(pk=dossier), people, allowed


def stand(dossier, status, move):
    """Put the dossier where the cell is; only tests write a status so. What is given back somebody must hold."""
    return_to = RETURNED_BY.get(move, "")
    reviewer = dossier.governor_officer_id if move == "release" else None
    ends_on = today() - timedelta(days=1) if move == "expire_agreement" else None
    fields = {"status": status, "return_to": return_to, "reviewer_id": reviewer, "ends_on": ends_on}
    if any(getattr(dossier, name) != value for name, value in fields.items()):
        Dossier.objects.filter(pk=dossier.pk).update(**fields)
        dossier.opinions.update(step=status)
        dossier.refresh_from_db()


def stored(dossier):
    """All columns of its row, read without a model: it is asked for before and after each move."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT dossier::text FROM agreements_dossier AS dossier WHERE id = %s", [dossier.pk])
        return cursor.fetchone()


def gates_let(move, by, dossier):
    """Whether the permission and the row's own conditions let `by` try it."""
    permitted = move.by_clock if by is None else ROAD.permits(move, by, dossier)
    return permitted and ROAD.exists(move, dossier)


@pytest.mark.parametrize("status", Status.values)
def test_grid_lets_through_exactly_what_is_allowed(grid, status):
    dossier, people, allowed = grid
    let_through = {}
    for name, move in ROAD.moves.items():
        stand(dossier, status, name)
        places = {place for place, by in people.items() if gates_let(move, by, dossier)}
        if places:
            let_through[name] = places
        before = stored(dossier)
        for place in people.keys() - places:
            with pytest.raises((PermissionDenied, Conflict)):
                ROAD.perform(dossier, name, by=people[place])
        assert stored(dossier) == before, name
    assert let_through == allowed[status]
    assert not DossierEvent.objects.exists()
    assert not Notice.objects.exists()


@pytest.mark.parametrize("status", Status.values)
def test_forwarded_cooperation_knows_only_the_moves_beside_the_road(db, status):
    dossier = DossierFactory(region=region("13.71"), sent=True, scheme=Scheme.FORWARDED, status=status)
    assert {move.name for move in ROAD.existing(dossier)} <= FOR_EVERY_SCHEME


def test_grid_covers_every_move_of_the_table():
    written = {name for cells in (*ALLOWED.values(), *ALLOWED_TO_PROVINCE.values()) for name in cells}
    assert written == set(ROAD.moves)
    assert set(ALLOWED) == set(Status.values)
