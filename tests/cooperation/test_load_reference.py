"""Reference data: complete, consistent, loaded once, left alone afterwards."""

from collections import Counter
from io import StringIO

import pytest
from django.core.management import call_command
from django.db.models import F

from cooperation import reference
from cooperation.enums import HolidayKind, OfficeKind, TimeZone
from cooperation.models import Country, CountryAlias, Holiday, Office, Region
from cooperation.signals import holidays_changed

pytestmark = pytest.mark.django_db


def load():
    out = StringIO()
    call_command("load_reference", stdout=out)
    return out.getvalue()


@pytest.fixture(scope="class")
def loaded(shared_reference):
    """Loaded once for all who look at it."""
    with shared_reference():
        yield


def test_load_reference_says_what_is_new(nobody):
    assert load().splitlines() == [
        "regions: 552 new",
        "regional offices: 546 new",
        "other offices: 19 new",
        "countries: 250 new",
        "country aliases: 119 new",
        "holidays: 108 new",
    ]
    assert {line.partition(": ")[2] for line in load().splitlines()} == {"0 new"}


def test_load_reference_asks_few_queries(nobody, django_assert_max_num_queries):
    with django_assert_max_num_queries(30):
        reference.load()


def test_new_holidays_are_announced_to_running_clocks():
    heard = []

    def listen(days, **kwargs):
        heard.append(days)

    holidays_changed.connect(listen)
    try:
        reference.load()
        reference.load()
    finally:
        holidays_changed.disconnect(listen)
    assert [len(days) for days in heard] == [108]


@pytest.mark.usefixtures("loaded")
class TestLoaded:
    # Regions

    def test_regions_are_38_provinces_416_kabupaten_98_kota(self):
        assert Counter(Region.objects.values_list("kind", flat=True)) == {"province": 38, "kabupaten": 416, "kota": 98}

    def test_regions_lie_in_the_province_of_their_code(self):
        for region in Region.objects.exclude(parent=None):
            assert region.parent_id == region.code[:2]
        assert not Region.objects.exclude(latitude__range=(-12, 7), longitude__range=(94, 142)).exists()

    def test_regions_that_are_not_autonomous_are_those_of_jakarta(self):
        codes = Region.objects.filter(is_autonomous=False).values_list("code", flat=True)
        assert list(codes) == ["31.01", "31.71", "31.72", "31.73", "31.74", "31.75"]

    @pytest.mark.parametrize(
        ("code", "zone"),
        [
            ("11", TimeZone.WIB),
            ("13.71", TimeZone.WIB),
            ("21", TimeZone.WIB),
            ("31", TimeZone.WIB),
            ("36.71", TimeZone.WIB),
            ("51", TimeZone.WITA),
            ("52", TimeZone.WITA),
            ("53.71", TimeZone.WITA),
            ("61", TimeZone.WIB),
            ("62.71", TimeZone.WIB),
            ("63", TimeZone.WITA),
            ("64", TimeZone.WITA),
            ("65", TimeZone.WITA),
            ("71", TimeZone.WITA),
            ("76", TimeZone.WITA),
            ("81", TimeZone.WIT),
            ("82", TimeZone.WIT),
            ("91.71", TimeZone.WIT),
            ("96", TimeZone.WIT),
        ],
    )
    def test_regions_keep_the_zone_of_their_province(self, code, zone):
        assert Region.objects.get(code=code).time_zone == zone

    # Offices

    def test_offices_stand_for_every_autonomous_region(self):
        assert set(Office.objects.filter(kind=OfficeKind.REGION).values_list("region", flat=True)) == set(
            Region.objects.autonomous().values_list("code", flat=True)
        )

    @pytest.mark.parametrize(
        ("code", "name", "short_name"),
        [
            ("13.71", "Pemerintah Kota Padang", "Kota Padang"),
            ("13", "Pemerintah Provinsi Sumatera Barat", "Provinsi Sumatera Barat"),
            ("11", "Pemerintah Aceh", "Aceh"),
            ("34", "Pemerintah Daerah Istimewa Yogyakarta", "Daerah Istimewa Yogyakarta"),
            ("11.01", "Pemerintah Kabupaten Aceh Selatan", "Kabupaten Aceh Selatan"),
        ],
    )
    def test_offices_are_named_as_governments_name_themselves(self, code, name, short_name):
        office = Office.objects.get(region=code)
        assert (office.name, office.short_name) == (name, short_name)

    def test_offices_of_the_centre_are_one_home_affairs_one_kemlu_and_the_ministries(self):
        assert Counter(Office.objects.values_list("kind", flat=True)) == {
            "region": 546,
            "home_affairs": 1,
            "foreign_affairs": 1,
            "technical_ministry": 17,
        }

    # Countries

    def test_countries_carry_relations_with_their_reference(self):
        assert Counter(Country.objects.values_list("diplomatic_relations", flat=True)) == {
            "yes": 195,
            "no": 3,
            "unknown": 52,
        }
        taiwan = Country.objects.get(alpha2="TW")
        assert taiwan.diplomatic_relations == "no"
        assert "Jakarta Globe" in taiwan.relations_note
        assert not Country.objects.filter(relations_note="").exists()
        assert not Country.objects.filter(relations_note__contains="[S").exists()

    def test_country_aliases_never_contradict_a_country_name(self):
        names = {}
        for country in Country.objects.all():
            names[country.name_en.casefold()] = names[country.name_id.casefold()] = country.pk
        for alias in CountryAlias.objects.all():
            assert names.get(alias.alias.casefold(), alias.country_id) == alias.country_id

    # Holidays

    def test_holidays_of_four_years_hold_national_days_and_collective_leave(self):
        counted = Counter(Holiday.objects.values_list("day__year", "kind"))
        assert counted == {
            (2024, HolidayKind.NATIONAL): 19,
            (2024, HolidayKind.COLLECTIVE): 10,
            (2025, HolidayKind.NATIONAL): 17,
            (2025, HolidayKind.COLLECTIVE): 11,
            (2026, HolidayKind.NATIONAL): 17,
            (2026, HolidayKind.COLLECTIVE): 8,
            (2027, HolidayKind.NATIONAL): 18,
            (2027, HolidayKind.COLLECTIVE): 8,
        }

    @pytest.mark.parametrize(
        ("day", "name", "kind"),
        [
            ("2026-08-17", "Hari Kemerdekaan Republik Indonesia", "national"),
            ("2026-03-19", "Hari Suci Nyepi", "national"),
            ("2026-12-24", "Cuti Bersama Hari Raya Natal", "collective"),
            ("2025-08-18", "Cuti Bersama Hari Kemerdekaan Republik Indonesia", "collective"),
            ("2024-11-27", "Hari Pemilihan Kepala Daerah", "national"),
        ],
    )
    def test_holidays_carry_indonesian_names(self, day, name, kind):
        holiday = Holiday.objects.get(day=day)
        assert (holiday.name, holiday.kind) == (name, kind)

    # What an administrator edited

    def test_load_reference_changes_nothing_that_was_edited(self):
        Region.objects.filter(code="31").update(name="Daerah Khusus Jakarta")
        Office.objects.filter(kind=OfficeKind.HOME_AFFAIRS).update(name="Ditjen Bina Administrasi Kewilayahan")
        Office.objects.filter(kind=OfficeKind.TECHNICAL_MINISTRY).update(name=F("short_name"))
        Country.objects.filter(alpha2="TW").update(diplomatic_relations="unknown", relations_note="Kemlu, 2026")
        Holiday.objects.filter(day="2026-12-24").delete()
        Holiday.objects.filter(day="2026-05-15").update(name="Digeser")

        assert set(reference.load().values()) == {0}

        assert Region.objects.get(code="31").name == "Daerah Khusus Jakarta"
        assert Office.objects.filter(kind=OfficeKind.HOME_AFFAIRS).count() == 1
        assert Office.objects.filter(kind=OfficeKind.TECHNICAL_MINISTRY).count() == 17
        assert Country.objects.get(alpha2="TW").relations_note == "Kemlu, 2026"
        assert not Holiday.objects.filter(day="2026-12-24").exists()
        assert Holiday.objects.get(day="2026-05-15").name == "Digeser"

    def test_load_reference_restores_what_is_missing(self):
        Office.objects.filter(region="13.71").delete()
        Region.objects.filter(code="13.71").delete()
        Holiday.objects.filter(day__year=2027).delete()
        added = {table: count for table, count in reference.load().items() if count}
        assert added == {"regions": 1, "regional offices": 1, "holidays": 26}
