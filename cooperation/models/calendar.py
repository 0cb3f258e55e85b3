"""Days that are not working days, beside Saturdays and Sundays."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cooperation.enums import HolidayKind


class Holiday(models.Model):
    """A national holiday or a day of collective leave (cuti bersama)."""

    day = models.DateField(_("day"), unique=True, error_messages={"unique": _("This day is in the list already.")})
    name = models.CharField(_("name"), max_length=150)
    kind = models.CharField(_("kind"), max_length=10, choices=HolidayKind)

    class Meta:
        verbose_name = _("holiday")
        verbose_name_plural = _("holidays")
        ordering = ["day"]
        constraints = [models.CheckConstraint(condition=Q(kind__in=HolidayKind.values), name="holiday_kind_known")]

    def __str__(self):
        return self.name
