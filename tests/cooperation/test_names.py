"""Names of partners: which meet, which only come near, which stay apart."""

import pytest

from cooperation.models import Partner
from cooperation.names import fold, likeness, near_duplicates, plain, search_key
from tests.factories import CountryFactory, PartnerFactory


@pytest.mark.parametrize(
    ("names", "folded"),
    [
        (["Fuzhou", "Fuzhou City", "Kota Fuzhou", "FUZHOU", "Fúzhōu", "Fuzhou Shi", "City of Fuzhou"], "fuzhou"),
        (
            ["Bà Rịa–Vũng Tàu", "Ba Ria-Vung Tau Province", "Tỉnh Bà Rịa - Vũng Tàu", "Provinsi Ba Ria Vung Tau"],
            "ba ria vung tau",
        ),
        (["Đà Nẵng", "Da Nang City", "Thành phố Đà Nẵng"], "da nang"),
        (["Gyeongsangbuk-do", "Gyeongsangbuk Province"], "gyeongsangbuk"),
        (["Jung-gu", "Jung District"], "jung"),
        (["Guangxi Zhuang Autonomous Region", "Daerah Otonomi Guangxi Zhuang"], "guangxi zhuang"),
        (["Sibu Municipal Council", "Sibu"], "sibu"),
        (["Prefektur Shizuoka", "Shizuoka Prefecture", "Shizuoka-ken"], "shizuoka"),
        (["São Paulo", "Estado de São Paulo", "Sao Paulo State"], "sao paulo"),
        (["福州市", "福州"], "福州"),
        (["서울특별시", "서울"], "서울"),
        (["Łódź"], "lodz"),
        (["Nanjing", "Nanjing County"], "nanjing"),
    ],
)
def test_fold_lets_spellings_meet(names, folded):
    assert {name: fold(name) for name in names} == dict.fromkeys(names, folded)


@pytest.mark.parametrize(
    ("name", "folded"),
    [("City", "city"), ("Do", "do"), ("Kota", "kota"), ("–", ""), ("", ""), ("Si Gu", "si"), ("市", "市")],
)
def test_fold_keeps_something_of_a_name_made_of_generic_words(name, folded):
    assert fold(name) == folded


@pytest.mark.parametrize(
    ("one", "other"), [("Fuzhou", "Suzhou"), ("Kochi", "Kyoto"), ("Hunan", "Henan Province"), ("Toyama", "Toyota")]
)
def test_fold_keeps_different_places_apart(one, other):
    assert fold(one) != fold(other)


def test_plain_keeps_the_words_that_tell_a_city_from_its_county():
    assert plain("Nanjing County") != plain("Nanjing")
    assert plain("  NANJING  county ") == plain("Nanjing-County") == "nanjing county"


@pytest.mark.parametrize(
    ("one", "other", "least", "most"),
    [
        ("fuzhou", "fuzhou", 1, 1),
        ("kita kyushu", "kitakyushu", 1, 1),
        ("nanjing", "nanjing zhangzhou fujian", 0.95, 0.95),
        ("heilongjiang", "heilungjiang", 0.85, 0.94),
        ("kochi", "kyoto", 0, 0),
        ("", "fuzhou", 0, 0),
    ],
)
def test_likeness_grades_names(one, other, least, most):
    assert least <= likeness(one, other) <= most
    assert likeness(one, other) == likeness(other, one)


def test_search_key_folds_every_name_once():
    partner = Partner(name="Fuzhou City", name_local="福州市", name_id="Kota Fuzhou")
    assert search_key(partner) == "fuzhou | 福州"


def test_search_key_fits_its_column():
    partner = Partner(name="ß" * 200, name_local="æ" * 200, name_id="x" * 200)
    assert len(search_key(partner)) == Partner._meta.get_field("search_key").max_length


@pytest.fixture
def china(db):
    return CountryFactory(alpha2="CN", name_en="China")


@pytest.mark.parametrize("typed", ["Fuzhou", "Fuzhou City", "Kota Fuzhou", "fu-zhou", "Fuzou", "福州"])
def test_near_duplicates_finds_spellings_of_a_partner(china, typed):
    fuzhou = PartnerFactory(name="Fuzhou", name_local="福州市", country=china)
    PartnerFactory(name="Beihai", country=china)
    assert near_duplicates([typed], china) == [fuzhou]


def test_near_duplicates_puts_the_likest_first(china):
    near = [
        PartnerFactory(name="Nanjing Hexi New Town", country=china),
        PartnerFactory(name="Nanjin", country=china),
        PartnerFactory(name="Nanjing County", country=china),
    ]
    found = near_duplicates(["Nanjing"], china)
    assert [partner.name for partner in found] == ["Nanjing County", "Nanjing Hexi New Town", "Nanjin"]
    assert set(found) == set(near)
    assert [partner.likeness for partner in found] == sorted((p.likeness for p in found), reverse=True)


def test_near_duplicates_looks_in_the_country_only(china):
    PartnerFactory(name="Fuzhou", country=CountryFactory(alpha2="TW"))
    unicef = PartnerFactory(name="UNICEF", international=True)
    assert near_duplicates(["Fuzhou", "Unicef"], china) == []
    assert near_duplicates(["Unicef"], None) == [unicef]


def test_near_duplicates_leaves_out_merged_partners(china):
    kept = PartnerFactory(name="Fuzhou", country=china)
    PartnerFactory(name="Fuzhou City", country=china, merged_into=kept)
    assert near_duplicates(["Fuzhou"], china) == [kept]


def test_near_duplicates_of_nothing_are_none(china):
    PartnerFactory(name="!!!", country=china)
    assert near_duplicates(["", "?"], china) == []


def test_near_duplicates_asks_one_query(china, django_assert_num_queries):
    PartnerFactory.create_batch(20, country=china)
    with django_assert_num_queries(1):
        near_duplicates(["Partner 1", "Mitra 1"], china)
