"""Papers of a dossier: adding one, and downloading one through the gates only."""

from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest

from agreements.enums import DocumentKind, Status
from agreements.models import Document
from cooperation.uploads import file_fields
from cooperation.working_days import today
from tests.agreements.padang import address, dossier_of_padang, events, reading
from tests.client import AuditingClient
from tests.files import pdf, upload

TYPED = {"kind": "other", "number": "001/2026", "dated_on": "2026-03-02", "description": "Letter of the embassy"}


def kept(dossier, name="surat.pdf", **fields):
    return Document.objects.create(dossier=dossier, **file_fields(upload(name)), **fields)


def content(response):
    return b"".join(response.streaming_content)


# Adding


def test_document_is_added_with_its_event(officer_padang):
    dossier = dossier_of_padang()
    data = TYPED | {"file": upload("nota.pdf")}
    response = reading(officer_padang).post(address("document-add", dossier), data)
    assert response.url == address("dossier-papers", dossier)
    document = Document.objects.get()
    assert (document.kind, document.number, document.name) == ("other", "001/2026", "nota.pdf")
    assert (document.uploaded_by, document.size) == (officer_padang, len(pdf("nota.pdf")))
    assert events(dossier) == ["document_added"]
    assert dossier.events.get().document == document


@pytest.mark.parametrize("kind", DocumentKind.values)
def test_papers_that_a_step_asks_for_cannot_be_slipped_in(kind, officer_padang):
    """A confirmation letter, say, comes in by Kemlu's own step."""
    free = kind in ("other", "contact", "prerequisite")
    data = TYPED | {"kind": kind, "file": upload()}
    response = reading(officer_padang).post(address("document-add", dossier_of_padang()), data)
    assert response.status_code == (302 if free else 422)
    assert Document.objects.exists() is free


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("number", "x" * 101),
        ("number", "a\r\nSet-Cookie: x\x00"),
        ("dated_on", "2026-13-01"),
        ("description", ""),
        ("description", "x" * 201),
        ("description", "a\u202eb"),
        ("file", ""),
    ],
)
def test_bad_document_is_refused_at_its_field(field, value, officer_padang):
    dossier = dossier_of_padang()
    data = TYPED | {"file": upload()} | {field: value}
    response = reading(officer_padang).post(address("document-add", dossier), data)
    assert response.status_code == 422
    assert list(response.context["form"].errors) == [field]
    assert not Document.objects.exists()


def test_letter_of_tomorrow_is_refused(officer_padang):
    data = TYPED | {"file": upload(), "dated_on": (today() + timedelta(days=1)).isoformat()}
    response = reading(officer_padang).post(address("document-add", dossier_of_padang()), data)
    assert list(response.context["form"].errors) == ["dated_on"]


def test_same_file_twice_is_one_paper(officer_padang, head_padang):
    dossier = dossier_of_padang()
    reading(officer_padang).post(address("document-add", dossier), TYPED | {"file": upload()})
    response = reading(head_padang).post(address("document-add", dossier), TYPED | {"file": upload()})
    assert response.status_code == 409
    assert Document.objects.count() == 1
    assert events(dossier) == ["document_added"]


@pytest.mark.parametrize(("status", "code"), [(Status.IN_FORCE, 200), (Status.STOPPED, 403), (Status.EXPIRED, 403)])
def test_papers_are_added_until_the_end(status, code, officer_padang):
    dossier, client = dossier_of_padang(status), reading(officer_padang)
    assert client.get(address("document-add", dossier)).status_code == code
    added = client.post(address("document-add", dossier), TYPED | {"file": upload()})
    assert added.status_code == (302 if code == 200 else 403)


@pytest.mark.parametrize(("person", "code"), [("head_sumbar", 403), ("reviewer", 403), ("officer_bukittinggi", 404)])
def test_others_add_no_paper(person, code, request, db):
    dossier, client = dossier_of_padang(), reading(request.getfixturevalue(person))
    assert client.get(address("document-add", dossier)).status_code == code
    assert client.post(address("document-add", dossier), TYPED | {"file": upload()}).status_code == code
    assert not Document.objects.exists()


# Downloading


def test_download_is_an_attachment_in_a_sandbox(officer_padang):
    document = kept(dossier_of_padang(), "Nota Kesepahaman Bà Rịa.pdf")
    response = reading(officer_padang).get(address("document", document.dossier, document.pk))
    assert response.status_code == 200
    assert content(response) == pdf("Nota Kesepahaman Bà Rịa.pdf")
    headers = {name: response.headers[name] for name in response.headers}
    assert headers["Content-Type"] == "application/pdf"
    assert headers["Content-Disposition"] == (
        "attachment; filename*=utf-8''Nota%20Kesepahaman%20B%C3%A0%20R%E1%BB%8Ba.pdf"
    )
    assert headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cache-Control"] == "private, no-store"
    assert headers["Content-Length"] == str(document.size)


def test_head_answers_as_get_without_the_content(officer_padang):
    document = kept(dossier_of_padang())
    client, url = reading(officer_padang), address("document", document.dossier, document.pk)
    response = client.head(url)
    assert response.status_code == 200
    assert response.headers["Content-Length"] == str(document.size)
    assert "attachment" in response.headers["Content-Disposition"]
    assert response.getvalue() == b""


def test_post_to_a_document_is_refused(officer_padang):
    document = kept(dossier_of_padang())
    assert reading(officer_padang).post(address("document", document.dossier, document.pk)).status_code == 405


@pytest.mark.parametrize("person", ["officer_bukittinggi", "officer_kupang", "head_ntt", "kemlu", "stranger"])
def test_document_of_an_invisible_dossier_does_not_exist(person, request, db):
    document = kept(dossier_of_padang())
    url = address("document", document.dossier, document.pk)
    assert reading(request.getfixturevalue(person)).get(url).status_code == 404


@pytest.mark.parametrize("person", ["officer_padang", "head_sumbar", "reviewer", "auditor"])
def test_whoever_sees_the_dossier_reads_its_papers(person, request, db):
    document = kept(dossier_of_padang())
    response = reading(request.getfixturevalue(person)).get(address("document", document.dossier, document.pk))
    assert content(response) == pdf("surat.pdf")


def test_draft_dossier_keeps_its_papers_from_the_ministry(reviewer, officer_padang):
    document = kept(dossier_of_padang(Status.INITIATED))
    url = address("document", document.dossier, document.pk)
    assert reading(reviewer).get(url).status_code == 404
    assert content(reading(officer_padang).get(url)) == pdf("surat.pdf")


def test_document_under_the_address_of_another_dossier_does_not_exist(officer_padang):
    here, there = dossier_of_padang(), dossier_of_padang()
    document = kept(there)
    client = reading(officer_padang)
    assert client.get(address("document", here, document.pk)).status_code == 404
    assert client.get(address("document", here, uuid4())).status_code == 404


def test_signed_out_reader_is_led_to_the_sign_in(db):
    document = kept(dossier_of_padang())
    response = AuditingClient().get(address("document", document.dossier, document.pk))
    assert response.status_code == 302
    assert response.url.startswith("/accounts/login/")


def test_document_whose_file_is_gone_does_not_exist(officer_padang, caplog):
    document = kept(dossier_of_padang())
    Path(document.file.path).unlink()
    response = reading(officer_padang).get(address("document", document.dossier, document.pk))
    assert response.status_code == 404
    assert str(document.pk) in caplog.text


def test_files_lie_outside_what_is_served(officer_padang, settings):
    document = kept(dossier_of_padang())
    client = reading(officer_padang)
    for path in (f"/{document.file.name}", f"/media/{document.file.name}", f"/static/{document.file.name}"):
        assert client.get(path).status_code == 404
