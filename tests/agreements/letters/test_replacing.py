"""What takes the place of a letter: who may issue it, and from which papers and remarks it speaks."""

from datetime import timedelta

import pytest
from django.utils import timezone

from agreements.enums import DocumentKind, LetterKind, RemarkAct
from agreements.letters import drafts, withdrawing
from agreements.letters.facts import Facts, agreement_title, answered, reasons
from agreements.meetings import planning
from agreements.meetings.letters import issue_letters
from agreements.models import Agreement, Condition, Document, LetterDraft, RemarkEntry
from cooperation.exceptions import NotReady
from cooperation.models import Notice
from tests.agreements.factories import (
    DossierFactory,
    LetterFactory,
    MeetingFactory,
    OpinionFactory,
    RecommendationFactory,
    RemarkFactory,
)
from tests.people import region

WHY = "Tanggal keliru."


@pytest.fixture
def waiting(db):
    return DossierFactory(region=region("13.71"), sent=True, status="awaiting_response")


def test_whoever_recommended_the_decision_does_not_issue_another_letter(waiting, approver, everybody, english):
    advice = RecommendationFactory(dossier=waiting, move="approve", by=approver)
    letter = LetterFactory(dossier=waiting, kind=LetterKind.APPROVAL)
    with pytest.raises(NotReady, match="recommended"):
        withdrawing.replace(letter, WHY, ("", ""), by=approver)
    letter.refresh_from_db()
    assert letter.withdrawn_at is None
    advice.move = "reject"
    advice.save()
    assert not list(withdrawing._against(letter, approver))


def test_approval_is_not_replaced_once_the_agreement_was_signed(waiting, approver, english):
    waiting.agreement_signed_on = timezone.now().date()
    waiting.save()
    letter = LetterFactory(dossier=waiting, kind=LetterKind.APPROVAL)
    with pytest.raises(NotReady, match="signed"):
        withdrawing.replace(letter, WHY, ("", ""), by=approver)


def sent_letter(dossier, number, days):
    return Document.objects.create(
        dossier=dossier,
        kind=DocumentKind.REQUEST_LETTER,
        number=number,
        dated_on=timezone.now().date(),
        uploaded_at=timezone.now() + timedelta(days=days),
        name="x",
        size=1,
    )


def test_replacement_speaks_of_what_was_there_when_the_first_letter_was_issued(waiting):
    first = LetterFactory(dossier=waiting, replaced_by=None)
    sent_letter(waiting, "099/1", -1)
    sent_letter(waiting, "099/2", 1)
    second = LetterFactory(dossier=waiting, issued_at=timezone.now() + timedelta(days=2))
    type(first).objects.filter(pk=first.pk).update(
        withdrawn_at=timezone.now(), withdrawn_because=WHY, withdrawn_by=first.signed_by, replaced_by=second
    )
    assert "099/2" in answered(Facts(LetterKind.RESPONSE, waiting), "id")
    for letter in (first, second):
        assert "099/1" in answered(withdrawing.facts_of(letter, ""), "id")


def test_text_of_an_agreement_is_the_version_last_sent(waiting):
    now = timezone.now()
    for number, days in ((1, -2), (2, 1), (3, None)):
        sent_at = days and now + timedelta(days=days)
        Agreement.objects.create(dossier=waiting, number=number, title=f"Naskah {number}", sent_at=sent_at)
    assert agreement_title(Facts(LetterKind.APPROVAL, waiting), "id") == "Naskah 2"
    assert agreement_title(Facts(LetterKind.APPROVAL, waiting, as_of=now), "id") == "Naskah 1"


def test_reopened_remark_is_printed_in_its_latest_words(waiting):
    remark = RemarkFactory(dossier=waiting, text="Pertama.")
    for act, text in ((RemarkAct.SEND, ""), (RemarkAct.ANSWER, "Sudah."), (RemarkAct.REOPEN, "Belum cukup.")):
        RemarkEntry.objects.create(remark=remark, act=act, text=text, by=remark.by)
    assert reasons(Facts(LetterKind.IMPROVEMENT, waiting, remarks=(remark,)), "id") == "1. Belum cukup."


def test_replacement_of_a_request_to_improve_begins_with_the_remarks_it_sent(stand):
    walker = stand("verifying")
    walker.make("recommend", recommended="improve_plan")
    walker.make("improve_plan", note="Lampirkan surat.")
    assert walker.dossier.letters.get().content["reasons"] == "1. Lampirkan surat."


# Meetings


@pytest.fixture
def lettered(waiting, everybody):
    waiting.status = "discussing"
    waiting.save()
    other = DossierFactory(region=region("53.71"), sent=True, status="discussing")
    meeting = MeetingFactory(dossiers=[waiting, other], offices=[])
    issue_letters(meeting, by=everybody["pejabat"])
    return meeting


def test_cancelled_meeting_takes_its_letters_back(lettered, reviewer, approver, english):
    letter = lettered.letters.first()
    planning.cancel(lettered, reason=WHY, by=reviewer)
    assert not lettered.letters.standing().exists()
    letter.refresh_from_db()
    assert (letter.withdrawn_because, letter.withdrawn_by) == (WHY, reviewer)
    assert letter.dossier.events.filter(name="letter_withdrawn").exists()
    standing = LetterFactory(dossier=letter.dossier, meeting=lettered, kind=LetterKind.INVITATION)
    with pytest.raises(NotReady, match="cancelled"):
        withdrawing.replace(standing, WHY, ("", ""), by=approver)


def test_dossier_whose_invitation_was_withdrawn_gets_another_and_the_others_keep_theirs(lettered, approver, kemlu):
    lettered.attendances.update_or_create(office=kemlu.memberships.get().office, defaults={"invited": True})
    assert not lettered.needs_letters
    withdrawn, kept = lettered.letters.all()
    withdrawing.withdraw(withdrawn, WHY, by=approver)
    assert lettered.needs_letters
    assert Notice.objects.filter(reader=kemlu, text_en__contains=withdrawn.number).exists()
    issue_letters(lettered, by=approver)
    assert not lettered.needs_letters
    assert kept in lettered.letters.standing()
    assert lettered.letters.standing().filter(dossier=withdrawn.dossier).count() == 1


# Drafts


def test_clause_stands_in_the_english_clauses_too_where_there_are_any(waiting, reviewer):
    drafts.save_draft(waiting, "respond", "Satu.", "One.", seen=0, by=reviewer)
    drafts.add_clause(waiting, "respond", "Dua.", reviewer)
    assert LetterDraft.objects.get().clauses_en == "One.\n\nDua."
    drafts.remove_clause(waiting, "respond", "Dua.", reviewer)
    assert LetterDraft.objects.get().clauses_en == "One."


def test_drafts_go_with_the_step_they_belong_to(stand):
    walker = stand("verifying")
    dossier = walker.dossier
    asked = OpinionFactory(dossier=dossier, step="verifying", closed_at=timezone.now())
    condition = Condition.objects.create(opinion=asked, text="Syarat.", clause_of="ask_for_draft")
    drafts.add_clause(dossier, "ask_for_draft", "Syarat.", walker.reviewer)
    walker.make("recommend", recommended="improve_plan")
    assert dossier.letter_drafts.exists()
    walker.make("improve_plan", note="Lengkapi.")
    assert not dossier.letter_drafts.exists()
    condition.refresh_from_db()
    assert condition.clause_of == ""
