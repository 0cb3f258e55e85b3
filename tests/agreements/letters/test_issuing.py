"""Decisions issue letters: number, text, PDF/A-2a, hash, code; drafts stay inside; issued letters never change."""

import hashlib
import re
import zlib
from datetime import date, timedelta
from functools import partial

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction

from agreements.enums import DocumentKind, LetterKind, PaperKind, VoidCause
from agreements.letters import drafts
from agreements.letters.issuing import issue_invitation
from agreements.models import Document, Dossier, Letter, LetterDraft
from agreements.remarks.sending import to_send
from agreements.services import ROAD
from cooperation.exceptions import Conflict, NotReady
from cooperation.models import NumberSequence, Partner
from cooperation.working_days import on_date, today
from tests.agreements.factories import (
    DossierFactory,
    LetterFactory,
    MeetingFactory,
    RecommendationFactory,
    RemarkFactory,
)
from tests.client import AuditingClient, form_values
from tests.people import region

NEVER_SHOWN = "Ini hanya untuk kementerian."


@pytest.fixture
def waiting(officer_padang):
    return DossierFactory(region=officer_padang.memberships.get().office.region, sent=True, status="awaiting_response")


def text_of(letter):
    """All that was printed, from the stored content."""
    return str(letter.content["pages"])


def content_of(letter):
    with letter.file.open() as stored:
        return stored.read()


def test_decision_issues_its_letter_as_a_paper_of_the_dossier(waiting, approver, monday):
    Document.objects.create(
        dossier=waiting, kind=DocumentKind.REQUEST_LETTER, number="099/17/2026", dated_on=monday, name="x", size=1
    )
    act = ROAD.perform(waiting, "respond", by=approver)
    letter = Letter.objects.get()
    document = waiting.documents.get(letter=letter)
    assert (letter.kind, letter.number, letter.dated_on) == (LetterKind.RESPONSE, "000.9/0001/SJ/2026", monday)
    assert (document.kind, document.number, document.file.name) == (
        DocumentKind.RESPONSE_LETTER,
        letter.number,
        letter.file.name,
    )
    assert act.event.document == document
    assert letter.signed_as == "a.n. Menteri Dalam Negeri, Sekretaris Jenderal"
    content = content_of(letter)
    assert letter.sha256 == document.sha256 == hashlib.sha256(content).hexdigest()
    for words in ("Wali Kota Padang", "the Mayor of Padang", "surat nomor 099/17/2026 tanggal 2 Maret 2026"):
        assert words in text_of(letter)


def test_letter_is_a_tagged_pdf_a_2a(waiting, approver):
    ROAD.perform(waiting, "respond", by=approver)
    content = content_of(Letter.objects.get())
    unpacked = content + b"".join(
        zlib.decompress(stream)
        for stream in re.findall(rb"/FlateDecode.*?stream\r?\n(.*?)\r?\nendstream", content, re.DOTALL)
        if stream[:1] == b"\x78"
    )
    assert re.search(rb"pdfaid:part>2<", unpacked)
    assert re.search(rb"pdfaid:conformance>A<", unpacked)
    for mark in (b"/StructTreeRoot", b"/MarkInfo", b"/Marked true", b"/Lang", b"/Figure", b"/FontFile"):
        assert mark in unpacked, mark
    assert b"Libertinus" in unpacked


def test_what_people_typed_is_never_markup(waiting, approver):
    nasty = '#panic("x") $sum$ *bold* \\ {region} <script> ```'
    waiting.title = nasty
    waiting.save()
    drafts.save_draft(waiting, "respond", nasty, nasty, seen=0, by=approver)
    ROAD.perform(waiting, "respond", by=approver)
    assert Letter.objects.get().content["pages"][0]["body"][-1] == {"kind": "text", "lines": [nasty]}


def test_acting_approver_signs_as_one(waiting, approver):
    held = approver.memberships.get()
    held.acting, held.ends_on = "plh", today() + timedelta(days=5)
    held.save()
    ROAD.perform(waiting, "respond", by=person_again(approver))
    assert Letter.objects.get().signed_as == "a.n. Menteri Dalam Negeri, Plh. Sekretaris Jenderal"


def person_again(user):
    """The same person as the next request reads them."""
    return type(user).objects.get(pk=user.pk)


def test_decision_that_is_taken_back_takes_no_number(waiting, approver):
    with transaction.atomic():
        ROAD.perform(waiting, "respond", by=approver)
        transaction.set_rollback(True)
    waiting.refresh_from_db()
    assert not Letter.objects.exists()
    ROAD.perform(waiting, "respond", by=approver)
    assert Letter.objects.get().number == f"000.9/0001/SJ/{today().year}"


def test_number_that_is_taken_is_refused_with_words_and_changes_nothing(waiting, approver):
    LetterFactory(number=f"000.9/0001/SJ/{today().year}")
    with pytest.raises(NotReady, match=f"000.9/0001/SJ/{today().year}"):
        ROAD.perform(waiting, "respond", by=approver)
    waiting.refresh_from_db()
    assert waiting.status == "awaiting_response"
    assert not NumberSequence.objects.filter(series__startswith="letter").exists()


def test_every_year_begins_with_one(officer_padang, approver):
    padang = officer_padang.memberships.get().office.region
    for day in (date(2026, 12, 30), date(2026, 12, 31), date(2027, 1, 4)):
        with on_date(day):
            ROAD.perform(DossierFactory(region=padang, sent=True, status="awaiting_response"), "respond", by=approver)
    numbers = Letter.objects.order_by("dated_on").values_list("number", flat=True)
    assert list(numbers) == ["000.9/0001/SJ/2026", "000.9/0002/SJ/2026", "000.9/0001/SJ/2027"]


@pytest.mark.parametrize(
    "change",
    [
        "number = 'x'",
        "content = '{}'",
        "sha256 = 'x'",
        "file = 'x'",
        "code = 'x'",
        "dated_on = '2020-01-01'",
        "dossier_id = NULL",
    ],
)
def test_issued_letter_cannot_be_changed_by_sql(db, change):
    letter = LetterFactory()
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE agreements_letter SET {change}")
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM agreements_letter")
    assert Letter.objects.get() == letter


def test_withdrawal_is_written_once(db):
    letter = LetterFactory(withdrawn=True)
    for change in ("withdrawn_because = 'y'", "withdrawn_at = NULL, withdrawn_because = '', withdrawn_by_id = NULL"):
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"UPDATE agreements_letter SET {change}")
    Letter.objects.filter(pk=letter.pk).update(replaced_by=LetterFactory())
    with pytest.raises(IntegrityError), transaction.atomic():
        Letter.objects.filter(pk=letter.pk).update(replaced_by=LetterFactory())


# What is prepared beside the template


def test_clauses_of_a_draft_stand_in_the_letter_and_are_used_up(waiting, approver, reviewer):
    drafts.add_clause(waiting, "respond", "Syarat pertama.", reviewer)
    drafts.add_clause(waiting, "respond", "Syarat kedua.", reviewer)
    ROAD.perform(waiting, "respond", by=approver)
    assert "Syarat pertama." in text_of(Letter.objects.get())
    assert [block["lines"] for block in Letter.objects.get().content["pages"][1]["body"][-2:]] == [
        ["Syarat pertama."],
        ["Syarat kedua."],
    ]
    assert not LetterDraft.objects.exists()


def test_of_two_who_prepare_a_letter_the_second_is_told_and_keeps_what_they_typed(waiting, reviewer):
    client = AuditingClient().login(reviewer)
    url = f"/dossiers/{waiting.number}/letters/respond/"
    values = form_values(client.get(url).text)
    del values["idempotency_key"]
    assert client.post(url, values | {"clauses": "Pertama."}).status_code == 302
    page = client.post(url, values | {"clauses": "Kedua."})
    assert page.status_code == 409
    assert "Pertama." in page.text
    assert "Kedua." in page.text
    with pytest.raises(Conflict):
        drafts.save_draft(waiting, "respond", "x", "", seen=0, by=reviewer)


def test_clauses_for_a_step_that_is_over_are_refused(waiting, reviewer, approver):
    seen = Dossier.objects.get(pk=waiting.pk)
    ROAD.perform(waiting, "respond", by=approver)
    for write in (drafts.add_clause, partial(drafts.save_draft, clauses_en="", seen=0)):
        with pytest.raises(Conflict):
            write(seen, "respond", "Klausul yang terlambat.", by=reviewer)
    assert not LetterDraft.objects.exists()


def test_letter_names_the_partner_as_it_is_once_nobody_else_can_write(waiting, approver):
    assert waiting.partner.name != "Seremban"  # read by the page
    Partner.objects.update(name="Seremban")
    ROAD.perform(waiting, "respond", by=approver)
    assert "Seremban" in text_of(Letter.objects.get())


def test_change_of_a_draft_makes_the_recommendation_void(waiting, reviewer):
    standing = RecommendationFactory(dossier=waiting, move="respond", by=reviewer)
    drafts.add_clause(waiting, "respond", "Syarat.", reviewer)
    standing.refresh_from_db()
    assert standing.voided_because == VoidCause.LETTER


def test_drafts_stay_inside_the_ministry(waiting, reviewer, head_padang, officer_sumbar, approver):
    drafts.add_clause(waiting, "respond", NEVER_SHOWN, reviewer)
    for user in (head_padang, officer_sumbar):
        client = AuditingClient().login(user)
        for tab in ("", "papers/", "remarks/", "history/", "contacts/"):
            page = client.get(f"/dossiers/{waiting.number}/{tab}").text
            assert NEVER_SHOWN not in page
            assert "/letters/" not in page
        assert "letter_drafted" not in {
            row.name for row in client.get(f"/dossiers/{waiting.number}/history/").context["page"]
        }
        for rest in ("respond/", "respond/preview/"):
            assert client.get(f"/dossiers/{waiting.number}/letters/{rest}").status_code == 403
        assert not user.notices.exists()


def test_preview_is_marked_as_a_draft_and_takes_no_number(waiting, reviewer, approver):
    url = f"/dossiers/{waiting.number}/letters/respond/preview/"
    for user in (reviewer, approver):
        answer = AuditingClient().login(user).get(url)
        assert answer.headers["Content-Disposition"].startswith('inline; filename="KONSEP')
        assert answer.content.startswith(b"%PDF")
    assert AuditingClient().login(approver).post(url, {"note": "x", "clauses": "y"}).content.startswith(b"%PDF")
    assert not NumberSequence.objects.filter(series__startswith="letter").exists()
    assert not Letter.objects.exists()


def test_preview_of_a_decision_that_is_over_is_a_conflict(waiting, reviewer):
    client = AuditingClient().login(reviewer)
    assert client.get(f"/dossiers/{waiting.number}/letters/approve/preview/").status_code == 409
    assert client.get(f"/dossiers/{waiting.number}/letters/approve/").status_code == 409
    assert client.get(f"/dossiers/{waiting.number}/letters/take_up/").status_code == 404


# What single kinds say


def test_request_to_improve_lists_the_remarks_it_sends_and_no_internal_one(stand):
    walker = stand("verifying")
    remarks = (
        ("funding", "shared", "Sebutkan tahun anggaran."),
        ("purpose", "shared", "Sasaran belum terukur."),
        ("scope", "internal", NEVER_SHOWN),
    )
    for part, audience, text in remarks:
        RemarkFactory(
            dossier=walker.dossier,
            noted=True,
            audience=audience,
            paper=PaperKind.PLAN,
            part=part,
            text=text,
            step="verifying",
            by=walker.reviewer,
            office=walker.reviewer.memberships.get().office,
        )
    assert to_send(walker.dossier, walker.reviewer).count() == 2
    walker.make("recommend", recommended="improve_plan")
    walker.make("improve_plan", note="Juga lampirkan surat.")
    content = Letter.objects.get().content
    assert NEVER_SHOWN not in str(content)
    items = next(block["items"] for block in content["pages"][0]["body"] if block["kind"] == "enum")
    lines = [item["lines"][0] for item in items]
    assert len(lines) == 3
    assert lines[0].endswith(": Sebutkan tahun anggaran.")
    assert "Juga lampirkan surat." in lines


def test_copy_names_the_register_number_and_the_signed_files(stand, monday):
    walker = stand("approved", intent_expires_on=monday + timedelta(days=90))
    walker.make("record_signing")
    walker.make("register")
    registration = walker.dossier.registration
    letter = Letter.objects.get(kind=LetterKind.COPY)
    assert registration.copy.letter == letter
    assert registration.copy_issued_on == monday
    assert registration.number in text_of(letter)
    for signed in walker.dossier.documents.filter(kind__startswith="signed_agreement"):
        assert signed.sha256 in text_of(letter)


def test_invitation_is_one_letter_for_each_dossier_and_names_no_other_region(everybody):
    padang = DossierFactory(region=region("13.71"), sent=True, status="discussing")
    kupang = DossierFactory(region=region("53.71"), sent=True, status="discussing")
    addresses = ("petugas.padang", "petugas.kupang", "petugas.sumbar", "kemlu")
    offices = [everybody[address].memberships.get().office for address in addresses]
    meeting = MeetingFactory(dossiers=[padang, kupang], offices=offices)
    with pytest.raises(PermissionDenied):
        issue_invitation(meeting, everybody["penelaah"])
    documents = issue_invitation(meeting, everybody["pejabat"])
    assert [document.dossier for document in documents] == [padang, kupang]
    assert {document.kind for document in documents} == {DocumentKind.INVITATION}
    for document, own, other in ((documents[0], "Padang", "Kupang"), (documents[1], "Kupang", "Padang")):
        assert own in text_of(document.letter)
        assert other not in text_of(document.letter)
        assert document.letter.meeting == meeting
