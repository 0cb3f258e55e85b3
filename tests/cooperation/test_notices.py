"""Notices: the reader's own, unread ones first, read by POST only."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from cooperation.models import Notice
from cooperation.outbox import notify

NOTICES = reverse("cooperation:notice-list")
READ_ALL = reverse("cooperation:notice-read-all")


def opened(notice):
    return reverse("cooperation:notice-open", args=[notice.pk])


@pytest.fixture
def notice(officer_padang):
    return Notice.objects.create(
        reader=officer_padang, key="1", text_id="Mitra diverifikasi", text_en="Partner verified", url="/partners/"
    )


def test_notices_are_the_readers_own(notice, officer_kupang, sign_in, client):
    assert client.get(NOTICES).headers["Location"].startswith("/accounts/login/")
    theirs = sign_in(officer_kupang)
    assert list(theirs.get(NOTICES).context["rows"]) == []
    assert theirs.post(opened(notice)).status_code == 404
    theirs.post(READ_ALL)
    notice.refresh_from_db()
    assert notice.read_at is None


def test_getting_notices_reads_none(notice, officer_padang, sign_in):
    client = sign_in(officer_padang)
    client.get(NOTICES)
    for address in (opened(notice), READ_ALL):
        assert client.get(address).status_code == 405
    notice.refresh_from_db()
    assert notice.read_at is None


def test_opening_a_notice_reads_it_once_and_follows_it(notice, officer_padang, sign_in):
    client = sign_in(officer_padang)
    assert client.post(opened(notice)).headers["Location"] == "/partners/"
    notice.refresh_from_db()
    first = notice.read_at
    assert first is not None
    client.post(opened(notice))
    notice.refresh_from_db()
    assert notice.read_at == first


@pytest.mark.parametrize("url", ["", "https://evil.example/", "//evil.example"])
def test_a_notice_never_leads_to_another_site(url, notice, officer_padang, sign_in):
    Notice.objects.update(url=url)
    assert sign_in(officer_padang).post(opened(notice)).headers["Location"] == NOTICES


def test_unread_notices_come_first_and_all_can_be_read_at_once(notice, officer_padang, sign_in):
    notify([officer_padang], "2", "", lambda: "newer but read")
    newer = Notice.objects.get(key="2")
    Notice.objects.filter(pk=newer.pk).update(read_at=timezone.now())
    client = sign_in(officer_padang)
    assert list(client.get(NOTICES).context["rows"]) == [notice, newer]
    client.post(READ_ALL)
    assert not officer_padang.notices.unread().exists()
    assert list(client.get(NOTICES).context["rows"]) == [newer, notice]


def test_notice_says_what_to_do_and_by_when(officer_padang, sign_in):
    words = {"kind": "act", "task": lambda: "Mend the plan.", "due_on": date(2026, 3, 13)}
    notify([officer_padang], "1", "/", lambda: "Kota Padang: returned.", **words)
    text = sign_in(officer_padang).get(NOTICES).content.decode()
    assert "Mend the plan." in text
    assert "13 Maret 2026" in text


def test_notices_speak_the_readers_language(notice, officer_padang, sign_in):
    client = sign_in(officer_padang)
    assert "Mitra diverifikasi" in client.get(NOTICES).content.decode()
    type(officer_padang).objects.filter(pk=officer_padang.pk).update(language="en")
    assert "Partner verified" in client.get(NOTICES).content.decode()


def test_notice_list_takes_the_same_queries_for_any_number(officer_padang, sign_in, constant_queries):
    keys = iter(range(30))
    constant_queries(
        sign_in(officer_padang), NOTICES, lambda: notify([officer_padang], str(next(keys)), "/", lambda: "text")
    )


def test_notices_come_25_a_page(officer_padang, sign_in):
    for key in range(26):
        notify([officer_padang], str(key), "/", lambda: "text")
    client = sign_in(officer_padang)
    assert len(client.get(NOTICES).context["rows"]) == 25
    assert len(client.get(f"{NOTICES}?page=2").context["rows"]) == 1
