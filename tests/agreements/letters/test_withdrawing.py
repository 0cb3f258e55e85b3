"""A letter is withdrawn, or replaced by another one: by an approver, with a reason, and the region is told."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from agreements.enums import LetterKind
from agreements.letters import withdrawing
from agreements.models import Letter
from agreements.services import ROAD
from cooperation.exceptions import Conflict
from cooperation.models import Notice
from tests.agreements.factories import DossierFactory
from tests.client import AuditingClient, form_values
from tests.factories import PASSWORD

WHY = "Tanggal surat permohonan keliru."


@pytest.fixture
def answered(officer_padang, approver):
    """Padang's dossier with the minister's response."""
    region = officer_padang.memberships.get().office.region
    dossier = DossierFactory(region=region, sent=True, status="awaiting_response")
    ROAD.perform(dossier, "respond", by=approver)
    return dossier


def address(letter):
    return f"/dossiers/{letter.dossier.number}/letters/{letter.pk}/withdraw/"


def test_letter_is_withdrawn_with_a_reason_and_the_region_is_told(answered, approver, head_padang, officer_sumbar):
    letter = answered.letters.get()
    client = AuditingClient().login(approver)
    assert head_padang.name in client.get(address(letter)).text
    assert client.post(address(letter), {"because": ""}).status_code == 422
    assert client.post(address(letter), {"because": WHY}).status_code == 302
    letter.refresh_from_db()
    assert (letter.withdrawn_because, letter.withdrawn_by, letter.replaced_by) == (WHY, approver, None)
    event = answered.events.get(name="letter_withdrawn")
    assert (event.note, event.document.letter, event.by) == (WHY, letter, approver)
    for reader in (head_padang, officer_sumbar):
        assert Notice.objects.filter(reader=reader, text_id__contains=WHY).count() == 1
        page = AuditingClient().login(reader).get(f"/dossiers/{answered.number}/papers/").text
        assert WHY in page
        assert "/withdraw/" not in page


def test_withdrawal_takes_a_fresh_sign_in(answered, approver):
    letter = answered.letters.get()
    client = AuditingClient().login(approver)
    with time_machine.travel(timezone.now() + timedelta(minutes=11)):
        page = client.post(address(letter), {"because": WHY})
        assert page.status_code == 422
        assert list(page.context["form"].errors) == ["password"]
        assert WHY in page.text
        assert client.post(address(letter), {"because": WHY, "password": PASSWORD}).status_code == 302


def test_letter_is_replaced_under_a_new_number(answered, approver, head_padang):
    first = answered.letters.get()
    client = AuditingClient().login(approver)
    values = form_values(client.get(address(first)).text)
    answer = client.post(address(first), values | {"because": WHY, "replace": "on", "clauses": "Baru."}, follow=True)
    first.refresh_from_db()
    second = first.replaced_by
    assert second.number in str(*answer.context["messages"])
    assert (second.kind, second.replaces, second.withdrawn_at) == (LetterKind.RESPONSE, first, None)
    assert second.number != first.number
    assert "Baru." in str(second.content["pages"])
    assert [document.letter for document in answered.documents.order_by("uploaded_at")] == [first, second]
    assert answered.events.get(name="letter_replaced").document.letter == second


def test_of_two_who_withdraw_the_second_is_told(answered, approver):
    letter = answered.letters.get()
    withdrawing.withdraw(Letter.objects.get(), WHY, by=approver)
    with pytest.raises(Conflict):
        withdrawing.replace(letter, WHY, ("", ""), by=approver)
    assert AuditingClient().login(approver).get(address(letter)).status_code == 409
    assert Letter.objects.count() == 1


def test_reasons_of_a_rejection_are_asked_for_again(stand):
    walker = stand("verifying")
    walker.make("recommend", recommended="reject")
    walker.make("reject", note="Sudah tercakup.")
    letter = walker.dossier.letters.get()
    client = AuditingClient().login(walker.person(*ROAD.moves["reject"].who))
    values = form_values(client.get(address(letter)).text)
    assert values["reasons"] == "Sudah tercakup."
    assert client.post(address(letter), values | {"because": WHY, "replace": "on", "reasons": ""}).status_code == 422
    del values["idempotency_key"]
    client.post(address(letter), values | {"because": WHY, "replace": "on", "reasons": "Alasan lain."})
    assert "Alasan lain." in str(Letter.objects.get(withdrawn_at=None).content["pages"])


def test_copy_that_is_replaced_is_the_one_of_the_register(stand, approver):
    walker = stand("approved")
    walker.make("record_signing")
    walker.make("register")
    new = withdrawing.replace(
        walker.dossier.letters.get(), WHY, ("", ""), by=walker.person(*ROAD.moves["register"].who)
    )
    walker.dossier.registration.refresh_from_db()
    assert walker.dossier.registration.copy.letter == new
