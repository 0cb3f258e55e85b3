"""Talks with the partner about the text, led by Kemlu (P25 23)."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from agreements.enums import TalksChannel
from cooperation.models import User
from cooperation.working_days import now

from .document import Document
from .dossier import Dossier


class TalkRound(models.Model):
    """One round: when, by which way, and what it changed in the text; rounds of a dossier are numbered from 1."""

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="talks")
    number = models.PositiveSmallIntegerField(_("round"), editable=False)
    held_on = models.DateField(_("date"))
    channel = models.CharField(_("channel"), max_length=10, choices=TalksChannel)
    changes = models.TextField(_("what changed in the text"), max_length=5000)
    #: Names of parts of the agreement text, as `papers.parts_of` lists them.
    parts = ArrayField(models.CharField(max_length=40), verbose_name=_("parts that changed"), default=list, blank=True)
    document = models.ForeignKey(
        Document, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("file")
    )
    recorded_by = models.ForeignKey(User, models.PROTECT, editable=False, related_name="+")
    recorded_at = models.DateTimeField(default=now, editable=False)

    class Meta:
        verbose_name = _("round of talks")
        verbose_name_plural = _("rounds of talks")
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["dossier", "number"], name="talks_numbered_once")]

    def __str__(self):
        return f"{self.dossier} · {self.number}"
