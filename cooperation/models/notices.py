"""In-app notices: one line per reader and event, kept in both languages."""

from django.db import connection, models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from cooperation.enums import OBLIGING, Delivery, NoticeKind
from cooperation.working_days import now

from .mail import Mail
from .people import User


class NoticeQuerySet(models.QuerySet):
    def unread(self):
        return self.filter(read_at=None)

    def unmailed(self, delivery):
        """Those that are still to go out; what was read in the product meanwhile is not mailed any more."""
        return self.unread().filter(mail=None, delivery=delivery)


class Notice(models.Model):
    """`key` names the event, so that telling the same thing twice tells it once.

    It is written in the transaction of what happened and is the outbox of mail too: `delivery` says how it goes
    out, `mail` which message told of it.
    """

    reader = models.ForeignKey(User, models.CASCADE, related_name="notices")
    key = models.CharField(max_length=100)
    text_id = models.CharField(max_length=500)
    text_en = models.CharField(max_length=500)
    url = models.CharField(max_length=200, blank=True)
    kind = models.CharField(_("kind"), max_length=8, choices=NoticeKind, default=NoticeKind.NEWS)
    #: What the reader is asked to do, and by when.
    task_id = models.CharField(max_length=300, blank=True)
    task_en = models.CharField(max_length=300, blank=True)
    due_on = models.DateField(_("to be done by"), null=True)
    delivery = models.CharField(max_length=6, choices=Delivery, default=Delivery.NONE)
    mail = models.ForeignKey(Mail, models.PROTECT, null=True, related_name="notices")
    created_at = models.DateTimeField(_("received"), default=now, editable=False)
    read_at = models.DateTimeField(_("read"), null=True, blank=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        ordering = ["-created_at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["reader", "key"], name="notice_once_per_reader")]
        indexes = [
            models.Index(fields=["reader"], condition=models.Q(read_at=None), name="notice_unread"),
            models.Index(fields=["reader", "-created_at"], name="notice_of_reader"),
            models.Index(
                fields=["delivery", "created_at"],
                condition=models.Q(mail=None, read_at=None) & ~models.Q(delivery=Delivery.NONE),
                name="notice_unmailed",
            ),
        ]

    def __str__(self):
        return self.text

    @staticmethod
    def count_unread(person):
        """How many one person has not read, as SQL that stands ready: each page asks it."""
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(*) FROM cooperation_notice WHERE reader_id = %s AND read_at IS NULL", [person.pk]
            )
            return cursor.fetchone()[0]

    @property
    def text(self):
        """The notice in the reader's language."""
        return self.text_en if in_english() else self.text_id

    @property
    def task(self):
        return self.task_en if in_english() else self.task_id


class MailPreference(models.Model):
    """How a person wants the notices of one kind; without a row as is usual (`cooperation.outbox.USUAL`)."""

    person = models.ForeignKey(User, models.CASCADE, related_name="mail_preferences")
    kind = models.CharField(_("kind"), max_length=8, choices=NoticeKind)
    delivery = models.CharField(max_length=6, choices=Delivery)

    class Meta:
        verbose_name = _("mail preference")
        verbose_name_plural = _("mail preferences")
        constraints = [
            models.UniqueConstraint(fields=["person", "kind"], name="mail_preference_once"),
            models.CheckConstraint(
                condition=~models.Q(kind__in=OBLIGING, delivery=Delivery.NONE),
                name="mail_preference_obliging_stays",
                violation_error_message=_("What obliges you cannot be switched off."),
            ),
        ]

    def __str__(self):
        return f"{self.person}: {self.get_kind_display()}, {self.get_delivery_display()}"


def in_english():
    return (get_language() or "").startswith("en")
