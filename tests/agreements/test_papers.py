"""Writing the four papers: drafts, autosave, lost races, the check before sending, versions."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from agreements import papers
from agreements.enums import PaperKind, Status
from agreements.models import Agreement, CooperationPlan, LetterOfIntent, Study
from agreements.services import save_draft
from cooperation.exceptions import Conflict
from tests.agreements.factories import RemarkFactory
from tests.agreements.padang import activity, address, dossier_of_padang, events, reading

STUDY = {
    "title": "Joint study",
    "background": "Both live from the sea.",
    "purpose": "To raise the value of the catch.",
    "mapping": "12,400 fishers.",
    "benefits": "200 trained fishers.",
    "conclusion": "Feasible.",
}


def typed(client, url, **changes):
    """What the form at `url` would send, with `changes` typed into it."""
    form = client.get(url).context["form"]
    values = {name: form[name].value() for name in form.fields}
    return {name: "" if value is None else value for name, value in values.items()} | changes


def autosave(client, url, data):
    return client.post(url, data, headers={"X-Autosave": "1"})


def sent(paper):
    paper.sent_at = timezone.now()
    paper.save()
    return paper


# Drafts


@pytest.mark.parametrize("kind", PaperKind.values)
def test_form_shows_every_part_and_begins_nothing(kind, officer_padang):
    status = {"plan": Status.INTENT_SIGNED, "agreement": Status.DRAFTING}.get(kind, Status.STUDYING)
    dossier = dossier_of_padang(status)
    response = reading(officer_padang).get(address("paper", dossier, kind))
    assert response.status_code == 200
    for part in papers.parts_of(kind):
        assert f'id="part-{part.name}"' in response.content.decode()
    assert len(papers.parts_of(kind)) == {"study": 6, "intent": 6, "plan": 7, "agreement": 11}[kind]
    assert papers.latest(dossier, kind) is None
    assert events(dossier) == []


def test_first_save_begins_the_draft_with_its_event(officer_padang):
    dossier, client = dossier_of_padang(), reading(officer_padang)
    url = address("paper", dossier, "study")
    response = client.post(url, typed(client, url, title="Joint study", background=""))
    assert response.status_code == 302
    assert response.url == url
    study = Study.objects.get()
    assert (study.title, study.background, study.number, study.edit_version) == ("Joint study", "", 1, 1)
    assert study.updated_by == officer_padang
    assert events(dossier) == ["paper_started"]


def test_second_save_writes_the_same_draft_without_an_event(officer_padang):
    dossier, client = dossier_of_padang(), reading(officer_padang)
    url = address("paper", dossier, "study")
    client.post(url, typed(client, url, title="One"))
    client.post(url, typed(client, url, title="Two"))
    assert Study.objects.values_list("title", "edit_version").get() == ("Two", 2)
    assert events(dossier) == ["paper_started"]


def test_draft_accepts_empty_parts_and_keeps_line_ends_of_one_kind(officer_padang):
    dossier, client = dossier_of_padang(), reading(officer_padang)
    url = address("paper", dossier, "study")
    client.post(url, typed(client, url, title="", background="one\r\ntwo\r\n"))
    assert Study.objects.values_list("title", "background").get() == ("", "one\ntwo")


@pytest.mark.parametrize(("text", "accepted"), [("é" * 20_000, True), ("é" * 20_001, False), ("a\x07b", False)])
def test_part_too_long_or_with_control_characters_is_refused_at_its_field(text, accepted, officer_padang):
    dossier, client = dossier_of_padang(), reading(officer_padang)
    url = address("paper", dossier, "study")
    response = client.post(url, typed(client, url, title="Kept", mapping=text))
    assert Study.objects.exists() is accepted
    assert response.status_code == (302 if accepted else 422)
    if not accepted:
        assert list(response.context["form"].errors) == ["mapping"]
        assert response.context["form"]["title"].value() == "Kept"
        assert response.context["form"]["mapping"].value() == text


def test_lines_count_once_however_the_browser_sends_them(officer_padang):
    """20,000 characters in the browser arrive with two signs for each line end."""
    dossier, client = dossier_of_padang(), reading(officer_padang)
    url = address("paper", dossier, "study")
    client.post(url, typed(client, url, mapping="x\r\n" * 10_000))
    assert len(Study.objects.get().mapping) == 19_999


def test_check_button_saves_and_leads_to_the_check(officer_padang):
    dossier, client = dossier_of_padang(), reading(officer_padang)
    url = address("paper", dossier, "study")
    response = client.post(url, typed(client, url, title="Joint study", check="1"))
    assert response.url == address("paper-check", dossier, "study")
    assert Study.objects.get().title == "Joint study"


def test_unknown_kind_does_not_exist(officer_padang):
    dossier, client = dossier_of_padang(), reading(officer_padang)
    for name in ("paper", "paper-check", "paper-conflict"):
        assert client.get(address(name, dossier, "letter")).status_code == 404


# Filled from the earlier paper


def test_papers_are_filled_from_the_earlier_one(officer_padang):
    dossier = dossier_of_padang()
    assert papers.draft(dossier, PaperKind.STUDY).title == dossier.title
    save_draft(dossier, PaperKind.STUDY, STUDY, seen=(1, 0), by=officer_padang)
    intent = papers.draft(dossier, PaperKind.INTENT)
    assert (intent.purpose, intent.title) == (STUDY["purpose"], "")
    save_draft(dossier, PaperKind.INTENT, {"subject": "Both", "scope": "Sea"}, seen=(1, 0), by=officer_padang)
    plan = papers.draft(dossier, PaperKind.PLAN)
    assert (plan.subject, plan.purpose, plan.scope) == ("Both", STUDY["purpose"], "Sea")
    assert not LetterOfIntent.objects.filter(number=2).exists()
    assert not CooperationPlan.objects.exists()
    planned = {"subject": "Both", "purpose": "Fish", "scope": "Sea", "funding": "Each its own"}
    CooperationPlan.objects.create(dossier=dossier, background="Long", **planned)
    text = papers.draft(dossier, PaperKind.AGREEMENT)
    assert {name: getattr(text, name) for name in Agreement.PARTS} == dict.fromkeys(Agreement.PARTS, "") | planned


def test_new_version_starts_from_the_one_that_was_sent(officer_padang):
    dossier, client = dossier_of_padang(), reading(officer_padang)
    sent(save_draft(dossier, PaperKind.STUDY, STUDY, seen=(1, 0), by=officer_padang))
    url = address("paper", dossier, "study")
    client.post(url, typed(client, url, conclusion="Feasible, with a cold store."))
    first, second = Study.objects.order_by("number")
    assert (first.number, first.conclusion) == (1, "Feasible.")
    assert (second.number, second.conclusion, second.mapping) == (2, "Feasible, with a cold store.", STUDY["mapping"])
    assert second.is_draft


# Autosave


def test_autosave_answers_the_version_the_next_save_builds_on(officer_padang):
    dossier, client = dossier_of_padang(), reading(officer_padang)
    url = address("paper", dossier, "study")
    data = typed(client, url, title="One")
    for version in (1, 2, 3):
        answer = autosave(client, url, data | {"background": "x" * version})
        assert answer.status_code == 200
        assert answer.json()["version"] == version
        assert re.search(r"\d", answer.json()["saved"])
        data["version"] = version
    assert Study.objects.get().background == "xxx"


def test_autosaves_of_two_tabs_begin_one_draft(officer_padang):
    dossier, client = dossier_of_padang(), reading(officer_padang)
    url = address("paper", dossier, "study")
    one, two = typed(client, url, title="One"), typed(client, url, title="Two")
    assert autosave(client, url, one).status_code == 200
    lost = autosave(client, url, two)
    assert lost.status_code == 409
    own = "You saved this yourself in another window"
    assert own in lost.json()["message"]
    page = client.post(url, two)
    assert (page.status_code, own in page.text, officer_padang.name in page.text.split("<main")[1]) == (
        409,
        True,
        False,
    )
    assert Study.objects.get().title == "One"


def test_autosave_of_a_bad_text_names_the_part(officer_padang):
    dossier, client = dossier_of_padang(), reading(officer_padang)
    url = address("paper", dossier, "study")
    answer = autosave(client, url, typed(client, url, benefits="\x1b[31m"))
    assert answer.status_code == 422
    assert answer.json()["message"].startswith("Benefits: ")


def test_autosave_without_the_right_to_write_says_so(officer_padang):
    dossier, client = dossier_of_padang(), reading(officer_padang)
    url = address("paper", dossier, "study")
    data = typed(client, url, title="One")
    dossier.status = Status.AWAITING_RESPONSE
    dossier.save()
    answer = autosave(client, url, data)
    assert answer.status_code == 403
    assert "Awaiting" in answer.json()["message"]
    assert not Study.objects.exists()


@pytest.mark.parametrize("field", ["version", "number"])
@pytest.mark.parametrize("value", ["", "-1", "x", "1.5"])
def test_form_without_a_sound_version_is_refused(field, value, officer_padang):
    dossier, client = dossier_of_padang(), reading(officer_padang)
    url = address("paper", dossier, "study")
    response = client.post(url, typed(client, url) | {field: value})
    assert response.status_code == 422
    assert not Study.objects.exists()


# Lost races


@pytest.fixture
def race(officer_padang, head_padang):
    """The officer opened the study; then the head saved two parts. Returns (client, dossier, data to send)."""
    dossier = dossier_of_padang()
    save_draft(dossier, PaperKind.STUDY, STUDY, seen=(1, 0), by=officer_padang)
    client = reading(officer_padang)
    data = typed(
        client, address("paper", dossier, "study"), title="Joint study of the sea", conclusion="Very feasible."
    )
    theirs = {"conclusion": "Hardly feasible.", "benefits": "500 trained fishers."}
    save_draft(dossier, PaperKind.STUDY, theirs, seen=(1, 1), by=head_padang)
    return client, dossier, data


def test_lost_race_shows_both_texts_of_the_parts_that_differ(race, head_padang):
    client, dossier, data = race
    response = client.post(address("paper", dossier, "study"), data)
    assert response.status_code == 409
    rows = {row["name"]: row for row in response.context["rows"]}
    assert list(rows) == ["title", "benefits", "conclusion"]
    assert rows["conclusion"]["pieces"] == [("removed", "Hardly "), ("added", "Very "), ("same", "feasible.")]
    page = response.content.decode()
    assert head_padang.name in page
    assert "Somebody else saved this while you were writing." in page
    assert '<input type="hidden" name="conclusion" value="Very feasible.">' in page
    assert Study.objects.get().conclusion == "Hardly feasible."


def test_lost_race_chooses_mine_where_i_touched_the_part_and_theirs_elsewhere(race):
    client, dossier, data = race
    rows = client.post(address("paper", dossier, "study"), data).context["rows"]
    assert {row["name"]: row["keep"] for row in rows} == {"title": "mine", "benefits": "theirs", "conclusion": "mine"}


@pytest.mark.parametrize(
    ("choice", "expected"),
    [
        (
            {"keep-title": "mine", "keep-benefits": "theirs", "keep-conclusion": "theirs"},
            ("Joint study of the sea", "500 trained fishers.", "Hardly feasible."),
        ),
        ({"all": "mine"}, ("Joint study of the sea", STUDY["benefits"], "Very feasible.")),
        ({"all": "theirs"}, (STUDY["title"], "500 trained fishers.", "Hardly feasible.")),
        ({}, (STUDY["title"], "500 trained fishers.", "Hardly feasible.")),
    ],
)
def test_choice_between_both_texts_is_saved(choice, expected, race):
    client, dossier, data = race
    page = client.post(address("paper", dossier, "study"), data).context
    answer = {row["name"]: row["mine"] for row in page["rows"]} | choice
    answer |= {"number": page["theirs"].number, "version": page["theirs"].edit_version}
    response = client.post(address("paper-conflict", dossier, "study"), answer)
    assert response.url == address("paper", dossier, "study")
    study = Study.objects.get()
    assert (study.title, study.benefits, study.conclusion) == expected
    assert study.mapping == STUDY["mapping"]


def test_choice_that_loses_again_is_asked_again(race, head_padang):
    client, dossier, data = race
    page = client.post(address("paper", dossier, "study"), data).context
    answer = {row["name"]: row["mine"] for row in page["rows"]} | {"all": "mine"}
    answer |= {"number": page["theirs"].number, "version": page["theirs"].edit_version}
    save_draft(dossier, PaperKind.STUDY, {"title": "Again"}, seen=(1, 2), by=head_padang)
    response = client.post(address("paper-conflict", dossier, "study"), answer)
    assert response.status_code == 409
    assert response.context["theirs"].edit_version == 3
    assert {row["name"]: row["mine"] for row in response.context["rows"]}["title"] == "Joint study of the sea"
    assert Study.objects.get().title == "Again"


def test_same_text_twice_is_no_conflict(race):
    client, dossier, data = race
    study = Study.objects.get()
    data |= {name: getattr(study, name) for name in Study.PARTS}
    assert client.post(address("paper", dossier, "study"), data).status_code == 302
    assert autosave(client, address("paper", dossier, "study"), data).json()["version"] == study.edit_version


def test_paper_sent_and_begun_anew_meanwhile_is_a_conflict(officer_padang, head_padang):
    """Version 2 may stand at the same edit version as version 1 did: the number tells them apart."""
    dossier, client = dossier_of_padang(), reading(officer_padang)
    url = address("paper", dossier, "study")
    first = save_draft(dossier, PaperKind.STUDY, STUDY, seen=(1, 0), by=officer_padang)
    data = typed(client, url, title="Typed into version 1")
    sent(first)
    save_draft(dossier, PaperKind.STUDY, {"title": "Version 2"}, seen=(2, 0), by=head_padang)
    response = client.post(url, data)
    assert response.status_code == 409
    assert response.context["theirs"].number == 2
    assert list(Study.objects.order_by("number").values_list("title", flat=True)) == ["Joint study", "Version 2"]


def test_conflict_page_opened_again_leads_to_the_paper(officer_padang):
    dossier, client = dossier_of_padang(), reading(officer_padang)
    assert client.get(address("paper-conflict", dossier, "study")).url == address("paper", dossier, "study")


def test_save_draft_refuses_when_the_dossier_has_moved_on(officer_padang):
    dossier = dossier_of_padang()
    type(dossier).objects.update(status=Status.AWAITING_RESPONSE)
    with pytest.raises(Conflict):
        save_draft(dossier, PaperKind.STUDY, STUDY, seen=(1, 0), by=officer_padang)
    assert not Study.objects.exists()


# Not now, not yours


def test_text_sent_when_the_step_is_over_is_shown_for_copying(officer_padang):
    dossier, client = dossier_of_padang(), reading(officer_padang)
    url = address("paper", dossier, "study")
    save_draft(dossier, PaperKind.STUDY, STUDY, seen=(1, 0), by=officer_padang)
    data = typed(client, url, benefits="Typed for an hour.")
    type(dossier).objects.update(status=Status.AWAITING_RESPONSE)
    response = client.post(url, data)
    assert response.status_code == 403
    page = response.content.decode()
    assert "Typed for an hour." in page
    assert "Awaiting the minister&#x27;s response" in page
    assert STUDY["mapping"] not in page
    assert Study.objects.get().benefits == STUDY["benefits"]


@pytest.mark.parametrize("status", [Status.AT_COUNCIL, Status.VERIFYING, Status.IN_FORCE])
def test_paper_in_another_step_is_read_only(status, officer_padang):
    dossier, client = dossier_of_padang(Status.INTENT_SIGNED), reading(officer_padang)
    save_draft(dossier, PaperKind.PLAN, {"subject": "Both"}, seen=(1, 0), by=officer_padang)
    type(dossier).objects.update(status=status)
    assert client.get(address("paper", dossier, "plan")).url == address("paper-version", dossier, "plan", 1)
    assert client.get(address("paper-check", dossier, "plan")).status_code == 403


def test_paper_nobody_has_begun_says_who_writes_it(reviewer):
    response = reading(reviewer).get(address("paper", dossier_of_padang(), "plan"))
    assert response.status_code == 200
    assert "LoI signed, drawing up the cooperation plan" in response.content.decode()


@pytest.mark.parametrize("person", ["officer_bukittinggi", "officer_kupang", "officer_ntt", "stranger"])
def test_papers_of_another_region_do_not_exist(person, request, officer_padang):
    dossier, client = dossier_of_padang(), reading(request.getfixturevalue(person))
    save_draft(dossier, PaperKind.STUDY, STUDY, seen=(1, 0), by=officer_padang)
    for name, extra in (("paper", ()), ("paper-check", ()), ("paper-version", (1,)), ("paper-print", (1,))):
        assert client.get(address(name, dossier, "study", *extra)).status_code == 404
    assert client.post(address("paper", dossier, "study"), {"title": "x"}).status_code == 404
    assert client.post(address("paper-conflict", dossier, "study"), {"title": "x"}).status_code == 404


@pytest.mark.parametrize("person", ["head_sumbar", "reviewer", "approver", "auditor"])
def test_others_read_and_do_not_write(person, request, officer_padang):
    dossier, client = dossier_of_padang(), reading(request.getfixturevalue(person))
    save_draft(dossier, PaperKind.STUDY, STUDY, seen=(1, 0), by=officer_padang)
    assert client.get(address("paper", dossier, "study")).url == address("paper-version", dossier, "study", 1)
    assert client.get(address("paper-version", dossier, "study", 1)).status_code == 200
    assert client.get(address("paper-check", dossier, "study")).status_code == 403
    assert client.post(address("paper", dossier, "study"), STUDY).status_code == 403
    assert client.post(address("paper-conflict", dossier, "study"), STUDY).status_code == 403
    assert Study.objects.get().edit_version == 1


# The agreement


def test_agreement_shows_two_languages_side_by_side(officer_padang):
    dossier, client = dossier_of_padang(Status.DRAFTING), reading(officer_padang)
    url = address("paper", dossier, "agreement")
    client.post(url, typed(client, url, foreign_language="ar", title="Nota", title_foreign="مذكرة"))
    page = client.get(url).content.decode()
    assert re.search(r'<textarea name="title"[^>]* lang="id"[^>]*>\s*Nota', page)
    assert re.search(r'<textarea name="title_foreign"[^>]* lang="ar"[^>]*>\s*مذكرة', page)
    assert 'dir="auto"' in page


@pytest.mark.parametrize(("months", "accepted"), [("60", True), ("1", True), ("", True), ("61", False), ("0", False)])
def test_agreement_runs_five_years_at_most(months, accepted, officer_padang):
    dossier, client = dossier_of_padang(Status.DRAFTING), reading(officer_padang)
    url = address("paper", dossier, "agreement")
    response = client.post(url, typed(client, url, term_months=months))
    assert response.status_code == (302 if accepted else 422)
    assert Agreement.objects.exists() is accepted


def test_agreement_conflict_names_languages_in_words(officer_padang, head_padang):
    dossier, client = dossier_of_padang(Status.DRAFTING), reading(officer_padang)
    url = address("paper", dossier, "agreement")
    data = typed(client, url, foreign_language="fr")
    save_draft(dossier, PaperKind.AGREEMENT, {"foreign_language": "nl"}, seen=(1, 0), by=head_padang)
    response = client.post(url, data)
    assert response.context["rows"][0]["pieces"] == [("removed", "Dutch"), ("added", "French")]
    answer = {"number": 1, "version": 1, "foreign_language": "fr", "keep-foreign_language": "mine"}
    assert client.post(address("paper-conflict", dossier, "agreement"), answer).status_code == 302
    assert Agreement.objects.get().foreign_language == "fr"


# The check before sending


def test_check_marks_what_is_missing_and_links_to_it(head_padang):
    dossier, client = dossier_of_padang(), reading(head_padang)
    save_draft(dossier, PaperKind.STUDY, STUDY | {"conclusion": ""}, seen=(1, 0), by=head_padang)
    response = client.get(address("paper-check", dossier, "study"))
    page = response.content.decode()
    assert f'href="{address("paper", dossier, "study")}#part-conclusion"' in page
    assert [problem.place for problem in response.context["problems"]] == ["study"]
    # The LoI is missing too, so the step cannot be taken yet.
    assert address("move", dossier, "ask_response") not in page


def test_check_of_a_complete_paper_leads_to_the_step_that_sends_it(head_padang, officer_padang):
    dossier = dossier_of_padang()
    save_draft(dossier, PaperKind.STUDY, STUDY, seen=(1, 0), by=officer_padang)
    intent = dict.fromkeys(LetterOfIntent.PARTS, "text")
    save_draft(dossier, PaperKind.INTENT, intent, seen=(1, 0), by=officer_padang)
    move = address("move", dossier, "ask_response")
    assert move in reading(head_padang).get(address("paper-check", dossier, "intent")).content.decode()
    # An officer does not send; the page says who does.
    response = reading(officer_padang).get(address("paper-check", dossier, "intent"))
    assert response.context["problems"] == []
    assert move not in response.content.decode()
    assert "head of your office" in response.content.decode()


def test_check_of_nothing_leads_to_the_form(officer_padang):
    dossier = dossier_of_padang()
    response = reading(officer_padang).get(address("paper-check", dossier, "study"))
    assert response.url == address("paper", dossier, "study")
    assert not Study.objects.exists()


# Remarks beside their part


def test_open_remarks_stand_beside_the_part_they_are_about(officer_padang):
    dossier, client = dossier_of_padang(Status.DRAFTING), reading(officer_padang)
    foreign = RemarkFactory(dossier=dossier, paper="agreement", part="scope_foreign", text="Translate again.")
    whole = RemarkFactory(dossier=dossier, paper="agreement", part="", text="Too long.")
    done = RemarkFactory(dossier=dossier, paper="agreement", part="title", text="Done.", answer="Changed.")
    RemarkFactory(dossier=dossier, paper="agreement", part="title", text="Over.", state="closed")
    RemarkFactory(dossier=dossier, paper="plan", part="scope", text="Elsewhere.")
    context = client.get(address("paper", dossier, "agreement")).context
    beside = {
        section["part"].name: [thread.remark for thread in section["threads"]]
        for section in context["sections"]
        if section["threads"]
    }
    assert beside == {"title": [done], "scope": [foreign]}
    assert [thread.remark for thread in context["threads"]] == [whole]


# Versions and print


@pytest.fixture
def two_versions(officer_padang):
    dossier = dossier_of_padang(Status.PLAN_REVISION)
    sent(save_draft(dossier, PaperKind.STUDY, STUDY, seen=(1, 0), by=officer_padang))
    save_draft(dossier, PaperKind.STUDY, {"benefits": "300 trained fishers."}, seen=(2, 0), by=officer_padang)
    return dossier


def test_version_shows_the_words_that_changed(two_versions, reviewer):
    response = reading(reviewer).get(address("paper-version", two_versions, "study", 2))
    assert [change["part"].name for change in response.context["changes"]] == ["benefits"]
    page = response.content.decode()
    assert "<del>200 </del><ins>300 </ins>trained fishers." in page
    assert address("paper-version", two_versions, "study", 1) in page


def test_first_version_has_nothing_to_compare(two_versions, reviewer):
    response = reading(reviewer).get(address("paper-version", two_versions, "study", 1))
    assert response.context["before"] is None
    assert "<ins>" not in response.content.decode()


@pytest.mark.parametrize("number", [0, 3, 99999, 2**40, 10**30])
@pytest.mark.parametrize("name", ["paper-version", "paper-print"])
def test_version_that_was_never_written_does_not_exist(name, number, two_versions, officer_padang):
    assert reading(officer_padang).get(address(name, two_versions, "study", number)).status_code == 404


def test_print_is_the_text_alone(two_versions, reviewer):
    page = reading(reviewer).get(address("paper-print", two_versions, "study", 1)).content.decode()
    assert "<nav" not in page
    assert "site-header" not in page
    for text in STUDY.values():
        assert text in page


def test_texts_are_escaped_everywhere(officer_padang, head_padang):
    dossier, client = dossier_of_padang(), reading(officer_padang)
    nasty = "</textarea><script>alert(1)</script>\"'><b>"
    sent(save_draft(dossier, PaperKind.STUDY, {"title": "x"}, seen=(1, 0), by=head_padang))
    url = address("paper", dossier, "study")
    data = typed(client, url, title=nasty, purpose=nasty)
    save_draft(dossier, PaperKind.STUDY, {"title": nasty}, seen=(2, 0), by=head_padang)
    pages = [client.get(url), client.post(url, data), client.get(address("paper-check", dossier, "study"))]
    pages += [client.get(address(name, dossier, "study", 2)) for name in ("paper-version", "paper-print")]
    for page in pages:
        assert "<script>alert" not in page.content.decode()
        assert "&lt;script&gt;alert" in page.content.decode()


@pytest.mark.parametrize("name", ["paper", "paper-check", "paper-version", "paper-print"])
def test_page_asks_as_much_of_the_database_for_many_activities_and_versions(name, officer_padang):
    client, counts = reading(officer_padang), []
    for number in (1, 30):
        dossier = dossier_of_padang(Status.PLAN_REVISION)
        for version in range(1, 3):
            plan = sent(save_draft(dossier, PaperKind.PLAN, {"subject": "x"}, seen=(version, 0), by=officer_padang))
        plan.sent_at = None
        plan.save()
        for _index in range(number):
            activity(plan)
            RemarkFactory(dossier=dossier, paper="plan", part="scope")
        extra = (2,) if name in ("paper-version", "paper-print") else ()
        with CaptureQueriesContext(connection) as captured:
            assert client.get(address(name, dossier, "plan", *extra)).status_code == 200
        counts.append(len(captured))
    assert counts[0] == counts[1] <= 20
