"""Noting remarks while a paper is read: by whom, for whom, changed until they are sent, collected by a return."""

from datetime import timedelta

import pytest

from agreements.enums import Status, VoidCause
from agreements.models import Remark
from agreements.services import ROAD
from cooperation.models import Office
from cooperation.working_days import today
from tests.agreements.factories import RecommendationFactory
from tests.agreements.padang import address, events, reading
from tests.agreements.remarked import noted, on_desk, send_back

pytestmark = pytest.mark.django_db


def add(dossier, paper="", part=""):
    query = "&".join(f"{name}={value}" for name, value in (("paper", paper), ("part", part)) if value)
    return f"{address('remark-add', dossier)}?{query}"


def test_every_part_of_the_version_that_lies_here_can_be_remarked_on(reviewer, officer_padang):
    dossier = on_desk()
    url = address("paper-version", dossier, "study", 1)
    page = reading(reviewer).get(url).content.decode()
    for part in ("title", "background", "purpose", "mapping", "benefits", "conclusion"):
        assert add(dossier, "study", part).replace("&", "&amp;") in page
    assert address("remark-add", dossier) not in reading(officer_padang).get(url).content.decode()


def test_form_shows_the_text_and_stays_internal_unless_told_otherwise(reviewer):
    dossier, client = on_desk(), reading(reviewer)
    page = client.get(add(dossier, "study", "mapping"))
    assert "The mapping." in page.text
    assert "The benefits." not in page.text
    assert page.context["form"]["audience"].value() == "internal"
    answer = client.post(add(dossier, "study", "mapping"), {"text": "Map the fisheries.", "audience": "internal"})
    assert answer.url == address("paper-version", dossier, "study", 1) + "#part-mapping"
    remark = Remark.objects.get()
    assert (remark.paper, remark.part, remark.version, remark.state) == ("study", "mapping", 1, "noted")
    assert (remark.audience, remark.step, remark.sent_at) == ("internal", "awaiting_response", None)
    assert remark.office == reviewer.memberships.get().office
    assert events(dossier) == ["remark_noted"]
    assert dossier.events.get().note == ""
    beside = client.get(address("paper-version", dossier, "study", 1)).text
    assert "Internal: not sent" in beside
    assert "Map the fisheries." in beside


def test_remark_may_be_on_the_whole(reviewer):
    dossier, client = on_desk(), reading(reviewer)
    for place, back in (
        (("study",), address("paper-version", dossier, "study", 1)),
        ((), address("dossier-remarks", dossier)),
    ):
        assert client.get(add(dossier, *place)).status_code == 200
        assert client.post(add(dossier, *place), {"text": "Too long.", "audience": "shared"}).url == back
    assert set(Remark.objects.values_list("paper", "part")) == {("study", ""), ("", "")}


@pytest.mark.parametrize("place", [("study", "nothing"), ("nothing", ""), ("plan", "funding"), ("study", "activities")])
def test_what_is_not_there_cannot_be_remarked_on(place, reviewer):
    dossier, client = on_desk(), reading(reviewer)
    assert client.get(add(dossier, *place)).status_code == 404
    assert client.post(add(dossier, *place), {"text": "x", "audience": "internal"}).status_code == 404


@pytest.mark.parametrize("text", ["", "  ", "x" * 5001, "a\x07b"])
def test_bad_remark_is_refused_and_kept(text, reviewer):
    dossier = on_desk()
    page = reading(reviewer).post(add(dossier, "study", "mapping"), {"text": text, "audience": "shared"})
    assert page.status_code == 422
    assert page.context["form"]["text"].value() == text
    assert not Remark.objects.exists()


def test_paper_that_is_not_returned_from_here_is_remarked_on_internally_only(reviewer):
    dossier, client = on_desk(Status.VERIFYING), reading(reviewer)
    page = client.get(add(dossier, "intent", "scope"))
    assert [value for value, _label in page.context["form"].fields["audience"].choices] == ["internal"]
    assert client.post(add(dossier, "intent", "scope"), {"text": "x", "audience": "shared"}).status_code == 422
    assert client.post(add(dossier, "intent", "scope"), {"text": "x", "audience": "internal"}).status_code == 302


def test_remark_typed_while_the_dossier_moves_on_is_kept_for_copying(reviewer, second_reviewer):
    dossier, client = on_desk(), reading(reviewer)
    client.get(add(dossier, "study", "mapping"))
    noted(dossier, second_reviewer)
    send_back(dossier, "return_study", second_reviewer)
    page = client.post(add(dossier, "study", "mapping"), {"text": "What I typed for long.", "audience": "shared"})
    assert page.status_code == 409
    assert "What I typed for long." in page.text
    assert Remark.objects.count() == 1


# Until it is sent


def test_remark_is_changed_and_made_shared_until_it_is_sent(reviewer, second_reviewer):
    dossier, client = on_desk(), reading(second_reviewer)
    remark = noted(dossier, reviewer, audience="internal")
    url = address("remark-edit", dossier, remark.pk)
    seen = client.get(url).context["form"]["seen"].value()
    client.post(url, {"text": "Map the fisheries of 2025.", "audience": "internal", "seen": seen})
    client.post(address("remark-share", dossier, remark.pk))
    remark.refresh_from_db()
    assert (remark.text, remark.audience) == ("Map the fisheries of 2025.", "shared")
    assert [(entry.act, entry.by) for entry in remark.entries.all()] == [("share", second_reviewer)]
    assert events(dossier) == ["remark_noted", "remark_edited", "remark_shared"]


def test_second_editor_gets_both_texts(reviewer, second_reviewer):
    dossier = on_desk()
    remark = noted(dossier, reviewer)
    url = address("remark-edit", dossier, remark.pk)
    one, two = reading(reviewer), reading(second_reviewer)
    seen = one.get(url).context["form"]["seen"].value()
    one.post(url, {"text": "The text of the first one.", "audience": "shared", "seen": seen})
    page = two.post(url, {"text": "The text of the second one.", "audience": "shared", "seen": seen})
    assert page.status_code == 409
    assert "The text of the first one." in page.text
    assert "The text of the second one." in page.text
    remark.refresh_from_db()
    assert remark.text == "The text of the first one."


def test_withdrawn_remark_is_not_sent_and_cannot_be_changed(reviewer, second_reviewer):
    dossier, client = on_desk(), reading(reviewer)
    remark = noted(dossier, reviewer)
    edit = address("remark-edit", dossier, remark.pk)
    seen = client.get(edit).context["form"]["seen"].value()
    reading(second_reviewer).post(address("remark-withdraw", dossier, remark.pk))
    page = client.post(edit, {"text": "What I typed for a while.", "audience": "shared", "seen": seen})
    assert page.status_code == 409
    assert "What I typed for a while." in page.text
    assert client.get(edit).status_code == 409
    noted(dossier, reviewer, part="benefits")
    send_back(dossier, "return_study", reviewer)
    remark.refresh_from_db()
    assert (remark.state, remark.sent_at) == ("withdrawn", None)


def test_remark_of_another_dossier_or_office_is_not_theirs(reviewer, officer_sumbar):
    dossier = on_desk()
    elsewhere = noted(on_desk(), reviewer)
    client = reading(reviewer)
    foreign = noted(on_desk(Status.PLAN_AT_GOVERNOR), officer_sumbar, "plan", "funding")
    Remark.objects.filter(pk=foreign.pk).update(dossier=dossier)
    for name in ("edit", "share", "withdraw", "close", "reopen"):
        for remark in (elsewhere, foreign):
            url = address(f"remark-{name}", dossier, remark.pk)
            assert {client.get(url).status_code, client.post(url, {"text": "x"}).status_code} == {404}
    sent = noted(dossier, reviewer)
    send_back(dossier, "return_study", reviewer)
    Remark.objects.filter(pk=sent.pk).update(office=officer_sumbar.memberships.get().office, state="answered")
    type(dossier).objects.update(status=Status.AWAITING_RESPONSE)
    assert client.post(address("remark-close", dossier, sent.pk)).status_code == 403


@pytest.mark.parametrize("act", ["noted", "edited", "withdrawn"])
def test_recommendation_that_was_made_before_no_longer_holds(act, reviewer, approver):
    dossier = on_desk(Status.VERIFYING)
    remark = noted(dossier, reviewer, "plan", "funding", audience="internal") if act != "noted" else None
    standing = RecommendationFactory(dossier=dossier, step="verifying", move="ask_for_draft", by=reviewer)
    client = reading(approver)
    if act == "noted":
        noted(dossier, approver, "plan", "funding", audience="internal")
    elif act == "edited":
        url = address("remark-edit", dossier, remark.pk)
        seen = client.get(url).context["form"]["seen"].value()
        client.post(url, {"text": "Other words.", "audience": "internal", "seen": seen})
    else:
        client.post(address("remark-withdraw", dossier, remark.pk))
    standing.refresh_from_db()
    assert (standing.voided_because, standing.voided_by) == (VoidCause.REMARK, approver)


# The return


def test_return_shows_what_it_sends_and_needs_no_note(reviewer):
    dossier, client = on_desk(), reading(reviewer)
    url = address("move", dossier, "return_study")
    assert client.get(url).context["form"].fields["note"].required
    shared = noted(dossier, reviewer)
    internal = noted(dossier, reviewer, part="benefits", audience="internal", text="Kept inside.")
    page = client.get(url)
    assert not page.context["form"].fields["note"].required
    assert "Map the fisheries." in page.text
    assert "Kept inside." not in page.text
    assert client.post(url, {"note": "", "answer_by": today() - timedelta(days=1)}).status_code == 422
    day = today() + timedelta(days=9)
    assert client.post(url, {"note": "", "answer_by": day}).status_code == 302
    shared.refresh_from_db()
    internal.refresh_from_db()
    assert (shared.state, shared.answer_by) == ("open", day)
    assert (internal.state, internal.sent_at) == ("noted", None)
    assert [(entry.act, entry.answer_by) for entry in shared.entries.all()] == [("send", day)]
    assert dossier.events.get(name="return_study").data["remarks_sent"] == 1
    assert "1 remark sent." in client.get(address("dossier-history", dossier)).text


def test_note_goes_as_one_more_remark(reviewer):
    dossier = on_desk()
    noted(dossier, reviewer)
    about = {"about": "intent.scope", "answer_by": today()}
    ROAD.perform(dossier, "return_study", by=reviewer, note="Shorter, please.", data=about)
    sent = Remark.objects.order_by("pk").values_list("paper", "part", "text", "state", "audience")
    assert list(sent) == [
        ("study", "mapping", "Map the fisheries.", "open", "shared"),
        ("intent", "scope", "Shorter, please.", "open", "shared"),
    ]


@pytest.mark.parametrize(
    ("person", "status", "move", "paper"),
    [
        ("officer_sumbar", Status.PLAN_AT_GOVERNOR, "return_plan", "plan"),
        ("head_sumbar", Status.DRAFT_AT_GOVERNOR, "return_draft", "agreement"),
        ("kemlu", Status.NEGOTIATING, "change_text", "agreement"),
    ],
)
def test_province_and_kemlu_remark_on_what_lies_with_them(person, status, move, paper, request, reviewer):
    by = request.getfixturevalue(person)
    office = by.memberships.get().office
    dossier = on_desk(status)
    dossier.consulted.add(*Office.objects.filter(kind="foreign_affairs"))
    client = reading(by)
    answer = client.post(add(dossier, paper, "funding"), {"text": "Who pays?", "audience": "shared"})
    assert answer.status_code == 302
    assert reading(reviewer).get(add(dossier, paper, "funding")).status_code == 403
    assert client.post(address("move", dossier, move), {"answer_by": today()}).status_code == 302
    remark = Remark.objects.get()
    assert (remark.state, remark.office, remark.part) == ("open", office, "funding")


def test_return_of_one_office_leaves_what_another_did_not_send(reviewer, officer_sumbar):
    dossier = on_desk(Status.PLAN_AT_GOVERNOR)
    left = noted(dossier, officer_sumbar, "plan", "funding")
    type(dossier).objects.update(status=Status.AWAITING_RESPONSE)
    dossier.refresh_from_db()
    sent = noted(dossier, reviewer)
    send_back(dossier, "return_study", reviewer)
    left.refresh_from_db()
    sent.refresh_from_db()
    assert (left.state, sent.state) == ("noted", "open")
