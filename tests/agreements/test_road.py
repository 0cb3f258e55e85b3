"""The whole road, move by move, for a kota and for a province; its returns and its endings."""

from collections import defaultdict
from datetime import timedelta

import pytest

from agreements.demonstration.walk import Walker
from agreements.enums import CouncilOutcome, DocumentKind, PaperKind, Status
from agreements.models import Dossier
from agreements.papers import latest
from agreements.services import open_dossier
from cooperation.models import Notice
from cooperation.working_days import today
from tests.agreements.factories import DossierFactory
from tests.factories import PartnerFactory
from tests.people import region

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday", "english")]

TO_LETTER_OF_INTENT = [
    ("start_exploring", "exploring", "petugas.{}"),
    ("begin_study", "studying", "petugas.{}"),
    ("ask_response", "awaiting_response", "pimpinan.{}"),
    ("take_up", "awaiting_response", "penelaah"),
    ("respond", "responded", "pejabat"),
    ("record_intent_signing", "intent_signed", "pimpinan.{}"),
    ("send_to_council", "at_council", "pimpinan.{}"),
    ("record_council_receipt", "at_council", "petugas.{}"),
    ("record_council_approval", "council_approved", "petugas.{}"),
]
TO_DRAFTING = [
    ("recommend", "verifying", "penelaah"),
    ("ask_for_draft", "drafting", "pejabat"),
]
TO_REGISTER = [
    ("send_to_partner", "negotiating", "penelaah"),
    ("talks_added", "negotiating", "kemlu"),
    ("confirm_text", "confirmed", "kemlu"),
    ("recommend", "confirmed", "penelaah"),
    ("approve", "approved", "pejabat"),
    ("plan_signing", "approved", "petugas.{}"),
    ("record_signing", "signed", "pimpinan.{}"),
    ("register", "in_force", "pejabat"),
]

#: What is done, where it leads, who does it.
ROAD_OF_A_KOTA = [
    *TO_LETTER_OF_INTENT,
    ("send_plan_to_governor", "plan_at_governor", "pimpinan.{}"),
    ("record_plan_receipt", "plan_at_governor", "petugas.sumbar"),
    ("forward_plan", "verifying", "petugas.sumbar"),
    *TO_DRAFTING,
    ("send_draft_to_governor", "draft_at_governor", "pimpinan.{}"),
    ("record_draft_receipt", "draft_at_governor", "petugas.sumbar"),
    ("forward_draft", "discussing", "petugas.sumbar"),
    *TO_REGISTER,
]
ROAD_OF_A_PROVINCE = [
    *TO_LETTER_OF_INTENT,
    ("send_plan", "verifying", "pimpinan.{}"),
    *TO_DRAFTING,
    ("send_draft", "discussing", "pimpinan.{}"),
    *TO_REGISTER,
]

#: Whom each of them tells, beside whoever takes it.
TOLD = {
    "start_exploring": "region",
    "begin_study": "region",
    "ask_response": "region governor all_reviewers",
    "take_up": "",
    "respond": "region governor reviewer",
    "record_intent_signing": "region governor reviewer",
    "send_to_council": "region governor",
    "record_council_receipt": "region",
    "record_council_approval": "region governor",
    "send_plan_to_governor": "region governor",
    "record_plan_receipt": "region governor",
    "forward_plan": "region governor reviewer",
    "send_plan": "region reviewer",
    "recommend": "reviewer approver",
    "ask_for_draft": "region governor reviewer",
    "send_draft_to_governor": "region governor",
    "record_draft_receipt": "region governor",
    "forward_draft": "region governor reviewer",
    "send_draft": "region reviewer",
    "send_to_partner": "region governor kemlu",
    "talks_added": "",
    "confirm_text": "region governor reviewer approver",
    "approve": "region governor reviewer kemlu",
    "plan_signing": "region governor reviewer kemlu",
    "record_signing": "region governor reviewer approver kemlu",
    "register": "region governor kemlu",
    # Returns, and the way back from them
    "return_study": "region governor",
    "record_council_refusal": "region governor",
    "return_plan": "region",
    "improve_plan": "region governor reviewer",
    "return_draft": "region",
    "return_text": "region governor",
    "change_text": "region governor reviewer",
    "resubmit_to_council": "region governor",
    "resubmit_to_governor": "region governor",
    "resubmit_to_minister": "region governor reviewer",
}


def tells_whom_it_should(moves, name):
    """Each of these events of a dossier told exactly whom the table above says."""
    governor = {"petugas.sumbar", "pimpinan.sumbar"}
    readers = {
        "region": {f"petugas.{name}", f"pimpinan.{name}"},
        "governor": set() if name == "sumbar" else governor,  # a province has none above it
        "all_reviewers": {"penelaah", "penelaah.kedua"},
        "reviewer": {"penelaah"},
        "approver": {"pejabat"},
        "kemlu": {"kemlu"},
    }
    told = defaultdict(set)
    for key, address in Notice.objects.values_list("key", "reader__email"):
        told[key].add(address.partition("@")[0])
    for move in moves:
        expected = set().union(*(readers[whom] for whom in TOLD[move.name].split()))
        expected.discard(move.by.email.partition("@")[0])
        assert told[f"dossier-event-{move.pk}"] == expected, move.name


LETTERS = {
    DocumentKind.REQUEST_LETTER,
    DocumentKind.RESPONSE_LETTER,
    DocumentKind.SIGNED_INTENT,
    DocumentKind.COUNCIL_LETTER,
    DocumentKind.COUNCIL_RECEIPT,
    DocumentKind.COUNCIL_DECISION,
    DocumentKind.PLAN_LETTER,
    DocumentKind.MINISTRY_LETTER,
    DocumentKind.DRAFT_LETTER,
    DocumentKind.MINUTES,
    DocumentKind.TALKS,
    DocumentKind.CONFIRMATION,
    DocumentKind.APPROVAL_LETTER,
    DocumentKind.SIGNED_AGREEMENT,
    DocumentKind.SIGNED_AGREEMENT_FOREIGN,
    DocumentKind.ISSUED_COPY,
    DocumentKind.CONTACT,
}
OF_THE_GOVERNOR = {DocumentKind.GOVERNOR_RECEIPT, DocumentKind.GOVERNOR_LETTER}


def opened(code, officer):
    dossier = DossierFactory.build(
        region=region(code), partner=PartnerFactory(), initiator="region", objectives=["science"], unit="Dinas"
    )
    return open_dossier(dossier, by=officer)


@pytest.mark.parametrize(
    ("code", "name", "road", "papers"),
    [
        ("13.71", "padang", ROAD_OF_A_KOTA, LETTERS | OF_THE_GOVERNOR),
        ("13", "sumbar", ROAD_OF_A_PROVINCE, LETTERS),
    ],
    ids=["kota", "province"],
)
def test_road_leads_from_first_interest_to_the_register(everybody, monday, code, name, road, papers):
    dossier = opened(code, everybody[f"petugas.{name}"])
    walker = Walker(dossier)
    walker.to(Status.IN_FORCE)
    moves = dossier.events.exclude(name__in=BESIDE).order_by("pk").select_related("by")
    assert [(move.name, move.to_status, move.by.email.partition("@")[0]) for move in moves] == [
        (move, status, who.format(name)) for move, status, who in road
    ]
    tells_whom_it_should(moves, name)
    assert set(dossier.documents.values_list("kind", flat=True)) == papers
    assert all(not latest(dossier, kind).is_draft for kind in PaperKind)
    assert dossier.registration.number == "KSLN/2026/0001"
    assert (dossier.intent_expires_on.isoformat(), dossier.agreement_signed_on) == ("2027-03-02", monday)
    assert (dossier.ends_on.isoformat(), dossier.due_on) == ("2029-03-01", None)
    signing = dossier.agreement_signings.get()
    assert (signing.signed_on, signing.ends_on) == (monday, dossier.ends_on)
    assert [signing.document.kind, signing.document_foreign.kind] == ["signed_agreement", "signed_agreement_foreign"]
    assert not dossier.clocks.running().exists()
    # Every paper with a number stands in the history of the move it came with.
    assert all(move.document for move in moves if move.name.startswith(("record_", "send_draft", "forward", "approve")))


#: Events that are no moves.
BESIDE = (
    "checklist_answered",
    "opened",
    "prerequisites_answered",
    "contact_added",
    "paper_started",
    "activity_added",
    "meeting_added",
    "remark_answered",
)


def test_dossiers_of_a_region_are_numbered_by_scheme_and_year(everybody):
    first, second = (opened("13.71", everybody["petugas.padang"]) for _ in range(2))
    assert [first.number, second.number] == ["KSDPL-13.71-2026-001", "KSDPL-13.71-2026-002"]
    assert opened("13.75", everybody["petugas.bukittinggi"]).number == "KSDPL-13.75-2026-001"
    assert first.events.get().office == everybody["petugas.padang"].memberships.get().office


# Returns: back to whoever has to mend it, and on from there


#: Every step of the road that returns: from where, by what, to where, and how it goes again.
RETURNS = [
    ("awaiting_response", ["return_study"], "studying", "ask_response"),
    ("at_council", ["record_council_receipt", "record_council_refusal"], "plan_revision", "resubmit_to_council"),
    ("plan_at_governor", ["return_plan"], "plan_revision", "resubmit_to_governor"),
    ("verifying", ["recommend", "improve_plan"], "plan_revision", "resubmit_to_minister"),
    ("draft_at_governor", ["return_draft"], "drafting", "send_draft_to_governor"),
    ("discussing", ["return_text"], "drafting", "send_draft_to_governor"),
    ("negotiating", ["change_text"], "drafting", "send_draft_to_governor"),
]


def test_return_leaves_a_remark_that_is_answered_before_it_goes_again(everybody):
    """One dossier comes back from every step of its road."""
    walker = Walker(opened("13.71", everybody["petugas.padang"]))
    dossier = walker.dossier
    for status, moves, back_in, again in RETURNS:
        walker.to(Status(status))
        for name in moves:
            walker.make(name, **({"recommended": moves[-1]} if name == "recommend" else {}))
        assert dossier.status == back_in, status
        remark = dossier.remarks.open().get()
        assert (remark.step, bool(remark.text)) == (status, True)
        assert remark.office == remark.by.memberships.get().office
        walker.make(again)
        assert not dossier.remarks.open().exists()
        assert dossier.return_to == ""
        # The plan goes back to whoever returned it.
        if back_in == "plan_revision":
            assert dossier.status == status
    assert dossier.remarks.count() == len(RETURNS)
    returns = {name for _status, moves, _back_in, again in RETURNS for name in (*moves, again)} - {"ask_response"}
    tells_whom_it_should(dossier.events.filter(name__in=returns).select_related("by"), "padang")


def test_council_may_refuse_and_then_approve(everybody):
    walker = Walker(opened("13.71", everybody["petugas.padang"]))
    walker.to(Status.AT_COUNCIL)
    for name in (
        "record_council_receipt",
        "record_council_refusal",
        "resubmit_to_council",
        "record_council_receipt",
        "record_council_approval",
        "send_plan_to_governor",
    ):
        walker.make(name)
    outcomes = walker.dossier.referrals.order_by("sent_at").values_list("outcome", flat=True)
    assert list(outcomes) == [CouncilOutcome.REFUSED, CouncilOutcome.APPROVED]


def test_sent_version_of_a_paper_is_followed_by_a_new_one(everybody):
    walker = Walker(opened("13.71", everybody["petugas.padang"]))
    walker.to(Status.AWAITING_RESPONSE)
    walker.make("return_study")
    walker.make("ask_response")
    versions = walker.dossier.study_versions.order_by("number")
    assert [(version.number, version.is_draft) for version in versions] == [(1, False), (2, False)]


# Pauses and ends


@pytest.mark.parametrize("status", ["awaiting_response", "verifying", "discussing", "confirmed"])
def test_suspended_dossier_is_resumed_where_it_stood(stand, status):
    walker = stand(status)
    walker.make("suspend")
    assert (walker.dossier.status, walker.dossier.return_to) == ("suspended", status)
    walker.make("resume")
    assert (walker.dossier.status, walker.dossier.return_to) == (status, "")


def test_rejection_needs_reasons_and_closes_the_dossier(stand):
    walker = stand("verifying")
    walker.make("recommend", recommended="reject")
    walker.make("reject")
    assert walker.dossier.status == "rejected"
    assert walker.dossier.events.get(name="reject").note
    assert walker.dossier.documents.get().kind == DocumentKind.MINISTRY_LETTER


def test_stopping_ends_every_clock_and_every_recommendation(everybody):
    walker = Walker(opened("13.71", everybody["petugas.padang"]))
    walker.to(Status.VERIFYING)
    walker.make("recommend", recommended="reject")
    assert set(walker.dossier.clocks.running().values_list("name", flat=True)) == {"verification", "intent"}
    walker.make("stop")
    assert walker.dossier.status == "stopped"
    assert not walker.dossier.clocks.running().exists()
    assert not walker.dossier.recommendations.filter(voided_at=None).exists()


# Who is told


def told(walker, name, **typed):
    """Addresses of those who were told of the move, which is made."""
    act = walker.make(name, **typed)
    notices = Notice.objects.filter(key=f"dossier-event-{act.event.pk}")
    return {notice.reader.email.partition("@")[0] for notice in notices.select_related("reader")}


def test_drafts_are_told_to_the_region_and_its_governor_alone(everybody, stand):
    walker = stand("studying", sent=False)
    assert told(walker, "stop") == {"petugas.padang", "petugas.sumbar", "pimpinan.sumbar"}


def test_first_sending_reaches_the_reviewers(stand):
    walker = stand("studying", sent=False)
    assert told(walker, "ask_response") == {
        "petugas.padang",
        "petugas.sumbar",
        "pimpinan.sumbar",
        "penelaah",
        "penelaah.kedua",
    }


def test_only_the_reviewer_who_took_it_up_is_told_as_long_as_they_are_one(everybody, stand):
    walker = stand("awaiting_response", reviewer=everybody["penelaah"])
    assert told(walker, "respond") >= {"penelaah"}
    assert "penelaah.kedua" not in {n.reader.email.partition("@")[0] for n in Notice.objects.all()}
    everybody["penelaah"].memberships.update(ends_on="2026-03-01")
    walker.dossier.refresh_from_db()
    assert told(walker, "record_intent_signing") >= {"penelaah.kedua"}


def test_kemlu_is_told_of_the_text_it_takes_to_the_partner(everybody, stand):
    walker = stand("discussing", intent_expires_on=today() + timedelta(days=90))
    assert "kemlu" in told(walker, "send_to_partner")
    assert Dossier.objects.visible_to(everybody["kemlu"]).get() == walker.dossier


def test_asked_office_is_told_and_sees_the_dossier(everybody, stand):
    walker = stand("verifying")
    tourism = everybody["pariwisata"].memberships.get().office
    assert not Dossier.objects.visible_to(everybody["pariwisata"]).exists()
    assert "pariwisata" in told(walker, "ask_opinion", offices=[tourism])
    assert Dossier.objects.visible_to(everybody["pariwisata"]).exists()


def test_notice_says_in_both_languages_what_happened(everybody, stand):
    walker = stand("studying", sent=False)
    walker.make("ask_response")
    notice = Notice.objects.get(reader=everybody["petugas.padang"])
    assert notice.text_en == f"Kota Padang – {walker.dossier.partner}: Minister's response asked."
    assert notice.text_id not in ("", notice.text_en)
    assert notice.url == f"/dossiers/{walker.dossier.number}/"
