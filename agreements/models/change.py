"""An extension or an amendment of an agreement in force: a working copy of its text, with a road of its own."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from agreements.enums import ChangeKind, ChangeStatus, EndGround
from cooperation.models import User
from cooperation.working_days import now

from .agreement import Agreement
from .document import Document
from .dossier import Dossier, within_reach
from .expressions import AddYears

#: The region has to act: write it, or write it again, or sign it.
WRITTEN_IN = (ChangeStatus.DRAFTING, ChangeStatus.RETURNED)
REGIONS_TURN = (*WRITTEN_IN, ChangeStatus.APPROVED)
#: The ministry has to act: decide, or register.
MINISTRYS_TURN = (ChangeStatus.SUBMITTED, ChangeStatus.SIGNED)
#: Not signed yet, and not given up: of each kind a dossier has one such change at most.
OPEN = (*WRITTEN_IN, ChangeStatus.SUBMITTED, ChangeStatus.APPROVED)


class ChangeQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Those of dossiers within reach; what the region never sent, nobody in the ministry reads."""
        reach = self.filter(within_reach(user, "dossier__"))
        private = Q(first_sent_on=None) & ~(
            Q(dossier__region__in=user.region_codes) | Q(dossier__province__in=user.region_codes)
        )
        return reach.exclude(private)

    def for_lists(self):
        return self.select_related("dossier__region", "dossier__province", "dossier__partner__country")

    def open(self):
        return self.filter(status__in=OPEN)


class Change(models.Model):
    """`status` is written by the transition engine alone. `texts` is the working copy, `base` what it began from."""

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="changes")
    serial = models.PositiveSmallIntegerField(_("number"), editable=False)
    kind = models.CharField(_("kind"), max_length=10, choices=ChangeKind, editable=False)
    status = models.CharField(
        _("status"), max_length=10, choices=ChangeStatus, default=ChangeStatus.DRAFTING, editable=False
    )
    status_since = models.DateTimeField(_("since"), default=now, editable=False)
    #: The version of the agreement text the copy was taken from; none where the register knows no text.
    base = models.ForeignKey(Agreement, models.PROTECT, null=True, editable=False, related_name="+")
    #: {name of a part: its text as it shall read}, of the parts its kind may touch.
    texts = models.JSONField(default=dict, editable=False)
    reasons = models.TextField(_("Why this change"), max_length=5000, blank=True)
    #: Of an extension: the last day of the term it prolongs, and the new one.
    old_ends_on = models.DateField(_("ends on so far"), null=True, editable=False)
    ends_on = models.DateField(_("New end date"), null=True, blank=True)

    first_sent_on = models.DateField(_("letter sent on"), null=True, editable=False)
    council_copied_on = models.DateField(_("copy to the council on"), null=True, editable=False)
    governor_copied_on = models.DateField(_("copy to the governor on"), null=True, editable=False)
    #: By when a return wants it back.
    answer_by = models.DateField(_("to be improved by"), null=True, editable=False)

    #: What one person of the ministry recommends; another one decides. Read inside the ministry only.
    recommended = models.CharField(max_length=40, blank=True, editable=False)
    recommended_by = models.ForeignKey(User, models.PROTECT, null=True, editable=False, related_name="+")
    recommended_at = models.DateTimeField(null=True, editable=False)
    recommendation = models.TextField(blank=True, editable=False)

    register_number = models.CharField(_("register number"), max_length=40, null=True, unique=True, editable=False)
    original_received_on = models.DateField(_("original received"), null=True, editable=False)

    #: Grows with whatever is written or recommended: what somebody saw is compared with it.
    edit_version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(_("begun"), default=now, editable=False)
    created_by = models.ForeignKey(User, models.PROTECT, editable=False, related_name="+")
    updated_at = models.DateTimeField(_("saved"), default=now, editable=False)
    updated_by = models.ForeignKey(User, models.PROTECT, editable=False, related_name="+")

    objects = ChangeQuerySet.as_manager()

    class Meta:
        verbose_name = _("change of an agreement")
        verbose_name_plural = _("changes of agreements")
        ordering = ["-serial"]
        constraints = [
            models.UniqueConstraint(fields=["dossier", "serial"], name="change_numbered_once"),
            models.UniqueConstraint(
                fields=["dossier", "kind"], condition=Q(status__in=OPEN), name="change_one_open_of_a_kind"
            ),
            models.CheckConstraint(condition=Q(kind__in=ChangeKind.values), name="change_kind_known"),
            models.CheckConstraint(condition=Q(status__in=ChangeStatus.values), name="change_status_known"),
            models.CheckConstraint(
                condition=Q(kind=ChangeKind.EXTENSION) | Q(ends_on=None, old_ends_on=None),
                name="change_of_term_is_extension",
            ),
            models.CheckConstraint(
                condition=~Q(kind=ChangeKind.EXTENSION) | Q(old_ends_on__isnull=False),
                name="extension_knows_its_term",
            ),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gt=F("old_ends_on")),
                name="extension_ends_later",
                violation_error_message=_("An extension has to end later than the present term."),
            ),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__lte=AddYears("old_ends_on", 5)),
                name="extension_five_years_at_most",
                violation_error_message=_("An extension adds five years at most (Permendagri 25/2020 art. 32)."),
            ),
        ]
        indexes = [models.Index(fields=["status", "status_since"], name="change_status_since")]

    def __str__(self):
        return f"{self.dossier} · {self.get_kind_display()} {self.serial}"

    def get_absolute_url(self):
        return reverse("agreements:change", args=[self.dossier.number, self.serial])

    @property
    def heading(self):
        """`Extension 2`"""
        return f"{self.get_kind_display()} {self.serial}"

    @property
    def is_extension(self):
        return self.kind == ChangeKind.EXTENSION

    @property
    def is_written(self):
        """Whether the region writes it now."""
        return self.status in WRITTEN_IN

    @property
    def is_open(self):
        return self.status in OPEN


class Ending(models.Model):
    """An agreement was ended before its term was over (P25 34)."""

    dossier = models.OneToOneField(Dossier, models.PROTECT, related_name="ending")
    ground = models.CharField(_("ground"), max_length=10, choices=EndGround)
    ended_on = models.DateField(_("ended on"))
    replaced_by = models.ForeignKey(
        Dossier, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("replaced by")
    )
    document = models.ForeignKey(Document, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("ending of an agreement")
        verbose_name_plural = _("endings of agreements")
        constraints = [
            models.CheckConstraint(condition=Q(ground__in=EndGround.values), name="ending_ground_known"),
            models.CheckConstraint(
                condition=Q(ground=EndGround.REPLACED) ^ Q(replaced_by=None), name="ending_names_what_replaces"
            ),
        ]

    def __str__(self):
        return f"{self.dossier} · {self.get_ground_display()}"
