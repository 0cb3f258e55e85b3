"""What every page says of its reader."""

import pytest

from cooperation.context_processors import office_name, site
from cooperation.working_days import now
from tests.factories import MembershipFactory


@pytest.mark.parametrize(
    ("person", "tabs"),
    [
        ("officer_padang", "reports follow-ups evaluations changes holds dossiers dossiers"),
        ("evaluator", "reports monitoring follow-ups evaluations changes holds dossiers dossiers"),
        ("kemlu", ""),
    ],
)
def test_lists_after_signing_are_those_the_reader_may_open(request, seen_by, person, tabs):
    shown = seen_by(request.getfixturevalue(person))["lists_after_signing"]
    assert " ".join(tab["url"].split("/")[1] for tab in shown) == tabs


@pytest.mark.parametrize(
    ("path", "tab"),
    [
        ("/follow-ups/?state=late", "/follow-ups/"),
        ("/dossiers/?sort=region&clock=dormant", "/dossiers/?clock=dormant&sort=activity"),
        ("/dossiers/?clock=ending", None),
    ],
)
def test_lists_after_signing_mark_the_present_one(seen_by, officer_padang, path, tab):
    context = seen_by(officer_padang, path)
    marked = [one["url"] for one in context["lists_after_signing"] if one["active"]]
    assert marked == ([tab] if tab else [])
    if path.startswith("/follow-ups/"):
        assert [entry["icon"] for entry in context["nav"] if entry["active"]] == ["report"]


def icons_of(context):
    return " ".join(entry["icon"] for entry in context["nav"])


@pytest.fixture
def seen_by(rf):
    def seen(person, path="/"):
        request = rf.get(path)
        request.user = person
        return site(request)

    return seen


@pytest.mark.parametrize(
    ("person", "icons"),
    [
        ("officer_padang", "home files calendar-event report world help-circle"),
        ("reviewer", "home files list-check calendar-event report world help-circle"),
        ("kemlu", "home files list-check calendar-event world help-circle"),
        ("admin", "home files list-check calendar-event report world settings help-circle"),
    ],
)
def test_menu_holds_what_the_reader_needs(request, seen_by, person, icons):
    assert icons_of(seen_by(request.getfixturevalue(person))) == icons


@pytest.mark.parametrize(
    ("path", "active"), [("/", "home"), ("/partners/7/", "world"), ("/profile/", None), ("/administration/", None)]
)
def test_menu_marks_the_section_the_page_is_in(seen_by, officer_padang, path, active):
    marked = [entry["icon"] for entry in seen_by(officer_padang, path)["nav"] if entry["active"]]
    assert marked == ([active] if active else [])


def test_page_without_a_menu_asks_nothing_of_the_database(seen_by, officer_padang, django_assert_num_queries):
    with django_assert_num_queries(0):
        seen_by(officer_padang)


def test_full_page_asks_for_memberships_and_unread_notices_once(seen_by, officer_padang, django_assert_num_queries):
    context = seen_by(officer_padang)
    with django_assert_num_queries(2):
        for _repeat in range(2):
            assert list(context["nav"])
            assert str(context["office_name"]) == "Kota Padang"
            assert not context["unread_notices"]


def test_unread_notices_are_the_readers_own(seen_by, officer_padang, head_padang):
    for key in ("a", "b"):
        officer_padang.notices.create(key=key, text_id="Halo", text_en="Hello")
    officer_padang.notices.create(key="read", text_id="Halo", text_en="Hello", read_at=now())
    assert seen_by(officer_padang)["unread_notices"] == 2
    assert seen_by(head_padang)["unread_notices"] == 0


def test_person_of_two_offices_sees_both(officer_padang, officer_kupang):
    MembershipFactory(user=officer_padang, office=officer_kupang.memberships.get().office)
    assert sorted(office_name(officer_padang).split(", ")) == ["Kota Kupang", "Kota Padang"]
