"""The one view of all moves: gates, form, what survives an error, what is told beforehand."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.forms import DateField
from django.utils.translation import override

from agreements.enums import DocumentKind, Status
from agreements.forms.changes import CHANGE_FIELDS
from agreements.forms.follow_ups import FollowUpForm
from agreements.forms.moves import FIELDS
from agreements.forms.papers import ActivityForm
from agreements.forms.records import ContactForm, DocumentForm
from agreements.forms.talks import TalksForm
from agreements.models import Change, Document, Dossier, Remark
from cooperation.models import Notice, StagedUpload, User
from cooperation.uploads import file_fields, stage
from cooperation.working_days import today
from tests.agreements.factories import DossierFactory, OpinionFactory, RecommendationFactory
from tests.agreements.furnished import answer_checklist
from tests.client import AuditingClient
from tests.factories import MembershipFactory
from tests.files import upload

LETTER = {"letter_number": "099/17/2026", "letter_date": str(today())}


@pytest.fixture
def waiting(officer_padang):
    """Padang's dossier awaiting the minister's response."""
    return DossierFactory(region=officer_padang.memberships.get().office.region, sent=True, status="awaiting_response")


@pytest.fixture
def confirmed(officer_padang):
    region = officer_padang.memberships.get().office.region
    return DossierFactory(region=region, sent=True, status="confirmed", intent_expires_on=today() + timedelta(days=90))


@pytest.fixture
def negotiating(officer_padang, kemlu):
    """Kemlu talks with the partner and records the confirmation letter, whose file it uploads."""
    region = officer_padang.memberships.get().office.region
    dossier = DossierFactory(region=region, sent=True, status="negotiating")
    dossier.consulted.add(kemlu.memberships.get().office)
    dossier.talks.create(number=1, held_on=today(), recorded_by=kemlu)
    return dossier


def address(dossier, move):
    return f"/dossiers/{dossier.number}/moves/{move}/"


def test_move_tells_beforehand_who_will_read_what(waiting, reviewer, head_padang):
    page = AuditingClient().login(reviewer).get(address(waiting, "return_study"))
    assert page.status_code == 200
    assert head_padang.name in page.text
    assert reviewer.name not in page.text.partition("recipients")[2].partition("</section>")[0]


def test_move_is_performed_and_told(waiting, reviewer, head_padang):
    client = AuditingClient().login(reviewer)
    answer = client.post(
        address(waiting, "return_study"),
        {"about": "study.mapping", "note": "Petakan perikanan.", "answer_by": today()},
    )
    waiting.refresh_from_db()
    assert (answer.status_code, answer.url) == (302, waiting.get_absolute_url())
    assert waiting.status == Status.STUDYING
    assert Remark.objects.get().part == "mapping"
    notice = Notice.objects.get(reader=head_padang)
    assert notice.text_id
    assert notice.text_id != notice.text_en


def test_move_without_its_note_says_so_and_keeps_the_rest(waiting, reviewer):
    client = AuditingClient().login(reviewer)
    page = client.post(address(waiting, "return_study"), {"about": "study.mapping", "note": "  "})
    waiting.refresh_from_db()
    assert page.status_code == 422
    assert waiting.status == Status.AWAITING_RESPONSE
    assert 'value="study.mapping" selected' in page.text
    assert 'id="id_note_error"' in page.text


def test_good_file_of_a_refused_form_is_kept_and_used(negotiating, kemlu):
    client = AuditingClient().login(kemlu)
    page = client.post(
        address(negotiating, "confirm_text"), {**LETTER, "letter_number": "", "letter": upload("konfirmasi.pdf")}
    )
    assert page.status_code == 422
    assert "konfirmasi.pdf" in page.text
    kept = StagedUpload.objects.get()
    answer = client.post(address(negotiating, "confirm_text"), {**LETTER, "letter_staged": str(kept.pk)})
    assert answer.status_code == 302
    document = Document.objects.get()
    assert (document.name, document.sha256, document.number) == ("konfirmasi.pdf", kept.sha256, "099/17/2026")


def test_staged_file_of_somebody_else_is_not_taken(negotiating, kemlu, reviewer):
    foreign = stage(upload("rahasia.pdf"), reviewer)
    page = (
        AuditingClient()
        .login(kemlu)
        .post(address(negotiating, "confirm_text"), {**LETTER, "letter_staged": str(foreign.pk)})
    )
    assert page.status_code == 422
    assert not Document.objects.exists()


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("surat.exe", b"MZ", "PDF"),
        ("surat.pdf", b"", "file"),
        ("surat.pdf", b"<html></html>", "file"),
        ("surat.pdf", b"%PDF-1.4\n1 0 obj\n", "PDF"),
    ],
)
def test_bad_file_is_refused_at_its_field(negotiating, kemlu, name, content, words):
    page = (
        AuditingClient()
        .login(kemlu)
        .post(address(negotiating, "confirm_text"), {**LETTER, "letter": upload(name, content)})
    )
    negotiating.refresh_from_db()
    assert page.status_code == 422
    assert 'id="id_letter_error"' in page.text
    assert negotiating.status == Status.NEGOTIATING
    assert not StagedUpload.objects.exists()


def test_same_form_sent_twice_makes_one_record(waiting, reviewer):
    client = AuditingClient().login(reviewer)
    form = {"note": "Lengkapi.", "answer_by": today(), "idempotency_key": "6f8f5a8e-58a8-4a3a-9a5b-0d6a3a1f0b11"}
    first = client.post(address(waiting, "return_study"), form)
    second = client.post(address(waiting, "return_study"), form)
    assert (first.status_code, first.url) == (second.status_code, second.url)
    assert waiting.events.filter(name="return_study").count() == 1


def test_move_from_a_status_that_is_over_is_a_conflict(confirmed, reviewer):
    client = AuditingClient().login(reviewer)
    assert client.get(address(confirmed, "return_study")).status_code == 409
    typed = {"note": "x", "answer_by": today()}
    assert client.post(address(confirmed, "return_study"), typed).status_code == 409


def test_move_that_is_over_leads_back_to_the_dossier(confirmed, reviewer):
    page = AuditingClient().login(reviewer).get(address(confirmed, "return_study"))
    assert f'href="{confirmed.get_absolute_url()}"' in page.text
    assert f'href="{address(confirmed, "return_study")}"' not in page.text


@pytest.mark.parametrize("name", ["deem_council_approved", "expire_intent", "no_such_move"])
def test_moves_of_the_clock_and_unknown_ones_have_no_page(confirmed, reviewer, name):
    client = AuditingClient().login(reviewer)
    assert client.get(address(confirmed, name)).status_code == 404
    assert client.post(address(confirmed, name)).status_code == 404


def test_move_of_another_role_is_refused_with_words(waiting, reviewer, officer_padang):
    page = AuditingClient().login(officer_padang).post(address(waiting, "return_study"), {"note": "x"})
    assert page.status_code == 403
    assert AuditingClient().login(reviewer).get(address(waiting, "respond")).status_code == 403


def test_dossier_of_another_region_does_not_exist(waiting, officer_bukittinggi):
    client = AuditingClient().login(officer_bukittinggi)
    assert client.get(address(waiting, "return_study")).status_code == 404
    assert client.post(address(waiting, "return_study"), {"note": "x"}).status_code == 404


def test_recommender_cannot_decide_and_is_told_why(confirmed, approver, reviewer):
    Document.objects.create(dossier=confirmed, kind=DocumentKind.CONFIRMATION, **file_fields(upload()))
    answer_checklist(confirmed, reviewer)
    office = reviewer.memberships.get().office
    MembershipFactory(user=approver, office=office, role="reviewer")
    own = RecommendationFactory(dossier=confirmed, by=approver)
    client = AuditingClient().login(approver)
    page = client.get(address(confirmed, "approve"))
    assert '<form method="post" class="form"' not in page.text
    assert client.post(address(confirmed, "approve")).status_code == 422
    own.voided_at, own.voided_because = own.at, "renewed"
    own.save()
    RecommendationFactory(dossier=confirmed, by=reviewer)
    assert client.post(address(confirmed, "approve")).status_code == 302


def test_control_characters_in_a_note_are_refused(waiting, reviewer):
    page = AuditingClient().login(reviewer).post(address(waiting, "return_study"), {"note": "a\x00b\x08"})
    assert page.status_code == 422


def test_date_of_a_letter_still_to_come_is_refused(negotiating, kemlu):
    late = {**LETTER, "letter_date": str(today() + timedelta(days=1)), "letter": upload()}
    page = AuditingClient().login(kemlu).post(address(negotiating, "confirm_text"), late)
    assert page.status_code == 422
    assert 'id="id_letter_date_error"' in page.text


def test_office_that_is_asked_is_announced_beforehand(waiting, reviewer):
    User.objects.exclude(pk=reviewer.pk).update(is_active=False)  # nobody else is told
    page = AuditingClient().login(reviewer).get(address(waiting, "ask_opinion"))
    assert not page.context["recipients"]
    assert "recipients-label" in page.text


def test_opinion_is_given_with_its_question_in_view(waiting, kemlu, tourism):
    asked = OpinionFactory(dossier=waiting, office=kemlu.memberships.get().office, question="Adakah keberatan politik?")
    OpinionFactory(dossier=waiting, office=tourism.memberships.get().office, question="Apa kata kantor lain?")
    page = AuditingClient().login(kemlu).get(address(waiting, "give_opinion"))
    assert asked.question in page.text
    assert "kantor lain" not in page.text


def test_decision_is_taken_with_the_recommendation_in_view(waiting, approver, reviewer, head_padang):
    RecommendationFactory(dossier=waiting, by=reviewer, move="respond", reasons="Kajiannya lengkap.")
    page = AuditingClient().login(approver).get(address(waiting, "respond"))
    assert "Kajiannya lengkap." in page.text
    for person, told in ((approver, True), (reviewer, True), (head_padang, False)):
        page = AuditingClient().login(person).get(waiting.get_absolute_url())
        assert (str(reviewer) + " merekomendasikan" in page.text) is told


def test_no_day_that_is_asked_for_is_a_slip_of_the_keyboard(db):
    forms = (ActivityForm, ContactForm, DocumentForm, FollowUpForm, TalksForm)
    days = [field for form in forms for field in form.base_fields.values() if isinstance(field, DateField)]
    made = [make(Dossier(pk=0)) for make in FIELDS.values()]
    made += [make(Change()) for name, make in CHANGE_FIELDS.items() if make is not FIELDS.get(name)]
    days += [field for field in made if isinstance(field, DateField)]
    for slip in ("0206-11-20", "1926-11-20", "2206-11-20"):
        for day in days:
            with override("en"), pytest.raises(ValidationError) as refusal:
                day.clean(slip)
            assert "The year must lie between 1945 and 2100." in refusal.value.messages, day.label
