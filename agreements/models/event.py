"""History of a dossier."""

from django.db import models
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from agreements.enums import Status
from cooperation.enums import Acting, Role
from cooperation.models import Event, User
from cooperation.models.people import signed_as

from .document import Document
from .dossier import Dossier


class DossierEventQuerySet(models.QuerySet):
    def arrivals(self):
        """Moves into another status. Coming back from a suspension is none: it undoes nothing."""
        return self.exclude(from_status=F("to_status")).exclude(from_status=Status.SUSPENDED)


class DossierEvent(Event):
    """A move of the table, or a change beside it (`name` without a status change)."""

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="events")
    from_status = models.CharField(max_length=20, choices=Status, blank=True)
    to_status = models.CharField(max_length=20, choices=Status, blank=True)
    #: The seat the person acted from; `office` is the third part of it.
    role = models.CharField(_("role"), max_length=10, choices=Role, blank=True)
    acting = models.CharField(_("acting as"), max_length=3, choices=Acting, blank=True)
    acting_for = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("in place of")
    )
    document = models.ForeignKey(Document, models.PROTECT, null=True, blank=True, related_name="events")

    objects = DossierEventQuerySet.as_manager()

    class Meta(Event.Meta):
        verbose_name = _("event of a dossier")
        verbose_name_plural = _("events of dossiers")
        indexes = [models.Index(fields=["dossier", "-at"], name="event_of_dossier")]

    @property
    def seat(self):
        """`Head, Kota Padang`, in the reader's language; empty when the clock acted."""
        return ", ".join(filter(None, [str(self.get_role_display()), str(self.office or "")]))

    @property
    def signed_as(self):
        """`A`, or `A a.n. B (Plh.)`; empty when the clock acted."""
        return signed_as(self.by, self.acting, self.acting_for) if self.by else ""
