"""`manage.py lifecycle`: the document from the table, its check, the moves as JSON."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import translation

from agreements.enums import Status
from agreements.lifecycle import MOVES
from agreements.lifecycle_document import document
from agreements.management.commands import lifecycle
from cooperation.enums import Role


def printed(*arguments):
    out = StringIO()
    call_command("lifecycle", *arguments, stdout=out)
    return out.getvalue()


@pytest.fixture
def path(tmp_path, monkeypatch):
    target = tmp_path / "docs" / "lifecycle.md"
    monkeypatch.setattr(lifecycle, "PATH", target)
    return target


# The document


def test_document_of_the_project_is_current():
    printed("--check")


def test_document_is_written_and_checked(path):
    with pytest.raises(CommandError, match="not current"):
        printed("--check")
    printed()
    assert path.read_text() == document()
    printed("--check")


@pytest.mark.parametrize("change", [lambda text: text + "\n", lambda text: text.replace("45", "46"), lambda text: ""])
def test_check_finds_any_difference_and_changes_nothing(change, path):
    printed()
    changed = change(path.read_text())
    path.write_text(changed)
    with pytest.raises(CommandError):
        printed("--check")
    assert path.read_text() == changed


def test_document_does_not_depend_on_the_language():
    with translation.override("id"):
        indonesian = document()
    with translation.override("en"):
        assert document() == indonesian
    assert "Awaiting the minister's response" in indonesian


def test_document_holds_every_status_move_and_arrow():
    with translation.override("en"):
        everything_is_in(document())


def everything_is_in(text):
    for status in Status:
        assert text.count(f"| `{status}` | {status.label} |") == 1
        assert f'state "{status.label}" as {status}\n' in text
    for move in MOVES:
        assert text.count(f"| `{move.name}` | {move.label} |") == 1
    assert "    at_council --> council_approved: Deemed approved by the council (clock)\n" in text
    assert "    suspended --> verifying: Resume\n" in text
    assert "--> stopped" not in text
    rows = [line for line in text.splitlines() if line.startswith("|")]
    assert {line.replace("\\|", "").count("|") for line in rows} <= {7, 9}


# JSON


@pytest.fixture(scope="module")
def moves():
    return {move["name"]: move for move in json.loads(printed("--json"))}


def test_json_names_every_move_once(moves):
    assert list(moves) == [move.name for move in MOVES]
    for move in moves.values():
        assert set(move) == {
            "name",
            "from",
            "to",
            "schemes",
            "tiers",
            "roles",
            "seats",
            "article",
            "by_clock",
        }
        assert set(move["from"]) | set(move["to"]) <= set(Status.values)
        assert set(move["roles"]) <= set(Role.values)
        assert move["from"]
        assert move["to"]
        assert bool(move["roles"]) is not move["by_clock"]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("send_plan", {"from": ["council_approved"], "to": ["verifying"], "tiers": ["province"], "roles": ["head"]}),
        ("forward_plan", {"roles": ["officer", "head"], "article": "P25 18(2), (4)", "by_clock": False}),
        ("record_council_receipt", {"from": ["at_council"], "to": ["at_council"]}),  # stays
        ("deem_council_approved", {"roles": [], "seats": [], "by_clock": True, "to": ["council_approved"]}),
        ("start_exploring", {"schemes": ["sister", "regional", "institution"], "tiers": ["province", "kabkota"]}),
        (
            "resume",  # back to where it came from
            {
                "from": ["suspended"],
                "to": ["awaiting_response", "verifying", "discussing", "confirmed", "in_force"],
                "schemes": ["sister", "regional", "institution", "forwarded"],
            },
        ),
    ],
)
def test_json_says_from_to_who_and_by_which_article(name, expected, moves):
    assert {key: moves[name][key] for key in expected} == expected


def test_json_names_the_place_of_each_seat(moves):
    assert moves["forward_plan"]["seats"] == [
        {"role": "officer", "place": "province"},
        {"role": "head", "place": "province"},
    ]
    assert moves["confirm_text"]["seats"] == [{"role": "consulted", "place": "kemlu"}]


def test_json_and_writing_are_one_or_the_other(path):
    with pytest.raises(CommandError):
        printed("--json", "--check")
