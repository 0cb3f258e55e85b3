"""Reference data: loaded once, then the administrators'. Loading again adds what is missing, changes nothing."""

import csv
from pathlib import Path

import holidays
from django.db import transaction

from cooperation.enums import HolidayKind, OfficeKind, RegionKind, TimeZone
from cooperation.models import Country, CountryAlias, Holiday, Office, Region
from cooperation.signals import holidays_changed

DATA = Path(__file__).parent / "data"

HOLIDAY_YEARS = range(2024, 2028)
HOLIDAY_CATEGORIES = {HolidayKind.NATIONAL: "public", HolidayKind.COLLECTIVE: "government"}

#: The island group, first digit of a region's code, decides its zone, but for two provinces of Kalimantan.
ZONE_OF_ISLANDS = {
    "1": TimeZone.WIB,
    "2": TimeZone.WIB,
    "3": TimeZone.WIB,
    "5": TimeZone.WITA,
    "6": TimeZone.WITA,
    "7": TimeZone.WITA,
    "8": TimeZone.WIT,
    "9": TimeZone.WIT,
}
WESTERN_KALIMANTAN = ("61", "62")

#: Administrative units of Jakarta: no government of their own.
NOT_AUTONOMOUS = ("31.01", "31.71", "31.72", "31.73", "31.74", "31.75")

#: Provinces whose name says itself what they are.
NAMED_IN_FULL = ("Aceh", "Daerah")


def rows(name):
    with open(DATA / name, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@transaction.atomic
def load():
    """Insert what is missing; return {table: number of new rows}."""
    return {
        "regions": insert(Region, regions()),
        "regional offices": insert(Office, regional_offices()),
        "other offices": insert(Office, other_offices()),
        "countries": insert(Country, countries()),
        "country aliases": insert(CountryAlias, aliases()),
        "holidays": load_holidays(),
    }


def insert(model, objects):
    """Insert the rows whose keys are not there yet; return how many."""
    before = model.objects.count()
    model.objects.bulk_create(objects, ignore_conflicts=True)
    return model.objects.count() - before


# Places


def time_zone(code):
    return TimeZone.WIB if code[:2] in WESTERN_KALIMANTAN else ZONE_OF_ISLANDS[code[0]]


def regions():
    return [
        Region(
            code=row["code"],
            name=row["name"],
            kind=row["kind"],
            parent_id=row["parent_code"] or None,
            latitude=row["latitude"],
            longitude=row["longitude"],
            time_zone=time_zone(row["code"]),
            is_autonomous=row["code"] not in NOT_AUTONOMOUS,
        )
        for row in rows("regions.csv")
    ]


def countries():
    return [
        Country(
            alpha2=row["alpha2"],
            alpha3=row["alpha3"],
            name_en=row["name_en"],
            name_id=row["name_id"],
            diplomatic_relations=row["diplomatic_relations"],
            relations_note=row["note"],
        )
        for row in rows("countries.csv")
    ]


def aliases():
    return [CountryAlias(alias=row["alias"], country_id=row["alpha2"]) for row in rows("country_aliases.csv")]


# Offices


def short_name(region):
    """`Provinsi Jawa Barat`, `Daerah Istimewa Yogyakarta`, `Kota Padang`"""
    plain = region.kind != RegionKind.PROVINCE or region.name.startswith(NAMED_IN_FULL)
    return region.name if plain else f"Provinsi {region.name}"


def regional_offices():
    """A government for every autonomous region that has none."""
    return [
        Office(
            name=f"Pemerintah {short_name(region)}",
            short_name=short_name(region),
            kind=OfficeKind.REGION,
            region=region,
        )
        for region in Region.objects.autonomous().filter(office=None)
    ]


def other_offices():
    """Of each kind of which there is none: once there is one, the list is the administrators'."""
    present = set(Office.objects.values_list("kind", flat=True).distinct())
    return [Office(**row) for row in rows("offices.csv") if row["kind"] not in present]


# Holidays


def load_holidays():
    """Years without any day are filled; others are the administrators' (collective leave is sometimes revoked)."""
    kept = set(Holiday.objects.values_list("day__year", flat=True))
    days = [day for day in known_holidays() if day.day.year not in kept]
    Holiday.objects.bulk_create(days)
    if days:
        holidays_changed.send(sender=Holiday, days={day.day for day in days})
    return len(days)


def known_holidays():
    found = {}
    for kind, category in HOLIDAY_CATEGORIES.items():
        calendar = holidays.country_holidays("ID", years=HOLIDAY_YEARS, categories=(category,), language="id")
        for day, name in sorted(calendar.items()):
            found.setdefault(day, Holiday(day=day, name=name, kind=kind))
    return list(found.values())
