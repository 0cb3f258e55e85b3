"""The list of dossiers: who sees which, filters in the address, search, order, words of a row, weight."""

import gzip
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from agreements.enums import Status
from agreements.models import Dossier
from agreements.search import matching
from cooperation import paging
from cooperation.working_days import on_date, today, working_days_between, working_days_left
from tests.agreements.factories import DossierFactory, OpinionFactory, copies
from tests.agreements.padang import reading
from tests.factories import CountryAliasFactory, CountryFactory, HolidayFactory, PartnerFactory, RegionFactory
from tests.people import region

LIST = reverse("agreements:dossier-list")

MONDAY = date(2026, 3, 2)


@pytest.fixture
def on_monday():
    with on_date(MONDAY):
        yield


def numbers(response):
    return [line["dossier"].number for line in response.context["lines"]]


def found(client, **query):
    response = client.get(LIST, query)
    assert response.status_code == 200
    return set(numbers(response))


def text_of(response):
    return " ".join(response.content.decode().split())


def dossier(number, **fields):
    fields.setdefault("region", region("13.71"))
    return DossierFactory(number=number, **{"sent": True, **fields})


# Who sees which


def test_list_holds_what_the_reader_may_see(officer_padang, officer_sumbar, officer_kupang, reviewer, kemlu, stranger):
    draft = dossier("PADANG-DRAFT", sent=False)
    sent = dossier("PADANG-SENT")
    OpinionFactory(dossier=sent)
    dossier("KUPANG", region=region("53.71"))
    assert found(reading(officer_padang)) == {draft.number, sent.number}
    assert found(reading(officer_sumbar)) == {draft.number, sent.number}
    assert found(reading(officer_kupang)) == {"KUPANG"}
    assert found(reading(reviewer)) == {"PADANG-SENT", "KUPANG"}
    assert found(reading(kemlu)) == {"PADANG-SENT"}
    assert found(reading(stranger)) == set()


def test_choices_are_those_of_visible_dossiers(officer_padang, officer_sumbar, reviewer):
    vietnam, japan = CountryFactory(alpha2="VN", name_en="Vietnam"), CountryFactory(alpha2="JP", name_en="Japan")
    dossier("ONE", partner=PartnerFactory(country=vietnam))
    dossier("TWO", region=region("13.75"), partner=PartnerFactory(country=japan))
    dossier("THREE", region=region("53.71"), partner=PartnerFactory(country=japan), sent=False)

    def choices(user, name):
        form = reading(user).get(LIST).context["filter"].form
        return [value for value, _label in form.fields[name].choices if value] if name in form.fields else None

    assert choices(officer_padang, "region") is None  # one region needs no choice
    assert choices(officer_padang, "country") == ["VN"]
    assert choices(officer_sumbar, "region") == ["13.71", "13.75"]
    assert choices(officer_sumbar, "country") == ["JP", "VN"]
    assert choices(reviewer, "region") == ["13.71", "13.75"]


# Filters


def test_filters_narrow_the_list(reviewer):
    client = reading(reviewer)
    vietnam, japan = CountryFactory(alpha2="VN"), CountryFactory(alpha2="JP")
    fuzhou = PartnerFactory(name="Fuzhou", country=japan)
    dossier("ONE", scheme="sister", status=Status.VERIFYING, partner=PartnerFactory(name="Hue", country=vietnam))
    dossier("TWO", scheme="institution", status=Status.DRAFTING, region=region("13.75"), partner=fuzhou)
    assert found(client, region="13.75") == {"TWO"}
    assert found(client, country="VN") == {"ONE"}
    assert found(client, scheme="institution") == {"TWO"}
    assert found(client, status="verifying") == {"ONE"}
    assert found(client, partner="fuz") == {"TWO"}
    assert found(client, partner=str(fuzhou.pk)) == {"TWO"}
    assert found(client, partner="Hue", status="drafting") == set()
    assert found(client) == {"ONE", "TWO"}


@pytest.mark.parametrize(
    ("turn", "status"),
    [
        ("region", Status.DRAFTING),
        ("council", Status.AT_COUNCIL),
        ("province", Status.PLAN_AT_GOVERNOR),
        ("ministry", Status.VERIFYING),
        ("kemlu", Status.NEGOTIATING),
    ],
)
def test_turn_filter_asks_whom_it_waits_for(turn, status, auditor):
    for one in (Status.DRAFTING, Status.AT_COUNCIL, Status.PLAN_AT_GOVERNOR, Status.VERIFYING, Status.NEGOTIATING):
        dossier(one.value, status=one)
    dossier("in-force", status=Status.IN_FORCE)
    dossier("stopped", status=Status.STOPPED)
    assert found(reading(auditor), turn=turn) == {status.value}


def test_my_turn_is_that_of_the_readers_own_seat(
    officer_padang, officer_sumbar, officer_bukittinggi, reviewer, approver, auditor, kemlu, tourism
):
    dossier("REGION", status=Status.DRAFTING)
    dossier("COUNCIL", status=Status.AT_COUNCIL)
    dossier("GOVERNOR", status=Status.DRAFT_AT_GOVERNOR)
    dossier("PROVINCE", status=Status.DRAFTING, region=region("13"))
    dossier("MINISTRY", status=Status.CONFIRMED)
    dossier("IN-FORCE", status=Status.IN_FORCE)
    OpinionFactory(dossier=dossier("ASKED", status=Status.VERIFYING))
    kemlu_office = kemlu.memberships.get().office
    dossier("TALKS", status=Status.NEGOTIATING).consulted.add(kemlu_office)

    def mine(user):
        return found(reading(user), turn="mine")

    assert mine(officer_padang) == {"REGION", "COUNCIL"}
    assert mine(officer_sumbar) == {"GOVERNOR", "PROVINCE"}
    assert mine(officer_bukittinggi) == set()
    assert mine(reviewer) == mine(approver) == {"MINISTRY", "ASKED"}
    assert mine(auditor) == set()
    assert mine(kemlu) == {"ASKED", "TALKS"}
    assert mine(tourism) == set()


def test_clock_filter_asks_about_dates(on_monday, reviewer):
    def day(days):
        return MONDAY + timedelta(days=days)

    HolidayFactory(day=date(2026, 3, 4))
    dossier("LATE", status=Status.VERIFYING, due_on=day(-1))
    dossier("TODAY", status=Status.VERIFYING, due_on=day(0))
    dossier("TENTH", status=Status.VERIFYING, due_on=date(2026, 3, 17))  # the tenth working day after a holiday
    dossier("ELEVENTH", status=Status.VERIFYING, due_on=date(2026, 3, 18))
    dossier("INTENT-OVER", status=Status.INTENT_SIGNED, intent_expires_on=day(-1))
    dossier("INTENT-90", status=Status.INTENT_SIGNED, intent_expires_on=day(90))
    dossier("INTENT-91", status=Status.INTENT_SIGNED, intent_expires_on=day(91))
    signed = {"status": Status.IN_FORCE, "agreement_signed_on": day(-900), "intent_expires_on": day(-800)}
    dossier("UNKNOWN", **signed)
    dossier("ENDS-180", ends_on=day(180), **signed)
    dossier("ENDS-181", ends_on=day(181), **signed)
    dossier("STOPPED", status=Status.STOPPED, intent_expires_on=day(-1))
    client = reading(reviewer)
    assert found(client, clock="overdue") == {"LATE"}
    assert found(client, clock="soon") == {"TODAY", "TENTH"}
    assert found(client, clock="intent_expired") == {"INTENT-OVER"}
    assert found(client, clock="intent_ending") == {"INTENT-90"}
    assert found(client, clock="intent_to_renew") == {"INTENT-OVER", "INTENT-90"}
    assert found(client, clock="term_unknown") == {"UNKNOWN"}
    assert found(client, clock="ending") == {"ENDS-180"}


@pytest.mark.parametrize(
    "query",
    [
        {"status": "bogus"},
        {"region": "99.99"},
        {"region": "53.71"},  # exists, but no dossier of it is visible
        {"country": "ZZ"},
        {"scheme": "1"},
        {"turn": "nobody"},
        {"clock": "never"},
        {"sort": "price"},
        {"q": "a\0b"},
        {"q": "x" * 101},
        {"partner": "x" * 101},
    ],
)
def test_bad_parameter_is_named_and_the_rest_still_filters(query, reviewer):
    dossier("ONE", status=Status.VERIFYING)
    dossier("TWO", status=Status.DRAFTING, region=region("13.75"))
    response = reading(reviewer).get(LIST, {**query, **({} if "status" in query else {"status": "drafting"})})
    assert response.status_code == 200
    (name,) = query
    assert f'href="#id_{name}"' in response.content.decode()
    assert set(numbers(response)) == ({"ONE", "TWO"} if "status" in query else {"TWO"})


@pytest.mark.parametrize("page", ["abc", "-1", "99999", "1e3", ""])
def test_bad_page_number_shows_a_page(page, reviewer):
    dossier("ONE")
    assert numbers(reading(reviewer).get(LIST, {"page": page})) == ["ONE"]


@pytest.mark.parametrize("partner", ["0", "99999999999999999999", "²⁹⁷⁸⁵³", "nobody"])
def test_unknown_partner_finds_nothing(partner, reviewer):
    dossier("ONE")
    response = reading(reviewer).get(LIST, {"partner": partner})
    assert numbers(response) == []
    assert "Nothing found" in text_of(response)


def test_partner_is_found_by_the_key_of_one_merged_into_it(reviewer):
    stays = PartnerFactory()
    dossier("ONE", partner=stays)
    dossier("TWO")
    gone = PartnerFactory(country=stays.country, merged_into=stays)
    assert numbers(reading(reviewer).get(LIST, {"partner": gone.pk})) == ["ONE"]


# Search


@pytest.fixture
def searched(db):
    RegionFactory(code="33.74", name="Kota Semarang")
    vietnam = CountryFactory(alpha2="VN", name_en="Viet Nam", name_id="Vietnam")
    china = CountryFactory(alpha2="CN", name_en="China", name_id="Tiongkok")
    CountryAliasFactory(alias="RRT", country=china)
    vung_tau = PartnerFactory(name="Bà Rịa-Vũng Tàu", name_id="Provinsi Ba Ria Vung Tau", country=vietnam)
    fuzhou = PartnerFactory(name="Fuzhou", name_local="福州市", country=china)
    dossier("KSDPL-13.71-2026-004", partner=vung_tau, title="Tourism and waste management")
    dossier("KSDLL-33.74-2025-001", region=RegionFactory(code="33.74"), partner=fuzhou, title="Smart city 2030")
    dossier("KSDPL-13.75-2026-001", region=region("13.75"), partner=None, title="Vocational education")
    return {"padang": "KSDPL-13.71-2026-004", "semarang": "KSDLL-33.74-2025-001", "bukittinggi": "KSDPL-13.75-2026-001"}


SEARCHES = [
    ("KSDPL-13.71-2026-004", "padang"),
    ("ksdpl-13.71", "padang"),
    ("33.74-2025", "semarang"),  # the letters before it may be left out
    ("padang", "padang"),
    ("Kota Semarang", "semarang"),
    ("vũng", "padang"),
    ("ba ria", "padang"),  # without its marks
    ("Bà Rịa–Vũng Tàu", "padang"),  # with another dash
    ("福州", "semarang"),
    ("vietnam", "padang"),
    ("viet nam", "padang"),
    ("RRT", "semarang"),
    ("tiongkok", "semarang"),
    ("touri", "padang"),  # the beginning of a word
    ("WASTE tourism", "padang"),
    ("padang vietnam tourism", "padang"),  # words of different kinds
    ("padang fuzhou", ""),
    ("education", "bukittinggi"),
    ("ourism", ""),
    ("13", "padang bukittinggi"),
    ("!!", "padang semarang bukittinggi"),  # no word at all
    ("%", "padang semarang bukittinggi"),
    ("_", "padang semarang bukittinggi"),
    ("' OR 1=1", ""),
]


def test_search_finds_by_number_names_and_subject(searched, reviewer):
    client = reading(reviewer)
    for text, expected in SEARCHES:
        these = {searched[name] for name in expected.split()}
        assert {one.number for one in matching(Dossier.objects.all(), text)} == these, text
        if text in ("福州", "%", "padang fuzhou"):
            assert found(client, q=text) == these, text


class TestAnyText(TestCase):
    @given(st.text(max_size=100))
    @settings(max_examples=150, deadline=None)
    def test_search_takes_any_text(self, text):
        list(matching(Dossier.objects.all(), text.replace("\0", "")))


def test_search_can_use_the_indexes(searched):
    """Without scanning the dossiers, whatever the word is found in."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        plan = matching(Dossier.objects.order_by(), "padang").explain()
    for index in ("dossier_title_words", "region", "number"):
        assert index in plan
    assert "Seq Scan on agreements_dossier" not in plan


# Order and pages


def test_sort_orders_the_list(on_monday, reviewer):
    client = reading(reviewer)
    b = PartnerFactory(name="Brisbane")
    a = PartnerFactory(name="Aomori")
    c = PartnerFactory(name="Canberra")
    dossier("ONE", status=Status.IN_FORCE, region=region("53.71"), partner=b)
    dossier("TWO", status=Status.VERIFYING, region=region("13.71"), partner=c, due_on=MONDAY + timedelta(days=9))
    dossier("THREE", status=Status.AT_COUNCIL, region=region("13.75"), partner=a, due_on=MONDAY)

    def order(**query):
        return numbers(client.get(LIST, query))

    assert order() == order(sort="newest") == ["THREE", "TWO", "ONE"]
    assert order(sort="due") == ["THREE", "TWO", "ONE"]
    assert order(sort="region") == ["TWO", "THREE", "ONE"]  # 13.71, 13.75, 53.71
    assert order(sort="partner") == ["THREE", "ONE", "TWO"]
    assert order(sort="status") == ["THREE", "TWO", "ONE"]


def test_pages_of_25_keep_the_filter(reviewer):
    partner = PartnerFactory()
    for _ in range(27):
        DossierFactory(region=region("13.71"), partner=partner, sent=True, status=Status.VERIFYING)
    dossier("OTHER", status=Status.DRAFTING)
    client = reading(reviewer)
    first = client.get(LIST, {"status": "verifying", "sort": "region"})
    assert len(numbers(first)) == 25
    assert "?status=verifying&amp;sort=region&amp;page=2" in first.content.decode()
    second = client.get(LIST, {"status": "verifying", "sort": "region", "page": "2"})
    assert len(numbers(second)) == 2
    assert "26–27 of 27" in text_of(second)


def test_long_list_stops_counting(monkeypatch, reviewer):
    monkeypatch.setattr(paging, "MOST_ROWS", 30)
    partner = PartnerFactory()
    for _ in range(32):
        DossierFactory(region=region("13.71"), partner=partner, sent=True)
    client = reading(reviewer)
    assert "1–25 of more than 30" in text_of(client.get(LIST))
    assert len(numbers(client.get(LIST, {"page": 2}))) == 5


# Rows


def row(client):
    (line,) = client.get(LIST).context["lines"]
    return line


def test_row_says_whose_turn_it_is_to_this_reader(officer_padang, officer_sumbar, reviewer):
    dossier("ONE", status=Status.PLAN_AT_GOVERNOR)
    assert row(reading(officer_padang))["turn"] == "the Governor of Sumatera Barat"
    assert row(reading(officer_sumbar))["turn"] == "Your turn"
    assert row(reading(reviewer))["turn"] == "the Governor of Sumatera Barat"


@pytest.mark.parametrize(
    ("status", "dates", "words"),
    [
        (Status.VERIFYING, {"due_on": 9}, "7 working days left"),
        (Status.VERIFYING, {"due_on": -3}, "1 working day late"),
        (Status.VERIFYING, {"due_on": 0}, "last day today"),
        (Status.INTENT_SIGNED, {"intent_expires_on": 40}, "40 days left"),
        (Status.INTENT_SIGNED, {"intent_expires_on": 200}, "LoI until 18 Sep 2026"),
        (Status.INTENT_SIGNED, {"intent_expires_on": -2}, "LoI has ended"),
        (Status.IN_FORCE, {"agreement_signed_on": -100, "ends_on": 100}, "100 days left"),
        (Status.IN_FORCE, {"agreement_signed_on": -100}, "Term unknown"),
    ],
)
def test_row_says_how_much_time_is_left(on_monday, reviewer, status, dates, words):
    """Counted over a weekend on Monday, 2 March 2026."""
    dossier("ONE", status=status, **{name: MONDAY + timedelta(days=days) for name, days in dates.items()})
    assert words in text_of(reading(reviewer).get(LIST))


def test_days_left_of_many_dates_are_those_of_each(on_monday, db):
    HolidayFactory(day=date(2026, 3, 5))
    HolidayFactory(day=date(2026, 2, 17))
    days = [MONDAY + timedelta(days=n) for n in range(-30, 60)]
    left = working_days_left([*days, None])
    assert left == {day: working_days_between(today(), day) for day in days}
    assert working_days_left([]) == {}


def test_empty_list_teaches(officer_padang, reviewer):
    own = reading(officer_padang).get(LIST)
    assert "You open it" in text_of(own)
    assert reverse("agreements:dossier-new") in own.content.decode()
    others = reading(reviewer).get(LIST)
    assert "Regions open dossiers" in text_of(others)
    assert reverse("agreements:dossier-new") not in others.content.decode()


# What it costs


BUSIEST = {
    "q": "padang partner",
    "region": "13.71",
    "partner": "partner",
    "country": "VN",
    "clock": "soon",
    "turn": "mine",
    "sort": "status",
}


def test_list_takes_the_same_queries_for_1_3_and_500(reviewer, head_padang, officer_sumbar, kemlu):
    clients = [reading(user) for user in (reviewer, head_padang, officer_sumbar, kemlu)]
    one = dossier(
        "ONE",
        partner=PartnerFactory(country=CountryFactory(alpha2="VN")),
        status=Status.VERIFYING,
        due_on=today() + timedelta(days=3),
    )
    OpinionFactory(dossier=one)
    plain, busy = [[] for _client in clients], [[] for _client in clients]
    for rows in (1, 3, 500):
        copies(one, rows - Dossier.objects.count())
        for who, client in enumerate(clients):
            for counts, query in ((plain, {}), (busy, BUSIEST)):
                with CaptureQueriesContext(connection) as captured:
                    response = client.get(LIST, query)
                assert len(numbers(response)) == min(rows, 25) or query
                counts[who].append(len(captured))
    for of_plain, of_busy in zip(plain, busy, strict=True):
        assert len(set(of_plain)) == len(set(of_busy)) == 1, (plain, busy)
        assert of_plain[0] <= of_busy[0] <= 12


@pytest.mark.parametrize("who", ["officer_padang", "reviewer", "kemlu"])
def test_visibility_is_one_condition_on_indexed_columns(who, request):
    """A second condition joined by OR, even an impossible one, makes PostgreSQL read all dossiers."""
    sql = str(Dossier.objects.visible_to(request.getfixturevalue(who)).query)
    assert " OR " not in sql
    assert '"id" IS NULL' not in sql


def test_list_is_light(reviewer):
    copies(dossier("ONE", status=Status.VERIFYING, due_on=today()), 30)
    assert len(gzip.compress(reading(reviewer).get(LIST).content)) <= 15_000
