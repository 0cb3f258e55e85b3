"""Mails: the outbox of messages, and the log of what was really sent."""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cooperation.enums import MailKind, MailState

from .people import User


def new_message_id():
    """Given once and kept through all tries: should a server accept one mail twice, mailboxes know it again."""
    return f"<{uuid4()}@{settings.SITE_ADDRESS.partition('://')[2].split(':')[0]}>"


class MailQuerySet(models.QuerySet):
    def due(self):
        """Those to be tried now, the oldest first."""
        return self.filter(state=MailState.WAITING, due_at__lte=timezone.now()).order_by("due_at", "pk")


class Mail(models.Model):
    """One message to one person, `key` naming the occasion.

    Address, subject and text are empty until they are written as they leave, in the reader's language.
    """

    reader = models.ForeignKey(User, models.PROTECT, related_name="mails")
    key = models.CharField(max_length=40)
    kind = models.CharField(_("kind"), max_length=6, choices=MailKind)
    state = models.CharField(_("state"), max_length=7, choices=MailState, default=MailState.WAITING)
    message_id = models.CharField(max_length=200, default=new_message_id, editable=False)
    created_at = models.DateTimeField(_("written"), default=timezone.now, editable=False)
    due_at = models.DateTimeField(_("next try"), default=timezone.now)
    attempts = models.PositiveSmallIntegerField(_("tries"), default=0)
    #: What the server answered last when it did not accept the mail.
    error = models.CharField(_("answer of the mail server"), max_length=300, blank=True)
    address = models.EmailField(_("address"), blank=True)
    subject = models.CharField(_("subject"), max_length=200, blank=True)
    text = models.TextField(_("text"), blank=True)
    sent_at = models.DateTimeField(_("sent"), null=True)

    objects = MailQuerySet.as_manager()

    class Meta:
        verbose_name = _("mail")
        verbose_name_plural = _("mails")
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["reader", "key"], name="mail_once_per_reader"),
            models.UniqueConstraint(fields=["message_id"], name="mail_message_id_unique"),
            models.CheckConstraint(
                condition=Q(state=MailState.SENT, sent_at__isnull=False) | (~Q(state=MailState.SENT) & Q(sent_at=None)),
                name="mail_sent_iff_accepted",
            ),
        ]
        indexes = [
            models.Index(fields=["due_at", "id"], condition=Q(state=MailState.WAITING), name="mail_waiting"),
            models.Index(fields=["reader", "-sent_at"], condition=Q(state=MailState.SENT), name="mail_of_reader"),
            models.Index(fields=["state", "-created_at", "-id"], name="mail_log"),
        ]

    def __str__(self):
        return self.subject or self.key
