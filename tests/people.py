"""The named people of the demonstration, as fixtures. Each stands alone: its office and region come with it.

Kota Padang is where most stories happen; Kota Bukittinggi is its neighbour under the same governor, Kota Kupang
a stranger under another one.
"""

import pytest

from cooperation.demonstration import SEATS
from cooperation.enums import OfficeKind, TimeZone
from cooperation.models import Membership
from tests.factories import MembershipFactory, OfficeFactory, RegionFactory, UserFactory

SEAT_OF = {seat.address: seat for seat in SEATS}

REGION_NAMES = {
    "13": "Sumatera Barat",
    "13.71": "Kota Padang",
    "13.75": "Kota Bukittinggi",
    "53": "Nusa Tenggara Timur",
    "53.71": "Kota Kupang",
}

OFFICE_NAMES = {
    OfficeKind.HOME_AFFAIRS: "Kementerian Dalam Negeri",
    OfficeKind.FOREIGN_AFFAIRS: "Kementerian Luar Negeri",
    OfficeKind.TECHNICAL_MINISTRY: "Kementerian Pariwisata",
}

OFFICE_TRAITS = {
    OfficeKind.HOME_AFFAIRS: "home_affairs",
    OfficeKind.FOREIGN_AFFAIRS: "foreign_affairs",
    OfficeKind.TECHNICAL_MINISTRY: "ministry",
}


def region(code):
    """One of the five regions of the demonstration, its province with it."""
    return regions({code})[code]


def office(seat):
    return offices_of([seat])[seat]


def person(address):
    """The person who signs in as `address@jembatan.example`."""
    return people([address])[address]


def people(addresses):
    """{address: person}, their offices and regions with them: a query or two for each table, however many."""
    seats = {name: SEAT_OF[name] for address in addresses for name in (SEAT_OF[address].acting_for, address) if name}
    offices = offices_of(seats.values())
    known = there_or_made(UserFactory, {seat.email: user_of(seat, offices[seat]) for seat in seats.values()})
    found = {name: known[seat.email] for name, seat in seats.items()}
    placed = set(Membership.objects.filter(user__in=found.values()).values_list("user", flat=True))
    Membership.objects.bulk_create(
        MembershipFactory.build(
            user=found[name],
            office=offices[seat],
            role=seat.role,
            plh=bool(seat.acting),
            acting_for=found.get(seat.acting_for),
        )
        for name, seat in seats.items()
        if found[name].pk not in placed
    )
    return {address: found[address] for address in addresses}


def user_of(seat, office):
    zone = office.region.time_zone if office.region else TimeZone.WIB
    return {"name": seat.name, "is_demonstration": True, "time_zone": zone}


def offices_of(seats):
    """{seat: office}"""
    places = regions({seat.region for seat in seats if seat.region})
    named = {seat: office_of(seat, places) for seat in seats}
    known = there_or_made(OfficeFactory, {fields["name"]: fields for fields in named.values()})
    return {seat: known[fields["name"]] for seat, fields in named.items()}


def office_of(seat, places):
    if not seat.region:
        return {OFFICE_TRAITS[seat.kind]: True, "name": OFFICE_NAMES[seat.kind]}
    place = places[seat.region]
    name = f"Provinsi {place.name}" if place.is_province else place.name
    return {"region": place, "name": f"Pemerintah {name}", "short_name": name}


def regions(codes):
    """{code: region}, provinces included."""
    provinces = {code[:2]: {"province": True, "name": REGION_NAMES[code[:2]]} for code in codes}
    found = there_or_made(RegionFactory, provinces)
    below = {code: {"name": REGION_NAMES[code], "parent": found[code[:2]]} for code in codes - provinces.keys()}
    return found | there_or_made(RegionFactory, below)


def there_or_made(factory, wanted):
    """{key: record} for `wanted`, {key: fields}; what does not exist yet is made with one statement."""
    if not wanted:
        return {}
    model, (key,) = factory._meta.model, factory._meta.django_get_or_create
    found = {getattr(one, key): one for one in model.objects.filter(**{f"{key}__in": list(wanted)})}
    new = [factory.build(**fields | {key: name}) for name, fields in wanted.items() if name not in found]
    return found | {getattr(one, key): one for one in model.objects.bulk_create(new)}


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
