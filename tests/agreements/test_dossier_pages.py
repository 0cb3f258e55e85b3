"""The dossier page and its tabs: what each reader is told, for every status, at a constant price."""

import re
from datetime import datetime, timedelta

import pytest
from django.utils import translation

from agreements.documentation import GUARD_SENTENCES
from agreements.enums import PaperKind, Status
from agreements.lifecycle.steps import STEPS
from agreements.models import IntentSigning
from agreements.papers import PAPER_MODELS
from agreements.services import ROAD
from cooperation.enums import Relations
from cooperation.models import Hold
from cooperation.working_days import JAKARTA, clock_end, today
from tests.agreements.factories import (
    DossierFactory,
    EventFactory,
    MeetingFactory,
    OpinionFactory,
    RecommendationFactory,
    RemarkFactory,
    TalkRoundFactory,
)
from tests.agreements.furnished import answer_checklist
from tests.client import AuditingClient
from tests.factories import CountryFactory, OfficeFactory, PartnerFactory

TABS = ("", "papers/", "remarks/", "opinions/", "contacts/", "history/")
#: Queries a dossier page may cost, counted in these statuses.
MOST_QUERIES = 20
COUNTED = (Status.STUDYING, Status.VERIFYING, Status.PLAN_REVISION, Status.DISCUSSING)


@pytest.fixture
def padang(officer_padang):
    return officer_padang.memberships.get().office.region


def at(day):
    return datetime(2026, 3, day, 10, tzinfo=JAKARTA)


def open_tab(user, dossier, tab=""):
    return AuditingClient().login(user).get(f"{dossier.get_absolute_url()}{tab}")


@pytest.mark.parametrize("status", [status for status in Status if status not in COUNTED])
def test_every_tab_opens_in_every_status_but_those_that_are_counted(status, padang, officer_padang, reviewer):
    dossier = DossierFactory(region=padang, sent=True, status=status, return_to=Status.VERIFYING)
    for user in (officer_padang, reviewer):
        client = AuditingClient().login(user)
        answers = {tab: client.get(f"{dossier.get_absolute_url()}{tab}").status_code for tab in TABS}
        assert answers == dict.fromkeys(TABS, 200)


@pytest.mark.parametrize("status", COUNTED)
def test_tab_opens_and_costs_the_same_however_much_it_holds(
    status, padang, officer_padang, reviewer, approver, django_assert_max_num_queries
):
    counts = []
    for rows in (1, 30):
        dossier = DossierFactory(
            region=padang, sent=True, status=status, return_to=Status.VERIFYING, due_on=today() - timedelta(days=3)
        )
        OpinionFactory(dossier=dossier, due_on=today() - timedelta(days=2))
        MeetingFactory(dossiers=[dossier], offices=[OfficeFactory(ministry=True)], held=True)
        for model in PAPER_MODELS.values():
            model.objects.create(dossier=dossier, sent_at=dossier.created_at)
        for _ in range(rows):
            RemarkFactory(dossier=dossier, step=Status.VERIFYING, by=reviewer)
            EventFactory(dossier=dossier, by=reviewer)
            RecommendationFactory(dossier=dossier, by=reviewer, voided_at=dossier.created_at, voided_because="left")
        costs = {}
        for user in (officer_padang, reviewer, approver):
            client = AuditingClient().login(user)
            for tab in TABS if user == officer_padang else (*TABS, "checklist/"):
                with django_assert_max_num_queries(MOST_QUERIES) as queries:
                    assert client.get(f"{dossier.get_absolute_url()}{tab}").status_code == 200
                costs[user.email, tab] = len(queries)
        counts.append(costs)
    assert counts[0] == counts[1]


def test_tabs_count_what_is_open(padang, officer_padang, reviewer):
    dossier = DossierFactory(region=padang, sent=True, status=Status.VERIFYING)
    for state in ("open", "open", "answered"):
        RemarkFactory(dossier=dossier, by=reviewer, state=state)
    OpinionFactory(dossier=dossier)
    OpinionFactory(dossier=dossier, closed_at=dossier.created_at)
    MeetingFactory(dossiers=[dossier], offices=[OfficeFactory(ministry=True)])
    TalkRoundFactory(dossier=dossier, recorded_by=reviewer)
    tabs = {tab["url"].split("/")[-2]: tab["count"] for tab in open_tab(officer_padang, dossier).context["tabs"]}
    counted = {name: tabs[name] for name in ("papers", "remarks", "opinions", "contacts")}
    assert counted == {"papers": None, "remarks": 2, "opinions": 1, "contacts": 2}


def test_next_step_lists_what_is_missing_with_the_way_to_mend_it(padang, officer_padang):
    dossier = DossierFactory(region=padang, status=Status.EXPLORING)
    page = open_tab(officer_padang, dossier)
    assert f"/dossiers/{dossier.number}/contacts/add/" in page.text
    assert 'aria-disabled="true"' in page.text


def test_reader_without_the_turn_sees_whose_it_is_and_no_button(padang, reviewer):
    dossier = DossierFactory(region=padang, sent=True, status=Status.STUDYING)
    page = open_tab(reviewer, dossier)
    assert padang.name in page.text.partition("next-step-turn")[2].partition("</p>")[0]
    assert set(re.findall(r"/moves/(\w+)/", page.text)) == {"assign"}


def test_clock_shows_the_working_days_left(padang, officer_padang):
    due = clock_end(today(), 7)
    dossier = DossierFactory(region=padang, status=Status.AT_COUNCIL, due_on=due)
    officer_padang.language = "en"
    officer_padang.save()
    assert "7 working days left" in open_tab(officer_padang, dossier).text


def test_ended_intent_and_unknown_term_are_marked(padang, officer_padang, head_padang):
    ended = DossierFactory(region=padang, intent_expired=True)
    IntentSigning.objects.create(dossier=ended, expires_on=today() - timedelta(days=30))
    unknown = DossierFactory(region=padang, term_unknown=True)
    officer_padang.language = "en"
    officer_padang.save()
    assert "LoI has ended" in open_tab(officer_padang, ended).text
    assert "/moves/renew_intent/" in open_tab(head_padang, ended).text
    assert "Term unknown" in open_tab(officer_padang, unknown).text
    assert "/moves/complete_term/" in open_tab(officer_padang, unknown).text


def test_stage_keeps_the_day_it_was_reached(padang, officer_padang):
    dossier = DossierFactory(region=padang, status=Status.EXPLORING, created_at=at(1))
    EventFactory(dossier=dossier, name="opened", from_status="initiated", to_status="initiated", at=at(1))
    EventFactory(dossier=dossier, name="start_exploring", from_status="initiated", to_status="exploring", at=at(5))
    EventFactory(dossier=dossier, name="contact_added", from_status="exploring", to_status="exploring", at=at(20))
    interest, exploration, *_ahead = open_tab(officer_padang, dossier).context["stages"]
    assert (interest["note"][:2], exploration["note"][:2]) == ("1 ", "5 ")


def test_hold_is_said_with_its_reason(padang, officer_padang):
    dossier = DossierFactory(region=padang, status=Status.INTENT_SIGNED)
    Hold.objects.create(region=padang, reason="Belum ada laporan tahun 2025.")
    assert "Belum ada laporan tahun 2025." in open_tab(officer_padang, dossier).text


def test_advice_inside_the_ministry_stays_there(padang, officer_padang, reviewer, kemlu):
    dossier = DossierFactory(region=padang, sent=True, status=Status.CONFIRMED)
    OpinionFactory(dossier=dossier)
    RecommendationFactory(dossier=dossier, by=reviewer, reasons="Hanya untuk Kementerian.")
    EventFactory(dossier=dossier, name="recommend", by=reviewer)
    told = {user.email: "".join(open_tab(user, dossier, tab).text for tab in TABS) for user in (officer_padang, kemlu)}
    for text in told.values():
        assert "Hanya untuk Kementerian." not in text
        assert reviewer.name not in text
    assert "Hanya untuk Kementerian." in open_tab(reviewer, dossier, "remarks/").text


def test_every_status_says_whose_turn_it_is_and_what_to_do():
    assert set(STEPS) == set(Status)
    with translation.override("id"):
        assert all(str(step.task) for step in STEPS.values())


@pytest.mark.parametrize(("known", "said"), [(Relations.YES, True), (Relations.UNKNOWN, False)])
def test_diplomatic_relations_are_claimed_only_where_they_are_known(known, said, padang, officer_padang):
    country = CountryFactory(diplomatic_relations=known)
    dossier = DossierFactory(region=padang, status=Status.INITIATED, partner=PartnerFactory(country=country))
    lines = open_tab(officer_padang, dossier).context["step"]["needs"]
    assert (GUARD_SENTENCES["relations_exist"] in [line["label"] for line in lines if line["done"]]) is said


def test_history_names_the_paper_that_was_begun(padang, officer_padang):
    dossier = DossierFactory(region=padang, status=Status.STUDYING)
    EventFactory(dossier=dossier, name="paper_started", data={"paper": "intent", "version": 1})
    assert str(PaperKind.INTENT.label) in open_tab(officer_padang, dossier, "history/").text


def test_rejection_is_not_what_the_ministry_is_led_to(padang, reviewer):
    dossier = DossierFactory(region=padang, sent=True, status=Status.DISCUSSING)
    answer_checklist(dossier, reviewer)
    page = open_tab(reviewer, dossier)
    assert page.context["step"]["title"] == ROAD.moves["send_to_partner"].label
    assert "/moves/recommend/" in page.text
