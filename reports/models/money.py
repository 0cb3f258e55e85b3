"""Money by its source, as plan, log and report count it (P25 26(4), 37(1))."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

#: The amounts of one row.
SOURCES = ("region_money", "partner_money", "other_money")


def rupiah(label):
    return models.DecimalField(label, max_digits=16, decimal_places=0, default=0)


class Money(models.Model):
    """Whole rupiah of the region's own budget, of the partner, and of a third source, which has a name."""

    region_money = rupiah(_("from the regional budget (APBD)"))
    partner_money = rupiah(_("from the partner"))
    other_money = rupiah(_("from another source"))
    other_source = models.CharField(_("name of the other source"), max_length=200, blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(**{f"{name}__gte": 0 for name in SOURCES}),
                name="%(class)s_money_not_negative",
                violation_error_message=_("The amount cannot be less than zero."),
            ),
            models.CheckConstraint(
                condition=Q(other_money=0) | ~Q(other_source=""),
                name="%(class)s_other_source_named",
                violation_error_message=_("Name the other source."),
            ),
        ]

    @property
    def money(self):
        """Of all sources."""
        return sum(getattr(self, name) for name in SOURCES)
