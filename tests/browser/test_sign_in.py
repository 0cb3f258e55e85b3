"""Signing in, in a real browser, on a wide and on a narrow screen, with scripts and without."""

import pytest

PASSWORD = "a-long-enough-secret"


@pytest.fixture
def person(transactional_db, django_user_model):
    return django_user_model.objects.create_user("siti@contoh.example", PASSWORD, name="Siti Rahma")


@pytest.mark.parametrize("javascript", [True, False], ids=["scripts", "no-scripts"])
@pytest.mark.parametrize("width", [1366, 360])
def test_person_signs_in_without_scrolling_sideways(person, open_page, width, javascript):
    page = open_page(width=width, javascript=javascript)
    page.goto("/accounts/login/")
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    page.fill("input[name=login]", person.email)
    page.fill("input[name=password]", "wrong")
    page.click("main button[type=submit]")
    assert page.locator("main [role=alert]").count() == 1
    assert page.input_value("input[name=login]") == person.email
    page.fill("input[name=password]", PASSWORD)
    page.click("main button[type=submit]")
    assert "/accounts/" not in page.url
    assert page.locator("body").get_by_text(person.name).count()
