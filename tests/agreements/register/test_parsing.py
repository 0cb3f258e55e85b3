"""A row is understood, or refused with every problem under its column."""

from datetime import date

import pytest

from agreements.enums import Scheme, Sector, Status
from agreements.register import words
from agreements.register.parsing import Parser, Refused
from agreements.register.reading import Row
from agreements.register.words import Kind
from cooperation.enums import PartnerKind, PartnerTier, Precision
from cooperation.names import plain
from cooperation.working_days import on_date
from tests.agreements.register.conftest import GOOD


def parse(**cells):
    cells = GOOD | cells
    return Parser().parse(Row(number=7, cells=cells, original=tuple(cells.values())))


def problems(**cells):
    with pytest.raises(Refused) as refusal:
        parse(**cells)
    return {problem.column: problem.message for problem in refusal.value.problems}


# Scheme, instrument, partner


def test_regions_of_one_cell_stand_between_semicolons_or_lines(places):
    entry = parse(indonesian_region="Kota Padang; 32.71\nKota Padang", region_level="")
    assert [region.code for region in entry.regions] == ["13.71", "32.71"]


@pytest.mark.parametrize(
    ("text", "scheme"),
    [
        ("KSDPL provinsi bersaudara", Scheme.SISTER),
        ("KSDPL kota/kabupaten bersaudara", Scheme.SISTER),
        ("KSDPL kembar", Scheme.SISTER),
        ("Sister City", Scheme.SISTER),
        ("KSDPL lainnya", Scheme.REGIONAL),
        ("KSDPL", Scheme.REGIONAL),
        ("KSDLL", Scheme.INSTITUTION),
        ("KSDLL lainnya", Scheme.INSTITUTION),
        ("KSDLL (penerusan kerja sama Pemerintah)", Scheme.FORWARDED),
    ],
)
def test_scheme_is_read_from_its_words(places, text, scheme):
    assert parse(scheme=text).scheme == scheme


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("LoI", Kind.INTENT),
        ("Letter of Intent", Kind.INTENT),
        ("Pernyataan Kehendak Kerja Sama", Kind.INTENT),
        ("LoI (agreed, not yet signed)", Kind.INTEREST),
        ("MoU proposal", Kind.INTEREST),
        ("in preparation", Kind.INTEREST),
        ("friendly exchange document (pre-MoU)", Kind.INTEREST),
        ("MoU / cooperation agreement announced", Kind.INTEREST),
        ("MoU", Kind.AGREEMENT),
        ("MoU (renewal)", Kind.AGREEMENT),
        ("Nota Kesepahaman", Kind.AGREEMENT),
        ("sister city (instrument not stated)", Kind.AGREEMENT),
        ("Minutes of Agreement", Kind.AGREEMENT),
        ("joint statement (25th anniversary)", Kind.AGREEMENT),
        ("reaffirmation", Kind.AGREEMENT),
        ("Country Programme Action Plan 2021-2025", Kind.AGREEMENT),
        ("technical cooperation (instrument not stated)", Kind.AGREEMENT),
    ],
)
def test_instrument_is_read_from_its_words(places, text, kind):
    assert parse(instrument=text).kind == kind


@pytest.mark.parametrize(
    ("partner", "name", "remark"),
    [
        ("Chungcheongnam-do (grant via a centre)", "Chungcheongnam-do", "grant via a centre"),
        ("Nanjing County (Zhangzhou, Fujian)", "Nanjing County (Zhangzhou, Fujian)", ""),
        ("George Town (Penang)", "George Town (Penang)", ""),
    ],
)
def test_remark_behind_a_partner_is_no_part_of_its_name(places, partner, name, remark):
    entry = parse(foreign_partner=partner)
    assert (entry.partner, entry.partner_remark) == (name, remark)


@pytest.mark.parametrize(
    ("partner", "scheme", "region", "kind", "tier"),
    [
        ("Fuzhou", "KSDPL kota/kabupaten bersaudara", "13.71", PartnerKind.REGIONAL_GOVERNMENT, PartnerTier.CITY),
        ("Ba Ria Province", "KSDPL kota/kabupaten bersaudara", "13.71", PartnerKind.REGIONAL_GOVERNMENT, "province"),
        ("Queensland", "KSDPL provinsi bersaudara", "31", PartnerKind.REGIONAL_GOVERNMENT, PartnerTier.PROVINCE),
        ("Jeddah", "KSDPL kota/kabupaten bersaudara", "31", PartnerKind.REGIONAL_GOVERNMENT, PartnerTier.CITY),
        ("Jung-gu", "KSDPL lainnya", "31", PartnerKind.REGIONAL_GOVERNMENT, PartnerTier.CITY),
        ("Queensland", "KSDPL lainnya", "31", PartnerKind.REGIONAL_GOVERNMENT, PartnerTier.PROVINCE),
        ("Hiroshima University", "KSDLL lainnya", "13.71", PartnerKind.UNIVERSITY, ""),
        ("JICA with Hiroshima Prefecture", "KSDLL", "13.71", PartnerKind.AGENCY, ""),
        ("Asia Foundation", "KSDLL", "13.71", PartnerKind.NONPROFIT, ""),
        ("Chengdu Panda Base", "KSDLL", "13.71", PartnerKind.OTHER, ""),
    ],
)
def test_kind_and_level_of_a_partner_follow_from_name_and_pairing(places, partner, scheme, region, kind, tier):
    entry = parse(foreign_partner=partner, scheme=scheme, indonesian_region=region, region_level="")
    assert (entry.partner_kind, entry.partner_tier) == (kind, tier)


def test_international_organisation_is_a_kind_of_its_own(places):
    entry = parse(partner_country="international organisation", scheme="KSDLL penerusan", foreign_partner="UNICEF")
    assert (entry.partner_kind, entry.country) == (PartnerKind.INTERNATIONAL, None)


# Dates and terms


@pytest.mark.parametrize(
    ("text", "stated", "signed_on", "precision"),
    [
        ("2017-05-10", "day", date(2017, 5, 10), Precision.DAY),
        ("2017-05-10", "", date(2017, 5, 10), Precision.DAY),
        ("1992-09-29", "day (poor scan)", date(1992, 9, 29), Precision.DAY),
        ("2007-01", "month (day in source is doubtful)", date(2007, 1, 1), Precision.MONTH),
        ("2017-5", "", date(2017, 5, 1), Precision.MONTH),
        ("2016", "year (inferred)", date(2016, 1, 1), Precision.YEAR),
        ("2016", "day", date(2016, 1, 1), Precision.YEAR),
        ("2016-01-01", "tahun", date(2016, 1, 1), Precision.YEAR),
        ("10 Mei 2017", "", date(2017, 5, 10), Precision.DAY),
        ("1-Agustus-2017", "", date(2017, 8, 1), Precision.DAY),
        ("May 2017", "", date(2017, 5, 1), Precision.MONTH),
        ("", "not stated", None, Precision.UNKNOWN),
        ("", "about 1998 (inferred: 25 years celebrated July 2023)", None, Precision.UNKNOWN),
    ],
)
def test_date_is_known_as_far_as_both_columns_say(places, text, stated, signed_on, precision):
    entry = parse(date_signed=text, date_precision=stated)
    assert (entry.signed_on, entry.precision) == (signed_on, precision)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("10/05/2017", "“10/05/2017” is not a date; write 2017-05-10, 2017-05 or 2017"),
        ("Waisak 2017", "“Waisak 2017” is not a date"),
        ("30 Februari 2017", "there is no day 30 Februari 2017"),
        ("2017-02-30", "there is no day 2017-02-30"),
        ("2017-13", "there is no day 2017-13"),
        ("2030-01-01", "2030-01-01 lies in the future"),
        ("0999", "0999 lies before 1945"),
    ],
)
def test_date_that_cannot_be_is_refused(places, text, message):
    with on_date(date(2026, 11, 24)):
        assert message in problems(date_signed=text)["date_signed"]


TERMS = [
    # instrument, signed, status as stated, as of -> outcome, in force from, ends
    ("MoU", "2024-03-01", "five years", "", "", date(2024, 3, 1), date(2029, 3, 1)),
    ("MoU", "2019-07", "five-year term over; not renewed", "2025-03-03", "expired", date(2019, 7, 1), date(2024, 7, 1)),
    ("MoU", "2007-01", "five-year term; six months' notice", "2007", "expired", date(2007, 1, 1), date(2012, 1, 1)),
    ("MoU", "2012", "three-year term; 21 joint projects by 2018", "2018-12", "", None, None),
    ("MoU", "2024-02-29", "one year", "", "expired", date(2024, 2, 29), date(2025, 2, 28)),
    ("MoU", "2017-05-10", "signed; reviewed every five years", "", "", None, None),
    ("MoU", "", "five years", "", "", None, None),
    ("MoU (grant)", "2025-05-26", "period 2024-2027; three shelters", "", "", date(2024, 1, 1), date(2027, 12, 31)),
    ("Action Plan 2021-2025", "2021-01-28", "five-year programme", "", "expired", date(2021, 1, 1), date(2025, 12, 31)),
    ("Action Plan 2001-2025", "2021-01-28", "running", "", "", None, None),
    ("MoU", "", "expired 2019; LoI planned in 2021", "2021-02-08", "expired", None, date(2019, 12, 31)),
    ("MoU", "", "expired; needs renewal", "2016-12-05", "expired", None, None),
    ("MoU", "2008", "stopped; no follow-up after signing", "2017", "ended", None, None),
    ("MoU", "2015", "new LoI in 2023, so it is taken as ended (inferred)", "", "ended", None, None),
    ("MoU", "2006", "dormant; Australia offers to revive it", "2012", "", None, None),
    ("MoU", "2023", "signed; previous MoU ended November 2022", "", "", None, None),
    ("MoU", "2014", "Kedaluwarsa", "", "expired", None, None),
    ("LoI", "2020", "five years", "", "", None, None),
    ("LoI", "2020", "stopped", "", "stopped", None, None),
    ("MoU proposal", "", "batal", "", "stopped", None, None),
]


@pytest.mark.parametrize(("instrument", "signed", "stated", "as_of", "outcome", "effective_on", "ends_on"), TERMS)
def test_term_and_outcome_are_read_from_what_is_stated(
    places, instrument, signed, stated, as_of, outcome, effective_on, ends_on
):
    with on_date(date(2026, 11, 24)):
        entry = parse(instrument=instrument, date_signed=signed, status_as_stated=stated, status_as_of=as_of)
    assert (entry.outcome, entry.effective_on, entry.ends_on) == (outcome, effective_on, ends_on)
    assert entry.outcome in ("", *Status)


@pytest.mark.parametrize(
    ("text", "last_day"),
    [
        ("2017-06-16", date(2017, 6, 16)),
        ("2018-02", date(2018, 2, 28)),
        ("2018-12", date(2018, 12, 31)),
        ("about 2014 (undated report)", date(2014, 12, 31)),
        ("", None),
        ("2018-13", None),
        ("recently", None),
    ],
)
def test_day_of_a_statement_is_the_last_it_may_be(places, text, last_day):
    assert parse(status_as_of=text).stated_on == last_day


# Fields


@pytest.mark.parametrize(
    ("fields", "sectors", "objectives"),
    [
        ("tourism; education", ["education", "tourism"], ["science", "potential"]),
        ("arts and culture; trade; investment", ["culture", "trade"], ["culture", "potential"]),
        ("transport", ["transport"], ["capacity"]),
        ("agriculture (fruit fly control)", ["agriculture"], ["potential"]),
        ("disaster mitigation; oyster farming", ["agriculture", "fisheries", "disaster"], ["capacity", "potential"]),
        ("creative economy", ["small_business"], ["potential"]),
        ("smart city; human resources", ["technology", "government"], ["science", "capacity"]),
        ("public health; child protection", ["health", "social"], ["other"]),
        (
            "pendidikan; perikanan; kebudayaan",
            ["education", "culture", "fisheries"],
            ["science", "culture", "potential"],
        ),
        ("mining", ["other"], ["other"]),
        ("not stated", [], []),
        ("not stated per partner", [], []),
        ("to be discussed", [], []),
        ("same as Manado-Davao", [], []),
        ("tourism; others", ["tourism"], ["potential"]),
        ("", [], []),
    ],
)
def test_fields_become_sectors_and_the_five_objects(places, fields, sectors, objectives):
    entry = parse(fields=fields)
    assert (list(entry.sectors), list(entry.objectives), entry.fields) == (sectors, objectives, fields)


def test_every_sector_falls_under_an_object_and_has_words():
    assert set(words.OBJECTIVE_OF) == set(Sector)
    assert {sector for _pattern, sector in words.SECTORS} == set(Sector) - {Sector.OTHER}


def test_field_words_are_plain():
    assert plain("Arts & culture") == "arts culture"


# Refused


def test_row_with_several_problems_names_each_column(places):
    assert problems(
        indonesian_region="Bogor",
        region_level="",
        partner_country="Wakanda",
        scheme="friendship",
        instrument="handshake",
        date_signed="yesterday",
        foreign_partner="x" * 201,
    ) == {
        "indonesian_region": "“Bogor” can be Kabupaten Bogor (32.01), Kota Bogor (32.71);"
        " write its full name or its code",
        "partner_country": "there is no country “Wakanda”",
        "scheme": "the scheme “friendship” is not known; write one of"
        " KSDPL bersaudara, KSDPL lainnya, KSDLL lainnya, KSDLL penerusan",
        "instrument": "the instrument “handshake” is not known; write LoI or MoU, for example",
        "date_signed": "“yesterday” is not a date; write 2017-05-10, 2017-05 or 2017",
        "foreign_partner": "it is longer than 200 letters",
    }


@pytest.mark.parametrize("column", ["indonesian_region", "foreign_partner", "partner_country", "scheme", "instrument"])
def test_row_without_a_required_cell_is_refused(places, column):
    assert problems(**{column: ""}) == {column: "it is empty"}


@pytest.mark.parametrize(
    ("cells", "column", "message"),
    [
        ({"foreign_partner": "=HYPERLINK(1)"}, "foreign_partner", "it holds a formula; write the value itself"),
        ({"foreign_partner": "'=1+1"}, "foreign_partner", "it holds a formula; write the value itself"),
        ({"note": "#REF!"}, "note", "it holds an error of the spreadsheet, #REF!"),
        ({"note": "bell \x07"}, "note", "This text holds invisible control characters"),
        ({"foreign_partner": "nul \x00"}, "foreign_partner", "This text holds invisible control characters"),
        ({"fields": "turned \u202e"}, "fields", "This text holds invisible control characters"),
        ({"partner_country": "international organisation"}, "partner_country", "lies in a country"),
    ],
)
def test_row_with_unusable_cells_is_refused(places, cells, column, message):
    assert message in problems(**cells)[column]


def test_row_with_a_cell_too_many_is_refused(places):
    row = Row(number=7, cells=GOOD, original=tuple(GOOD.values()), extra=("left over",))
    with pytest.raises(Refused) as refusal:
        Parser().parse(row)
    (problem,) = refusal.value.problems
    assert (problem.column, "left over" in problem.message) == ("", True)
