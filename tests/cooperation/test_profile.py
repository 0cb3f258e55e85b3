"""The profile: what a person sets for themselves, and what only an administrator sets."""

import pytest
from django.urls import reverse

PROFILE = reverse("cooperation:profile")
LANGUAGE = reverse("set_language")


def test_profile_asks_strangers_to_sign_in(client, db):
    assert client.get(PROFILE).headers["Location"].startswith("/accounts/login/")


def test_profile_sets_language_and_zone_and_nothing_else(officer_padang, sign_in):
    data = {"language": "en", "time_zone": "Asia/Jayapura", "name": "Bos", "email": "bos@contoh.example"}
    response = sign_in(officer_padang).post(PROFILE, data | {"is_superuser": "1", "is_active": "0"}, follow=True)
    before = (officer_padang.name, officer_padang.email)
    officer_padang.refresh_from_db()
    assert (officer_padang.language, officer_padang.time_zone) == ("en", "Asia/Jayapura")
    assert (officer_padang.name, officer_padang.email) == before
    assert officer_padang.is_active
    assert not officer_padang.is_superuser
    assert [str(message) for message in response.context["messages"]] == ["Saved."]
    assert '<html lang="en">' in response.content.decode()


@pytest.mark.parametrize(("field", "value"), [("language", "fr"), ("language", ""), ("time_zone", "Mars")])
def test_profile_refuses_unknown_choices(field, value, officer_padang, sign_in):
    data = {"language": "en", "time_zone": "Asia/Jayapura"} | {field: value}
    response = sign_in(officer_padang).post(PROFILE, data)
    assert list(response.context["form"].errors) == [field]
    officer_padang.refresh_from_db()
    assert officer_padang.language == "id"


def test_profile_lists_the_assignments_of_today(acting_head_bukittinggi, stranger, sign_in):
    text = sign_in(acting_head_bukittinggi).get(PROFILE).content.decode()
    assert "Plh." in text
    assert sign_in(stranger).get(PROFILE).status_code == 200


def test_the_language_switch_is_kept_with_the_person(officer_padang, sign_in):
    client = sign_in(officer_padang)
    client.post(LANGUAGE, {"language": "en", "next": PROFILE})
    assert '<html lang="en">' in client.get(PROFILE).content.decode()
    client.get(f"{LANGUAGE}?language=id")
    client.post(LANGUAGE, {"language": "fr"})
    officer_padang.refresh_from_db()
    assert officer_padang.language == "en"


def test_the_language_switch_works_before_signing_in(client, db):
    client.post(LANGUAGE, {"language": "en", "next": "/accounts/login/"})
    assert '<html lang="en">' in client.get("/accounts/login/").content.decode()
