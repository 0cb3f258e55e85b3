"""The desk of whoever examines the dossiers of others: tabs, order, what a row says, who is refused."""

import gzip
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from agreements.enums import Status
from agreements.models import Dossier
from cooperation.working_days import today
from tests.agreements.factories import (
    DossierFactory,
    EventFactory,
    OpinionFactory,
    RecommendationFactory,
    RemarkFactory,
    copies,
)
from tests.agreements.padang import reading
from tests.factories import CountryFactory, OfficeFactory, PartnerFactory
from tests.people import region

QUEUE = reverse("agreements:queue")


def dossier(number, status=Status.VERIFYING, **fields):
    fields.setdefault("region", region("13.71"))
    return DossierFactory(number=number, status=status, **{"sent": True, **fields})


def numbers(client, **query):
    response = client.get(QUEUE, query)
    assert response.status_code == 200
    return [line["dossier"].number for line in response.context["lines"]]


def tabs(client, **query):
    """{tab: its count}, from the addresses of the tabs."""
    shown = client.get(QUEUE, query).context["tabs"]
    return {tab["url"].partition("tab=")[2].partition("&")[0]: tab["count"] for tab in shown}


def line(client, **query):
    (only,) = client.get(QUEUE, query).context["lines"]
    return only


def english(words):
    with override("en"):
        return str(words)


def in_days(days):
    return today() + timedelta(days=days)


# Who has a desk


@pytest.mark.parametrize("who", ["officer_padang", "head_bukittinggi", "stranger"])
def test_queue_explains_itself_to_who_has_none(who, request):
    response = reading(request.getfixturevalue(who)).get(QUEUE)
    assert response.status_code == 403
    assert "the list of dossiers" in response.content.decode()


@pytest.mark.parametrize(
    ("who", "heading"),
    [
        ("reviewer", "Review queue"),
        ("auditor", "Review queue"),
        ("kemlu", "Opinions and talks"),
        ("tourism", "Opinions and talks"),
        ("officer_sumbar", "Governor&#x27;s desk"),
    ],
)
def test_queue_is_that_of_the_readers_office(who, heading, request):
    page = reading(request.getfixturevalue(who)).get(QUEUE).content.decode()
    assert f"<h1>{heading}</h1>" in page


def test_menu_shows_the_queue_to_who_has_a_desk(officer_padang, officer_sumbar, reviewer, kemlu):
    def shown(user):
        return f'href="{QUEUE}"' in reading(user).get("/").content.decode()

    assert not shown(officer_padang)
    assert shown(officer_sumbar)
    assert shown(reviewer)
    assert shown(kemlu)


# The ministry


def test_ministry_tabs_part_its_dossiers(reviewer, second_reviewer, auditor):
    dossier("MINE", reviewer=reviewer)
    dossier("HERS", reviewer=second_reviewer)
    dossier("NOBODYS")
    dossier("SUSPENDED", Status.SUSPENDED, reviewer=reviewer)
    dossier("SIGNED", Status.SIGNED)
    dossier("AWAY", Status.PLAN_REVISION, reviewer=reviewer)
    dossier("WITH-KEMLU", Status.NEGOTIATING)
    dossier("IN-FORCE", Status.IN_FORCE)
    dossier("REJECTED", Status.REJECTED)
    dossier("DRAFT", Status.EXPLORING, sent=False)
    client = reading(reviewer)
    assert tabs(client) == {"mine": 2, "unassigned": 2, "waiting": 2, "all": 7}
    assert set(numbers(client, tab="mine")) == {"MINE", "SUSPENDED"}
    assert set(numbers(client, tab="unassigned")) == {"NOBODYS", "SIGNED"}
    assert set(numbers(client, tab="waiting")) == {"AWAY", "WITH-KEMLU"}
    assert set(numbers(client, tab="all")) == {
        "MINE",
        "HERS",
        "NOBODYS",
        "SUSPENDED",
        "SIGNED",
        "AWAY",
        "WITH-KEMLU",
    }
    assert list(tabs(reading(auditor))) == ["unassigned", "waiting", "all"]


def test_first_tab_with_something_on_it_opens(reviewer):
    dossier("NOBODYS")
    client = reading(reviewer)
    assert numbers(client) == numbers(client, tab="bogus") == ["NOBODYS"]
    dossier("MINE", reviewer=reviewer)
    assert numbers(client) == ["MINE"]
    assert numbers(client, tab="waiting") == []


def test_approver_finds_what_others_recommended(approver, reviewer):
    RecommendationFactory(dossier=dossier("DECIDE", Status.CONFIRMED), by=reviewer)
    RecommendationFactory(dossier=dossier("OWN", Status.CONFIRMED), by=approver)
    RecommendationFactory(
        dossier=dossier("VOID", Status.CONFIRMED), by=reviewer, voided_at=timezone.now(), voided_because="left"
    )
    RecommendationFactory(dossier=dossier("EARLIER", Status.CONFIRMED), by=reviewer, step=Status.VERIFYING)
    client = reading(approver)
    assert numbers(client, tab="decide") == numbers(client) == ["DECIDE"]
    assert english(line(client)["recommended"]) == "Approve the agreement"
    assert "Recommended: Approve the agreement" in client.get(QUEUE).content.decode()


def test_least_time_left_comes_first(reviewer):
    dossier("NO-CLOCK")
    dossier("LATER", due_on=in_days(30))
    dossier("LATE", due_on=in_days(-3))
    dossier("SOON", due_on=in_days(2))
    assert numbers(reading(reviewer)) == ["LATE", "SOON", "LATER", "NO-CLOCK"]


# What a row says


def test_row_tells_a_target_of_the_ministry_from_a_time_of_the_law(reviewer):
    dossier("TARGET", due_on=in_days(1))
    dossier("LAW", Status.AT_COUNCIL, due_on=in_days(2))
    client = reading(reviewer)
    shown = {row["dossier"].number: row["kind"] for row in client.get(QUEUE, {"tab": "all"}).context["lines"]}
    assert shown == {"TARGET": "target", "LAW": ""}
    assert client.get(QUEUE, {"tab": "all"}).content.decode().count("service target") == 1


def test_row_shows_opinions_of_the_present_step(reviewer):
    one = dossier("ONE")
    tourism = OfficeFactory(ministry=True)
    OpinionFactory(dossier=one, office=tourism, answer="conditions")
    OpinionFactory(dossier=one, due_on=in_days(-1))
    OpinionFactory(dossier=one, step=Status.AWAITING_RESPONSE, answer="object", office=OfficeFactory(ministry=True))
    page = " ".join(reading(reviewer).get(QUEUE).content.decode().split())
    assert 'Kementerian Pariwisata <span class="badge tone-amber">Supports with conditions</span>' in page
    assert 'Kemlu <span class="badge tone-red">late</span>' in page
    assert "Objects" not in page


def test_row_sums_up_many_opinions(reviewer):
    one = dossier("ONE")
    for n, answer in enumerate(["support", "support", "object", "", ""]):
        office = OfficeFactory(ministry=True, name=f"Kementerian {n}", short_name=f"Kementerian {n}")
        OpinionFactory(dossier=one, office=office, answer=answer)
    client = reading(reviewer)
    assert sorted(line(client)["answers"]) == [("", "", 2), ("object", "Objects", 1), ("support", "Supports", 2)]
    page = " ".join(client.get(QUEUE).content.decode().split())
    assert '2 × <span class="badge tone-green">Supports</span>' in page
    assert '2 × <span class="badge tone-grey">not yet</span>' in page


def test_row_shows_open_remarks_and_the_latest_event(reviewer):
    one = dossier("ONE", Status.PLAN_REVISION)
    RemarkFactory(dossier=one)
    RemarkFactory(dossier=one)
    RemarkFactory(dossier=one, answer="Done.")
    RemarkFactory(dossier=one, state="closed")
    RemarkFactory(dossier=one, noted=True)
    EventFactory(dossier=one, name="forward_plan")
    EventFactory(dossier=one, name="opened", at=timezone.now() - timedelta(days=9))
    client = reading(reviewer)
    assert english(line(client)["event"]["words"]) == "Governor forwarded the plan"
    page = " ".join(client.get(QUEUE).content.decode().split())
    assert "3 open" in page
    assert "waits for Kota Padang" in page


def test_advice_inside_the_ministry_stays_there(kemlu, reviewer):
    one = OpinionFactory(dossier=dossier("ONE")).dossier
    EventFactory(dossier=one, name="ask_opinion", at=timezone.now() - timedelta(days=1))
    EventFactory(dossier=one, name="recommend")
    RecommendationFactory(dossier=one, move="ask_for_draft", by=reviewer)
    assert english(line(reading(reviewer))["event"]["words"]) == "Decision recommended"
    client = reading(kemlu)
    assert english(line(client)["event"]["words"]) == "Opinion asked"
    assert "Recommended" not in client.get(QUEUE).content.decode()


def test_opinions_are_shown_to_who_may_read_them(reviewer, officer_sumbar, kemlu):
    one = OpinionFactory(dossier=dossier("ONE"), answer="object").dossier
    OpinionFactory(dossier=one, office=OfficeFactory(ministry=True), answer="support")

    def offices(user):
        return [str(opinion.office) for opinion in line(reading(user), tab="all")["opinions"]]

    assert offices(reviewer) == ["Kementerian Pariwisata", "Kemlu"]
    assert offices(kemlu) == ["Kemlu"]
    assert offices(officer_sumbar) == []


# Filters


def test_filters_keep_the_tab_and_count_its_dossiers(reviewer):
    vietnam, japan = (PartnerFactory(country=CountryFactory(alpha2=code)) for code in ("VN", "JP"))
    dossier("ONE", reviewer=reviewer, partner=vietnam, title="Waste")
    dossier("TWO", Status.CONFIRMED, reviewer=reviewer, partner=japan)
    dossier("THREE", Status.NEGOTIATING, partner=japan)
    client = reading(reviewer)
    assert numbers(client, tab="mine", country="JP") == ["TWO"]
    assert numbers(client, tab="mine", status="verifying") == ["ONE"]
    assert numbers(client, tab="mine", q="wast") == ["ONE"]
    assert numbers(client, tab="all", q="THREE") == ["THREE"]
    assert tabs(client, country="JP") == {"mine": 1, "unassigned": 0, "waiting": 1, "all": 2}
    page = client.get(QUEUE, {"tab": "mine", "country": "JP", "page": "1"}).content.decode()
    assert '<input type="hidden" name="tab" value="mine">' in page
    assert "?tab=waiting&amp;country=JP" in page
    assert (
        "No dossier under this tab fits the filter" in client.get(QUEUE, {"tab": "mine", "q": "x-y"}).content.decode()
    )


@pytest.mark.parametrize("query", [{"status": "in_force"}, {"country": "ZZ"}, {"q": "\0"}, {"page": "x"}])
def test_bad_parameter_is_no_failure(query, reviewer):
    dossier("ONE")
    assert numbers(reading(reviewer), **query) == ["ONE"]


# Consulted offices


def test_consulted_office_sees_its_own_questions_by_their_day(kemlu, tourism):
    first, second = dossier("FIRST", due_on=in_days(1)), dossier("SECOND", due_on=in_days(2))
    third = dossier("THIRD", Status.DRAFTING)
    OpinionFactory(dossier=first, due_on=in_days(9))
    OpinionFactory(dossier=second, due_on=in_days(4))
    OpinionFactory(dossier=third, answer="support")
    OpinionFactory(dossier=dossier("TOURISM"), office=tourism.memberships.get().office)
    talks = dossier("TALKS", Status.NEGOTIATING, due_on=in_days(3))
    talks.consulted.add(kemlu.memberships.get().office)
    client = reading(kemlu)
    assert tabs(client) == {"opinions": 2, "talks": 1, "waiting": 1, "all": 4}
    assert numbers(client) == ["SECOND", "FIRST"]
    shown = [row["dossier"].answer_on for row in client.get(QUEUE).context["lines"]]
    assert shown == [in_days(4), in_days(9)]
    assert numbers(client, tab="talks") == ["TALKS"]
    assert numbers(client, tab="waiting") == ["THIRD"]
    assert list(tabs(reading(tourism))) == ["opinions", "waiting", "all"]


# The governor


def test_governor_finds_plans_and_drafts_of_the_province(officer_sumbar):
    dossier("PLAN", Status.PLAN_AT_GOVERNOR, sent=False, due_on=in_days(3))
    dossier("DRAFT", Status.DRAFT_AT_GOVERNOR, region=region("13.75"), due_on=in_days(1))
    dossier("EARLY", Status.EXPLORING, sent=False)
    dossier("OWN", Status.DRAFTING, region=region("13"))
    dossier("KUPANG", Status.PLAN_AT_GOVERNOR, region=region("53.71"))
    client = reading(officer_sumbar)
    assert numbers(client) == ["DRAFT", "PLAN"]
    assert tabs(client) == {"mine": 0, "unassigned": 2, "opinions": 0, "waiting": 1, "all": 3}


# Empty, and what it costs


@pytest.mark.parametrize(
    ("who", "words"),
    [
        ("reviewer", "Dossiers whose review you took up lie here."),
        ("kemlu", "No question to your office is open."),
        ("officer_sumbar", "Plans and drafts assigned to you lie here."),
    ],
)
def test_empty_desk_teaches(who, words, request):
    assert words in reading(request.getfixturevalue(who)).get(QUEUE).content.decode()


@pytest.mark.parametrize(
    ("status", "people"),
    [(Status.VERIFYING, ("reviewer", "approver", "kemlu")), (Status.PLAN_AT_GOVERNOR, ("officer_sumbar",))],
)
def test_queue_takes_the_same_queries_for_1_3_and_500(status, people, request):
    clients = {who: reading(request.getfixturevalue(who)) for who in people}
    partner = PartnerFactory(country=CountryFactory(alpha2="VN"))
    one = OpinionFactory(dossier=dossier("ONE", status, partner=partner, due_on=in_days(3))).dossier
    RecommendationFactory(dossier=one)
    RemarkFactory(dossier=one)
    EventFactory(dossier=one)
    plain, busy = {who: [] for who in people}, {who: [] for who in people}
    for rows in (1, 3, 500):
        copies(one, rows - Dossier.objects.count())
        for who, client in clients.items():
            for counts, query in ((plain, {}), (busy, {"q": "padang one", "country": "VN", "status": status})):
                with CaptureQueriesContext(connection) as captured:
                    response = client.get(QUEUE, {"tab": "all", **query})
                assert len(response.context["lines"]) == min(rows, 25)
                counts[who].append(len(captured))
            assert len(gzip.compress(response.content)) <= 15_000
    for who in people:
        assert len(set(plain[who])) == len(set(busy[who])) == 1, (plain, busy)
        assert plain[who][0] <= busy[who][0] <= 12
