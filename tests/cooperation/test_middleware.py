"""One POST, one record; pages in the reader's language and zone."""

import uuid
from datetime import UTC, date, datetime

import pytest
from django.utils import timezone, translation

from cooperation.models import Holiday, Notice, SubmissionKey
from tests.client import AuditingClient
from tests.factories import MembershipFactory, OfficeFactory

pytestmark = pytest.mark.django_db

ADD = "/administration/holidays/add/"
LIST = "/administration/holidays/"


@pytest.fixture
def client(admin):
    return AuditingClient().login(admin)


def form(key, day="2026-03-19", **changes):
    return {"idempotency_key": str(key), "day": day, "name": "Nyepi", "kind": "national"} | changes


# One form, one record


def test_form_sent_twice_makes_one_record_and_leads_to_the_same_page(client):
    key = uuid.uuid4()
    first, second = client.post(ADD, form(key)), client.post(ADD, form(key))
    assert (first.status_code, second.status_code) == (302, 302)
    assert first.url == second.url
    assert Holiday.objects.get().day == date(2026, 3, 19)


def test_what_was_typed_the_second_time_does_not_count(client):
    key = uuid.uuid4()
    client.post(ADD, form(key))
    client.post(ADD, form(key, day="2026-03-20"))
    assert Holiday.objects.get().day == date(2026, 3, 19)


def test_refused_form_keeps_its_key_for_the_mended_one(client):
    key = uuid.uuid4()
    assert "name" in client.post(ADD, form(key, name="")).context["form"].errors
    assert not SubmissionKey.objects.exists()
    assert client.post(ADD, form(key)).status_code == 302
    assert Holiday.objects.count() == 1


@pytest.mark.parametrize("key", ["", "1", "not-a-key", "'; --"])
def test_form_without_a_good_key_is_taken_as_it_is(client, key):
    assert client.post(ADD, form(key)).status_code == 302
    assert client.post(ADD, form(key, day="2026-03-20")).status_code == 302
    assert Holiday.objects.count() == 2
    assert not SubmissionKey.objects.exists()


def test_key_of_another_form_or_another_person_says_nothing(client, admin):
    key = uuid.uuid4()
    client.post(ADD, form(key))
    holiday = Holiday.objects.get()
    assert (
        client.post(f"/administration/holidays/{holiday.pk}/delete/", {"idempotency_key": str(key)}).status_code == 302
    )
    assert not Holiday.objects.exists()
    other = MembershipFactory(office=OfficeFactory(home_affairs=True), role="admin").user
    assert AuditingClient().login(other).post(ADD, form(key)).status_code == 302
    assert Holiday.objects.count() == 1
    assert SubmissionKey.objects.get().user == admin


def test_conflict_frees_the_key(client):
    holiday = Holiday.objects.create(day=date(2026, 3, 19), name="Nyepi", kind="national")
    key = uuid.uuid4()
    url = f"/administration/holidays/{holiday.pk}/edit/"
    page = client.post(url, form(key, day="2026-03-20", seen="another"))
    assert page.status_code == 409
    assert not SubmissionKey.objects.exists()
    holiday.refresh_from_db()
    assert holiday.day == date(2026, 3, 19)


def test_reading_and_visitors_use_no_key(client):
    client.get(ADD, {"idempotency_key": str(uuid.uuid4())})
    answer = AuditingClient().post(ADD, form(uuid.uuid4()))
    assert answer.url.startswith("/accounts/login/")
    assert not SubmissionKey.objects.exists()
    assert not Holiday.objects.exists()


# The reader's own language and zone


@pytest.mark.parametrize(("language", "heading"), [("id", "Pemberitahuan"), ("en", "Notices")])
def test_page_is_in_the_language_of_its_reader(admin, language, heading):
    admin.language = language
    admin.save()
    page = AuditingClient(headers={"accept-language": "fr"}).login(admin).get("/notices/")
    assert f">{heading}</h1>" in page.text
    assert page.headers["Content-Language"] == language


@pytest.mark.parametrize(
    ("zone", "shown"),
    [("Asia/Jakarta", "03.30"), ("Asia/Makassar", "04.30"), ("Asia/Jayapura", "05.30")],
)
def test_times_are_in_the_zone_of_their_reader(admin, zone, shown):
    admin.time_zone = zone
    admin.save()
    moment = datetime(2026, 3, 2, 20, 30, tzinfo=UTC)
    Notice.objects.create(reader=admin, key="1", text_id="Kabar", text_en="News", created_at=moment)
    page = AuditingClient().login(admin).get("/notices/")
    assert f"3 Maret 2026, {shown}" in page.text


def test_language_and_zone_of_one_reader_do_not_reach_the_next(admin):
    admin.language, admin.time_zone = "en", "Asia/Jayapura"
    admin.save()
    before = translation.get_language(), timezone.get_current_timezone_name()
    AuditingClient().login(admin).get("/notices/")
    assert (translation.get_language(), timezone.get_current_timezone_name()) == before
    assert AuditingClient().get("/accounts/login/").headers["Content-Language"] == "id"
