"""Days on which the daily run was made."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class DailyRun(models.Model):
    """The run of one Jakarta date; written when it is finished, so that one cut short is made again."""

    day = models.DateField(_("day"), unique=True)
    started_at = models.DateTimeField(_("began"))
    finished_at = models.DateTimeField(_("finished"), default=timezone.now)
    #: What it said it had done.
    said = models.TextField(blank=True)

    class Meta:
        verbose_name = _("daily run")
        verbose_name_plural = _("daily runs")
        ordering = ["-day"]

    def __str__(self):
        return str(self.day)
