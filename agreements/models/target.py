"""The ministry's own targets for its steps: the law sets no time here (decision)."""

from django.apps import apps
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from agreements.enums import ClockName, Status

#: The step of each target, and its working days until an administrator sets others.
TARGETS = {
    ClockName.RESPONSE: (Status.AWAITING_RESPONSE, 10),
    ClockName.VERIFICATION: (Status.VERIFYING, 20),
    ClockName.INTERKEM: (Status.DISCUSSING, 30),
    ClockName.TALKS: (Status.NEGOTIATING, 30),
    ClockName.APPROVAL: (Status.CONFIRMED, 10),
}

#: Working days; the longest is a year and a half.
SHORTEST, LONGEST = 1, 400


class ServiceTargetQuerySet(models.QuerySet):
    def of(self, status):
        """The target of a step; none for a step whose time the law sets, or nobody."""
        return self.filter(clock__in=[clock for clock, (step, _days) in TARGETS.items() if step == status])


class ServiceTarget(models.Model):
    """How long a step of the ministry or of Kemlu should take. It is overdue afterwards, and never lapses."""

    clock = models.CharField(_("step"), max_length=16, choices=ClockName, unique=True, editable=False)
    days = models.PositiveSmallIntegerField(
        _("working days"), validators=[MinValueValidator(SHORTEST), MaxValueValidator(LONGEST)]
    )
    wait_for_late = models.BooleanField(
        _("wait for late opinions"),
        default=False,
        help_text=_("Decisions of this step wait for every opinion that was asked, also after its day has passed."),
    )

    objects = ServiceTargetQuerySet.as_manager()

    class Meta:
        verbose_name = _("service target")
        verbose_name_plural = _("service targets")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=Q(days__range=(SHORTEST, LONGEST)), name="service_target_in_range")
        ]

    def __str__(self):
        return str(ClockName(self.clock).label)

    @property
    def status(self):
        """The step it is about."""
        return TARGETS[self.clock][0]


def complete_targets(using, apps=apps, **kwargs):
    """Every target has its row as soon as the tables stand. Those of an earlier day may know none yet."""
    if "servicetarget" in apps.all_models["agreements"]:
        model = apps.get_model("agreements", "ServiceTarget")
        rows = [model(clock=clock, days=days) for clock, (_step, days) in TARGETS.items()]
        model._base_manager.using(using).bulk_create(rows, ignore_conflicts=True)
