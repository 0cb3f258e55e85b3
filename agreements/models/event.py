"""History of a dossier."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from agreements.enums import Status
from cooperation.models import Event

from .document import Document
from .dossier import Dossier


class DossierEvent(Event):
    """A move of the table, or a change beside it (`name` without a status change)."""

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="events")
    from_status = models.CharField(max_length=20, choices=Status, blank=True)
    to_status = models.CharField(max_length=20, choices=Status, blank=True)
    #: `Plh. Head, Kota Padang`: the seat the person acted from, as it was called then.
    seat = models.CharField(_("acting as"), max_length=300, blank=True)
    document = models.ForeignKey(Document, models.PROTECT, null=True, blank=True, related_name="events")

    class Meta(Event.Meta):
        verbose_name = _("event of a dossier")
        verbose_name_plural = _("events of dossiers")
        indexes = [models.Index(fields=["dossier", "-at"], name="event_of_dossier")]
