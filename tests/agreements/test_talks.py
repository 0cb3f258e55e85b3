"""Rounds of talks with the partner: Kemlu records them, whoever sees the dossier reads them, the letter needs one."""

from datetime import timedelta

import pytest

from agreements.enums import DocumentKind, Status
from agreements.models import TalkRound
from cooperation.models import User
from cooperation.working_days import today
from tests.agreements.factories import DossierFactory, TalkRoundFactory
from tests.agreements.test_concurrency import at_once
from tests.client import AuditingClient, form_values
from tests.files import upload
from tests.people import person, region

SAID = "Mitra meminta rincian pembiayaan tiap kegiatan."


@pytest.fixture
def dossier(everybody):
    User.objects.update(language="en")
    dossier = DossierFactory(region=region("13.71"), sent=True, status=Status.NEGOTIATING)
    dossier.consulted.add(everybody["kemlu"].memberships.get().office)
    return dossier


def record(user, dossier, **typed):
    data = {"held_on": today(), "channel": "video", "changes": SAID, "parts": ["funding"]} | typed
    return AuditingClient().login(user).post(f"/dossiers/{dossier.number}/talks/add/", data)


@pytest.mark.django_db
def test_rounds_are_numbered_and_read_by_all_who_see_the_dossier(dossier, everybody):
    assert record(everybody["kemlu"], dossier, file=upload("nota.pdf")).status_code == 302
    assert record(everybody["kemlu"], dossier, changes="Mitra menerima naskah itu seluruhnya.").status_code == 302
    assert list(dossier.talks.values_list("number", "recorded_by")) == [
        (2, everybody["kemlu"].pk),
        (1, everybody["kemlu"].pk),
    ]
    kept = dossier.documents.get()
    assert (kept.kind, dossier.events.filter(name="talks_added").count()) == (DocumentKind.TALKS, 2)
    for reader in ("petugas.padang", "pimpinan.sumbar", "penelaah", "kemlu"):
        page = AuditingClient().login(everybody[reader]).get(f"/dossiers/{dossier.number}/contacts/").text
        for words in ("Round 1", "Round 2", "Video meeting", "Funding", SAID, "nota.pdf"):
            assert words in page


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"held_on": today() + timedelta(days=1)}, "held_on"),
        ({"held_on": today() - timedelta(days=1)}, "held_on"),  # before the text was sent
        ({"channel": "pigeon"}, "channel"),
        ({"changes": ""}, "changes"),
        ({"parts": ["nothing"]}, "parts"),
    ],
)
def test_round_that_cannot_be_is_refused_and_nothing_is_lost(dossier, everybody, typed, field):
    page = record(everybody["kemlu"], dossier, **typed)
    assert (page.status_code, f'id="id_{field}_error"' in page.text) == (422, True)
    assert SAID in page.text or field == "changes"
    assert not TalkRound.objects.exists()


@pytest.mark.django_db
def test_round_is_recorded_once_and_corrected_afterwards(dossier, everybody):
    client = AuditingClient().login(everybody["kemlu"])
    record(everybody["kemlu"], dossier)
    assert record(everybody["kemlu"], dossier).status_code == 409
    address = f"/dossiers/{dossier.number}/talks/{dossier.talks.get().pk}/"
    typed = form_values(client.get(address).text) | {"parts": ["funding", "disputes"]}
    del typed["idempotency_key"]
    assert client.post(address, typed).status_code == 302
    assert dossier.talks.get().parts == ["funding", "disputes"]
    stale = client.post(address, typed | {"changes": "Lain sama sekali dari yang tadi."})
    assert (stale.status_code, "Lain sama sekali" in stale.text) == (409, True)
    history = client.get(f"/dossiers/{dossier.number}/history/").text
    assert "corrected" in history


@pytest.mark.django_db
def test_confirmation_letter_asks_for_a_round_first(dossier, everybody):
    address = f"/dossiers/{dossier.number}/moves/confirm_text/"
    client = AuditingClient().login(everybody["kemlu"])
    page = client.get(address)
    assert f"/dossiers/{dossier.number}/talks/add/" in page.text
    assert 'name="letter_number"' not in page.text
    TalkRoundFactory(dossier=dossier)
    assert 'name="letter_number"' in client.get(address).text


@pytest.mark.django_db(transaction=True)
def test_rounds_recorded_at_once_have_numbers_without_gaps_or_doubles():
    kemlu = person("kemlu")
    dossier = DossierFactory(region=region("13.71"), sent=True, status=Status.NEGOTIATING)
    dossier.consulted.add(kemlu.memberships.get().office)
    words = [f"Putaran dengan rumusan ke-{number}." for number in range(6)]
    at_once(*(lambda text=text: record(kemlu, dossier, changes=text) for text in words))
    assert sorted(dossier.talks.values_list("number", flat=True)) == [1, 2, 3, 4, 5, 6]
