"""What the signings of a Letter of Intent and of an agreement share."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from agreements.enums import Origin
from cooperation.enums import Precision
from cooperation.working_days import now

from .document import Document


class Signing(models.Model):
    """When, where and by whom something was signed; one taken over from the register may not know it all."""

    signed_on = models.DateField(_("signed on"), null=True, blank=True)
    signed_precision = models.CharField(
        _("precision of the date"), max_length=8, choices=Precision, default=Precision.DAY
    )
    place = models.CharField(_("place"), max_length=200, blank=True)
    signatory_region = models.CharField(_("signed for the region"), max_length=200, blank=True)
    signatory_partner = models.CharField(_("signed for the partner"), max_length=200, blank=True)
    document = models.ForeignKey(Document, models.PROTECT, null=True, blank=True, related_name="+")
    origin = models.CharField(max_length=10, choices=Origin, default=Origin.FILED, editable=False)
    recorded_at = models.DateTimeField(default=now, editable=False)

    class Meta:
        abstract = True
        ordering = ["-recorded_at"]
