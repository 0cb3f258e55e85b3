"""Every address x every person x GET and POST, against the table written by hand in `access_table`."""

from unittest.mock import patch

import pytest
from django.template.backends.django import Template
from django.urls import URLPattern, get_resolver, reverse

from agreements.lifecycle import MOVES as ALL_MOVES
from agreements.models import Dossier
from tests import access_table as table
from tests.access_scene import address, changed, taken_back

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True, scope="module")
def undrawn():
    """Which answer a person gets is decided before the page is drawn."""
    with patch.object(Template, "render", lambda *arguments, **options: ""):
        yield


def names(patterns, space=""):
    """Names of all addresses below `patterns`."""
    for one in patterns:
        if isinstance(one, URLPattern):
            yield f"{space}{one.name}"
        else:
            yield from names(one.url_patterns, f"{one.namespace}:" if one.namespace else space)


def ask(scene, person, method, url):
    """The answer as the table writes it."""
    answer = scene.ask(person, method, url)
    led_to_sign_in = answer.status_code == 302 and answer.url.startswith(reverse("account_login"))
    return table.SIGN_IN if led_to_sign_in else answer.status_code


def label(row):
    return ",".join([row.name.partition(":")[2] or row.name, *(value.strip("=") for value in row.args)])


def test_every_address_has_a_row():
    rows = {row.name for row in table.ROWS} | table.ELSEWHERE
    assert set(names(get_resolver().url_patterns)) == rows


def compare(scene, cells, address_of, before):
    """Ask for all cells. What is only looked at, or refused, must leave every table as it was `before`."""
    wrong, urls = [], {place: address_of(place) for place in {cell[0] for cell in cells}}

    def check(place, person, method, answer):
        found = ask(scene, person, method, urls[place])
        if found != answer:
            wrong.append(f"{place} {person} {method}: {found} instead of {answer}")

    acts = [cell for cell in cells if cell[2] == "POST" and cell[3] in (200, 302, 422)]
    for cell in cells:
        if cell not in acts:
            check(*cell)
    touched = changed(before, scene.contents())
    for cell in acts:
        with taken_back():
            check(*cell)
    assert not wrong, "\n".join([f"{len(wrong)} wrong answers:", *wrong[:60]])
    assert touched == [], "looking or a refused POST changed these tables"


@pytest.mark.parametrize("row", table.ROWS, ids=label)
def test_address_answers_as_the_table_says(row, scene):
    compare(scene, list(row.cells()), lambda place: address(row, scene, place), scene.untouched)


def test_other_methods_do_nothing(scene):
    before = scene.contents()
    for row in table.ROWS:
        url = address(row, scene, row.places[0] if isinstance(row, table.Paper) else "")
        person = "head_padang" if isinstance(row, table.Paper) else "admin"
        for method in ("PUT", "DELETE"):
            assert ask(scene, person, method, url) == 405, (row.name, method)
    assert changed(before, scene.contents()) == []


# What belongs to one dossier does not exist under the number of another

OTHERS = {
    "activity-edit": "activity",
    "activity-delete": "activity",
    "contact-edit": "contact",
    "document": "document",
    "remark-answer": "remark",
    "follow-up-done": "follow_up",
    "follow-up-confirm": "done_follow_up",
    "follow-up-chase": "late_follow_up",
}


@pytest.mark.parametrize("name", OTHERS)
def test_what_belongs_to_one_dossier_is_not_under_the_number_of_another(name, scene):
    Dossier.objects.filter(pk=scene.verifying.dossier.pk).update(status="plan_revision")
    before = scene.contents()
    for other in (scene.exploring, scene.kupang):
        url = reverse(f"agreements:{name}", args=[scene.verifying.number, getattr(other, OTHERS[name])])
        for person in ("officer_padang", "head_padang", "officer_sumbar", "reviewer"):
            answers = {ask(scene, person, method, url) for method in ("GET", "POST")}
            assert answers <= {403, 404, 405}
            assert person not in table.PADANG or 404 in answers - {403}, (other.number, person)
    assert changed(before, scene.contents()) == []


# Moves


def test_every_move_has_a_row():
    assert {move.name for move in ALL_MOVES} == {*table.MOVES, *table.OF_PROVINCES, *table.OF_CLOCKS}


def move_cells(may, get):
    """GET of everybody, and the POST of whoever may not."""
    for person in sorted(table.EVERYBODY):
        refusal = 403 if person in table.SEEN_BY["verifying"] else 404
        if person in table.SIGNED_OUT:
            refusal = table.SIGN_IN
        yield "", person, "GET", get if person in may else refusal
        if person not in may:
            yield "", person, "POST", refusal


@pytest.mark.parametrize("name", table.MOVES)
def test_move_is_for_those_the_table_names(name, scene, put):
    status, may, *fields = table.MOVES[name]
    url = reverse("agreements:move", args=[scene.verifying.number, name])
    put(status, **(fields[0] if fields else {}))
    compare(scene, list(move_cells(may, 200)), lambda place: url, scene.contents())
    put("ended")
    compare(scene, [("", person, "GET", 409) for person in sorted(may)], lambda place: url, scene.contents())


@pytest.mark.parametrize("name", table.OF_PROVINCES)
def test_move_of_provinces_does_not_apply_to_a_kota(name, scene, put):
    status, may = table.OF_PROVINCES[name]
    url = reverse("agreements:move", args=[scene.verifying.number, name])
    put(status)
    compare(scene, list(move_cells(may, 409)), lambda place: url, scene.contents())


@pytest.mark.parametrize("name", [*table.OF_CLOCKS, "no_such_move", "approve%00", "..", "approve%2f"])
def test_move_of_the_clock_or_of_nobody_has_no_address(name, scene, put):
    url = f"/dossiers/{scene.verifying.number}/moves/{name}/"
    put("at_council")
    before = scene.contents()
    for person in ("head_padang", "head_sumbar", "reviewer", "approver", "admin", "kemlu"):
        assert {ask(scene, person, method, url) for method in ("GET", "POST")} == {404}, person
    assert changed(before, scene.contents()) == []


def test_moves_of_a_dossier_that_was_never_sent_do_not_exist_for_others(scene):
    before = scene.contents()
    for move in ALL_MOVES:
        url = reverse("agreements:move", args=[scene.exploring.number, move.name])
        for person in ("head_bukittinggi", "approver", "kemlu"):
            assert ask(scene, person, "POST", url) == 404, (move.name, person)
    assert changed(before, scene.contents()) == []
