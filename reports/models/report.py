"""The yearly report: nine parts (P25 35-37, Annex IV), and its history."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from agreements.models import Dossier, FollowUp
from agreements.models.dossier import within_reach
from agreements.models.paper import part
from cooperation.models import Hold, SeatedEvent, User
from cooperation.working_days import now, today
from reports import schedule
from reports.enums import ReportStatus

from .plan import YEARS

#: The region has to write it, or write it again.
AT_REGION = (ReportStatus.OPEN, ReportStatus.RETURNED)
#: How a report that is still to be written is called while its year runs.
NOT_DUE = _("Not due yet")


def late_today():
    """Condition of `AnnualReport.objects.late`."""
    region = Q(status__in=AT_REGION, due_on__lt=today())
    return region | Q(status=ReportStatus.SUBMITTED, forward_due_on__lt=today())


class AnnualReportQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Those of dossiers within reach: who was asked for an opinion on a text does not read what came of it."""
        return self.filter(within_reach(user, "dossier__"))

    def for_lists(self):
        return self.select_related("dossier__region", "dossier__province", "dossier__partner__country")

    def begun(self):
        """Whose year is over."""
        return self.filter(year__lt=today().year)

    def late(self):
        """The day of whoever has it has passed: the region's, also after a return, or the governor's."""
        return self.filter(late_today())

    def untouched(self):
        """Nothing was ever written into them."""
        return self.filter(status=ReportStatus.OPEN, edit_version=0, hold=None)

    def missing_for_a_year(self):
        """Not sent to governor or minister one year after the minister was to have them (P25 38).

        What lies with the governor is not held against the region; what was returned is, once its new day has passed.
        """
        return self.filter(year__lte=schedule.newest_missing_year(today()), status__in=AT_REGION, due_on__lt=today())


class AnnualReport(models.Model):
    """One for each calendar year of the term. `status` is written by the transition engine alone."""

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="annual_reports")
    year = models.PositiveSmallIntegerField(_("year"), editable=False)
    status = models.CharField(
        _("status"), max_length=10, choices=ReportStatus, default=ReportStatus.OPEN, editable=False
    )
    status_since = models.DateTimeField(_("since"), default=now, editable=False)
    #: The region's last day: the law's, or the new one of a return.
    due_on = models.DateField(_("due"), editable=False)
    forward_due_on = models.DateField(_("to be forwarded by"), null=True, editable=False)
    title = part(_("Title"))
    background = part(_("Background"), _("Why the parties cooperate, and on which text it rests."))
    purpose = part(_("Purpose, aims and targets"))
    scope = part(_("Scope"))
    results = part(
        _("Progress and results"), _("For each agreed field: what was carried out, how, and the flagship activities.")
    )
    beneficiaries = part(_("Beneficiaries"), _("Which groups, how many people, where."))
    funding = part(_("Funding"), _("For each activity: planned, spent, from which source."))
    obstacles = part(_("Obstacles and challenges"), _("Inside the region and outside of it."))
    follow_up = part(_("Analysis and follow-up plan"), _("What it means, and what you will do next year."))
    #: 0 while nobody has saved anything; also held against a draft changed meanwhile.
    edit_version = models.PositiveIntegerField(default=0, editable=False)
    updated_at = models.DateTimeField(_("saved"), null=True, editable=False)
    updated_by = models.ForeignKey(User, models.PROTECT, null=True, editable=False, related_name="+")
    #: What offices took on after it (the part above is the region's own plan).
    follow_ups = models.ManyToManyField(FollowUp, editable=False, related_name="reports")
    #: The hold on the region that it caused: once, also when that was lifted.
    hold = models.ForeignKey(Hold, models.PROTECT, null=True, editable=False, related_name="reports")

    objects = AnnualReportQuerySet.as_manager()

    PARTS = (
        "title",
        "background",
        "purpose",
        "scope",
        "results",
        "beneficiaries",
        "funding",
        "obstacles",
        "follow_up",
    )

    class Meta:
        verbose_name = _("yearly report")
        verbose_name_plural = _("yearly reports")
        ordering = ["-year", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["dossier", "year"], name="annual_report_once_a_year"),
            models.CheckConstraint(condition=Q(status__in=ReportStatus.values), name="annual_report_status_known"),
            models.CheckConstraint(condition=Q(year__range=YEARS), name="annual_report_year_in_range"),
        ]
        indexes = [
            models.Index(fields=["status", "due_on"], name="annual_report_status_due"),
            models.Index(fields=["year"], name="annual_report_year"),
            # In the order in which the home page shows what waits.
            models.Index(
                Coalesce("forward_due_on", "due_on"),
                "id",
                condition=~Q(status=ReportStatus.ACCEPTED),
                name="annual_report_waiting",
            ),
        ]

    def __str__(self):
        return f"{self.dossier} · {self.year}"

    def get_absolute_url(self):
        return reverse("report", args=[self.dossier.number, self.year])

    @property
    def heading(self):
        return _("Report %(year)s") % {"year": self.year}

    @property
    def was_sent(self):
        """The region has sent it once."""
        return self.status not in (ReportStatus.OPEN, ReportStatus.SUBMITTED)

    @property
    def is_due(self):
        """Whether its year is over."""
        return self.year < today().year

    @property
    def state(self):
        """As people name it: `not_due` until its year is over, else its status."""
        return self.status if self.is_due or self.status != ReportStatus.OPEN else "not_due"

    @property
    def state_label(self):
        return NOT_DUE if self.state == "not_due" else ReportStatus(self.status).label

    @property
    def acts_by(self):
        """The last day of whoever has it now; none while the ministry judges it, and afterwards."""
        if self.status in AT_REGION:
            return self.due_on
        return self.forward_due_on if self.status == ReportStatus.SUBMITTED else None

    @property
    def is_late(self):
        return self.acts_by is not None and self.acts_by < today()

    def missing_parts(self):
        """Labels of the parts that are still empty."""
        return [self._meta.get_field(name).verbose_name for name in self.PARTS if not getattr(self, name)]


class ReportEvent(SeatedEvent):
    """A move of a report, or a change beside it. What was sent is kept with its sending, so that rounds remain."""

    report = models.ForeignKey(AnnualReport, models.PROTECT, related_name="events")
    from_status = models.CharField(max_length=10, choices=ReportStatus, blank=True)
    to_status = models.CharField(max_length=10, choices=ReportStatus, blank=True)

    class Meta(SeatedEvent.Meta):
        verbose_name = _("event of a report")
        verbose_name_plural = _("events of reports")
        indexes = [models.Index(fields=["report", "-at"], name="event_of_report")]
