"""The help page and the words behind the table of moves."""

import gzip
import re

import pytest
from django.urls import reverse
from django.utils.html import escape
from django.utils.translation import override

from agreements import documentation
from agreements.changes import words
from agreements.enums import Status
from agreements.lifecycle import MOVES
from agreements.lifecycle.change import MOVES as CHANGE_MOVES
from agreements.lifecycle.steps import STEPS
from tests.agreements.padang import reading
from tests.client import AuditingClient

HELP = reverse("agreements:help")


def text_of(response):
    return " ".join(response.content.decode().split())


@pytest.mark.parametrize("move", MOVES, ids=lambda move: move.name)
def test_every_row_of_the_table_has_words(move):
    for guard in move.ready:
        assert documentation.GUARD_SENTENCES[guard.__name__]
    assert documentation.WHO[move.who]
    assert not move.tiers or documentation.TIERS[move.tiers]


def test_words_for_guards_and_seats_are_all_in_use():
    of_changes = {guard.__name__ for move in CHANGE_MOVES for guard in move.ready}
    assert set(words.GUARD_SENTENCES) == of_changes
    guards = {guard.__name__ for move in MOVES for guard in move.ready}
    assert set(documentation.GUARD_SENTENCES) == guards
    assert set(documentation.WHO) == {move.who for move in MOVES}
    assert set(documentation.SOURCES) <= {move.source for move in MOVES}
    assert {step.turn for step in STEPS.values()} == set(documentation.TURNS)


def test_help_shows_every_status_and_every_row(reviewer):
    page = text_of(reading(reviewer).get(HELP))
    for status in Status:
        assert f'id="status-{status}"' in page
        assert f'href="#status-{status}"' in page
    with override("en"):
        rows = [f"<strong>{escape(move.label)}</strong>" for move in MOVES]
    assert [row for row in rows if row not in page] == []
    of_road = [status for move in MOVES if move not in documentation.BESIDE for status in move.source]
    of_changes = [status for move in CHANGE_MOVES for status in move.source]
    assert page.count("<tr> <td><strong>") == len(of_road) + len(documentation.BESIDE) + len(of_changes)


def test_help_tells_who_what_where_and_how_long(reviewer):
    page = text_of(reading(reviewer).get(HELP))
    council = page.partition('id="status-at_council"')[2].partition('id="status-council_approved"')[0]
    assert "45 working days from recorded receipt, by law (Art. 17(3))." in council
    assert "Turn of: the regional council; the region records what it does." in council
    approval = council.partition("<strong>Record the approval</strong>")[2].partition("</tr>")[0]
    assert "Officer or head of the region" in approval
    assert 'href="#status-council_approved"' in approval
    assert "The receipt of the council secretariat is recorded." in approval
    refusal = council.partition("<strong>Record the refusal</strong>")[2].partition("</tr>")[0]
    assert "with a reason" in refusal
    assert 'href="#status-plan_revision"' in refusal


@pytest.mark.parametrize(("language", "words"), [("en", "How it works"), ("id", "Tata cara")])
def test_help_is_public_and_in_both_languages(language, words, db):
    response = AuditingClient(headers={"Accept-Language": language}).get(HELP)
    assert response.status_code == 200
    assert f'<html lang="{language}">' in response.content.decode()
    assert words in text_of(response)


def test_links_within_the_help_lead_somewhere(reviewer):
    page = reading(reviewer).get(HELP).content.decode()
    assert set(re.findall(r'href="#([\w-]+)"', page)) <= set(re.findall(r'id="([\w-]+)"', page))


def test_help_is_light_and_asks_the_database_for_the_targets_only(db, django_assert_num_queries):
    client = AuditingClient()
    with django_assert_num_queries(1):
        response = client.get(HELP)
    assert len(gzip.compress(response.content)) <= 15_000
