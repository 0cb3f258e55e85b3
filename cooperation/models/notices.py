"""In-app notices: one line per reader and event, kept in both languages."""

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from cooperation.working_days import now

from .people import User


class NoticeQuerySet(models.QuerySet):
    def unread(self):
        return self.filter(read_at=None)


class Notice(models.Model):
    """`key` names the event, so that telling the same thing twice tells it once."""

    reader = models.ForeignKey(User, models.CASCADE, related_name="notices")
    key = models.CharField(max_length=100)
    text_id = models.CharField(max_length=500)
    text_en = models.CharField(max_length=500)
    url = models.CharField(max_length=200, blank=True)
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
        ]

    def __str__(self):
        return self.text

    @property
    def text(self):
        """The notice in the reader's language."""
        return self.text_en if (get_language() or "").startswith("en") else self.text_id
