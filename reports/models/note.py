"""A note on how a year goes, written while it runs: optional, for the law asks for the yearly report alone."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from agreements.models import Dossier
from cooperation.models import User
from cooperation.working_days import now

from .plan import YEARS


class ProgressNote(models.Model):
    """Added, never changed: what is true later is another note."""

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="progress_notes")
    year = models.PositiveSmallIntegerField(_("year"), editable=False)
    text = models.TextField(_("how the year goes"), max_length=5000)
    by = models.ForeignKey(User, models.PROTECT, null=True, editable=False, related_name="+")
    at = models.DateTimeField(_("recorded"), default=now, editable=False)

    class Meta:
        verbose_name = _("progress note")
        verbose_name_plural = _("progress notes")
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(year__range=YEARS), name="progress_note_year_in_range"),
        ]

    def __str__(self):
        return f"{self.dossier} · {self.year}"
