"""The ledger of reminders."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .people import User


class Reminder(models.Model):
    """One person, one record with its date, one day before or after that date: reminded once, or passed over.

    What fell into missed days is passed over where a later reminder was due as well. A date that is moved begins
    anew.
    """

    record = models.CharField(_("record"), max_length=40)
    due_on = models.DateField(_("due"))
    #: Days before (negative) or after the date.
    offset = models.SmallIntegerField(_("days"))
    reader = models.ForeignKey(User, models.PROTECT, related_name="reminders")
    told = models.BooleanField(_("told"))
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("reminder")
        verbose_name_plural = _("reminders")
        constraints = [
            models.UniqueConstraint(fields=["record", "due_on", "offset", "reader"], name="reminder_exactly_once")
        ]

    def __str__(self):
        return f"{self.record} {self.due_on} {self.offset:+}"
