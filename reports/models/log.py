"""The log of an activity: rows are added, never changed; what was wrong is replaced by a row that corrects it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from agreements.models import Document
from cooperation.models import User
from cooperation.working_days import now
from reports.enums import LogKind

from .money import Money
from .plan import PlannedActivity


class ActivityLogQuerySet(models.QuerySet):
    def counted(self):
        """Rows that hold: those no later row corrects."""
        return self.filter(corrected_by=None)


class ActivityLog(Money):
    """Done, moved or dropped; the money is what was spent. An activity may be carried out in several parts."""

    activity = models.ForeignKey(PlannedActivity, models.PROTECT, related_name="log")
    kind = models.CharField(_("what happened"), max_length=8, choices=LogKind)
    on = models.DateField(_("on"))
    moved_to = models.DateField(_("moved to"), null=True, blank=True)
    people = models.PositiveIntegerField(_("people reached"), null=True, blank=True)
    note = models.TextField(_("what happened, in a few sentences"), max_length=2000)
    files = models.ManyToManyField(Document, related_name="activity_log", verbose_name=_("photos and files"))
    corrects = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, editable=False, related_name="corrected_by"
    )
    by = models.ForeignKey(User, models.PROTECT, null=True, editable=False, related_name="+")
    at = models.DateTimeField(_("recorded"), default=now, editable=False)

    objects = ActivityLogQuerySet.as_manager()

    class Meta(Money.Meta):
        verbose_name = _("entry in the log")
        verbose_name_plural = _("entries in the log")
        ordering = ["on", "pk"]
        constraints = [
            *Money.Meta.constraints,
            models.CheckConstraint(
                condition=Q(kind=LogKind.MOVED, moved_to__isnull=False) | ~Q(kind=LogKind.MOVED) & Q(moved_to=None),
                name="activitylog_moved_has_day",
            ),
        ]

    def __str__(self):
        return f"{self.activity} · {self.on} {self.kind}"
