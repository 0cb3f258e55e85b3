"""Signs that cannot be printed: a letter and its preview refuse them by name, the register is printed without them."""

import pytest

from agreements.models import Letter
from agreements.services import ROAD
from cooperation.exceptions import NotReady
from cooperation.models import NumberSequence
from tests.agreements.factories import DossierFactory, MeetingFactory
from tests.client import AuditingClient, form_values
from tests.people import region


@pytest.fixture
def waiting(officer_padang):
    padang = officer_padang.memberships.get().office.region
    return DossierFactory(region=padang, sent=True, status="awaiting_response", title="Pariwisata 友好")


def test_decision_whose_letter_cannot_be_printed_is_refused_and_changes_nothing(waiting, approver):
    with pytest.raises(NotReady, match="“友”, “好”"):
        ROAD.perform(waiting, "respond", by=approver)
    waiting.refresh_from_db()
    assert waiting.status == "awaiting_response"
    assert not Letter.objects.exists()
    assert not NumberSequence.objects.filter(series__startswith="letter").exists()


def test_preview_names_the_signs(waiting, reviewer, everybody):
    client = AuditingClient().login(reviewer)
    url = f"/dossiers/{waiting.number}/letters/respond/preview/"
    for answer in (client.get(url), client.post(url, {"clauses": "x"})):
        assert answer.status_code == 422
        assert "“友”, “好”" in answer.text
    template = f"/administration/letters/response/preview/?dossier={waiting.number}"
    assert "“友”, “好”" in AuditingClient().login(everybody["admin"]).get(template).text


def test_preview_refuses_what_no_form_takes(waiting, reviewer):
    waiting.title = "Pariwisata"
    waiting.save()
    client = AuditingClient().login(reviewer)
    url = f"/dossiers/{waiting.number}/letters/respond/preview/"
    assert client.post(url, {"clauses": "a\x00b", "clauses_en": ""}).status_code == 422
    assert client.post(url, {"note": "\x01"}).status_code == 422
    assert client.post(url, {"clauses": "ไทย"}).status_code == 422


def test_new_letter_that_cannot_be_printed_is_refused_above_the_form(waiting, approver):
    waiting.title = "Pariwisata"
    waiting.save()
    ROAD.perform(waiting, "respond", by=approver)
    letter = Letter.objects.get()
    client = AuditingClient().login(approver)
    url = f"/dossiers/{waiting.number}/letters/{letter.pk}/withdraw/"
    values = form_values(client.get(url).text)
    page = client.post(url, values | {"because": "Keliru.", "replace": "on", "clauses": "Kota 友."})
    assert page.status_code == 422
    assert "“友”" in page.text
    assert "Kota 友." in page.text
    letter.refresh_from_db()
    assert letter.withdrawn_at is None


def test_invitation_that_cannot_be_printed_is_refused_above_the_form(waiting, everybody):
    waiting.status = "discussing"
    waiting.save()
    meeting = MeetingFactory(dossiers=[waiting], offices=[], place="Ruang 友")
    page = AuditingClient().login(everybody["pejabat"]).post(f"/meetings/{meeting.pk}/letters/")
    assert page.status_code == 422
    assert "“友”" in page.text
    assert not Letter.objects.exists()


NAMES = [
    "友好城市",
    "ไทย",
    "한글 e\u0323\u0301",
    "🏝\ufe0f👩\u200d🚀",
    "\ue000\U000f0000\ufffe",
    "नमस्ते كتاب עִבְרִית",
    "q\u0308\u20dd",
    "\u06b2\u0255\u02db\u06da",
]


@pytest.mark.parametrize("name", NAMES)
def test_register_is_always_printed(name, everybody):
    DossierFactory(
        region=region("13.71"),
        sent=True,
        status="in_force",
        origin="register",
        agreement_signed_on="2019-05-01",
        title=name,
    )
    client = AuditingClient().login(everybody["pejabat"])
    for query in ("", "?q=0", f"?q={name}", "?year=0", "?country=x"):
        answer = client.get(f"/register/print/{query}")
        assert answer.status_code == 200
        assert answer.content.startswith(b"%PDF")
