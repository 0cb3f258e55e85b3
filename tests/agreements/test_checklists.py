"""The checklist of a step: its lines, who answers, what it holds up, and its rounds."""

import threading

import pytest
from django.db import connection

from agreements import advice
from agreements.checklists.answering import answer_checklist, current_answers, earlier_rounds, fingerprint
from agreements.checklists.evidence import evidence_of
from agreements.checklists.lines import CHECKED_STEPS, groups_of, lines_of, progress
from agreements.enums import Answer, Objective, PaperKind, Scheme, Status, VoidCause
from agreements.history import history_of
from agreements.models import CheckAnswer
from agreements.papers import PAPER_MODELS
from agreements.prerequisites import prerequisites_of
from agreements.services import ROAD
from cooperation.exceptions import Conflict
from cooperation.models import Hold
from tests.agreements.factories import RecommendationFactory
from tests.agreements.furnished import answer_checklist as furnish
from tests.agreements.furnished import ready
from tests.agreements.padang import address, dossier_of_padang, reading
from tests.client import form_values

MET, NOT_MET, NONE = Answer.YES, Answer.NO, Answer.NOT_APPLICABLE


@pytest.fixture
def dossier(officer_padang):
    return dossier_of_padang(Status.VERIFYING)


def save(dossier, by, **answers):
    """As a page that showed nothing answered: `study=MET`, `plan=(NOT_MET, "Why")`."""
    given = {name: (one if isinstance(one, tuple) else (one, "")) for name, one in answers.items()}
    return answer_checklist(dossier, dossier.status, {name: (*one, "") for name, one in given.items()}, by=by)


def kept(dossier):
    return {row.line: (row.answer, row.note, row.by) for row in CheckAnswer.objects.filter(dossier=dossier)}


# The tables


@pytest.mark.parametrize(
    ("scheme", "objectives"),
    [(Scheme.SISTER, [Objective.SCIENCE]), (Scheme.REGIONAL, []), (Scheme.INSTITUTION, []), (Scheme.FORWARDED, [])],
)
def test_verification_checks_four_papers_and_the_prerequisites_that_apply(scheme, objectives, db):
    dossier = dossier_of_padang(Status.VERIFYING, scheme=scheme, objectives=objectives)
    papers, prerequisites = groups_of(dossier, Status.VERIFYING)
    assert [line.name for line in papers.lines] == ["study", "intent", "plan", "council"]
    assert [line.name for line in prerequisites.lines] == [
        f"prerequisite_{row.number}" for row in prerequisites_of(dossier)
    ]


def test_draft_text_checks_eleven_parts_term_language_and_what_was_fixed_before(dossier):
    parts, about, before = groups_of(dossier, Status.DISCUSSING)
    assert len(parts.lines) == 11
    assert [line.name for line in about.lines] == ["term", "language"]
    assert [line.name for line in before.lines] == ["kept_subject", "kept_purpose", "kept_scope"]


def test_approval_checks_confirmation_hold_and_intent(dossier):
    assert [line.name for line in lines_of(dossier, Status.CONFIRMED)] == ["confirmation", "hold", "intent"]


@pytest.mark.parametrize("step", CHECKED_STEPS)
def test_every_line_has_its_own_name_an_article_and_something_known(step, dossier):
    lines = lines_of(dossier, step)
    names = [line.name for line in lines]
    assert len(set(names)) == len(names)
    assert all(line.article and len(line.name) <= 40 for line in lines)
    if step != Status.DISCUSSING:  # without a text nothing is known of its term
        assert set(evidence_of(advice.reading(dossier, None, {}), step)) == set(names)


@pytest.mark.parametrize("status", [status for status in Status if status not in CHECKED_STEPS])
def test_other_steps_have_none(status, dossier):
    dossier.status = status
    assert progress(dossier) is None


# Answers


def test_answers_are_kept_with_person_and_one_event(dossier, reviewer):
    assert save(dossier, reviewer, study=MET, plan=(NOT_MET, "Biaya belum ada.")) == 2
    assert kept(dossier) == {"study": ("yes", "", reviewer), "plan": ("no", "Biaya belum ada.", reviewer)}
    event = dossier.events.get()
    assert (event.name, event.data) == (
        "checklist_answered",
        {"answers": {"study": ["yes", ""], "plan": ["no", "Biaya belum ada."]}},
    )
    found = progress(dossier)
    assert (found.answered, found.total, [line.name for line in found.not_met]) == (2, 12, ["plan"])


def test_answers_saved_unchanged_leave_no_event_and_void_nothing(dossier, reviewer, second_reviewer):
    save(dossier, reviewer, study=MET)
    RecommendationFactory(dossier=dossier, by=reviewer)
    same = {"study": (MET, "", fingerprint(MET, ""))}
    assert answer_checklist(dossier, Status.VERIFYING, same, by=second_reviewer) == 0
    assert dossier.events.count() == 1
    assert dossier.recommendations.standing().exists()


def test_changed_answer_voids_the_recommendation(dossier, reviewer, approver):
    RecommendationFactory(dossier=dossier, by=reviewer)
    save(dossier, approver, study=MET)
    voided = dossier.recommendations.get()
    assert (voided.voided_because, voided.voided_by) == (VoidCause.CHECKLIST, approver)


def test_two_people_on_different_lines_both_save(dossier, reviewer, second_reviewer):
    save(dossier, reviewer, study=MET)
    save(dossier, second_reviewer, plan=MET)
    assert set(kept(dossier)) == {"study", "plan"}


def test_line_left_as_it_was_seen_stays_as_somebody_else_changed_it(dossier, reviewer, second_reviewer):
    save(dossier, reviewer, study=MET)
    seen = fingerprint(MET, "")
    answer_checklist(dossier, Status.VERIFYING, {"study": (NOT_MET, "Kurang data.", seen)}, by=second_reviewer)
    both = {"study": (MET, "", seen), "plan": (MET, "", "")}
    assert answer_checklist(dossier, Status.VERIFYING, both, by=reviewer) == 1
    assert kept(dossier)["study"] == ("no", "Kurang data.", second_reviewer)


def test_line_that_two_people_changed_is_refused_and_nothing_is_written(dossier, reviewer, second_reviewer):
    save(dossier, reviewer, study=(NOT_MET, "Kurang data."))
    with pytest.raises(Conflict) as refusal:
        save(dossier, second_reviewer, study=MET, plan=MET)
    assert refusal.value.context["lines"] == ["study"]
    assert set(kept(dossier)) == {"study"}


def test_answer_to_a_step_that_was_left_is_refused(dossier, reviewer):
    with pytest.raises(Conflict):
        answer_checklist(dossier, Status.CONFIRMED, {"hold": (MET, "", "")}, by=reviewer)


@pytest.mark.django_db(transaction=True)
def test_two_people_answering_at_once_lose_nothing(reviewer, second_reviewer):
    """Real threads on the same line: one is written, the other one is told, and nothing stands twice."""
    dossier = dossier_of_padang(Status.VERIFYING)
    start, told = threading.Barrier(2), []

    def answer(by, note):
        try:
            start.wait()
            save(type(dossier).objects.get(pk=dossier.pk), by, study=(NOT_MET, note))
        except Conflict as conflict:
            told.append(conflict.context["texts"])
        finally:
            connection.close()

    people = [(reviewer, "Satu."), (second_reviewer, "Dua.")]
    threads = [threading.Thread(target=answer, args=one) for one in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    [row] = CheckAnswer.objects.all()
    [[both]] = told
    assert row.note in both["theirs"]
    assert both["mine"].endswith({"Satu.": "Dua.", "Dua.": "Satu."}[row.note])


# Rounds


def test_round_ends_when_its_step_is_left_and_the_next_begins_open(stand, monday):
    walker = ready(stand, "improve_plan")
    walker.attempt("improve_plan")
    assert not CheckAnswer.objects.current().exists()
    [(step, _closed_at, rows)] = earlier_rounds(walker.dossier)
    assert (step, len(rows)) == (Status.VERIFYING, 12)
    walker.make("resubmit_to_minister")
    assert progress(walker.dossier).answered == 0


def test_suspension_does_not_end_the_round(stand, monday):
    walker = ready(stand, "recommend")
    walker.attempt("suspend")
    walker.attempt("resume")
    assert progress(walker.dossier).answered == 12


@pytest.mark.parametrize("after", ["", "suspend"])
def test_stopping_ends_the_round(stand, monday, after):
    walker = ready(stand, "recommend")
    if after:
        walker.attempt(after)
    walker.attempt("stop")
    assert not CheckAnswer.objects.current().exists()


def test_move_beside_the_road_leaves_the_round_open(stand, monday):
    walker = ready(stand, "recommend")
    walker.attempt("ask_opinion")
    assert len(current_answers(walker.dossier, Status.VERIFYING)) == 12


# What the system knows


def words(dossier, step, line):
    return " ".join(fact.words for fact in evidence_of(advice.reading(dossier, None, {}), step)[line])


@pytest.mark.parametrize("name", ["recommend", "send_to_partner", "approve"])
def test_everything_is_known_of_a_complete_dossier(stand, monday, english, name):
    dossier = ready(stand, name).dossier
    for model in PAPER_MODELS.values():
        model.objects.filter(dossier=dossier).update(sent_at=dossier.status_since)
    known = evidence_of(advice.reading(dossier, None, {}), dossier.status)
    assert set(known) == {line.name for line in lines_of(dossier, dossier.status)}


def test_what_is_missing_is_said_and_not_answered(dossier, english):
    assert words(dossier, Status.VERIFYING, "study") == "It has not been sent."
    assert words(dossier, Status.VERIFYING, "intent") == "No signing is recorded."
    assert words(dossier, Status.VERIFYING, "prerequisite_2") == "The region has not answered it."
    assert words(dossier, Status.CONFIRMED, "confirmation") == "There is none."
    assert progress(dossier).answered == 0


def test_hold_is_shown_with_its_reason(dossier, english):
    assert words(dossier, Status.CONFIRMED, "hold") == "The region is not on hold."
    Hold.objects.create(region=dossier.region, reason="No report for 2024.")
    assert words(dossier, Status.CONFIRMED, "hold") == "On hold: No report for 2024."


def test_text_that_goes_beyond_the_plan_is_seen(stand, monday, english):
    walker = ready(stand, "send_to_partner")
    dossier = walker.dossier
    for kind in (PaperKind.INTENT, PaperKind.PLAN, PaperKind.AGREEMENT):
        PAPER_MODELS[kind].objects.filter(dossier=dossier).update(sent_at=dossier.status_since, scope="Perikanan")
    assert words(dossier, Status.DISCUSSING, "kept_scope") == "Word for word as in: Letter of Intent, Cooperation plan."
    dossier.agreement_versions.update(scope="Perikanan dan pelabuhan")
    assert words(dossier, Status.DISCUSSING, "kept_scope") == "Worded differently: compare the texts."


# The page


def test_page_shows_lines_with_article_and_saves_many_at_once(dossier, reviewer):
    client = reading(reviewer)
    page = client.get(address("checklist", dossier))
    assert page.text.count("Pasal 19(2)") or page.text.count("Art. ")
    data = form_values(page.text) | {"answer_study": "yes", "answer_plan": "no", "note_plan": "Biaya belum ada."}
    answer = client.post(address("checklist", dossier), data)
    assert (answer.status_code, answer.url) == (302, f"{address('checklist', dossier)}#tabs")
    assert set(kept(dossier)) == {"study", "plan"}
    again = form_values(client.get(address("checklist", dossier)).text)
    assert (again["answer_plan"], again["note_plan"]) == ("no", "Biaya belum ada.")


def test_last_answer_leads_back_to_the_dossier(dossier, reviewer):
    furnish(dossier, reviewer)
    dossier.check_answers.filter(line="plan").delete()
    client = reading(reviewer)
    data = form_values(client.get(address("checklist", dossier)).text) | {"answer_plan": "yes"}
    assert client.post(address("checklist", dossier), data).url == dossier.get_absolute_url()


@pytest.mark.parametrize("answer", ["no", "not_applicable"])
def test_what_is_not_met_needs_a_note_and_the_rest_is_kept(answer, dossier, reviewer):
    client = reading(reviewer)
    data = form_values(client.get(address("checklist", dossier)).text)
    page = client.post(
        address("checklist", dossier), data | {"answer_plan": answer, "answer_study": "no", "note_study": "Kurang."}
    )
    assert page.status_code == 422
    assert list(page.context["form"].errors) == ["note_plan"]
    assert "Kurang." in page.text
    assert not kept(dossier)


def test_note_without_an_answer_is_asked_for_one(dossier, reviewer):
    client = reading(reviewer)
    data = form_values(client.get(address("checklist", dossier)).text) | {"note_plan": "Periksa lagi."}
    page = client.post(address("checklist", dossier), data)
    assert list(page.context["form"].errors) == ["answer_plan"]


def test_page_of_the_slower_one_shows_both_and_saves_when_sent_again(dossier, reviewer, second_reviewer):
    client = reading(second_reviewer)
    data = form_values(client.get(address("checklist", dossier)).text)
    save(dossier, reviewer, study=(NOT_MET, "Data tahun lalu."))
    typed = data | {"answer_study": "yes", "note_study": "Data sudah baru.", "answer_plan": "yes"}
    page = client.post(address("checklist", dossier), typed)
    assert page.status_code == 409
    assert "Data tahun lalu." in page.text
    assert reviewer.name in page.text
    again = form_values(page.text)
    assert (again["answer_study"], again["note_study"], again["answer_plan"]) == ("yes", "Data sudah baru.", "yes")
    assert client.post(address("checklist", dossier), again).status_code == 302
    assert kept(dossier) == {
        "study": ("yes", "Data sudah baru.", second_reviewer),
        "plan": ("yes", "", second_reviewer),
    }


def test_page_of_a_step_that_is_over_gives_back_what_was_noted(dossier, reviewer):
    client = reading(reviewer)
    data = form_values(client.get(address("checklist", dossier)).text)
    type(dossier).objects.filter(pk=dossier.pk).update(status=Status.DRAFTING)
    note = "Sumber pembiayaan kegiatan ketiga belum jelas."
    page = client.post(address("checklist", dossier), data | {"answer_plan": "no", "note_plan": note})
    assert page.status_code == 409
    assert note in page.text
    assert not kept(dossier)


def test_auditor_reads_what_was_answered_and_writes_nothing(dossier, reviewer, auditor):
    save(dossier, reviewer, study=(NOT_MET, "Kurang data."))
    client = reading(auditor)
    page = client.get(address("checklist", dossier))
    assert "Kurang data." in page.text
    assert 'name="answer_study"' not in page.text
    assert client.post(address("checklist", dossier), {"answer_plan": "yes"}).status_code == 403


def test_earlier_round_is_readable_and_stands_beside_the_new_one(stand, monday, reviewer):
    walker = ready(stand, "improve_plan")
    walker.dossier.check_answers.filter(line="plan").update(answer="no", note="Biaya belum ada.")
    walker.attempt("improve_plan")
    page = reading(walker.reviewer).get(address("checklist", walker.dossier))
    assert "Biaya belum ada." in page.text
    walker.make("resubmit_to_minister")
    page = reading(walker.reviewer).get(address("checklist", walker.dossier))
    assert page.text.count("Biaya belum ada.") == 2


def test_page_costs_the_same_however_much_was_answered(
    dossier, reviewer, django_assert_max_num_queries, django_assert_num_queries
):
    client = reading(reviewer)
    client.get(address("checklist", dossier))
    with django_assert_max_num_queries(20) as few:
        client.get(address("checklist", dossier))
    furnish(dossier, reviewer)
    CheckAnswer.objects.update(closed_at=dossier.status_since)
    furnish(dossier, reviewer)
    with django_assert_num_queries(len(few)):
        client.get(address("checklist", dossier))


def test_box_of_the_dossier_tells_how_far_it_is(dossier, reviewer, english):
    save(dossier, reviewer, study=MET, intent=MET, plan=MET)
    page = reading(reviewer).get(dossier.get_absolute_url())
    [line] = [need for need in page.context["step"]["needs"] if "checklist" in need.get("url", "")]
    assert not line["done"]
    assert line["url"] == address("checklist", dossier)
    assert [tab["count"] for tab in page.context["tabs"] if tab["url"] == address("checklist", dossier)] == [9]


@pytest.mark.parametrize("person", ["officer_padang", "officer_sumbar", "kemlu", "evaluator", "admin"])
def test_nobody_else_sees_that_there_is_one(person, dossier, reviewer, request):
    user = request.getfixturevalue(person)
    dossier.consulted.add(*(held.office for held in user.current_memberships if held.office.kind == "foreign_affairs"))
    save(dossier, reviewer, study=(NOT_MET, "Rahasia-penelaah."))
    client = reading(user)
    assert client.get(address("checklist", dossier)).status_code == 403
    for tab in ("", "papers/", "remarks/", "contacts/", "history/"):
        text = client.get(f"{dossier.get_absolute_url()}{tab}").text
        assert "Rahasia-penelaah." not in text
        assert "checklist" not in text


def test_history_of_the_ministry_names_it_and_no_other(dossier, reviewer, officer_padang):
    save(dossier, reviewer, study=MET)
    assert [event.name for event in history_of(dossier, reviewer)] == ["checklist_answered"]
    assert not history_of(dossier, officer_padang).exists()


def test_every_decision_of_a_checked_step_waits_for_it(dossier):
    """Of those made by the ministry; a return may be made at once, suspension and taking up have nothing to check."""
    waiting = {
        move.name for move in ROAD.moves.values() if any(guard.__name__ == "checklist_answered" for guard in move.ready)
    }
    assert waiting == {"recommend", "ask_for_draft", "improve_plan", "reject", "send_to_partner", "approve"}
