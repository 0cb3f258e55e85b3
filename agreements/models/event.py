"""History of a dossier."""

from django.db import models
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from agreements.enums import Status
from cooperation.models import SeatedEvent

from .document import Document
from .dossier import Dossier


class DossierEventQuerySet(models.QuerySet):
    def arrivals(self):
        """Moves into another status. Coming back from a suspension is none: it undoes nothing."""
        return self.exclude(from_status=F("to_status")).exclude(from_status=Status.SUSPENDED)


class DossierEvent(SeatedEvent):
    """A move of the table, or a change beside it (`name` without a status change)."""

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="events")
    from_status = models.CharField(max_length=20, choices=Status, blank=True)
    to_status = models.CharField(max_length=20, choices=Status, blank=True)
    document = models.ForeignKey(Document, models.PROTECT, null=True, blank=True, related_name="events")
    #: The extension or amendment it happened to.
    change = models.ForeignKey(
        "agreements.Change", models.PROTECT, null=True, blank=True, editable=False, related_name="events"
    )

    objects = DossierEventQuerySet.as_manager()

    class Meta(SeatedEvent.Meta):
        verbose_name = _("event of a dossier")
        verbose_name_plural = _("events of dossiers")
        indexes = [models.Index(fields=["dossier", "-at"], name="event_of_dossier")]
