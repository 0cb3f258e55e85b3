"""Foreign partners: proposed by a region or an import, verified, edited and merged by an admin."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cooperation.enums import PartnerKind, PartnerStatus, PartnerTier

from .people import Office
from .places import Country


class PartnerQuerySet(models.QuerySet):
    def kept(self):
        """Partners that were not merged into another one."""
        return self.filter(merged_into=None)

    def choosable(self):
        """Partners a dossier may name."""
        return self.kept().exclude(status=PartnerStatus.SUSPENDED)


class Partner(models.Model):
    """A foreign regional government or institution. International organisations may have no country."""

    name = models.CharField(
        _("name"), max_length=200, help_text=_("In Latin letters, as the partner writes it in English.")
    )
    name_local = models.CharField(_("name in its own language"), max_length=200, blank=True)
    name_id = models.CharField(_("Indonesian name"), max_length=200, blank=True)
    kind = models.CharField(_("kind"), max_length=20, choices=PartnerKind)
    tier = models.CharField(
        _("level"),
        max_length=10,
        choices=PartnerTier,
        blank=True,
        help_text=_("For a regional government: compared with the region's own level (Permendagri 25/2020 art. 6)."),
    )
    country = models.ForeignKey(
        Country, models.PROTECT, null=True, blank=True, related_name="partners", verbose_name=_("country")
    )
    address = models.TextField(_("address"), max_length=500, blank=True)
    website = models.URLField(_("website"), blank=True)
    notes = models.TextField(_("notes"), max_length=2000, blank=True)
    status = models.CharField(
        _("status"), max_length=10, choices=PartnerStatus, default=PartnerStatus.PROPOSED, editable=False
    )
    proposed_by = models.ForeignKey(
        Office,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="proposed_partners",
        verbose_name=_("proposed by"),
    )
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, editable=False, related_name="merged"
    )
    #: Names folded for comparison (see `cooperation.names`), kept current by the forms that write names.
    search_key = models.CharField(max_length=620, blank=True, editable=False, db_index=True)

    objects = PartnerQuerySet.as_manager()

    class Meta:
        verbose_name = _("partner")
        verbose_name_plural = _("partners")
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=PartnerKind.values), name="partner_kind_known"),
            models.CheckConstraint(condition=Q(status__in=PartnerStatus.values), name="partner_status_known"),
            models.CheckConstraint(
                condition=Q(country__isnull=False) | Q(kind=PartnerKind.INTERNATIONAL),
                name="partner_has_country",
                violation_error_message=_("Name the country; only an international organisation has none."),
            ),
            models.UniqueConstraint(
                fields=["country", "name"],
                condition=Q(merged_into=None),
                name="partner_name_once_per_country",
                violation_error_message=_("This partner is in the list already."),
            ),
        ]

    def __str__(self):
        return self.name


class PartnerContact(models.Model):
    """A person or desk at the partner."""

    partner = models.ForeignKey(Partner, models.CASCADE, related_name="contacts")
    name = models.CharField(_("name"), max_length=150)
    position = models.CharField(_("position"), max_length=150, blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)
    phone = models.CharField(_("telephone"), max_length=40, blank=True)

    class Meta:
        verbose_name = _("contact of a partner")
        verbose_name_plural = _("contacts of partners")
        ordering = ["name"]

    def __str__(self):
        return self.name
