"""Decisions of the approver: what they rest on, by whom, and that whoever takes them has just signed in."""

from datetime import date, timedelta

import pytest
import time_machine
from django.core.cache import cache
from django.utils import timezone

from agreements.enums import Status, VoidCause
from agreements.lifecycle import MOVES
from agreements.models import Contact, Document, Opinion
from agreements.recommendations import void
from agreements.records import add_contact, add_document
from agreements.rules import APPROVER
from agreements.services import ROAD
from cooperation.exceptions import NotReady
from cooperation.models import Notice
from tests.agreements.factories import RecommendationFactory
from tests.agreements.furnished import FRIDAY, kemlu, no_meeting, ready, recommend
from tests.agreements.padang import address, dossier_of_padang, reading
from tests.client import form_values
from tests.factories import PASSWORD
from tests.files import pdf, upload

TEN = timedelta(minutes=10)
SECOND = timedelta(seconds=1)


@pytest.fixture(autouse=True)
def no_attempts_before():
    cache.clear()


@pytest.fixture
def waiting(approver, reviewer):
    """Padang's dossier awaiting the response, which needs no recommendation."""
    return dossier_of_padang(Status.AWAITING_RESPONSE, reviewer=reviewer)


def at(moment):
    return time_machine.travel(moment, tick=False)


def page_of(dossier, move):
    return address("move", dossier, move)


# Which are final


def test_final_moves_are_the_decisions_of_the_approver():
    assert {move.name for move in MOVES if move.final} == {
        "respond",
        "ask_for_draft",
        "improve_plan",
        "reject",
        "approve",
        "register",
    }
    assert {move.name for move in MOVES if move.who == (APPROVER,)} == {move.name for move in MOVES if move.final}


# A fresh sign-in


def test_decision_soon_after_signing_in_asks_for_nothing(waiting, approver):
    client = reading(approver)
    assert 'name="password"' not in client.get(page_of(waiting, "respond")).text
    assert client.post(page_of(waiting, "respond"), {}).status_code == 302


@pytest.mark.parametrize(("age", "asked"), [(TEN, False), (TEN + SECOND, True)])
def test_ten_minutes_are_still_fresh(waiting, approver, age, asked):
    moment = timezone.now()
    with at(moment):
        client = reading(approver)
    with at(moment + age):
        assert ('name="password"' in client.get(page_of(waiting, "respond")).text) is asked
        assert client.post(page_of(waiting, "respond"), {}).status_code == (422 if asked else 302)
    waiting.refresh_from_db()
    assert waiting.status == (Status.AWAITING_RESPONSE if asked else Status.RESPONDED)


@pytest.fixture
def stale(approver):
    """The approver, who signed in eleven minutes ago."""
    moment = timezone.now()
    with at(moment - TEN - timedelta(minutes=1)):
        return reading(approver)


def test_right_password_decides_and_is_remembered_for_ten_minutes(waiting, stale):
    typed = form_values(stale.get(page_of(waiting, "respond")).text) | {"note": "Lanjutkan.", "password": PASSWORD}
    assert stale.post(page_of(waiting, "respond"), typed).status_code == 302
    event = waiting.events.get(name="respond")
    assert PASSWORD not in str(event.data)
    method = stale.session["account_authentication_methods"][-1]
    assert (method["method"], method["reauthenticated"]) == ("password", True)
    other = dossier_of_padang(Status.AWAITING_RESPONSE)
    assert 'name="password"' not in stale.get(page_of(other, "respond")).text


@pytest.mark.parametrize("password", ["", "something-else", "a\x00b", "x" * 5000])
def test_wrong_password_decides_nothing_and_keeps_what_was_typed(waiting, stale, password):
    page = stale.post(page_of(waiting, "respond"), {"note": "Setuju dengan catatan.", "password": password})
    assert page.status_code == 422
    assert list(page.context["form"].errors) == ["password"]
    assert "Setuju dengan catatan." in page.text
    assert "something-else" not in page.text
    waiting.refresh_from_db()
    assert waiting.status == Status.AWAITING_RESPONSE


def test_right_password_is_not_asked_again_when_the_rest_has_to_be_mended(stand, monday, approver):
    walker = ready(stand, "improve_plan")
    with at(timezone.now() - TEN - SECOND):
        client = reading(walker.person(APPROVER))
    page = client.post(page_of(walker.dossier, "improve_plan"), {"note": " ", "password": PASSWORD})
    assert page.status_code == 422
    assert page.context["form"].errors
    assert "password" not in page.context["form"].errors
    assert 'name="password"' not in page.text


def test_attempts_are_limited_as_those_of_signing_in(waiting, stale, settings):
    settings.ACCOUNT_RATE_LIMITS = {"login_failed": "3/5m/key", "reauthenticate": "20/m/user"}
    for _ in range(3):
        page = stale.post(page_of(waiting, "respond"), {"password": "something-else"})
        assert "Too many" not in page.text
    page = stale.post(page_of(waiting, "respond"), {"note": "Setuju.", "password": PASSWORD})
    assert page.status_code == 422
    assert "Too many" in page.text
    assert "Setuju." in page.text
    waiting.refresh_from_db()
    assert waiting.status == Status.AWAITING_RESPONSE


def test_minutes_are_a_setting(waiting, stale, settings):
    settings.FRESH_SIGN_IN_MINUTES = 30
    assert 'name="password"' not in stale.get(page_of(waiting, "respond")).text


def test_other_moves_ask_for_no_password(waiting, reviewer):
    with at(timezone.now() - timedelta(hours=2)):
        client = reading(reviewer)
    assert 'name="password"' not in client.get(page_of(waiting, "return_study")).text


# What a decision rests on


def ask(walker):
    walker.attempt("ask_opinion")


def give_opinion(walker):
    Opinion.objects.bulk_create(
        [
            Opinion(
                dossier=walker.dossier,
                office=kemlu(),
                step=walker.dossier.status,
                due_on=FRIDAY,
                asked_by=walker.reviewer,
            )
        ]
    )
    walker.dossier.consulted.add(kemlu())
    walker.attempt("give_opinion")


def change_checklist(walker):
    walker.dossier.check_answers.filter(line="plan").delete()
    walker.answer_checklist()


def add_paper(walker):
    document = Document(kind="other", description="Surat tambahan")
    add_document(walker.dossier, document, file=upload("tambahan.pdf", pdf()), by=walker.officer)


def renew_intent(walker):
    walker.attempt("renew_intent", expires_on=date(2027, 3, 1))


def intent_ends(walker):
    walker.dossier.clocks.create(name="intent", length=5, started_on=FRIDAY, due_on=FRIDAY)
    type(walker.dossier).objects.filter(pk=walker.dossier.pk).update(intent_expires_on=FRIDAY)
    walker.dossier.refresh_from_db()
    walker.attempt("expire_intent")


SHAKEN = [
    (ask, VoidCause.ASKED),
    (give_opinion, VoidCause.OPINION),
    (change_checklist, VoidCause.CHECKLIST),
    (add_paper, VoidCause.PAPER),
    (renew_intent, VoidCause.INTENT),
    (intent_ends, VoidCause.INTENT),
]


@pytest.mark.parametrize(("change", "cause"), SHAKEN, ids=[change.__name__ for change, _cause in SHAKEN])
def test_what_a_recommendation_rested_on_changes_and_it_no_longer_holds(stand, monday, change, cause):
    walker = ready(stand, "ask_for_draft")
    change(walker)
    voided = walker.dossier.recommendations.get()
    assert voided.voided_because == cause
    with pytest.raises(NotReady):
        walker.attempt("ask_for_draft")


def test_meeting_shakes_what_was_recommended_in_its_step(stand, monday):
    walker = ready(stand, "send_to_partner")
    no_meeting(walker)
    recommend(walker, "reject")
    walker.record_meeting()
    assert walker.dossier.recommendations.get().voided_because == VoidCause.MEETING


def test_contact_with_the_partner_shakes_nothing(stand, monday):
    walker = ready(stand, "ask_for_draft")
    contact = Contact(way="remote", held_on=FRIDAY, place="-", participants="-", summary="Kabar.")
    add_contact(walker.dossier, contact, file=None, by=walker.officer)
    assert walker.dossier.recommendations.standing().exists()


# In mid-air: the approver's page is open while it happens


@pytest.fixture
def decided(stand, monday):
    """A walker beside a recommended decision, and the approver's browser."""
    walker = ready(stand, "ask_for_draft")
    return walker, reading(walker.person(APPROVER))


def test_recommendation_voided_in_mid_air_is_explained_and_what_was_typed_kept(decided):
    walker, client = decided
    dossier = walker.dossier
    page = client.get(page_of(dossier, "ask_for_draft"))
    assert walker.reviewer.name in page.text
    typed = form_values(page.text) | {"note": "Segera disusun."}
    void(dossier, VoidCause.OPINION, walker.reviewer)
    page = client.post(page_of(dossier, "ask_for_draft"), typed)
    assert page.status_code == 422
    [error] = page.context["form"].non_field_errors()
    assert f"The recommendation of {walker.reviewer} no longer holds since" in error
    assert f"an opinion was given ({walker.reviewer}). A reviewer has to recommend again." in error
    assert "Segera disusun." in page.text
    dossier.refresh_from_db()
    assert dossier.status == Status.VERIFYING
    # The dossier says the same, to the ministry alone.
    assert "no longer holds since" in client.get(dossier.get_absolute_url()).text
    assert "no longer holds" not in reading(walker.officer).get(dossier.get_absolute_url()).text


def test_recommendation_renewed_in_mid_air_is_read_before_the_decision(decided):
    walker, client = decided
    typed = form_values(client.get(page_of(walker.dossier, "ask_for_draft")).text)
    walker.attempt("recommend", recommended="ask_for_draft", reasons="Dengan syarat biaya diperjelas.")
    page = client.post(page_of(walker.dossier, "ask_for_draft"), typed)
    assert page.status_code == 422
    assert "has recommended anew since you opened this page" in page.text
    again = form_values(page.text)
    assert client.post(page_of(walker.dossier, "ask_for_draft"), again).status_code == 302


def test_decision_that_needs_no_recommendation_is_told_of_one_that_fell(waiting, approver, reviewer):
    RecommendationFactory(dossier=waiting, by=reviewer, move="respond")
    client = reading(approver)
    typed = form_values(client.get(page_of(waiting, "respond")).text)
    void(waiting, VoidCause.REMARK, reviewer)
    page = client.post(page_of(waiting, "respond"), typed)
    assert page.status_code == 422
    assert "no longer holds since" in page.text
    assert client.post(page_of(waiting, "respond"), form_values(page.text)).status_code == 302


def test_recommendation_asks_whoever_decides_to_act(decided):
    walker, _client = decided
    event = walker.attempt("recommend", recommended="ask_for_draft").event
    told = Notice.objects.filter(key=f"dossier-event-{event.pk}", reader=walker.person(APPROVER))
    assert told.values_list("kind", "task_en").get() == ("act", "Verify the four papers and decide.")


def test_decision_keeps_on_which_recommendation_it_rested(decided):
    walker, client = decided
    typed = form_values(client.get(page_of(walker.dossier, "ask_for_draft")).text)
    standing = walker.dossier.recommendations.get()
    client.post(page_of(walker.dossier, "ask_for_draft"), typed)
    assert walker.dossier.events.get(name="ask_for_draft").data["rests_on"] == str(standing.pk)


def test_void_of_a_step_that_was_left_is_not_said_in_the_next(stand, monday, english):
    walker = ready(stand, "recommend")
    walker.attempt("recommend", recommended="improve_plan")
    walker.attempt("improve_plan")
    walker.make("resubmit_to_minister")
    problems = ROAD.problems(walker.dossier, "improve_plan", walker.person(APPROVER))
    assert all("no longer holds" not in problem.message for problem in problems)
