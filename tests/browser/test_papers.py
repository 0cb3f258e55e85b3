"""Writing a paper in a real browser: it saves itself, marks its parts, and loses nothing to a colleague."""

import pytest

from agreements.enums import PaperKind, Status
from agreements.models import Study
from agreements.services import save_draft
from tests.agreements.padang import address, dossier_of_padang

from .visitor import Visitor

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def dossier(officer_padang, head_padang):
    for person in (officer_padang, head_padang):
        person.language = "en"
        person.save()
    return dossier_of_padang(Status.STUDYING)


def wait_for(page, words):
    page.locator("[data-autosave-status]", has_text=words).wait_for(timeout=15_000)


def test_draft_saves_itself_and_marks_its_parts(dossier, officer_padang, open_page, tmp_path):
    page = Visitor(open_page, officer_padang, tmp_path).visit(address("paper", dossier, "study")).page
    marks = page.locator("nav [data-state-of=benefits]")
    assert [marks.nth(0).is_visible(), marks.nth(1).is_visible()] == [False, True]
    page.fill("#id_benefits", "200 trained fishers.")
    assert [marks.nth(0).is_visible(), marks.nth(1).is_visible()] == [True, False]
    wait_for(page, "Saved ")
    page.fill("#id_conclusion", "Feasible.")
    page.locator("#id_title").focus()
    page.locator("input[name=version][value='2']").wait_for(state="attached")
    wait_for(page, "Saved ")
    study = Study.objects.get()
    assert (study.benefits, study.conclusion, study.edit_version) == ("200 trained fishers.", "Feasible.", 2)


def test_two_writers_see_both_texts(dossier, officer_padang, head_padang, open_page, tmp_path):
    save_draft(dossier, PaperKind.STUDY, {"conclusion": "Feasible."}, seen=(1, 0), by=officer_padang)
    visitor = Visitor(open_page, officer_padang, tmp_path).visit(address("paper", dossier, "study"))
    page = visitor.page
    save_draft(dossier, PaperKind.STUDY, {"conclusion": "Not feasible."}, seen=(1, 1), by=head_padang)
    page.fill("#id_conclusion", "Feasible with a cold store.")
    page.fill("#id_title", "Study of the sea")
    wait_for(page, "Press “Save draft” to see both texts.")
    visitor.click("Save draft").reads("Not feasible.", "Feasible with a cold store.", head_padang.name)
    page.check("#theirs-conclusion")
    visitor.click("Save my choice")
    assert page.input_value("#id_conclusion") == "Not feasible."
    assert page.input_value("#id_title") == "Study of the sea"


def test_save_pressed_while_a_save_is_on_its_way_is_no_conflict(dossier, officer_padang, open_page, tmp_path):
    visitor = Visitor(open_page, officer_padang, tmp_path).visit(address("paper", dossier, "study"))
    page = visitor.page
    page.fill("#id_title", "Study of the sea")
    # Leaving the field sends the autosave; the button is pressed before its answer is there.
    page.locator("#id_benefits").focus()
    visitor.click("Save draft").reads("The draft has been saved.")
    assert Study.objects.get().title == "Study of the sea"


def test_draft_is_saved_by_its_button_without_scripts(dossier, officer_padang, open_page, tmp_path):
    visitor = Visitor(open_page, officer_padang, tmp_path, javascript=False, width=360)
    visitor.visit(address("paper", dossier, "study"))
    visitor.fill(title="Study of the sea", purpose="More fish").press("button[name=check]").reads("Still empty.")
    study = Study.objects.get()
    assert (study.title, study.purpose) == ("Study of the sea", "More fish")
