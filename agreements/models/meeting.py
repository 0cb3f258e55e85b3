"""The inter-ministry meeting (interkem) with its attendance and minutes (P25 22)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cooperation.models import Office, User
from cooperation.working_days import now

from .document import Document
from .dossier import Dossier


class Meeting(models.Model):
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="meetings")
    held_on = models.DateField(_("date"))
    place = models.CharField(_("place"), max_length=200)
    agenda = models.TextField(_("agenda"), max_length=5000, blank=True)
    outcome = models.TextField(_("outcome"), max_length=5000)
    minutes = models.ForeignKey(
        Document, models.PROTECT, related_name="+", verbose_name=_("minutes signed by those present")
    )
    recorded_by = models.ForeignKey(User, models.PROTECT, editable=False, related_name="+")
    recorded_at = models.DateTimeField(default=now, editable=False)

    class Meta:
        verbose_name = _("inter-ministry meeting")
        verbose_name_plural = _("inter-ministry meetings")
        ordering = ["-held_on", "-pk"]

    def __str__(self):
        return f"{self.dossier} · {self.held_on}"


class Attendance(models.Model):
    """An office was present, by these people."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="attendances")
    office = models.ForeignKey(Office, models.PROTECT, related_name="+", verbose_name=_("office"))
    people = models.CharField(_("who came"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("attendance")
        verbose_name_plural = _("attendances")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["meeting", "office"], name="attendance_once")]

    def __str__(self):
        return str(self.office)
