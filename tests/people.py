"""The named people of the demonstration, as fixtures. All of them are in office in every test, asked for or not.

Kota Padang is where most stories happen; Kota Bukittinggi is its neighbour under the same governor, Kota Kupang
a stranger under another one.
"""

from datetime import date

import pytest
from django.db import connection

from cooperation.demonstration import SEATS, add_missing
from cooperation.enums import OfficeKind
from cooperation.models import Membership, Office, Region, User
from cooperation.working_days import on_date
from tests.factories import OfficeFactory, RegionFactory, UserFactory

SEAT_OF = {seat.address: seat for seat in SEATS}

REGION_NAMES = {
    "13": "Sumatera Barat",
    "13.71": "Kota Padang",
    "13.75": "Kota Bukittinggi",
    "53": "Nusa Tenggara Timur",
    "53.71": "Kota Kupang",
}

OFFICE_TRAITS = {
    OfficeKind.HOME_AFFAIRS: "home_affairs",
    OfficeKind.FOREIGN_AFFAIRS: "foreign_affairs",
    OfficeKind.TECHNICAL_MINISTRY: "ministry",
}

#: The acting head's assignment runs from here to the end of the next year.
FIRST_DAY = date(2026, 1, 1)


def region(code):
    """One of the five regions of the demonstration, its province with it."""
    return Region.objects.select_related("parent").get(code=code)


def office(address):
    """Where the person who signs in as `address@jembatan.example` serves."""
    return Office.objects.select_related("region").get(memberships__user__email=SEAT_OF[address].email)


def person(address):
    """The person who signs in as `address@jembatan.example`."""
    return User.objects.get(email=SEAT_OF[address].email)


def people(addresses):
    """{address: person}"""
    known = User.objects.in_bulk([SEAT_OF[address].email for address in addresses], field_name="email")
    return {address: known[SEAT_OF[address].email] for address in addresses}


# They are in every test's database, which is made with them: see tests/database.py.


def settle():
    """Makes the five regions, the offices and the people who serve there."""
    for code, name in REGION_NAMES.items():
        RegionFactory(code=code, name=name, province="." not in code)
    with on_date(FIRST_DAY):
        add_missing({seat: office_of(seat) for seat in SEATS})


def office_of(seat):
    if not seat.region:
        return OfficeFactory(**{OFFICE_TRAITS[seat.kind]: True})
    place = region(seat.region)
    name = f"Provinsi {place.name}" if place.is_province else place.name
    return OfficeFactory(region=place, name=f"Pemerintah {name}", short_name=name)


def take_out():
    """Leaves no region, office or person."""
    with connection.cursor() as cursor:
        for model in (Membership, User, Office, Region):
            cursor.execute(f"DELETE FROM {model._meta.db_table}")


@pytest.fixture
def nobody(db):
    """For tests that make regions, offices or people from nothing."""
    take_out()


# Kota Padang


@pytest.fixture
def officer_padang(db):
    """Drafts everything of Kota Padang, uploads, records what council and partner did; sends and signs nothing."""
    return person("petugas.padang")


@pytest.fixture
def head_padang(db):
    """All that the officer may, and sends, signs and stops on behalf of the mayor."""
    return person("pimpinan.padang")


# Provinsi Sumatera Barat: Padang's and Bukittinggi's governor


@pytest.fixture
def officer_sumbar(db):
    """Drafts for the province itself; forwards or returns plans and drafts of its kabupaten and kota."""
    return person("petugas.sumbar")


@pytest.fixture
def head_sumbar(db):
    """Sends and signs for the province; forwards or returns for its kabupaten and kota."""
    return person("pimpinan.sumbar")


# Kota Bukittinggi: same province, sees nothing of Padang


@pytest.fixture
def officer_bukittinggi(db):
    """Drafts for Kota Bukittinggi; what is Padang's does not exist for them."""
    return person("petugas.bukittinggi")


@pytest.fixture
def head_bukittinggi(db):
    """Sends and signs for Kota Bukittinggi."""
    return person("pimpinan.bukittinggi")


@pytest.fixture
def acting_head_bukittinggi(db):
    """Plh.: as the head of Kota Bukittinggi, until a last day."""
    return person("plh.bukittinggi")


# Nusa Tenggara Timur and Kota Kupang: another province, in WITA


@pytest.fixture
def officer_ntt(db):
    """Drafts for Nusa Tenggara Timur; sees Kupang's dossiers, none of Sumatera Barat."""
    return person("petugas.ntt")


@pytest.fixture
def head_ntt(db):
    """Sends and signs for Nusa Tenggara Timur; forwards for Kupang."""
    return person("pimpinan.ntt")


@pytest.fixture
def officer_kupang(db):
    """Drafts for Kota Kupang."""
    return person("petugas.kupang")


@pytest.fixture
def head_kupang(db):
    """Sends and signs for Kota Kupang."""
    return person("pimpinan.kupang")


# Home Affairs: sees a dossier once it was first sent to the minister


@pytest.fixture
def reviewer(db):
    """Checks, remarks, asks opinions, convenes interkem, recommends; decides nothing."""
    return person("penelaah")


@pytest.fixture
def second_reviewer(db):
    """As the reviewer: to show that another's recommendation is another's."""
    return person("penelaah.kedua")


@pytest.fixture
def approver(db):
    """Decides what somebody else recommended, issues letters."""
    return person("pejabat")


@pytest.fixture
def evaluator(db):
    """Accepts reports, evaluates, lifts holds; no part in the road to a signature."""
    return person("evaluator")


@pytest.fixture
def auditor(db):
    """Reads all, changes nothing."""
    return person("auditor")


@pytest.fixture
def admin(db):
    """Users, offices, partners, holidays, reference data; decides nothing."""
    return person("admin")


# Consulted offices: see a dossier on which they were asked


@pytest.fixture
def kemlu(db):
    """Gives opinions where asked; records partner talks and the confirmation letter."""
    return person("kemlu")


@pytest.fixture
def tourism(db):
    """A technical ministry: gives opinions where asked."""
    return person("pariwisata")


# Nobody


@pytest.fixture
def stranger(db):
    """May sign in, but holds no assignment: sees nothing of anybody."""
    return UserFactory(email="orang.luar@jembatan.example", name="Orang Luar")
