"""Regions of Indonesia and countries of the world: reference data, loaded once and edited by an admin."""

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from cooperation.enums import RegionKind, Relations, TimeZone


class RegionQuerySet(models.QuerySet):
    def autonomous(self):
        """Regions that may sign in their own name (the administrative cities of Jakarta may not)."""
        return self.filter(is_autonomous=True)


class Region(models.Model):
    """A province, kabupaten or kota under its official code (`13`, `13.71`)."""

    code = models.CharField(_("code"), max_length=5, primary_key=True)
    name = models.CharField(_("name"), max_length=100)
    kind = models.CharField(_("kind"), max_length=10, choices=RegionKind)
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("province"),
    )
    latitude = models.DecimalField(_("latitude"), max_digits=8, decimal_places=5)
    longitude = models.DecimalField(_("longitude"), max_digits=8, decimal_places=5)
    time_zone = models.CharField(_("time zone"), max_length=20, choices=TimeZone, default=TimeZone.WIB)
    is_autonomous = models.BooleanField(_("signs in its own name"), default=True)

    objects = RegionQuerySet.as_manager()

    class Meta:
        verbose_name = _("region")
        verbose_name_plural = _("regions")
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(condition=models.Q(kind__in=RegionKind.values), name="region_kind_known"),
            models.CheckConstraint(
                condition=models.Q(kind=RegionKind.PROVINCE, parent=None)
                | (~models.Q(kind=RegionKind.PROVINCE) & models.Q(parent__isnull=False)),
                name="region_parent_is_province",
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def is_province(self):
        return self.kind == RegionKind.PROVINCE

    @property
    def province_id(self):
        """Code of the province this region lies in; its own for a province."""
        return self.code if self.is_province else self.parent_id

    @property
    def head_title(self):
        """How the head of this region is addressed."""
        return {
            RegionKind.PROVINCE: _("Governor"),
            RegionKind.KABUPATEN: _("Regent"),
            RegionKind.KOTA: _("Mayor"),
        }[RegionKind(self.kind)]


class Country(models.Model):
    """A country or territory; `diplomatic_relations` is the ministry's reading, with its reference."""

    alpha2 = models.CharField(_("code"), max_length=2, primary_key=True)
    alpha3 = models.CharField(_("three-letter code"), max_length=3, unique=True)
    name_en = models.CharField(_("English name"), max_length=100)
    name_id = models.CharField(_("Indonesian name"), max_length=100)
    diplomatic_relations = models.CharField(
        _("diplomatic relations"), max_length=10, choices=Relations, default=Relations.UNKNOWN
    )
    relations_note = models.CharField(_("reference"), max_length=300, blank=True)
    relations_checked_on = models.DateField(_("checked on"), null=True, blank=True)

    class Meta:
        verbose_name = _("country")
        verbose_name_plural = _("countries")
        ordering = ["name_id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(diplomatic_relations__in=Relations.values), name="country_relations_known"
            )
        ]

    def __str__(self):
        return self.name

    @property
    def name(self):
        """The name in the reader's language."""
        return self.name_en if (get_language() or "").startswith("en") else self.name_id


class CountryAlias(models.Model):
    """Another name under which lists and spreadsheets know a country ("RRT", "Korsel")."""

    alias = models.CharField(_("other name"), max_length=100, unique=True)
    country = models.ForeignKey(Country, models.CASCADE, related_name="aliases")

    class Meta:
        verbose_name = _("other name of a country")
        verbose_name_plural = _("other names of countries")
        ordering = ["alias"]

    def __str__(self):
        return self.alias
