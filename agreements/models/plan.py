"""The cooperation plan (RKS): seven parts with costed activities (P25 15(3), Annex II), and the council."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from agreements.enums import CouncilOutcome
from cooperation.working_days import now

from .document import Document
from .dossier import Dossier
from .paper import Paper, part


class CooperationPlan(Paper):
    subject = part(_("Parties"), _("Both sides; units that will carry it out may be named."))
    background = part(_("Background"))
    purpose = part(_("Purpose, aims and targets"), _("Targets that can be counted: what, how much, by when."))
    object = part(_("Object"), _("The regional government functions concerned."))
    scope = part(_("Scope"), _("The fields of cooperation, one a line."))
    funding = part(
        _("Sources of funding"),
        _("Who pays for what; the amount of each activity is entered with the activity."),
    )
    period = part(_("Period"), _("The whole period; the period of each activity is entered with it."))

    PARTS = ("subject", "background", "purpose", "object", "scope", "funding", "period")

    class Meta(Paper.Meta):
        verbose_name = _("Cooperation plan (RKS)")
        verbose_name_plural = _("Cooperation plans (RKS)")


class PlanActivity(models.Model):
    """A costed activity of a cooperation plan."""

    plan = models.ForeignKey(CooperationPlan, models.PROTECT, related_name="activities")
    name = models.CharField(_("activity"), max_length=200)
    unit = models.CharField(_("carried out by"), max_length=200)
    target = models.CharField(_("target"), max_length=300, blank=True, help_text=_("What, how much, for whom."))
    amount = models.DecimalField(_("amount (rupiah)"), max_digits=16, decimal_places=0)
    source = models.CharField(_("source of funding"), max_length=200, help_text=_("For example: APBD, partner."))
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"))

    class Meta:
        verbose_name = _("activity")
        verbose_name_plural = _("activities")
        ordering = ["starts_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="activity_dates_in_order",
                violation_error_message=_("The activity cannot end before it begins."),
            ),
            models.CheckConstraint(
                condition=Q(amount__gte=0),
                name="activity_amount_not_negative",
                violation_error_message=_("The amount cannot be less than zero."),
            ),
        ]

    def __str__(self):
        return self.name


class CouncilReferral(models.Model):
    """The plan went to the regional council; 45 working days run from receipt (P25 17)."""

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="referrals")
    sent_at = models.DateTimeField(_("sent"), default=now, editable=False)
    received_on = models.DateField(_("received by the council secretariat"), null=True, blank=True)
    outcome = models.CharField(_("outcome"), max_length=8, choices=CouncilOutcome, blank=True)
    decided_on = models.DateField(_("decided"), null=True, blank=True)
    decision_number = models.CharField(_("number of the decision"), max_length=100, blank=True)
    decision = models.ForeignKey(Document, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("referral to the council")
        verbose_name_plural = _("referrals to the council")
        ordering = ["-sent_at"]
        constraints = [
            models.UniqueConstraint(fields=["dossier"], condition=Q(outcome=""), name="referral_one_open_per_dossier"),
            models.CheckConstraint(
                condition=Q(decided_on=None) | Q(decided_on__gte=F("received_on")),
                name="referral_dates_in_order",
                violation_error_message=_("The council cannot decide before it received the plan."),
            ),
        ]

    def __str__(self):
        return f"{self.dossier} · {self.received_on or '–'}"
