"""Contacts with the partner, by one of the four permitted ways (P25 11)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from agreements.enums import ContactWay
from cooperation.models import User
from cooperation.working_days import now

from .document import Document
from .dossier import Dossier


class Contact(models.Model):
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="contacts")
    way = models.CharField(_("way"), max_length=12, choices=ContactWay)
    held_on = models.DateField(_("date"))
    place = models.CharField(_("place or channel"), max_length=200, blank=True)
    participants = models.TextField(_("who took part"), max_length=2000)
    summary = models.TextField(_("what was said"), max_length=5000)
    travel_permit = models.CharField(
        _("travel permit"),
        max_length=100,
        blank=True,
        help_text=_("Number of the Minister's permit when the head of the region travels (UU 23/2014 art. 76)."),
    )
    document = models.ForeignKey(
        Document, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("file")
    )
    recorded_by = models.ForeignKey(User, models.PROTECT, editable=False, related_name="+")
    recorded_at = models.DateTimeField(default=now, editable=False)

    class Meta:
        verbose_name = _("contact")
        verbose_name_plural = _("contacts")
        ordering = ["-held_on", "-pk"]

    def __str__(self):
        return f"{self.dossier} · {self.held_on}"
