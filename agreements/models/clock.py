"""Clocks that run or ran on a dossier."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from agreements.enums import ClockName, ClockState
from cooperation.working_days import today

from .dossier import Dossier


class ClockQuerySet(models.QuerySet):
    def running(self):
        return self.filter(state=ClockState.RUNNING)


class Clock(models.Model):
    """One run of a clock. `due_on`, its last day, is stored when it starts and follows the holiday table.

    `length` is in working days; it is empty for the Letter of Intent, which runs by the calendar.
    """

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="clocks")
    name = models.CharField(_("clock"), max_length=16, choices=ClockName)
    length = models.PositiveSmallIntegerField(_("working days"), null=True)
    started_on = models.DateField(_("started"))
    due_on = models.DateField(_("ends"))
    state = models.CharField(max_length=8, choices=ClockState, default=ClockState.RUNNING)
    #: Working days that were left when a paused clock stopped.
    left = models.SmallIntegerField(null=True)
    stopped_on = models.DateField(null=True)

    objects = ClockQuerySet.as_manager()

    class Meta:
        verbose_name = _("clock")
        verbose_name_plural = _("clocks")
        ordering = ["-started_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["dossier", "name"], condition=Q(state=ClockState.RUNNING), name="clock_one_running"
            )
        ]
        indexes = [models.Index(fields=["due_on"], condition=Q(state=ClockState.RUNNING), name="clock_running_due")]

    def __str__(self):
        return f"{self.dossier} · {self.get_name_display()} · {self.due_on}"

    @property
    def is_over(self):
        """Whether its last day has passed."""
        return self.due_on < today()
