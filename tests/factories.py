"""Records of the foundation for tests. Traits name what differs; nothing is random."""

import factory
from django.conf import settings
from factory.django import DjangoModelFactory

from cooperation import names
from cooperation.enums import (
    HolidayKind,
    OfficeKind,
    PartnerKind,
    PartnerStatus,
    PartnerTier,
    RegionKind,
    Relations,
    Role,
)
from cooperation.models import (
    Country,
    CountryAlias,
    Holiday,
    Membership,
    Office,
    Partner,
    PartnerContact,
    Region,
    User,
)
from cooperation.reference import time_zone

PASSWORD = settings.DEMONSTRATION_PASSWORD  # of every person made here


class RegionFactory(DjangoModelFactory):
    """A kota by default, in the province its code names: `RegionFactory(code="13.71", name="Kota Padang")`."""

    class Meta:
        model = Region
        django_get_or_create = ("code",)

    class Params:
        province = factory.Trait(
            code="13",
            name=factory.LazyAttribute(lambda region: f"Provinsi {region.code}"),
            kind=RegionKind.PROVINCE,
            parent=None,
        )
        kabupaten = factory.Trait(
            kind=RegionKind.KABUPATEN, name=factory.LazyAttribute(lambda region: f"Kabupaten {region.code}")
        )
        administrative = factory.Trait(is_autonomous=False)

    code = factory.Sequence(lambda n: f"13.{n % 70:02}")  # never that of a kota of the named people
    name = factory.LazyAttribute(lambda region: f"Kota {region.code}")
    kind = RegionKind.KOTA
    parent = factory.LazyAttribute(
        lambda region: RegionFactory(province=True, code=region.code[:2], name=f"Provinsi {region.code[:2]}")
    )
    latitude = "-0.9"
    longitude = "100.4"
    time_zone = factory.LazyAttribute(lambda region: time_zone(region.code))


class OfficeFactory(DjangoModelFactory):
    """A regional government by default."""

    class Meta:
        model = Office
        django_get_or_create = ("name",)

    class Params:
        home_affairs = factory.Trait(
            kind=OfficeKind.HOME_AFFAIRS, region=None, name="Kementerian Dalam Negeri", short_name="Kemendagri"
        )
        foreign_affairs = factory.Trait(
            kind=OfficeKind.FOREIGN_AFFAIRS, region=None, name="Kementerian Luar Negeri", short_name="Kemlu"
        )
        ministry = factory.Trait(
            kind=OfficeKind.TECHNICAL_MINISTRY,
            region=None,
            name="Kementerian Pariwisata",
            short_name="Kementerian Pariwisata",
        )
        closed = factory.Trait(is_active=False)

    kind = OfficeKind.REGION
    region = factory.SubFactory(RegionFactory)
    name = factory.LazyAttribute(lambda office: f"Pemerintah {office.region.name}")
    short_name = factory.LazyAttribute(lambda office: office.region.name)


class UserFactory(DjangoModelFactory):
    class Meta:
        model = User
        django_get_or_create = ("email",)
        skip_postgeneration_save = True

    class Params:
        disabled = factory.Trait(is_active=False)
        english = factory.Trait(language="en")

    email = factory.Sequence(lambda n: f"orang{n}@jembatan.example")
    name = factory.LazyAttribute(lambda user: user.email.partition("@")[0].title())
    password = factory.django.Password(PASSWORD)


class MembershipFactory(DjangoModelFactory):
    """An officer of a region since 2020, by default."""

    class Meta:
        model = Membership

    class Params:
        plh = factory.Trait(acting="plh", ends_on="2027-12-31")

    user = factory.SubFactory(UserFactory)
    office = factory.SubFactory(OfficeFactory)
    role = Role.OFFICER
    starts_on = "2020-01-01"


class CountryFactory(DjangoModelFactory):
    """`CountryFactory(alpha2="VN", name_en="Vietnam", name_id="Vietnam")`; relations exist by default."""

    class Meta:
        model = Country
        django_get_or_create = ("alpha2",)

    class Params:
        no_relations = factory.Trait(diplomatic_relations=Relations.NO)
        to_be_asked = factory.Trait(diplomatic_relations=Relations.UNKNOWN)

    alpha2 = factory.Sequence(lambda n: f"{chr(65 + n // 26 % 26)}{chr(65 + n % 26)}")
    alpha3 = factory.LazyAttribute(lambda country: f"{country.alpha2}X")
    name_en = factory.LazyAttribute(lambda country: f"Country {country.alpha2}")
    name_id = factory.LazyAttribute(lambda country: f"Negara {country.alpha2}")
    diplomatic_relations = Relations.YES


class CountryAliasFactory(DjangoModelFactory):
    class Meta:
        model = CountryAlias
        django_get_or_create = ("alias",)

    alias = factory.Sequence(lambda n: f"Alias {n}")
    country = factory.SubFactory(CountryFactory)


class PartnerFactory(DjangoModelFactory):
    """A proposed foreign city by default."""

    class Meta:
        model = Partner

    class Params:
        province = factory.Trait(tier=PartnerTier.PROVINCE)
        university = factory.Trait(kind=PartnerKind.UNIVERSITY, tier="")
        international = factory.Trait(kind=PartnerKind.INTERNATIONAL, tier="", country=None)
        verified = factory.Trait(status=PartnerStatus.VERIFIED)
        suspended = factory.Trait(status=PartnerStatus.SUSPENDED)

    name = factory.Sequence(lambda n: f"Partner {n}")
    kind = PartnerKind.REGIONAL_GOVERNMENT
    tier = PartnerTier.CITY
    country = factory.SubFactory(CountryFactory)
    search_key = factory.LazyAttribute(
        lambda partner: names.search_key(
            Partner(name=partner.name, name_local=partner.name_local, name_id=partner.name_id)
        )
    )
    name_local = ""
    name_id = ""


class PartnerContactFactory(DjangoModelFactory):
    class Meta:
        model = PartnerContact

    partner = factory.SubFactory(PartnerFactory)
    name = factory.Sequence(lambda n: f"International Relations Desk {n}")
    email = factory.Sequence(lambda n: f"desk{n}@partner.example")


class HolidayFactory(DjangoModelFactory):
    """A national holiday by default: `HolidayFactory(day=date(2026, 3, 19))`."""

    class Meta:
        model = Holiday
        django_get_or_create = ("day",)

    class Params:
        collective = factory.Trait(kind=HolidayKind.COLLECTIVE, name="Cuti bersama")

    day = "2026-08-17"
    name = "Hari libur"
    kind = HolidayKind.NATIONAL
