"""Headers that every answer carries, and the address that says whether the site is well."""

from io import BytesIO

import pytest
from django.db import connection
from django.http import FileResponse
from django.test import RequestFactory

from cooperation.compression import CompressionMiddleware

POLICY = {
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    "font-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
}


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/healthz", "/accounts/login/", "/no-such-page"])
def test_headers_protect_every_page(client, address):
    headers = client.get(address).headers
    assert set(headers["Content-Security-Policy"].split("; ")) == POLICY
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"


@pytest.mark.django_db
def test_healthz_is_well_for_anybody(client):
    response = client.get("/healthz")
    assert response.status_code == 200
    assert response.content == b"ok\n"
    assert "no-store" in response.headers["Cache-Control"]


@pytest.mark.django_db(transaction=True)
def test_healthz_tells_when_the_database_is_gone(client, monkeypatch):
    connection.close()
    monkeypatch.setitem(connection.settings_dict, "ENGINE", "unused")
    monkeypatch.setitem(connection.settings_dict, "HOST", "/nowhere")
    assert client.get("/healthz").status_code == 503
    connection.close()


@pytest.mark.django_db
def test_sign_up_is_closed(client):
    response = client.get("/accounts/signup/")
    assert b"<form" not in response.content or b"password1" not in response.content


@pytest.mark.django_db
def test_language_can_be_chosen_before_signing_in(client):
    response = client.post("/language/", {"language": "en", "next": "/accounts/login/"})
    assert response.status_code == 302
    assert client.get("/accounts/login/").wsgi_request.LANGUAGE_CODE == "en"


@pytest.mark.django_db
def test_pages_go_out_compressed(client):
    whole = client.get("/accounts/login/")
    packed = client.get("/accounts/login/", headers={"Accept-Encoding": "gzip"})
    assert packed.headers["Content-Encoding"] == "gzip"
    assert len(packed.content) < len(whole.content) / 2


def test_downloads_keep_their_length():
    download = FileResponse(BytesIO(b"x" * 10_000), as_attachment=True, filename="a.txt")
    request = RequestFactory().get("/", headers={"Accept-Encoding": "gzip"})
    response = CompressionMiddleware(lambda request: download)(request)
    assert response.headers["Content-Length"] == "10000"
    assert "Content-Encoding" not in response.headers
