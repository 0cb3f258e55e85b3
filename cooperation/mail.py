"""From notices to mails, and from mails to the mail server."""

import logging
import smtplib
from contextlib import contextmanager
from datetime import time, timedelta
from time import monotonic
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from cooperation.enums import Delivery, MailKind, MailState, TimeZone
from cooperation.models import Mail, Membership, Notice, User
from cooperation.working_days import working_days_left

log = logging.getLogger(__name__)

BATCH = 200
#: A notice that could not go out for so long is told in the digest: after a standstill nobody is flooded.
STALE = timedelta(days=1)
#: Between two tries of one mail: a minute, then twice as long each time, at most an hour; given up after days.
FIRST_WAIT, LONGEST_WAIT, GIVEN_UP = timedelta(minutes=1), timedelta(hours=1), timedelta(days=3)
#: Seconds a worker leaves a mail server alone that cannot be reached, doubling.
FIRST_REST, LONGEST_REST = 5, 300
#: When the digest comes, in the reader's own zone.
DIGEST_AT = time(6, 30)
#: Columns of a mail that a try writes.
TRIED = ["state", "attempts", "due_at", "error", "address", "subject", "text", "sent_at"]
#: Lines of a digest; the rest is counted.
LINES = 40


def write_mails():
    """A mail for each notice that goes out at once. Notices and mails of a batch change in one transaction."""
    Notice.objects.unmailed(Delivery.NOW).filter(created_at__lt=timezone.now() - STALE).update(delivery=Delivery.DIGEST)
    with transaction.atomic():
        notices = list(Notice.objects.unmailed(Delivery.NOW).select_for_update(skip_locked=True)[:BATCH])
        mails = [Mail(reader_id=one.reader_id, kind=MailKind.NOTICE, key=f"notice-{one.pk}") for one in notices]
        for notice, mail in zip(notices, Mail.objects.bulk_create(mails), strict=True):
            notice.mail = mail
        Notice.objects.bulk_update(notices, ["mail"])
    return len(notices)


def write_digests():
    """One digest a day for each person who was told of something, in the morning of their own zone.

    The key is the day: however often this runs, and after the clock was set back, a day has one digest. What
    came while a digest could not be written stands in the next.
    """
    written = 0
    for zone in TimeZone:
        local = timezone.localtime(timezone=ZoneInfo(zone))
        if local.time() < DIGEST_AT:
            continue
        waiting = Notice.objects.unmailed(Delivery.DIGEST).filter(reader__time_zone=zone)
        key = f"digest-{local.date()}"
        with transaction.atomic():
            # Rows are locked before the digests of the day are looked up, so that of two workers one finds
            # what the other wrote.
            people = User.objects.filter(pk__in=waiting.values("reader"), is_active=True).exclude(mails__key=key)
            locked = people.select_for_update(skip_locked=True, no_key=True).order_by("pk")[:BATCH]
            readers = {one.pk for one in locked}
            readers -= set(Mail.objects.filter(key=key, reader__in=readers).values_list("reader", flat=True))
            notices = list(waiting.filter(reader__in=readers).select_for_update(of=["self"]))
            mails = Mail.objects.bulk_create(
                Mail(reader_id=pk, kind=MailKind.DIGEST, key=key) for pk in sorted({one.reader_id for one in notices})
            )
            mail_of = {mail.reader_id: mail for mail in mails}
            for notice in notices:
                notice.mail = mail_of[notice.reader_id]
            Notice.objects.bulk_update(notices, ["mail"], batch_size=1000)
        written = max(written, len(locked))
    return written


class Postman:
    """Hands mails to the server, one by one, over one connection."""

    def __init__(self):
        self.failures, self.rests_until = 0, 0.0

    def deliver(self, stopping=lambda: False):
        """Send what is due, at most a batch; return how many were dealt with."""
        done = 0
        if monotonic() < self.rests_until:
            return done
        server = get_connection(settings.OUTBOX_BACKEND)
        try:
            while done < BATCH and not stopping() and self.send_next(server):
                done += 1
        finally:
            try:
                server.close()
            except OSError:
                log.info("The mail server ended the connection itself.")
        return done

    def send_next(self, server):
        """Send the mail that has waited longest; whether there was one and the server can be used.

        The row stays locked meanwhile, so that no other worker takes it, and each mail is a transaction of its
        own: killed at any moment, at most this one mail is sent again, and only where the server had accepted it
        before that was written down. It then carries the same Message-ID.
        """
        with transaction.atomic():
            due = Mail.objects.due().select_for_update(skip_locked=True, of=["self"]).select_related("reader")
            mail = due.annotate(assigned=Exists(Membership.objects.current().filter(user=OuterRef("reader")))).first()
            if mail is None:
                return False
            if not mail.assigned:
                mail.state, mail.error = MailState.DROPPED, "no assignment"
                mail.save(update_fields=["state", "error"])
                return True
            usable = True
            try:
                message = compose(mail, server)
            except Exception as fault:
                # One mail that cannot be written must not stand before all others.
                log.exception("Mail %s cannot be written", mail.pk)
                self.put_off(mail, repr(fault))
                mail.save(update_fields=TRIED)
                return True
            try:
                server.open()
                server.send_messages([message])
            except smtplib.SMTPRecipientsRefused as refusal:
                code, words = next(iter(refusal.recipients.values()))
                self.put_off(mail, f"{code} {readable(words)}", final=code >= 500)
            except smtplib.SMTPDataError as refusal:
                code = refusal.smtp_code
                self.put_off(mail, f"{code} {readable(refusal.smtp_error)}", final=code >= 500)
            except OSError as trouble:
                self.put_off(mail, str(trouble) or type(trouble).__name__)
                self.rest()
                usable = False
            else:
                mail.state, mail.sent_at, mail.error, self.failures = MailState.SENT, timezone.now(), "", 0
                mail.attempts += 1
            mail.save(update_fields=TRIED)
        return usable

    def put_off(self, mail, error, final=False):
        """Keep the mail for a later try, or as refused where none will help."""
        mail.error, mail.address, mail.subject, mail.text = error[:300], "", "", ""
        wait = min(FIRST_WAIT * 2 ** min(mail.attempts, 10), LONGEST_WAIT)
        mail.attempts += 1
        mail.due_at = timezone.now() + wait
        if final or timezone.now() - mail.created_at > GIVEN_UP:
            mail.state = MailState.FAILED
            mail.address = mail.reader.email
        log.warning("Mail %s to %s was not accepted: %s", mail.pk, mail.reader_id, error)

    def rest(self):
        self.rests_until = monotonic() + min(FIRST_REST * 2 ** min(self.failures, 10), LONGEST_REST)
        self.failures += 1


def readable(words):
    return words.decode(errors="replace") if isinstance(words, bytes) else str(words)


def compose(mail, server):
    """The message in the reader's language and zone; its words are kept in the row."""
    reader = mail.reader
    with speaking_to(reader):
        notices = list(mail.notices.all())
        words = digest(mail, notices) if mail.kind == MailKind.DIGEST else at_once(notices[0])
        context = {"reader": reader, "help_desk": settings.HELP_DESK, "help_email": settings.HELP_DESK_EMAIL, **words}
        mail.subject = Truncator(f"[Jembatan] {' '.join(words['subject'].split())}").chars(150)
        mail.text = render_to_string(f"emails/{mail.kind}.txt", context)
    mail.address = reader.email
    headers = {"Message-ID": mail.message_id, "Auto-Submitted": "auto-generated", "Content-Language": reader.language}
    return EmailMessage(mail.subject, mail.text, to=[mail.address], headers=headers, connection=server)


@contextmanager
def speaking_to(reader):
    with translation.override(reader.language), timezone.override(reader.time_zone):
        yield


def at_once(notice):
    left = working_days_left([notice.due_on])[notice.due_on] if notice.due_on else None
    return {"subject": notice.text, "notice": notice, "left": left, "link": absolute(notice.url)}


def digest(mail, notices):
    """What has a day comes first, the nearest at the top."""
    notices.sort(key=lambda one: (one.due_on is None, one.due_on or one.created_at.date(), one.pk))
    return {
        "subject": _("Your day: %(count)s notices") % {"count": len(notices)},
        "notices": notices[:LINES],
        "more": max(0, len(notices) - LINES),
        "link": absolute("/notices/"),
    }


def absolute(url):
    return settings.SITE_ADDRESS + (url if url.startswith("/") else "/notices/")
