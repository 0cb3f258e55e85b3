"""A session lasts a working day of twelve hours from signing in, however busy it is."""

from datetime import date

import pytest

from tests.client import AuditingClient

PASSWORD = "a-long-enough-secret"
DAY = date(2026, 3, 2)


@pytest.fixture
def signed_in(client, db, django_user_model, freeze):
    django_user_model.objects.create_user("siti@contoh.example", PASSWORD, name="Siti")
    freeze(DAY, 7)
    response = client.post("/accounts/login/", {"login": "siti@contoh.example", "password": PASSWORD})
    assert response.status_code == 302, response.content
    return client


def is_signed_in(client) -> bool:
    response = client.get("/accounts/password/change/")
    return response.status_code == 200


def test_session_ends_twelve_hours_after_signing_in_though_it_was_used(signed_in, freeze):
    freeze(DAY, 18)
    session = signed_in.session
    session["visited"] = True
    session.save()
    assert is_signed_in(signed_in)
    freeze(DAY, 20)
    assert not is_signed_in(signed_in)


def test_form_that_waited_too_long_is_not_called_a_lack_of_rights(officer_padang):
    client = AuditingClient(enforce_csrf_checks=True).login(officer_padang)
    page = client.post("/dossiers/new/", {"title": "x"})
    assert page.status_code == 403
    assert "<ul>" not in page.text.partition("<main")[2].partition("</main>")[0]


def test_fields_of_the_sign_in_page_are_named_once(client, db):
    """By the label above, not in other words inside."""
    page = client.get("/accounts/login/").text
    assert "placeholder" not in page
