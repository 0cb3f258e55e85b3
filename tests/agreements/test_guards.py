"""Every guard refuses with its message where one thing is broken, and lets through the same dossier unbroken."""

from contextlib import contextmanager
from datetime import date, timedelta

import pytest
from django.db import transaction

from agreements.enums import DocumentKind
from agreements.lifecycle import MOVES
from agreements.models import Dossier
from agreements.services import ROAD
from cooperation.enums import Relations
from cooperation.exceptions import NotReady
from cooperation.models import Country, Hold
from cooperation.working_days import now
from tests.agreements.conftest import MONDAY
from tests.agreements.furnished import (
    FRIDAY,
    absent,
    ask,
    change,
    council_did,
    did_not_come,
    kemlu,
    letter_withdrawn,
    line_not_met,
    line_open,
    meeting_says,
    met_before_it_was_sent_again,
    no_activity,
    no_confirmation,
    no_contact,
    no_intent,
    no_meeting,
    no_paper,
    no_relations,
    no_talks,
    no_term,
    not_received,
    not_recommended,
    on_hold,
    opinion_awaited,
    part_empty,
    prerequisite,
    prerequisites_bare,
    prerequisites_open,
    ready,
    recommended,
    recommended_by_the_one_who_decides,
    remark_due,
    remark_open,
    remark_waiting,
    sent,
    talked_before_it_was_sent_again,
    without,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday", "english")]

TOMORROW = MONDAY + timedelta(days=1)


@pytest.fixture
def ready_for(stand):
    """``ready_for(move)``: a walker beside a dossier on which nothing stands against that move."""
    return lambda name: ready(stand, name)


NEEDED = "The meeting needs these offices too: "
EMPTY = "{}: these parts are still empty: {}."
TEXT_EMPTY = EMPTY.format("Agreement text", "Scope, second language")
COMES = "This day is still to come."
WAITS = "1 shared remark of your office waits to be sent: return the dossier, or withdraw or close it."
NOTHING_TO_MEND = "Say what has to be mended: note remarks on the paper, or write it here."
CHOOSE_LATER = "Choose today or a day still to come."
NOT_RECOMMENDED = "A reviewer has to recommend this decision first: “{}”."
WITHDRAWN = "The ministry has withdrawn its letter and not replaced it yet."
BY_ONESELF = "You recommended this decision yourself; another person has to take it."
AWAITED = "Kemlu has until 2 March 2026 to give its opinion."
INTENT_OVER = "The Letter of Intent ended on 27 February 2026. Record a renewed one first."
HELD = "New cooperation plans of this region are on hold: No report for 2024."
DRAFT_RECOMMENDED = NOT_RECOMMENDED.format("Have the agreement drafted")
CONTACT_FIRST = "Record at least one contact with the partner, by one of the four permitted ways."
RECEIPT_FIRST = "Record first when the council secretariat received the plan."
NOT_OVER = "The council's 45 working days are not over."
STILL_TIME = "The governor has until 2 March 2026 to forward it."
NOT_AGREED = "The meeting of 2 March 2026 did not agree on the text; another one has to."
UNDECIDED = "Record what the meeting of 2 March 2026 decided on this text."
UNSIGNED = "Upload the minutes of the meeting of 2 March 2026, signed by those present."
MEETING_FIRST = "Record the inter-ministry meeting held since 2 March 2026, with attendance and signed minutes."
TALKS_FIRST = "Record at least one round of talks with the partner first; its answer by letter is one too."
SENT_LATER = "It was sent on 2 March 2026 and cannot have been received before."
COUNCIL_LATE = "The council had until 26 February 2026; without an answer by then the plan counts as approved."
DECIDED_EARLY = "The council cannot decide before it received the plan."
LETTER_OF_TOMORROW = {"letter_date": TOMORROW}

#: Move, guard, what is broken (a function, or what is typed), what is said.
RECOMMENDED_ANEW = "Penelaah (contoh) has recommended anew since you opened this page: “…” Read it and decide again."
LINE_OPEN = "Checklist: {} of {} lines answered. Still open: {}."
NOT_MET = "Not met on the checklist: {}. This cannot go ahead before it is."

REFUSALS = [
    # First interest
    ("start_exploring", "basics_filled", without(partner=None), "Choose the partner."),
    ("start_exploring", "basics_filled", without(initiator=""), "Say from whom the first interest came."),
    ("start_exploring", "basics_filled", without(objectives=[]), "Choose at least one object of cooperation."),
    ("start_exploring", "basics_filled", without(unit=""), "Name the regional unit in charge."),
    ("start_exploring", "relations_exist", no_relations, "Indonesia has no diplomatic relations with Atlantis."),
    ("start_exploring", "prerequisites_met", prerequisites_open, "Answer the prerequisites still open: 4, 9."),
    (
        "start_exploring",
        "prerequisites_met",
        prerequisite(4, "no"),
        "Prerequisite 4 is not met: The partner does not interfere in domestic government affairs.",
    ),
    # Exploration: partner and objects may have changed meanwhile
    ("begin_study", "contact_recorded", no_contact, CONTACT_FIRST),
    ("begin_study", "relations_exist", no_relations, "Indonesia has no diplomatic relations with Atlantis."),
    (
        "start_exploring",
        "prerequisites_met",
        prerequisites_bare,
        "Explain or prove your answers to the prerequisites 2, 5.",
    ),
    ("begin_study", "prerequisites_met", without(objectives=["science"]), "Answer the prerequisites still open: 6."),
    # Study and LoI
    ("ask_response", "study_complete", no_paper("study"), "Write the paper: Study."),
    ("ask_response", "study_complete", part_empty("study", "benefits"), EMPTY.format("Study", "Benefits")),
    ("ask_response", "intent_complete", no_paper("intent"), "Write the paper: Letter of Intent."),
    ("ask_response", "intent_complete", part_empty("intent", "validity"), EMPTY.format("Letter of Intent", "Validity")),
    ("ask_response", "remarks_answered", remark_open, "Answer every remark first: 1 still open."),
    ("respond", "opinions_in", opinion_awaited, AWAITED),
    ("respond", "not_recommended_by_oneself", recommended_by_the_one_who_decides, BY_ONESELF),
    ("record_intent_signing", "not_in_future", {"signed_on": TOMORROW}, COMES),
    (
        "record_intent_signing",
        "not_before",
        {"signed_on": FRIDAY - timedelta(days=1), "expires_on": date(2026, 9, 1)},
        "The LoI cannot be signed before the minister's response of 27 February 2026.",
    ),
    (
        "record_intent_signing",
        "in_order",
        {"expires_on": MONDAY - timedelta(days=1)},
        "The LoI cannot end before it was signed.",
    ),
    (
        "record_intent_signing",
        "intent_one_year_at_most",
        {"expires_on": MONDAY + timedelta(days=366)},
        "A LoI is valid one year at most: until 2 March 2027.",
    ),
    ("renew_intent", "not_in_future", {"signed_on": TOMORROW}, COMES),
    (
        "renew_intent",
        "intent_one_year_at_most",
        {"expires_on": MONDAY + timedelta(days=366)},
        "A LoI is valid one year at most: until 2 March 2027.",
    ),
    (
        "renew_intent",
        "intent_runs_longer",
        {"expires_on": date(2026, 9, 1)},
        "The renewed LoI has to run longer than the one before.",
    ),
    # The plan
    ("send_to_council", "intent_running", without(intent_expires_on=FRIDAY), INTENT_OVER),
    ("send_to_council", "intent_running", without(intent_expires_on=None), "There is no signed Letter of Intent."),
    ("send_to_council", "plan_complete", no_paper("plan"), "Write the paper: Cooperation plan."),
    ("send_to_council", "plan_complete", part_empty("plan", "period"), EMPTY.format("Cooperation plan", "Period")),
    ("send_to_council", "plan_complete", no_activity, "Enter at least one activity with its amount and period."),
    ("send_to_council", "no_hold", on_hold, HELD),
    ("record_council_approval", "council_received", not_received, RECEIPT_FIRST),
    ("deem_council_approved", "council_clock_over", without(due_on=MONDAY), NOT_OVER),
    ("send_plan", "four_papers_present", no_paper("study"), "Write the paper: Study."),
    ("send_plan", "four_papers_present", no_intent, "The signed Letter of Intent is missing."),
    ("send_plan", "four_papers_present", no_paper("plan"), "The cooperation plan is missing."),
    ("send_plan", "four_papers_present", council_did(decision=None), "The council's approval is missing."),
    ("send_plan", "four_papers_present", council_did(outcome="refused"), "The council's approval is missing."),
    ("send_plan", "no_hold", on_hold, HELD),
    ("send_plan_to_governor", "intent_running", without(intent_expires_on=FRIDAY), INTENT_OVER),
    ("send_plan_to_governor", "no_hold", on_hold, HELD),
    ("forward_plan", "governor_received", without(due_on=None), "Record first when the governor's office received it."),
    ("lapse_governor_plan", "governor_clock_over", without(due_on=MONDAY), STILL_TIME),
    ("send_plan_directly", "governor_clock_over", without(due_on=MONDAY), STILL_TIME),
    ("send_plan_directly", "no_hold", on_hold, HELD),
    # Verification
    ("ask_for_draft", "recommended_by_another", not_recommended, DRAFT_RECOMMENDED),
    ("ask_for_draft", "recommended_by_another", recommended("reject"), DRAFT_RECOMMENDED),
    ("ask_for_draft", "recommended_by_another", recommended_by_the_one_who_decides, BY_ONESELF),
    *(
        (move, "intent_running", without(intent_expires_on=FRIDAY), INTENT_OVER)
        for move in ("ask_for_draft", "send_to_partner", "approve")
    ),
    ("ask_for_draft", "opinions_in", opinion_awaited, AWAITED),
    ("ask_for_draft", "four_papers_present", no_paper("study"), "Write the paper: Study."),
    ("ask_for_draft", "checklist_answered", line_open, LINE_OPEN.format(11, 12, "Prerequisite 9")),
    ("ask_for_draft", "checklist_met", line_not_met, NOT_MET.format("Prerequisite 9")),
    ("improve_plan", "checklist_answered", line_open, LINE_OPEN.format(11, 12, "Prerequisite 9")),
    ("reject", "checklist_answered", line_open, LINE_OPEN.format(11, 12, "Prerequisite 9")),
    ("recommend", "checklist_answered", line_open, LINE_OPEN.format(11, 12, "Prerequisite 9")),
    ("recommend", "go_ahead_met", line_not_met, NOT_MET.format("Prerequisite 9")),
    ("improve_plan", "recommended_by_another", not_recommended, NOT_RECOMMENDED.format("Have the plan improved")),
    ("reject", "recommended_by_another", recommended_by_the_one_who_decides, BY_ONESELF),
    ("recommend", "opinions_in", opinion_awaited, AWAITED),
    ("resubmit_to_minister", "plan_renewed", sent("plan"), "Write an improved version of the cooperation plan."),
    ("resubmit_to_minister", "remarks_answered", remark_open, "Answer every remark first: 1 still open."),
    (
        "resubmit_to_minister",
        "remarks_answered",
        remark_due,
        "Answer every remark first, by 13 March 2026: 1 still open.",
    ),
    ("resubmit_to_minister", "four_papers_present", part_empty("study", "title"), EMPTY.format("Study", "Title")),
    ("resubmit_to_council", "no_hold", on_hold, HELD),
    # The text
    ("send_draft", "agreement_complete", no_paper("agreement"), "Write the paper: Agreement text."),
    ("send_draft", "agreement_complete", part_empty("agreement", "scope_foreign"), TEXT_EMPTY),
    ("send_draft", "agreement_complete", no_term, "Enter the term of the agreement."),
    ("send_draft", "text_renewed", sent("agreement"), "Write an improved version of the agreement text."),
    ("send_draft_to_governor", "intent_running", without(intent_expires_on=FRIDAY), INTENT_OVER),
    ("send_draft_to_governor", "remarks_answered", remark_open, "Answer every remark first: 1 still open."),
    ("send_to_partner", "meeting_held", no_meeting, MEETING_FIRST),
    ("send_to_partner", "meeting_held", met_before_it_was_sent_again, MEETING_FIRST),
    ("send_to_partner", "meeting_held", meeting_says(outcome=""), UNDECIDED),
    ("send_to_partner", "meeting_held", meeting_says(outcome="changes"), NOT_AGREED),
    ("send_to_partner", "meeting_held", meeting_says(outcome="postponed"), NOT_AGREED),
    ("send_to_partner", "meeting_held", meeting_says(minutes=None), UNSIGNED),
    ("send_to_partner", "meeting_held", did_not_come(kind="foreign_affairs"), NEEDED + "Kemlu."),
    ("send_to_partner", "meeting_held", absent(kind="foreign_affairs"), NEEDED + "Kemlu."),
    ("send_to_partner", "meeting_held", absent(kind="technical_ministry"), NEEDED + "a ministry of the subject."),
    ("send_to_partner", "meeting_held", absent(region="13"), NEEDED + "the province."),
    ("send_to_partner", "meeting_held", absent(region="13.71"), NEEDED + "the regency or city."),
    ("record_intent_signing", "response_stands", letter_withdrawn("response"), WITHDRAWN),
    ("record_signing", "approval_stands", letter_withdrawn("approval"), WITHDRAWN),
    ("confirm_text", "talks_held", no_talks, TALKS_FIRST),
    ("confirm_text", "talks_held", talked_before_it_was_sent_again, TALKS_FIRST),
    ("send_to_partner", "checklist_answered", line_open, LINE_OPEN.format(15, 16, "Same scope")),
    ("send_to_partner", "checklist_met", line_not_met, NOT_MET.format("Same scope")),
    ("approve", "checklist_answered", line_open, LINE_OPEN.format(2, 3, "LoI still valid")),
    ("approve", "checklist_met", line_not_met, NOT_MET.format("LoI still valid")),
    ("approve", "confirmation_present", no_confirmation, "Kemlu's confirmation letter is missing."),
    ("approve", "recommended_by_another", recommended_by_the_one_who_decides, BY_ONESELF),
    *(
        (move, "no_remark_waiting", remark_waiting, WAITS)
        for move in (
            *("respond", "forward_plan", "ask_for_draft", "forward_draft"),
            *("send_to_partner", "confirm_text", "approve"),
        )
    ),
    *(
        (move, guard, typed, said)
        for move in ("return_study", "return_plan", "improve_plan", "return_draft", "return_text", "change_text")
        for guard, typed, said in (
            ("something_to_mend", {"note": "  "}, NOTHING_TO_MEND),
            ("not_in_past", {"answer_by": FRIDAY}, CHOOSE_LATER),
        )
    ),
    *(
        (move, "recommendation_as_seen", {"rests_on": "0"}, RECOMMENDED_ANEW)
        for move in ("respond", "ask_for_draft", "improve_plan", "approve", "reject")
    ),
    *(
        (move, "not_in_future", LETTER_OF_TOMORROW, COMES)
        for move in (
            *("ask_response", "send_to_council", "resubmit_to_council", "confirm_text"),
            *("send_plan", "send_plan_to_governor", "forward_plan", "send_plan_directly"),
            *("resubmit_to_governor", "resubmit_to_minister"),
            *("send_draft", "send_draft_to_governor", "forward_draft", "send_draft_directly"),
        )
    ),
    *(
        (move, guard, {"received_on": day}, said)
        for move in ("record_council_receipt", "record_plan_receipt", "record_draft_receipt")
        for guard, day, said in (
            ("not_in_future", TOMORROW, COMES),
            ("received_after_sending", FRIDAY, SENT_LATER),
        )
    ),
    *(
        (move, guard, {"decided_on": day}, said)
        for move in ("record_council_approval", "record_council_refusal")
        for guard, day, said in (
            ("not_in_future", TOMORROW, COMES),
            ("decided_after_receipt", FRIDAY - timedelta(days=1), DECIDED_EARLY),
        )
    ),
    ("record_council_refusal", "refused_in_time", without(due_on=FRIDAY - timedelta(days=1)), COUNCIL_LATE),
    # Signing
    ("plan_signing", "not_in_past", {"planned_on": FRIDAY}, CHOOSE_LATER),
    ("record_signing", "not_in_future", {"signed_on": TOMORROW, "effective_on": TOMORROW}, COMES),
    (
        "record_signing",
        "not_before",
        {"signed_on": FRIDAY - timedelta(days=1)},
        "The agreement cannot be signed before the minister's approval of 27 February 2026.",
    ),
    ("record_signing", "intent_ran_at_signing", without(intent_expires_on=FRIDAY), INTENT_OVER),
    ("record_signing", "in_order", {"effective_on": FRIDAY}, "It cannot be in force before it was signed."),
    ("record_signing", "in_order", {"ends_on": FRIDAY}, "It cannot end before it is in force."),
    (
        "record_signing",
        "term_five_years_at_most",
        {"ends_on": date(2031, 3, 3)},
        "An agreement runs five years at most: until 2 March 2031.",
    ),
    (
        "register",
        "original_after_signing",
        {"original_received_on": FRIDAY - timedelta(days=1)},
        "The original cannot be received before it was signed.",
    ),
    ("register", "not_in_future", {"original_received_on": TOMORROW}, COMES),
    (
        "record_custody",
        "deposited_after_receipt",
        {"custody_on": FRIDAY - timedelta(days=1)},
        "The original cannot be deposited before it was received.",
    ),
    ("record_custody", "not_in_future", {"custody_on": TOMORROW}, COMES),
    ("complete_term", "in_order", {"ends_on": FRIDAY}, "It cannot end before it is in force."),
    (
        "complete_term",
        "term_five_years_at_most",
        {"ends_on": date(2031, 3, 3)},
        "An agreement runs five years at most: until 2 March 2031.",
    ),
    # The end
    ("end_agreement", "not_in_future", {"ended_on": TOMORROW}, COMES),
    ("end_agreement", "ended_within_term", {"ended_on": date(2026, 2, 26)}, "It cannot end before it is in force."),
    ("end_agreement", "replacement_named", {"ground": "replaced"}, "Name the agreement that replaces it."),
    ("assign", "holder_in_office", {"reviewer": None}, "Choose a person."),
    ("assign_at_governor", "holder_in_office", {"governor_officer": None}, "Choose a person."),
    # Opinions
    ("ask_opinion", "asked_office_free", opinion_awaited, "Kemlu has been asked already and has not answered yet."),
    ("ask_opinion", "not_in_past", {"answer_by": FRIDAY}, CHOOSE_LATER),
    ("give_opinion", "conditions_named", {"opinion": "conditions"}, "Name at least one condition."),
    (
        "give_opinion",
        "conditions_named",
        {"conditions": ["Biaya dari mitra."]},
        "You named conditions: choose “Supports with conditions”, or empty them.",
    ),
]  # fmt: skip

#: What must be so for a row to lead anywhere but is not a guard of its own.
TYPED = {
    "recommend": {"recommended": "ask_for_draft"},
    "renew_intent": {"expires_on": date(2027, 3, 2)},
    "complete_term": {"effective_on": MONDAY},
}


@contextmanager
def undone():
    """Whatever is done inside is undone afterwards."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.mark.parametrize("name", sorted({name for name, *rest in REFUSALS}))
def test_guards_of_a_move_refuse_what_is_broken_and_let_through_what_is_not(ready_for, name):
    """One dossier for all guards of a move: what is broken on it for each is undone."""
    walker = ready_for(name)
    by = None if ROAD.moves[name].by_clock else walker.person(*ROAD.moves[name].who)
    for guard, broken, said in [rest for move, *rest in REFUSALS if move == name]:
        assert guard in guards_of(ROAD.moves[name])
        with undone():
            refuses(walker, name, by, broken, said)
        walker.dossier.refresh_from_db()
    walker.attempt(name, by=by, **TYPED.get(name, {}))
    assert walker.dossier.events.filter(name=name).exists()


def refuses(walker, name, by, broken, said):
    typed = TYPED.get(name, {})
    if callable(broken):
        broken(walker)
    else:
        typed = typed | broken
    before = Dossier.objects.values().get(pk=walker.dossier.pk)
    with pytest.raises(NotReady) as refusal:
        walker.attempt(name, by=by, **typed)
    assert [str(problem.message) for problem in refusal.value.problems] == [said]
    assert Dossier.objects.values().get(pk=walker.dossier.pk) == before
    assert not walker.dossier.events.filter(name=name).exists()


def guards_of(move):
    return {name_of(guard) for guard in move.ready + move.checks}


def name_of(guard):
    """One that is made by a function has the name of its maker."""
    return guard.__qualname__.partition(".")[0]


def test_every_guard_of_the_table_is_refused_somewhere():
    assert {guard for _name, guard, *rest in REFUSALS} == {guard for move in MOVES for guard in guards_of(move)}


def test_what_is_typed_is_refused_by_every_move_that_checks_it():
    checked = {(move.name, name_of(guard)) for move in MOVES for guard in move.checks}
    assert checked <= {(name, guard) for name, guard, *rest in REFUSALS}


@pytest.mark.parametrize(
    ("name", "broken", "article"),
    [
        ("ask_response", remark_open, "P25 12, 14(1)"),
        ("respond", opinion_awaited, "P25 14(2)-(3)"),
        ("respond", recommended_by_the_one_who_decides, "P25 14(2)-(3)"),
        ("forward_draft", without(due_on=None), "P25 20"),
        ("send_draft_directly", without(due_on=MONDAY), "P25 20(4)"),
    ],
)
def test_guard_of_several_steps_names_the_article_of_the_one_at_hand(ready_for, name, broken, article):
    walker = ready_for(name)
    broken(walker)
    [problem] = ROAD.problems(walker.dossier, name, walker.person(*ROAD.moves[name].who))
    assert problem.article == article


@pytest.mark.parametrize("name", [move.name for move in MOVES if move.note == "required"])
def test_return_suspension_and_end_need_their_reasons(ready_for, name):
    walker = ready_for(name)
    with pytest.raises(NotReady) as refusal:
        walker.attempt(name, note="  ")
    assert [str(problem.message) for problem in refusal.value.problems] == ["Say why: a note is needed here."]
    walker.attempt(name)
    assert walker.dossier.events.get(name=name).note


@pytest.mark.parametrize("decision", ["improve_plan", "reject"])
def test_what_is_not_met_can_be_improved_or_rejected(ready_for, decision):
    walker = ready_for("recommend")
    line_not_met(walker)
    walker.attempt("recommend", recommended=decision)
    walker.attempt(decision)
    assert walker.dossier.status == {"improve_plan": "plan_revision", "reject": "rejected"}[decision]


@pytest.mark.parametrize("answer", ["yes", "no", "not_applicable"])
def test_unequal_level_warns_and_does_not_stop(ready_for, answer):
    walker = ready_for("start_exploring")
    prerequisite(7, answer)(walker)
    assert ROAD.problems(walker.dossier, "start_exploring", walker.officer) == []


def test_unknown_relations_are_asked_and_do_not_stop(ready_for):
    walker = ready_for("start_exploring")
    Country.objects.update(diplomatic_relations=Relations.UNKNOWN)
    assert ROAD.problems(walker.dossier, "start_exploring", walker.officer) == []


def test_opinion_that_is_late_is_not_waited_for(ready_for):
    walker = ready_for("respond")
    ask(walker, kemlu(), due_on=FRIDAY)
    walker.attempt("respond")
    assert walker.dossier.status == "responded"


def test_council_decides_by_silence_with_the_receipt_alone(ready_for):
    walker = ready_for("send_plan")
    council_did(outcome="deemed", decision=None)(walker)
    walker.attempt("send_plan")
    assert walker.dossier.documents.filter(kind=DocumentKind.PROCEED_LETTER).count() == 1


def test_letter_of_intent_runs_through_its_last_day(ready_for):
    walker = ready_for("send_to_council")
    change(walker.dossier, intent_expires_on=MONDAY)
    walker.attempt("send_to_council")
    assert walker.dossier.status == "at_council"


def test_suspension_does_not_undo_a_meeting(stand):
    walker = stand("drafting", intent_expires_on=date(2026, 9, 1))
    walker.make("send_draft_to_governor")
    walker.make("record_draft_receipt")
    walker.make("forward_draft")
    walker.record_meeting()
    walker.answer_checklist()
    walker.make("suspend")
    walker.make("resume")
    walker.attempt("send_to_partner")
    assert walker.dossier.status == "negotiating"


def test_lifted_hold_holds_nothing(ready_for):
    walker = ready_for("send_to_council")
    Hold.objects.create(region=walker.dossier.region, reason="No report.", lifted_at=now())
    assert ROAD.problems(walker.dossier, "send_to_council", walker.officer) == []
