"""Anybody verifies a letter by its code: genuine, withdrawn, replaced, mistyped, unknown, and nothing else."""

import re

import pytest

from agreements.letters.codes import grouped, new_code
from agreements.services import ROAD
from cooperation import throttle
from cooperation.models import AttemptCount
from tests.agreements.factories import DossierFactory, LetterFactory
from tests.client import AuditingClient
from tests.files import upload


@pytest.fixture
def letter(db, officer_padang, approver):
    region = officer_padang.memberships.get().office.region
    dossier = DossierFactory(region=region, sent=True, status="awaiting_response", title="Perihal rahasia")
    ROAD.perform(dossier, "respond", by=approver, note="Catatan rahasia")
    return dossier.letters.get()


def address(code):
    return f"/verify/{code}/"


def test_genuine_letter_says_kind_number_date_and_whom_it_concerns(letter):
    page = AuditingClient().get(address(grouped(letter.code)))
    assert page.status_code == 200
    for words in (letter.number, "Kota Padang", letter.dossier.partner.name):
        assert words in page.text
    assert page.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert page.headers["Cache-Control"] == "no-store"


def test_verification_reveals_nothing_else(letter):
    page = AuditingClient().get(address(letter.code)).text
    secrets = (
        letter.dossier.number,
        letter.dossier.title,
        "Catatan rahasia",
        letter.signed_by.name,
        letter.file.name,
        "/dossiers/",
    )
    assert [secret for secret in secrets if secret in page] == []
    # A key stands in an address or a field of its own: the page's own figures, such as a year, hold its digits too.
    keys = "|".join(str(record.pk) for record in (letter, letter.dossier))
    assert re.findall(rf'[/="]({keys})[/"]', page) == []


def test_code_is_read_as_people_type_it(letter):
    for typed in (letter.code, grouped(letter.code).lower(), grouped(letter.code).replace("-", " ")):
        answer = AuditingClient().post("/verify/", {"code": typed})
        assert (answer.status_code, answer.url) == (302, address(grouped(letter.code)))
        assert AuditingClient().get(address(typed)).status_code == 200


def test_withdrawn_letter_says_so_without_the_reason(db):
    letter = LetterFactory(withdrawn=True, replaced_by=LetterFactory(number="000.9/7777/SJ/2026"))
    page = AuditingClient().get(address(letter.code)).text
    assert "tone-red" in page
    assert "000.9/7777/SJ/2026" in page
    assert letter.replaced_by.code not in page
    assert grouped(letter.replaced_by.code) not in page
    assert letter.withdrawn_because not in page


def test_mistyped_code_is_told_as_such(letter):
    wrong = letter.code[:-1] + ("2" if letter.code[-1] != "2" else "3")
    for answer in (AuditingClient().get(address(wrong)), AuditingClient().post("/verify/", {"code": wrong})):
        assert answer.status_code == 422
        assert answer.context["form"].errors["code"].as_data()[0].code == "mistyped"
    assert AuditingClient().get(address("%2e%2e")).status_code in (404, 422)


def test_unknown_codes_are_answered_equally(letter):
    bare = set()
    for code in (new_code(), new_code()):
        page = AuditingClient().get(address(code))
        assert page.status_code == 404
        text = page.text.replace(code, "").replace(grouped(code), "")
        bare.add(re.sub(r'value="\w{64}"', "", text))
    assert len(bare) == 1


def test_file_is_compared_on_the_server_and_kept_nowhere(letter, settings, tmp_path):
    client = AuditingClient()
    with letter.file.open() as kept:
        issued = kept.read()
    before = set(tmp_path.rglob("*"))
    same = client.post(address(letter.code), {"file": upload("surat.pdf", issued)})
    other = client.post(address(letter.code), {"file": upload("surat.pdf")})
    assert (same.context["compared"], same.context["same"]) == (True, True)
    assert (other.context["compared"], other.context["same"]) == (True, False)
    assert client.post(address(letter.code), {}).status_code == 422
    settings.UPLOAD_MAX_BYTES = 10
    assert client.post(address(letter.code), {"file": upload("surat.pdf")}).status_code == 422
    assert set(tmp_path.rglob("*")) == before


def test_guessing_is_slowed_down_and_an_office_still_verifies_many(letter, monkeypatch):
    monkeypatch.setattr(throttle, "MOST_UNKNOWN", 3)
    client = AuditingClient()
    for _ in range(20):
        assert client.get(address(letter.code)).status_code == 200
    answers = [client.get(address(new_code())).status_code for _ in range(6)]
    assert answers == [404, 404, 404, 404, 429, 429]
    blocked = client.get(address(letter.code))
    assert blocked.status_code == 429
    assert 0 < int(blocked.headers["Retry-After"]) <= 600
    # Another address goes on undisturbed; what a client says of itself is not believed.
    assert client.get(address(letter.code), REMOTE_ADDR="192.0.2.7").status_code == 200
    assert client.get(address(letter.code), headers={"X-Forwarded-For": "192.0.2.8"}).status_code == 429
    assert not AttemptCount.objects.filter(key__contains="127.0.0.1").exists()


def test_scraping_is_slowed_down(letter, monkeypatch):
    monkeypatch.setattr(throttle, "MOST_ASKED", 2)
    client = AuditingClient()
    assert [client.get(address(letter.code)).status_code for _ in range(4)] == [200, 200, 429, 429]


def test_counters_of_the_past_are_removed(letter, monkeypatch):
    AttemptCount.objects.create(key="old", span=1, count=9)
    AuditingClient().get(address(letter.code))
    assert not AttemptCount.objects.filter(key="old").exists()
