"""What a person may not see does not exist; who may do anything with a dossier sees it."""

import pytest
import rules
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from agreements.enums import Status
from agreements.lifecycle.change import MOVES as CHANGE_MOVES
from agreements.models import Dossier
from cooperation.models import Membership, Office, User
from tests.agreements.factories import DossierFactory
from tests.people import SEAT_OF, office, region

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]

OF_HOME_AFFAIRS = "penelaah penelaah.kedua pejabat evaluator auditor admin"

#: Which dossiers of `archive` exist for whom.
SEEN = {
    "petugas.padang pimpinan.padang": {"draft", "sent", "asked"},
    "petugas.bukittinggi pimpinan.bukittinggi plh.bukittinggi": {"neighbour"},
    "petugas.sumbar pimpinan.sumbar": {"draft", "sent", "asked", "neighbour", "province"},
    "petugas.kupang pimpinan.kupang": {"far"},
    "petugas.ntt pimpinan.ntt": {"far"},
    OF_HOME_AFFAIRS: {"sent", "asked", "neighbour", "province"},
    "pariwisata": {"asked"},
    "kemlu": {"asked"},
}


@pytest.fixture
def archive(everybody):
    """{name: dossier}: drafts of Padang and Kupang, and dossiers that were sent."""
    found = {
        "draft": DossierFactory(region=region("13.71")),
        "sent": DossierFactory(region=region("13.71"), sent=True),
        "asked": DossierFactory(region=region("13.71"), sent=True),
        "neighbour": DossierFactory(region=region("13.75"), sent=True),
        "province": DossierFactory(region=region("13"), sent=True),
        "far": DossierFactory(region=region("53.71")),
    }
    found["asked"].consulted.set(office(address) for address in ("kemlu", "pariwisata"))
    return found


def test_person_sees_exactly_their_dossiers(archive, everybody):
    for address, names in [(address, names) for addresses, names in SEEN.items() for address in addresses.split()]:
        user = everybody[address]
        visible = set(Dossier.objects.visible_to(user))
        assert {name for name, dossier in archive.items() if dossier in visible} == names, address
        permitted = {name for name, dossier in archive.items() if user.has_perm("agreements.view_dossier", dossier)}
        assert permitted == names, address


def test_everybody_is_asked_about():
    assert {address for addresses in SEEN for address in addresses.split()} == set(SEAT_OF)


def test_whoever_has_left_or_is_disabled_sees_nothing(archive, everybody, stranger):
    left, disabled = everybody["petugas.padang"], everybody["penelaah"]
    left.memberships.update(ends_on="2026-01-31")
    User.objects.filter(pk=disabled.pk).update(is_active=False)
    for user in (left, disabled, stranger):
        assert not Dossier.objects.visible_to(User.objects.get(pk=user.pk)).exists()


def test_person_of_two_offices_sees_each_dossier_once(archive, everybody):
    user = everybody["petugas.padang"]
    for address in ("petugas.sumbar", "kemlu", "penelaah"):
        held = everybody[address].memberships.get()
        Membership.objects.create(user=user, office=held.office, role=held.role, starts_on=held.starts_on)
    user = User.objects.get(pk=user.pk)
    assert sorted(Dossier.objects.visible_to(user).values_list("pk", flat=True)) == sorted(
        dossier.pk for name, dossier in archive.items() if name != "far"
    )


#: Asked about nothing at all, or about a meeting, a follow-up or a change of it.
NOT_ON_DOSSIERS = {
    "agreements.open_dossier",
    "agreements.read_register",
    "agreements.convene_meeting",
    "agreements.issue_invitation",
    "agreements.do_follow_up",
    "agreements.confirm_follow_up",
    "agreements.chase_follow_up",
    "agreements.write_change",
    "agreements.read_progress",
    *(f"agreements.{move.name}" for move in CHANGE_MOVES),
}


def permissions_on_dossiers():
    return [
        name for name in rules.permissions.permissions if name.startswith("agreements.") and name not in NOT_ON_DOSSIERS
    ]


def test_whoever_may_do_anything_sees_the_dossier(archive, everybody):
    permissions = permissions_on_dossiers()
    for status in Status.values:
        Dossier.objects.update(status=status)
        dossiers = set(Dossier.objects.select_related("region", "province"))
        for user in everybody.values():
            for dossier in dossiers.difference(Dossier.objects.visible_to(user)):
                held = [name for name in permissions if user.has_perm(name, dossier)]
                assert not held, (status, user, held)


# Any memberships, any dossiers: the two checks agree

REGIONS = ("13", "13.71", "13.75", "53", "53.71")
OTHERS = ("penelaah", "kemlu", "pariwisata")
SPANS = {
    "now": ("2020-01-01", None),
    "last day": ("2020-01-01", "2026-03-02"),
    "over": ("2020-01-01", "2026-03-01"),
    "to come": ("2026-03-03", None),
}

memberships = st.lists(
    st.tuples(
        st.integers(0, 7), st.sampled_from(["officer", "head", "reviewer", "consulted"]), st.sampled_from([*SPANS])
    ),
    max_size=4,
    unique_by=lambda held: held[:2],
)
dossiers = st.lists(
    st.tuples(st.sampled_from(REGIONS), st.booleans(), st.sets(st.integers(5, 7))), min_size=1, max_size=5
)


@pytest.fixture
def offices(db):
    found = [Office.objects.get(region=code) for code in REGIONS]
    return found + [office(address) for address in OTHERS]


def is_seen(dossier, held):
    """The rule of visibility once more, in plain words: does this office see this dossier?"""
    if held.kind == "region":
        return dossier.region_id == held.region_id or dossier.region_id.startswith(f"{held.region_id}.")
    if held.kind == "home_affairs":
        return dossier.first_sent_at is not None
    return held in dossier.consulted.all()


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(holding=memberships, made=dossiers, closed=st.sets(st.integers(0, 7), max_size=2))
def test_scope_query_and_object_check_agree(offices, holding, made, closed):
    user = User.objects.create(email=f"{User.objects.count()}@jembatan.example", name="Siti")
    Office.objects.update(is_active=True)
    Office.objects.filter(pk__in=[offices[index].pk for index in closed]).update(is_active=False)
    for index, role, span in holding:
        starts_on, ends_on = SPANS[span]
        user.memberships.create(office=offices[index], role=role, starts_on=starts_on, ends_on=ends_on)
    here = []
    for code, sent, asked in made:
        here.append(DossierFactory(region=region(code), sent=sent))
        here[-1].consulted.set(offices[index] for index in asked)
    user = User.objects.get(pk=user.pk)
    visible = set(Dossier.objects.visible_to(user).filter(pk__in=[dossier.pk for dossier in here]))
    serving = [offices[index] for index, _role, span in holding if span in ("now", "last day") and index not in closed]
    assert visible == {dossier for dossier in here if any(is_seen(dossier, held) for held in serving)}
    for dossier in here:
        assert user.has_perm("agreements.view_dossier", dossier) is (dossier in visible)
    permissions = permissions_on_dossiers()
    for dossier in set(here) - visible:
        held = [name for name in permissions if user.has_perm(name, dossier)]
        assert not held, held
