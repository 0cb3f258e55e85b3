"""The demonstration's people: who is there, that they can sign in, and only in the demonstration."""

import json
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from cooperation.demonstration import SEATS
from cooperation.enums import OfficeKind, Role
from cooperation.models import Membership, Office, User
from cooperation.working_days import today
from tests import people
from tests.factories import MembershipFactory

pytestmark = pytest.mark.django_db


def run(*arguments):
    out = StringIO()
    call_command("demo_people", *arguments, stdout=out)
    return out.getvalue()


@pytest.fixture
def reference(nobody):
    call_command("load_reference", stdout=StringIO())


def test_demo_people_prints_each_seat_once_as_json(reference, settings):
    signs = json.loads(run("--json"))
    assert [set(sign) for sign in signs] == [{"email", "password", "role", "office"}] * len(SEATS)
    assert {sign["password"] for sign in signs} == {settings.DEMONSTRATION_PASSWORD}
    seats = {(sign["role"], sign["office"]) for sign in signs}
    regions = (
        "Provinsi Sumatera Barat",
        "Kota Padang",
        "Kota Bukittinggi",
        "Provinsi Nusa Tenggara Timur",
        "Kota Kupang",
    )
    assert seats == {
        *((role, region) for role in ("officer", "head") for region in regions),
        *((role, "Kementerian Dalam Negeri") for role in ("reviewer", "approver", "evaluator", "auditor", "admin")),
        ("consulted", "Kemlu"),
        ("consulted", "Kementerian Pariwisata"),
    }


def test_demo_people_can_sign_in_with_the_printed_password(reference, client):
    for sign in json.loads(run("--json")):
        assert client.login(email=sign["email"], password=sign["password"]), sign["email"]


def test_demo_people_twice_adds_nobody_and_leaves_edits(reference):
    first = run()
    User.objects.filter(email="admin@jembatan.example").update(name="Renamed")
    assert run() == first
    assert User.objects.count() == Membership.objects.count() == len(SEATS)
    assert User.objects.get(email="admin@jembatan.example").name == "Renamed"


def test_demo_people_hold_their_seats_in_the_zone_of_their_region(reference):
    run()
    kupang = User.objects.get(email="petugas.kupang@jembatan.example")
    assert (kupang.time_zone, kupang.region_codes) == ("Asia/Makassar", ["53.71"])
    acting = User.objects.get(email="plh.bukittinggi@jembatan.example").current_memberships[0]
    assert (acting.role, acting.acting, acting.ends_on is None) == (Role.HEAD, "plh", False)
    assert acting.acting_for.email == "pimpinan.bukittinggi@jembatan.example"
    assert all(user.is_demonstration and "(contoh)" in user.name for user in User.objects.all())


def test_demo_people_table_lines_up(reference):
    head, *lines = run().splitlines()
    columns = [head.index(key) for key in ("email", "password", "role", "office")]
    assert all(line[column - 1] == " " != line[column] for line in lines for column in columns[1:])


def test_demo_people_refuse_production(reference, settings):
    settings.DEMONSTRATION = False
    with pytest.raises(CommandError, match="only in the demonstration"):
        run()
    assert not User.objects.exists()


def test_demo_people_need_the_reference_data(nobody):
    with pytest.raises(CommandError, match="load_reference"):
        run()


def test_demo_people_find_the_home_affairs_office_under_another_name(reference):
    Office.objects.filter(kind=OfficeKind.HOME_AFFAIRS).update(short_name="Ditjen Bina Adwil")
    Office.objects.filter(short_name="Kementerian Pariwisata").update(short_name="Kemenpar")
    offices = {sign["role"]: sign["office"] for sign in json.loads(run("--json"))}
    assert offices["reviewer"] == "Ditjen Bina Adwil"
    assert offices["consulted"] == "Kemendikdasmen"


def test_createsuperuser_makes_the_first_administrator_of_a_site(client):
    first = {"interactive": False, "verbosity": 0, "email": "siti@kemendagri.example", "name": "Siti"}
    call_command("createsuperuser", **first)
    person = User.objects.get(email=first["email"])
    assert person.is_administrator
    client.force_login(person)
    assert "/administration/" in client.get("/").text
    Office.objects.update(is_active=False)
    with pytest.raises(CommandError, match="load_reference"):
        call_command("createsuperuser", **first | {"email": "rahma@kemendagri.example"})
    assert not User.objects.filter(email__startswith="rahma").exists()


def test_people_of_tests_are_those_of_the_demonstration():
    for seat in SEATS:
        held = people.person(seat.address).current_memberships
        replaced = [one.acting_for.email.partition("@")[0] for one in held if one.acting_for]
        assert replaced == ([seat.acting_for] if seat.acting_for else [])
        assert [(one.role, one.office.region_id or "", one.office.kind) for one in held] == [
            (seat.role, seat.region, seat.kind)
        ]
    assert User.objects.count() == len(SEATS)


def test_what_a_person_holds_today_comes_with_office_and_region(officer_padang, kemlu, django_assert_num_queries):
    day, one = today(), timedelta(days=1)
    of_region, of_ministry = officer_padang.memberships.get().office, kemlu.memberships.get().office
    MembershipFactory(user=officer_padang, office=of_region, starts_on=day - 9 * one, ends_on=day - one)
    MembershipFactory(user=officer_padang, office=of_region, starts_on=day + one)
    MembershipFactory(user=officer_padang, office=of_ministry, role=Role.CONSULTED, starts_on=day, ends_on=day)
    MembershipFactory(user=officer_padang, office__is_active=False)
    with django_assert_num_queries(1):
        held = User(pk=officer_padang.pk).current_memberships
        assert [(one.role, one.office, one.office.region and one.office.region.name) for one in held] == [
            (Role.CONSULTED, of_ministry, None),
            (Role.OFFICER, of_region, "Kota Padang"),
        ]
    assert held == list(officer_padang.memberships.current().order_by("-starts_on"))
    assert {one.user.pk for one in held} == {officer_padang.pk}
