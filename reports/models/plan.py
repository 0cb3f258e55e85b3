"""The yearly plan: activities, each with the four parts of the law (P25 26(4), Annex III)."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from agreements.enums import Sector
from agreements.models import Document, Dossier
from cooperation.models import User
from cooperation.working_days import now

from .money import Money

#: Years that are no slip of the keyboard.
YEARS = (2000, 2100)

#: What is written of an activity.
PLANNED = (
    "what",
    "sector",
    "unit",
    "due_on",
    "region_role",
    "partner_role",
    "expected_result",
    "place",
    "beneficiaries",
    "reach",
    "region_money",
    "partner_money",
    "other_money",
    "other_source",
)


class AnnualPlan(models.Model):
    """What the parties do in one calendar year. The signed plan of both freezes it."""

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="annual_plans")
    year = models.PositiveSmallIntegerField(_("year"), editable=False)
    agreed_on = models.DateField(_("agreed with the partner on"), null=True, blank=True)
    agreed_file = models.ForeignKey(
        Document, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("plan signed by both parties")
    )
    created_by = models.ForeignKey(User, models.PROTECT, null=True, editable=False, related_name="+")
    created_at = models.DateTimeField(_("begun"), default=now, editable=False)

    class Meta:
        verbose_name = _("yearly plan")
        verbose_name_plural = _("yearly plans")
        ordering = ["-year"]
        constraints = [
            models.UniqueConstraint(fields=["dossier", "year"], name="annual_plan_once_a_year"),
            models.CheckConstraint(condition=Q(year__range=YEARS), name="annual_plan_year_in_range"),
            models.CheckConstraint(
                condition=Q(agreed_on=None, agreed_file=None) | Q(agreed_on__isnull=False, agreed_file__isnull=False),
                name="annual_plan_agreed_with_a_file",
            ),
        ]

    def __str__(self):
        return f"{self.dossier} · {self.year}"

    @property
    def is_agreed(self):
        return self.agreed_on is not None


class PlannedActivity(Money):
    """A row of the plan: what, whose part is what, what comes of it, what it costs."""

    plan = models.ForeignKey(AnnualPlan, models.PROTECT, related_name="activities")
    # First part: the activity
    what = models.CharField(_("activity"), max_length=200)
    #: Of those the dossier names; empty where it was not said.
    sector = models.CharField(_("agreed field"), max_length=16, choices=Sector, blank=True)
    unit = models.CharField(_("carried out by"), max_length=200)
    due_on = models.DateField(_("to be carried out by"))
    # Second part: the parties
    region_role = models.CharField(_("what the region does"), max_length=300)
    partner_role = models.CharField(_("what the partner does"), max_length=300)
    # Third part: the result
    expected_result = models.CharField(_("expected result"), max_length=500)
    place = models.CharField(_("place"), max_length=200)
    beneficiaries = models.CharField(_("who benefits"), max_length=200)
    reach = models.PositiveIntegerField(_("people to be reached"), null=True, blank=True)
    #: Came after the plan was agreed.
    is_additional = models.BooleanField(_("beyond the plan"), default=False, editable=False)

    class Meta(Money.Meta):
        verbose_name = _("activity")
        verbose_name_plural = _("activities")
        ordering = ["due_on", "pk"]

    def __str__(self):
        return self.what
