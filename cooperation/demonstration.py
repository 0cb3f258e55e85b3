"""People of the demonstration: one of each seat, signing in with the published password."""

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.core.exceptions import ImproperlyConfigured
from django.db import transaction

from cooperation.enums import Acting, OfficeKind, Role, TimeZone
from cooperation.models import Membership, Office, User
from cooperation.working_days import today

DOMAIN = "jembatan.example"  # reserved for examples: no mail ever leaves for it

#: Long enough ago that dossiers with a history find their people in office.
IN_OFFICE_SINCE = date(2020, 1, 1)

MARK = "(contoh)"


@dataclass(frozen=True)
class Seat:
    """A person's address before the @, name, role, and office: a region's code, or kind and short name."""

    address: str
    name: str
    role: Role
    region: str = ""
    kind: OfficeKind = OfficeKind.REGION
    office: str = ""
    acting: str = ""
    #: The address of whom an acting person stands in for.
    acting_for: str = ""

    @property
    def email(self):
        return f"{self.address}@{DOMAIN}"


def of_region(code, address, name):
    return (
        Seat(f"petugas.{address}", f"Petugas {name} {MARK}", Role.OFFICER, code),
        Seat(f"pimpinan.{address}", f"Pimpinan {name} {MARK}", Role.HEAD, code),
    )


def of_ministry(address, name, role):
    return Seat(address, f"{name} {MARK}", role, kind=OfficeKind.HOME_AFFAIRS)


SEATS = (
    *of_region("13", "sumbar", "Provinsi Sumatera Barat"),
    *of_region("13.71", "padang", "Kota Padang"),
    *of_region("13.75", "bukittinggi", "Kota Bukittinggi"),
    Seat(
        "plh.bukittinggi",
        f"Wakil Pimpinan Kota Bukittinggi {MARK}",
        Role.HEAD,
        "13.75",
        acting=Acting.PLH,
        acting_for="pimpinan.bukittinggi",
    ),
    *of_region("53", "ntt", "Provinsi Nusa Tenggara Timur"),
    *of_region("53.71", "kupang", "Kota Kupang"),
    of_ministry("penelaah", "Penelaah", Role.REVIEWER),
    of_ministry("penelaah.kedua", "Penelaah Kedua", Role.REVIEWER),
    of_ministry("pejabat", "Pejabat", Role.APPROVER),
    of_ministry("evaluator", "Evaluator", Role.EVALUATOR),
    of_ministry("auditor", "Auditor", Role.AUDITOR),
    of_ministry("admin", "Admin", Role.ADMIN),
    Seat("kemlu", f"Petugas Kemlu {MARK}", Role.CONSULTED, kind=OfficeKind.FOREIGN_AFFAIRS),
    Seat(
        "pariwisata",
        f"Petugas Kementerian Pariwisata {MARK}",
        Role.CONSULTED,
        kind=OfficeKind.TECHNICAL_MINISTRY,
        office="Kementerian Pariwisata",
    ),
)


def make_people():
    """Add the missing ones; return [(seat, office)] of all. People who are there stay as they are."""
    offices = offices_of_seats()
    with transaction.atomic():
        add_missing(offices)
    return list(offices.items())


def add_missing(offices):
    there = set(User.objects.filter(email__in=[seat.email for seat in SEATS]).values_list("email", flat=True))
    missing = {seat: office for seat, office in offices.items() if seat.email not in there}
    if not missing:
        return
    password = make_password(settings.DEMONSTRATION_PASSWORD)
    people = User.objects.bulk_create(
        User(
            email=seat.email,
            name=seat.name,
            password=password,
            time_zone=office.region.time_zone if office.region else TimeZone.WIB,
            is_demonstration=True,
        )
        for seat, office in missing.items()
    )
    person_of = {person.email: person for person in people}
    standing_in = {seat.acting_for for seat in SEATS if seat.acting_for}
    holders = {
        person.email.partition("@")[0]: person
        for person in User.objects.filter(email__in=[f"{address}@{DOMAIN}" for address in standing_in])
    }
    Membership.objects.bulk_create(
        Membership(
            user=person_of[seat.email],
            office=office,
            role=seat.role,
            acting=seat.acting,
            acting_for=holders.get(seat.acting_for),
            **term(seat),
        )
        for seat, office in missing.items()
    )


def term(seat):
    """Acting assignments end; this one outlasts a demonstration."""
    if not seat.acting:
        return {"starts_on": IN_OFFICE_SINCE}
    return {"starts_on": today(), "ends_on": date(today().year + 1, 12, 31)}


def offices_of_seats():
    """{seat: office}; raises ImproperlyConfigured when the reference data is not loaded."""
    regional = {
        office.region_id: office
        for office in Office.objects.select_related("region").filter(region__in={seat.region for seat in SEATS})
    }
    others = {}
    for office in Office.objects.filter(region=None).order_by("-pk"):
        # The first of its kind serves where the named one is called otherwise now.
        others[office.kind, ""] = others[office.kind, office.short_name] = office
    try:
        return {
            seat: regional[seat.region]
            if seat.region
            else others.get((seat.kind, seat.office)) or others[seat.kind, ""]
            for seat in SEATS
        }
    except KeyError:
        raise ImproperlyConfigured("Offices are missing: run `manage.py load_reference` first.") from None
