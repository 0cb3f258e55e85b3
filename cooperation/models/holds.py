"""Holds: a region that does not report may not send a new cooperation plan (P25 38)."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cooperation.working_days import now

from .people import User
from .places import Region


class HoldQuerySet(models.QuerySet):
    def active(self):
        return self.filter(lifted_at=None)


class Hold(models.Model):
    region = models.ForeignKey(Region, models.PROTECT, related_name="holds", verbose_name=_("region"))
    reason = models.TextField(_("reason"), max_length=2000)
    raised_at = models.DateTimeField(_("since"), default=now, editable=False)
    lifted_at = models.DateTimeField(_("lifted"), null=True, blank=True)
    lifted_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    lift_reason = models.TextField(_("reason for lifting"), max_length=2000, blank=True)

    objects = HoldQuerySet.as_manager()

    class Meta:
        verbose_name = _("hold")
        verbose_name_plural = _("holds")
        ordering = ["-raised_at"]
        constraints = [
            models.UniqueConstraint(fields=["region"], condition=Q(lifted_at=None), name="hold_one_active_per_region")
        ]

    def __str__(self):
        return f"{self.region} · {self.raised_at:%Y-%m-%d}"
