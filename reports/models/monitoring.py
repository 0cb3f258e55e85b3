"""Monitoring of what is carried out: planned, carried out, its findings sent to the region (P25 39; PP28 44)."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from agreements.models import Document, Dossier, FollowUp
from cooperation.models import Office, User
from cooperation.working_days import now, today
from reports.enums import MonitoringState, MonitoringWay


class MonitoringQuerySet(models.QuerySet):
    def of_year(self, year):
        """Carried out in a calendar year."""
        return self.filter(held_on__year=year)

    def planned(self):
        return self.filter(state=MonitoringState.PLANNED)

    def unfinished(self):
        """To be carried out, or its findings to be sent."""
        return self.filter(state__in=(MonitoringState.PLANNED, MonitoringState.HELD))


class Monitoring(models.Model):
    """One monitoring of one agreement by one office. What it found stays in that office until it is sent."""

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="monitorings")
    office = models.ForeignKey(Office, models.PROTECT, editable=False, related_name="+", verbose_name=_("monitored by"))
    state = models.CharField(
        _("state"), max_length=10, choices=MonitoringState, default=MonitoringState.PLANNED, editable=False
    )
    planned_on = models.DateField(_("planned day"))
    way = models.CharField(_("way"), max_length=10, choices=MonitoringWay, default=MonitoringWay.VISIT)
    #: Why it was last moved, or cancelled.
    reason = models.CharField(_("reason"), max_length=500, blank=True)
    planned_by = models.ForeignKey(User, models.PROTECT, editable=False, related_name="+")
    planned_at = models.DateTimeField(default=now, editable=False)
    held_on = models.DateField(_("carried out on"), null=True, blank=True)
    participants = models.TextField(_("who took part"), max_length=2000, blank=True)
    findings = models.TextField(_("findings"), max_length=20_000, blank=True)
    files = models.ManyToManyField(Document, editable=False, related_name="monitorings")
    sent_by = models.ForeignKey(User, models.PROTECT, null=True, editable=False, related_name="+")
    sent_at = models.DateTimeField(null=True, editable=False)
    follow_ups = models.ManyToManyField(FollowUp, editable=False, related_name="monitorings")

    objects = MonitoringQuerySet.as_manager()

    #: What is written of a monitoring that was carried out.
    FOUND = ("held_on", "participants", "findings")

    class Meta:
        verbose_name = _("monitoring")
        verbose_name_plural = _("monitorings")
        ordering = ["-planned_on", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=MonitoringState.values), name="monitoring_state_known"),
            models.CheckConstraint(condition=Q(way__in=MonitoringWay.values), name="monitoring_way_known"),
            models.CheckConstraint(
                condition=Q(held_on__isnull=False, state__in=(MonitoringState.HELD, MonitoringState.SENT))
                | Q(held_on=None, state__in=(MonitoringState.PLANNED, MonitoringState.CANCELLED)),
                name="monitoring_held_has_a_day",
            ),
            models.CheckConstraint(
                condition=~Q(state=MonitoringState.SENT)
                | (Q(sent_at__isnull=False, sent_by__isnull=False) & ~Q(findings="") & ~Q(participants="")),
                name="monitoring_sent_is_complete",
            ),
            models.UniqueConstraint(
                fields=["dossier", "office", "planned_on"],
                condition=Q(state=MonitoringState.PLANNED),
                name="monitoring_planned_once_a_day",
            ),
        ]
        indexes = [
            models.Index(fields=["office", "held_on"], name="monitoring_of_office"),
            models.Index(
                fields=["office", "planned_on"],
                condition=Q(state__in=(MonitoringState.PLANNED, MonitoringState.HELD)),
                name="monitoring_unfinished",
            ),
        ]

    def __str__(self):
        return f"{self.dossier} · {self.day}"

    def get_absolute_url(self):
        return reverse("reports:monitoring", args=[self.dossier.number, self.pk])

    @property
    def day(self):
        """On which it was carried out, or shall be."""
        return self.held_on or self.planned_on

    @property
    def heading(self):
        return gettext("Monitoring of %(date)s") % {"date": date_format(self.day, "j F Y")}

    @property
    def is_planned(self):
        return self.state == MonitoringState.PLANNED

    @property
    def is_held(self):
        """Carried out, and only its own office reads what was found."""
        return self.state == MonitoringState.HELD

    @property
    def is_sent(self):
        return self.state == MonitoringState.SENT

    @property
    def is_late(self):
        return self.is_planned and self.planned_on < today()
