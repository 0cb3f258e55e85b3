"""Answering remarks: once, by the region, with the part they are about at hand."""

import pytest

from agreements.enums import Status
from tests.agreements.factories import RemarkFactory
from tests.agreements.padang import address, dossier_of_padang, events, reading
from tests.client import form_values
from tests.factories import OfficeFactory


@pytest.fixture
def remark(officer_padang):
    return RemarkFactory(
        dossier=dossier_of_padang(),
        paper="study",
        part="benefits",
        text="The benefit is not shown.",
        office=OfficeFactory(home_affairs=True),
    )


def test_answer_is_kept_with_its_event(remark, officer_padang):
    client, dossier = reading(officer_padang), remark.dossier
    url = address("remark-answer", dossier, remark.pk)
    response = client.post(url, {"answer": "We counted the fishers."})
    assert response.url == address("dossier-remarks", dossier) + f"#remark-{remark.pk}"
    remark.refresh_from_db()
    answer = remark.entries.get()
    assert (remark.state, answer.act, answer.text) == ("answered", "answer", "We counted the fishers.")
    assert (answer.by, answer.office) == (officer_padang, officer_padang.memberships.get().office)
    assert events(dossier) == ["remark_answered"]
    assert dossier.events.get().note == "We counted the fishers."


def test_page_shows_the_remark_and_leads_to_its_part(remark, officer_padang):
    page = reading(officer_padang).get(address("remark-answer", remark.dossier, remark.pk)).content.decode()
    assert "The benefit is not shown." in page
    assert "Study: Benefits" in page
    assert f"{address('paper', remark.dossier, 'study')}#part-benefits" in page


def test_remark_on_a_second_language_leads_to_the_same_part(officer_padang):
    dossier = dossier_of_padang(Status.DRAFTING)
    remark = RemarkFactory(dossier=dossier, paper="agreement", part="scope_foreign")
    page = reading(officer_padang).get(address("remark-answer", dossier, remark.pk)).content.decode()
    assert "#part-scope" in page


def test_remark_on_the_whole_names_no_part(officer_padang):
    remark = RemarkFactory(dossier=dossier_of_padang())
    page = reading(officer_padang).get(address("remark-answer", remark.dossier, remark.pk)).content.decode()
    assert "The whole" in page
    assert "#part-" not in page


def test_answer_is_corrected_until_the_papers_go_again(remark, officer_padang, head_padang):
    dossier, client = remark.dossier, reading(officer_padang)
    url = address("remark-answer", dossier, remark.pk)
    dossier.remarks.update(sent_at=dossier.status_since)
    client.post(url, {"answer": "We counted the fishers."})
    assert f'href="{url}"' in client.get(address("dossier-remarks", dossier)).text
    typed = form_values(client.get(url).text)
    assert typed["answer"] == "We counted the fishers."
    assert client.post(url, typed | {"answer": "We counted 300 fishers."}).status_code == 302
    assert [entry.text for entry in remark.entries.all()] == ["We counted the fishers.", "We counted 300 fishers."]
    # Who corrects what a colleague has corrected meanwhile sees both.
    late = reading(head_padang).post(url, typed | {"answer": "We counted them all."})
    assert late.status_code == 409
    assert "We counted 300 fishers." in late.text
    assert "We counted them all." in late.text
    # What was sent stands.
    dossier.status = Status.AWAITING_RESPONSE
    dossier.save(update_fields=["status"])
    assert client.get(url).status_code == 409
    assert f'href="{url}"' not in client.get(address("dossier-remarks", dossier)).text


@pytest.mark.parametrize("answer", ["", "   ", "x" * 5001, "a\x07b"])
def test_bad_answer_is_refused_and_kept(answer, remark, officer_padang):
    response = reading(officer_padang).post(address("remark-answer", remark.dossier, remark.pk), {"answer": answer})
    assert response.status_code == 422
    assert response.context["form"]["answer"].value() == answer
    remark.refresh_from_db()
    assert (remark.state, remark.entries.count()) == ("open", 0)
    assert events(remark.dossier) == []


def test_second_answer_is_told_who_was_faster_and_keeps_its_text(remark, officer_padang, head_padang):
    url = address("remark-answer", remark.dossier, remark.pk)
    reading(head_padang).post(url, {"answer": "First."})
    client = reading(officer_padang)
    response = client.post(url, {"answer": "Second."})
    assert response.status_code == 409
    page = response.content.decode()
    for words in (head_padang.name, "First.", "Second."):
        assert words in page
    # The answer that came first stands in the form, to be corrected.
    assert form_values(client.get(url).text)["answer"] == "First."
    remark.refresh_from_db()
    answer = remark.entries.get()
    assert (answer.text, answer.by) == ("First.", head_padang)
    assert events(remark.dossier) == ["remark_answered"]


@pytest.mark.parametrize(("person", "code"), [("head_sumbar", 403), ("reviewer", 403), ("officer_bukittinggi", 404)])
def test_others_answer_nothing(person, code, request, remark):
    client, url = reading(request.getfixturevalue(person)), address("remark-answer", remark.dossier, remark.pk)
    assert client.get(url).status_code == code
    assert client.post(url, {"answer": "x"}).status_code == code
    remark.refresh_from_db()
    assert (remark.state, remark.entries.count()) == ("open", 0)


def test_remark_after_signing_is_no_longer_answered(remark, officer_padang):
    type(remark.dossier).objects.update(status=Status.SIGNED)
    url = address("remark-answer", remark.dossier, remark.pk)
    page = reading(officer_padang).post(url, {"answer": "Mended at length."})
    assert (page.status_code, "Mended at length." in page.text) == (409, True)
    assert reading(officer_padang).get(url).status_code == 403


def test_remark_of_another_dossier_does_not_exist_here(remark, officer_padang):
    url = address("remark-answer", dossier_of_padang(), remark.pk)
    assert reading(officer_padang).get(url).status_code == 404
    assert reading(officer_padang).post(url, {"answer": "x"}).status_code == 404
