"""Regions and countries are found under the names that lists give them, or refused with candidates."""

import pytest

from agreements.register.places import Countries, Regions, Unclear

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def regions(reference_data):
    return Regions()


@pytest.fixture(scope="module")
def countries(reference_data):
    return Countries()


@pytest.fixture(scope="module")
def reference_data(shared_reference):
    """Read in once: here things are only looked up."""
    with shared_reference():
        yield


# Regions


def test_regions_are_found_under_the_names_lists_give_them(regions):
    wanted = {
        ("Kota Padang", ""): "13.71",
        ("Padang", ""): "13.71",
        ("padang", "kota"): "13.71",
        ("Pemerintah Kota Padang", "kota"): "13.71",
        ("Pemkot Padang", ""): "13.71",
        ("KOTA  PADANG", "Kota"): "13.71",
        ("13.71", ""): "13.71",
        ("13", "provinsi"): "13",
        ("Bogor", "kota"): "32.71",
        ("Bogor", "kabupaten"): "32.01",
        ("Kab. Bogor", ""): "32.01",
        ("Pemkab Bogor", ""): "32.01",
        ("Tebingtinggi", "kota"): "12.76",
        ("Provinsi Jawa Barat", "provinsi"): "32",
        ("Jawa Barat", "province"): "32",
        ("Jabar", "provinsi"): "32",
        ("NTT", "provinsi"): "53",
        ("NTB", ""): "52",
        ("Aceh", "provinsi"): "11",
        ("DIY", ""): "34",
        ("Daerah Istimewa Yogyakarta", "provinsi"): "34",
        ("Yogyakarta", "provinsi"): "34",
        ("Yogyakarta", "kota"): "34.71",
        ("Kota Yogyakarta", "kota"): "34.71",
        ("Provinsi DKI Jakarta", "provinsi"): "31",
        ("Jakarta", ""): "31",
        ("Gorontalo", "provinsi"): "75",
        ("Gorontalo", "kota"): "75.71",
        ("Gorontalo", "kabupaten"): "75.01",
        ("Papua", "provinsi"): "91",
        ("Papua Barat Daya", ""): "96",
    }
    assert {asked: regions.find(*asked).code for asked in wanted} == wanted


@pytest.mark.parametrize(
    ("text", "level", "message"),
    [
        ("Bogor", "", "can be Kabupaten Bogor (32.01), Kota Bogor (32.71); write its full name or its code"),
        ("Gorontalo", "", "Gorontalo (75), Kabupaten Gorontalo (75.01), Kota Gorontalo (75.71)"),
        ("Banjar", "", "Kota Banjar (32.79), Kabupaten Banjar (63.03)"),
        ("Yogyakarta", "", "Daerah Istimewa Yogyakarta (34), Kota Yogyakarta (34.71)"),
        ("Kota Atlantis", "kota", "there is no region “Kota Atlantis”; write its full name or its code"),
        ("Kota Pdang", "", "there is no region “Kota Pdang”; perhaps"),
        ("Kota Padang", "kabupaten", "does not agree with the level “kabupaten”"),
        ("Padang", "kecamatan", "the level “kecamatan” is not known"),
        ("Kota Sleman", "", "there is no region “Kota Sleman”; perhaps Kabupaten Sleman (34.04)"),
        ("99.99", "", "there is no region with the code 99.99"),
        ("Kota Administrasi Jakarta Pusat", "", "signs nothing in its own name; name the province"),
        ("31.01", "", "signs nothing in its own name; name the province Daerah Khusus Ibukota Jakarta"),
    ],
)
def test_regions_that_are_unclear_are_refused_with_candidates(regions, text, level, message):
    with pytest.raises(Unclear) as unclear:
        regions.find(text, level)
    assert message in str(unclear.value)


def test_every_region_is_found_by_its_full_name_unless_it_signs_nothing(regions):
    for region in regions.by_code.values():
        if region.is_autonomous:
            assert regions.find(region.name, region.get_kind_display() and region.kind) == region


# Countries


@pytest.mark.parametrize(
    ("text", "partner", "code"),
    [
        ("China", "Fuzhou", "CN"),
        ("Tiongkok", "Fuzhou", "CN"),
        ("RRT", "Fuzhou", "CN"),
        ("republik rakyat tiongkok", "Fuzhou", "CN"),
        ("CHN", "Fuzhou", "CN"),
        ("Korsel", "Busan", "KR"),
        ("AS", "Seattle", "US"),
        ("Amerika Serikat", "Seattle", "US"),
        ("Inggris", "Liverpool", "GB"),
        ("Côte d'Ivoire", "Abidjan", "CI"),
        ("Cote d’Ivoire", "Abidjan", "CI"),
        ("United States (territory)", "American Samoa", "AS"),
        ("France (territory)", "New Caledonia", "NC"),
        ("Taiwan", "Kaohsiung", "TW"),
    ],
)
def test_countries_are_found_under_the_names_lists_give_them(countries, text, partner, code):
    assert countries.find(text, partner).pk == code


@pytest.mark.parametrize("text", ["international organisation", "Organisasi Internasional", "internasional"])
def test_international_organisations_have_no_country(countries, text):
    assert countries.find(text, "UNICEF") is None


@pytest.mark.parametrize(
    ("text", "partner", "message"),
    [
        ("Wakanda", "Birnin Zana", "there is no country “Wakanda”"),
        ("Vietnm", "Hue", "perhaps Vietnam"),
        ("United States (territory)", "Pago Pago", "write the territory itself as the country"),
        ("Indonesia", "Kota Malang", "a partner in Indonesia is not foreign"),
    ],
)
def test_countries_that_are_unclear_are_refused(countries, text, partner, message):
    with pytest.raises(Unclear) as unclear:
        countries.find(text, partner)
    assert message in str(unclear.value)
