"""Opinions side by side: who reads what, reminding, withdrawing, and what becomes of conditions."""

from datetime import timedelta

import pytest

from agreements.enums import Audience, PaperKind, RemarkState, Status
from agreements.models import Condition, LetterDraft, Opinion, Study
from agreements.remarks.noting import withdraw_remark
from cooperation.models import Notice, User
from cooperation.working_days import on_date, today
from tests.agreements.factories import DossierFactory, OpinionFactory, RecommendationFactory
from tests.client import AuditingClient
from tests.factories import OfficeFactory
from tests.people import region

pytestmark = pytest.mark.django_db


@pytest.fixture
def dossier(everybody):
    User.objects.update(language="en")
    return DossierFactory(region=region("13.71"), sent=True, status=Status.VERIFYING)


@pytest.fixture
def asked(dossier, everybody):
    return OpinionFactory(dossier=dossier, office=everybody["kemlu"].memberships.get().office)


@pytest.fixture
def condition(dossier, asked, everybody):
    """Kemlu supports on one condition; it was asked about the plan."""
    answered(asked, everybody["kemlu"], papers=["plan"])
    return Condition.objects.create(opinion=asked, text="Biaya magang ditanggung mitra.")


def answered(opinion, by, **fields):
    values = {"answer": "conditions", "reasons": "Ya.", "answered_by": by, "answered_at": opinion.asked_at} | fields
    Opinion.objects.filter(pk=opinion.pk).update(**values)
    opinion.refresh_from_db()


def read(user, dossier):
    return AuditingClient().login(user).get(f"/dossiers/{dossier.number}/opinions/").text


def press(user, dossier, tail, **typed):
    return AuditingClient().login(user).post(f"/dossiers/{dossier.number}/{tail}/", typed)


# Who reads what


def test_office_sees_its_condition_and_not_what_the_ministry_makes_of_it(dossier, condition, everybody):
    press(everybody["penelaah"], dossier, f"conditions/{condition.pk}", become="remark")
    press(everybody["penelaah"], dossier, f"conditions/{condition.pk}", become="clause", move="ask_for_draft")
    assert "Shared remark" in read(everybody["pejabat"], dossier)
    own = read(everybody["kemlu"], dossier)
    assert condition.text in own
    assert "Shared remark" not in own
    assert "Clause in" not in own
    assert condition.text not in read(everybody["pimpinan.padang"], dossier)
    for tab in ("", "remarks/", "history/"):
        page = AuditingClient().login(everybody["pimpinan.padang"]).get(f"/dossiers/{dossier.number}/{tab}")
        assert condition.text not in page.text


def test_present_step_comes_first_and_earlier_ones_below(dossier, asked, everybody):
    answered(asked, everybody["kemlu"], step=Status.AWAITING_RESPONSE)
    OpinionFactory(dossier=dossier, office=everybody["pariwisata"].memberships.get().office)
    page = AuditingClient().login(everybody["penelaah"]).get(f"/dossiers/{dossier.number}/opinions/")
    assert [card.office for card in page.context["cards"]] == [everybody["pariwisata"].memberships.get().office]
    assert [[card.pk for card in cards] for _step, cards in page.context["earlier"]] == [[asked.pk]]


def test_page_costs_the_same_for_one_opinion_and_for_thirty(dossier, everybody, django_assert_max_num_queries):
    Study.objects.create(dossier=dossier, sent_at=dossier.created_at)
    counts = []
    for number in range(30):
        office = OfficeFactory(ministry=True, name=f"Kementerian {number}", short_name=f"Kementerian {number}")
        opinion = OpinionFactory(dossier=dossier, office=office, papers=[PaperKind.STUDY])
        answered(opinion, everybody["kemlu"])
        Condition.objects.bulk_create(Condition(opinion=opinion, text="Satu.") for _ in range(3))
        if number in (0, 29):
            client = AuditingClient().login(everybody["penelaah"])
            client.get(dossier.get_absolute_url())
            with django_assert_max_num_queries(20) as queries:
                assert client.get(f"/dossiers/{dossier.number}/opinions/").status_code == 200
            counts.append(len(queries))
    assert counts[0] == counts[1]


# Reminding, withdrawing


def test_office_is_reminded_by_hand_once_a_day(dossier, asked, everybody):
    reviewer, tail = everybody["penelaah"], f"opinions/{asked.pk}/remind"
    assert press(reviewer, dossier, tail).status_code == 302
    second = press(everybody["penelaah.kedua"], dossier, tail)
    assert (second.status_code, "has been reminded today already" in second.text) == (409, True)
    assert "Reminded today" in read(reviewer, dossier)
    assert Notice.objects.filter(reader=everybody["kemlu"]).count() == 1
    with on_date(today() + timedelta(days=1)):
        assert press(reviewer, dossier, tail).status_code == 302
    assert Notice.objects.filter(reader=everybody["kemlu"]).count() == 2
    history = AuditingClient().login(everybody["pimpinan.padang"]).get(f"/dossiers/{dossier.number}/history/").text
    assert "reminded" not in history


def test_question_is_withdrawn_with_a_reason_that_its_office_reads(dossier, asked, everybody):
    RecommendationFactory(dossier=dossier, by=everybody["penelaah"], move="ask_for_draft")
    tail, reviewer = f"opinions/{asked.pk}/withdraw", everybody["penelaah"]
    assert press(reviewer, dossier, tail, withdrawn_because=" ").status_code == 422
    said = AuditingClient().login(reviewer)
    said = said.post(f"/dossiers/{dossier.number}/{tail}/", {"withdrawn_because": "Bidang itu dihapus."}, follow=True)
    assert "The question has been withdrawn." in said.text
    assert "Bidang itu dihapus." in Notice.objects.get(reader=everybody["kemlu"]).text_en
    assert "Bidang itu dihapus." in read(everybody["kemlu"], dossier)
    assert dossier.recommendations.get().voided_because == "withdrawn"
    again = press(reviewer, dossier, tail, withdrawn_because="Alasan kedua yang panjang.")
    assert (again.status_code, "Alasan kedua yang panjang." in again.text) == (409, True)
    assert AuditingClient().login(reviewer).get(f"/dossiers/{dossier.number}/{tail}/").status_code == 409
    # The office is free to be asked anew.
    OpinionFactory(dossier=dossier, office=asked.office)


def test_answered_question_is_neither_reminded_of_nor_withdrawn(dossier, condition, everybody):
    asked = condition.opinion
    for act in ("remind", "withdraw"):
        page = press(everybody["penelaah"], dossier, f"opinions/{asked.pk}/{act}", withdrawn_because="Tidak perlu.")
        assert (page.status_code, str(everybody["kemlu"]) in page.text) == (409, True)


# What becomes of conditions


def test_condition_becomes_a_shared_remark_and_is_one_no_more(dossier, condition, everybody):
    reviewer, tail = everybody["penelaah"], f"conditions/{condition.pk}"
    assert press(reviewer, dossier, tail, become="remark").status_code == 302
    condition.refresh_from_db()
    remark = condition.remark
    assert (remark.text, remark.audience, remark.paper) == (condition.text, Audience.SHARED, "plan")
    assert press(reviewer, dossier, tail, become="remark").status_code == 409
    assert press(reviewer, dossier, tail, become="no-remark").status_code == 302
    remark.refresh_from_db()
    assert remark.state == RemarkState.WITHDRAWN
    assert "Make it a remark" in read(reviewer, dossier)
    assert press(reviewer, dossier, tail, become="no-remark").status_code == 409


def test_remark_that_was_withdrawn_elsewhere_may_be_made_again(dossier, condition, everybody):
    tail = f"conditions/{condition.pk}"
    press(everybody["penelaah"], dossier, tail, become="remark")
    condition.refresh_from_db()
    withdraw_remark(condition.remark, by=everybody["penelaah"])
    assert press(everybody["penelaah"], dossier, tail, become="remark").status_code == 302
    assert dossier.remarks.count() == 2


def test_condition_becomes_a_clause_and_is_one_no_more(dossier, condition, everybody):
    reviewer, tail = everybody["penelaah"], f"conditions/{condition.pk}"
    LetterDraft.objects.create(dossier=dossier, move="ask_for_draft", clauses="Sebelum.", edit_version=1)
    assert press(reviewer, dossier, tail, become="clause", move="ask_for_draft").status_code == 302
    draft = LetterDraft.objects.get()
    assert draft.clauses == f"Sebelum.\n\n{condition.text}"
    assert "Clause in: Go-ahead" in read(reviewer, dossier)
    assert press(reviewer, dossier, tail, become="clause", move="improve_plan").status_code == 409
    assert press(reviewer, dossier, tail, become="no-clause").status_code == 302
    draft.refresh_from_db()
    assert draft.clauses == "Sebelum."


def test_clause_that_was_changed_since_is_not_torn_out(dossier, condition, everybody):
    tail = f"conditions/{condition.pk}"
    press(everybody["penelaah"], dossier, tail, become="clause", move="ask_for_draft")
    LetterDraft.objects.update(clauses="Ditulis ulang.")
    assert press(everybody["penelaah"], dossier, tail, become="no-clause").status_code == 409
    assert LetterDraft.objects.get().clauses == "Ditulis ulang."


@pytest.mark.parametrize("typed", [{}, {"become": "law"}, {"become": "clause"}, {"become": "clause", "move": "reject"}])
def test_condition_becomes_nothing_else(dossier, condition, everybody, typed):
    assert press(everybody["penelaah"], dossier, f"conditions/{condition.pk}", **typed).status_code == 409
    condition.refresh_from_db()
    assert (condition.remark, condition.clause_of) == (None, "")


@pytest.mark.parametrize("status", [Status.DISCUSSING, Status.CONFIRMED])
def test_what_a_step_does_not_send_is_not_offered(dossier, condition, everybody, status):
    """A confirmed text is not returned to the region, and the meeting's step sends no letter with clauses."""
    dossier.status = status
    dossier.save()
    page = read(everybody["penelaah"], dossier)
    assert ("Make it a remark" in page) is (status == Status.DISCUSSING)
    assert ("Clause in: Approval" in page) is (status == Status.CONFIRMED)
