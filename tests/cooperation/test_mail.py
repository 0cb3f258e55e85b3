"""Mails: what they say, to whom, when, and what becomes of them when the mail server does not take them."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core import mail as django_mail
from django.urls import reverse
from django.utils import timezone

from cooperation.mail import Postman, write_digests, write_mails
from cooperation.models import Mail, Notice
from cooperation.outbox import notify
from tests.factories import HolidayFactory, UserFactory
from tests.mail_server import MailServer

pytestmark = pytest.mark.django_db

MAILS = reverse("cooperation:mail-list")


def tell(*readers, key="1", text="Kota Padang: Returned.", **options):
    options = {"kind": "act", "task": lambda: "Mend the plan.", "due_on": date(2026, 3, 13)} | options
    notify(readers, key, "/dossiers/K-1/", lambda: text, **options)


def deliver():
    write_mails()
    Postman().deliver()
    return django_mail.outbox


@pytest.fixture
def by_smtp(settings):
    """`by_smtp(server)`: mails go to that server."""

    def choose(server):
        settings.OUTBOX_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_USE_TLS = "127.0.0.1", server.port, False
        settings.EMAIL_TIMEOUT = 5
        return server

    return choose


# What a mail says


def test_mail_says_what_to_do_by_when_with_one_link_in_the_readers_language(officer_padang, settings, freeze):
    freeze(date(2026, 3, 9))
    settings.SITE_ADDRESS = "https://jembatan.example"
    officer_padang.language = "en"
    officer_padang.save()
    tell(officer_padang)
    [message] = deliver()
    assert message.to == ["petugas.padang@jembatan.example"]
    assert message.subject == "[Jembatan] Kota Padang: Returned."
    assert "What to do: Mend the plan." in message.body
    assert "By: Friday, 13 March 2026 (4 working days left)" in message.body
    assert message.body.count("://") == 1
    assert "https://jembatan.example/dossiers/K-1/" in message.body
    assert message.extra_headers["Message-ID"] == Mail.objects.get().message_id
    assert (Mail.objects.get().text, Mail.objects.get().state) == (message.body, "sent")


def test_mail_in_indonesian_has_indonesian_dates(officer_padang):
    tell(officer_padang)
    assert "Jumat, 13 Maret 2026" in deliver()[0].body


def test_line_breaks_and_signs_of_markup_do_no_harm(officer_padang):
    tell(officer_padang, text="One & two\r\nBcc: all@example.org <b>")
    [message] = deliver()
    assert message.subject == "[Jembatan] One & two Bcc: all@example.org <b>"
    assert "<b>" in message.body
    assert message.recipients() == [officer_padang.email]


@pytest.mark.parametrize("kind", ["news", "reminder"])
def test_what_asks_for_nothing_at_once_waits_for_the_digest(officer_padang, kind):
    tell(officer_padang, kind=kind)
    assert deliver() == []
    assert Notice.objects.get().delivery == "digest"


def test_what_was_read_in_the_product_is_not_mailed(officer_padang):
    tell(officer_padang)
    Notice.objects.update(read_at=timezone.now())
    assert deliver() == []


def test_what_waited_through_a_standstill_goes_into_the_digest(officer_padang):
    tell(officer_padang)
    Notice.objects.update(created_at=timezone.now() - timedelta(days=2))
    assert deliver() == []
    assert Notice.objects.get().delivery == "digest"


def test_nobody_is_mailed_who_has_left(officer_padang):
    tell(officer_padang)
    officer_padang.memberships.update(ends_on=date(2021, 1, 1))
    assert deliver() == []
    assert (Mail.objects.get().state, Mail.objects.get().text) == ("dropped", "")


# The digest


def digests():
    """Subjects and texts that went out after the worker has looked."""
    django_mail.outbox.clear()
    write_digests()
    Postman().deliver()
    return [(one.subject, one.body) for one in django_mail.outbox]


def test_digest_comes_once_a_day_in_the_morning_of_the_readers_zone(officer_padang, officer_kupang, freeze):
    """At seven in Kupang it is six in Padang."""
    freeze(date(2026, 3, 9), 4)
    tell(officer_padang, officer_kupang, kind="news", text="One.")
    tell(officer_padang, officer_kupang, kind="reminder", text="Two.", key="2")
    assert digests() == []
    freeze(date(2026, 3, 9), 6)
    assert len(digests()) == Mail.objects.filter(reader=officer_kupang).count() == 1
    freeze(date(2026, 3, 9), 7)
    [(_subject, text)] = digests()
    assert text.index("One.")
    assert text.index("Two.")
    assert text.count("://") == 1
    tell(officer_padang, kind="news", text="Three.", key="3")
    freeze(date(2026, 3, 9), 20)
    assert digests() == [], "what came later stands in the next one"
    freeze(date(2026, 3, 10), 7)
    assert "Three." in digests()[0][1]
    freeze(date(2026, 3, 9), 8)
    assert digests() == [], "the clock was set back"


def test_digest_after_missed_days_tells_each_thing_once(officer_padang, freeze):
    for day in (9, 10, 11):
        freeze(date(2026, 3, day), 12)
        tell(officer_padang, kind="news", text=f"Day {day}.", key=str(day))
    freeze(date(2026, 3, 13), 7)
    [(_subject, text)] = digests()
    assert [text.count(f"Day {day}.") for day in (9, 10, 11)] == [1, 1, 1]
    assert digests() == []


def test_long_digest_counts_the_rest(officer_padang, freeze):
    freeze(date(2026, 3, 9), 7)
    for n in range(43):
        tell(officer_padang, kind="news", text=f"News {n}.", key=str(n))
    [(subject, text)] = digests()
    assert "43" in subject
    assert "40. " in text
    assert "41. " not in text


# What becomes of it


def test_mail_is_sent_once_however_often_the_worker_looks(officer_padang, head_padang):
    tell(officer_padang, head_padang)
    deliver(), deliver()
    assert len(django_mail.outbox) == 2


def test_server_that_is_down_for_an_hour_loses_and_doubles_nothing(officer_padang, by_smtp, freeze):
    freeze(date(2026, 3, 9), 9)
    for n in range(5):
        tell(officer_padang, key=str(n))
    with MailServer() as gone:
        by_smtp(gone)
    for minute in range(0, 60, 10):
        freeze(date(2026, 3, 9), 9).move_to(datetime(2026, 3, 9, 2, minute, tzinfo=UTC))
        deliver()
    tried = Mail.objects.filter(attempts__gt=0)
    assert tried.exists()
    assert all("refused" in one.error for one in tried)
    with by_smtp(MailServer()) as server:
        freeze(date(2026, 3, 9), 11)
        deliver(), deliver()
        assert len(set(server.accepted)) == len(server.accepted) == 5
    assert set(Mail.objects.values_list("state", "error")) == {("sent", "")}


def test_waits_grow_to_an_hour_and_end_after_days(officer_padang):
    tell(officer_padang)
    write_mails()
    mail, waits = Mail.objects.get(), []
    for _try in range(9):
        Postman().put_off(mail, "451 later")
        waits.append(round((mail.due_at - timezone.now()).total_seconds() / 60))
    assert waits == [1, 2, 4, 8, 16, 32, 60, 60, 60]
    mail.created_at -= timedelta(days=4)
    Postman().put_off(mail, "451 later")
    assert mail.state == "failed"


def test_postman_leaves_a_server_alone_that_cannot_be_reached(officer_padang, by_smtp):
    tell(officer_padang, key="1")
    tell(officer_padang, key="2")
    write_mails()
    with MailServer() as gone:
        by_smtp(gone)
    postman = Postman()
    postman.deliver(), postman.deliver()
    assert sum(Mail.objects.values_list("attempts", flat=True)) == 1


@pytest.mark.parametrize(
    ("step", "answer", "state"),
    [
        ("to", "550 no such mailbox", "failed"),
        ("to", "451 greylisted", "waiting"),
        ("accept", "554 refused", "failed"),
        ("accept", "452 disk full", "waiting"),
    ],
)
def test_answer_of_the_server_about_one_mail_does_not_stop_the_others(officer_padang, by_smtp, step, answer, state):
    tell(officer_padang, key="1")
    tell(officer_padang, key="2")
    answers = iter([answer])
    with by_smtp(MailServer(lambda at: next(answers, None) if at == step else None)) as server:
        deliver()
        assert len(server.accepted) == 1
    refused, sent = Mail.objects.order_by("pk")
    assert (refused.state, refused.error, refused.text, sent.state) == (state, answer, "", "sent")


# The page


def test_mailbox_shows_each_person_their_own(officer_padang, head_padang, sign_in):
    tell(officer_padang, text="For the officer alone.")
    deliver()
    assert "For the officer alone." in sign_in(officer_padang).get(MAILS).content.decode()
    assert "For the officer alone." not in sign_in(head_padang).get(MAILS).content.decode()


def test_mailbox_shows_no_mail_that_was_not_sent(officer_padang, sign_in):
    tell(officer_padang)
    write_mails()
    assert list(sign_in(officer_padang).get(MAILS).context["rows"]) == []


def test_mailbox_takes_as_many_queries_for_one_mail_as_for_many(officer_padang, sign_in, constant_queries):
    HolidayFactory()

    def make():
        tell(officer_padang, key=str(Notice.objects.count()))
        deliver()

    constant_queries(sign_in(officer_padang), MAILS, make)


def test_demonstration_sends_no_mail_away(settings):
    from cooperation import settings as real

    assert real.OUTBOX_BACKEND == "django.core.mail.backends.dummy.EmailBackend"
    assert UserFactory().mails.count() == 0
