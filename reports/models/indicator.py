"""What can be counted: innovation, growth, welfare (second recommendation of the 2019 coordination meeting)."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from agreements.models import Dossier
from cooperation.models import User
from cooperation.working_days import now
from reports.enums import Benefit

from .plan import YEARS


def quantity(label, **options):
    return models.DecimalField(label, max_digits=16, decimal_places=2, **options)


class Indicator(models.Model):
    """A figure of a cooperation: where it stood, and where it shall be at the end of the term."""

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="indicators")
    field = models.CharField(_("field"), max_length=10, choices=Benefit)
    name = models.CharField(_("indicator"), max_length=200)
    unit = models.CharField(_("unit"), max_length=60)
    baseline = quantity(_("at the beginning"))
    target = quantity(_("target"))
    created_by = models.ForeignKey(User, models.PROTECT, null=True, editable=False, related_name="+")

    class Meta:
        verbose_name = _("indicator")
        verbose_name_plural = _("indicators")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=Q(field__in=Benefit.values), name="indicator_field_known"),
            models.UniqueConstraint(fields=["dossier", "name"], name="indicator_once"),
        ]

    def __str__(self):
        return self.name


class IndicatorValue(models.Model):
    """What was measured in one year."""

    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="values")
    year = models.PositiveSmallIntegerField(_("year"), editable=False)
    value = quantity(_("measured"))
    source = models.CharField(_("where the figure comes from"), max_length=200)
    by = models.ForeignKey(User, models.PROTECT, null=True, editable=False, related_name="+")
    at = models.DateTimeField(_("recorded"), default=now, editable=False)

    class Meta:
        verbose_name = _("measured value")
        verbose_name_plural = _("measured values")
        ordering = ["year"]
        constraints = [
            models.UniqueConstraint(fields=["indicator", "year"], name="indicator_value_once_a_year"),
            models.CheckConstraint(condition=Q(year__range=YEARS), name="indicator_value_year_in_range"),
        ]

    def __str__(self):
        return f"{self.indicator} · {self.year}"
