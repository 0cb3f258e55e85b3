"""Yearly reports that the region has to send, or the governor to forward (P25 35-36)."""

from django.db.models import Q
from django.utils.translation import gettext as _

from agreements.enums import Tier
from agreements.recipients import readers
from cooperation.batches import batches
from cooperation.reminders import Due, in_words
from cooperation.working_days import today
from reports import schedule
from reports.enums import ReportStatus
from reports.models import AnnualReport
from reports.models.report import AT_REGION

from .table import FORWARDING, REPORT, within


def dues(posts):
    to_send = Q(status__in=AT_REGION, due_on__range=within(REPORT))
    to_forward = Q(status=ReportStatus.SUBMITTED, forward_due_on__range=within(FORWARDING))
    waiting = AnnualReport.objects.filter(to_send | to_forward).defer(*AnnualReport.PARTS)
    for reports in batches(waiting.select_related("dossier__region", "dossier__partner")):
        for report in reports:
            yield due(report, posts)


def due(report, posts):
    forwarding = report.status == ReportStatus.SUBMITTED
    return Due(
        record=f"{'forward' if forwarding else 'report'}-{report.pk}",
        due_on=report.acts_by,
        passed=(today() - report.acts_by).days,
        steps=FORWARDING if forwarding else REPORT,
        people=lambda whom: readers(whom, report.dossier, posts),
        url=report.get_absolute_url,
        sentence=lambda _whom: (of_governor if forwarding else of_region)(report),
        task=lambda whom: (task_of_governor if forwarding else task_of_region)(report, whom),
    )


def of_region(report):
    words = _("%(dossier)s: the yearly report %(year)s is due by %(date)s (Permendagri 25/2020 art. %(article)s).")
    holds_from = schedule.holds_from(report.year)
    if report.is_late:
        words = _("%(dossier)s: the yearly report %(year)s was due on %(date)s (Permendagri 25/2020 art. %(article)s).")
        if today() < holds_from:
            words += " " + _(
                "Without it new cooperation plans are on hold from %(hold)s (Permendagri 25/2020 art. 38)."
            )
    facts = {"article": "36" if _is_provinces(report) else "35", "hold": in_words(holds_from)}
    return words % (_facts(report) | facts)


def of_governor(report):
    words = _(
        "%(dossier)s: the governor has to forward the yearly report %(year)s by %(date)s (Permendagri 25/2020 art. 35)."
    )
    if report.is_late:
        words = _(
            "%(dossier)s: the governor was to forward the yearly report %(year)s by %(date)s "
            "(Permendagri 25/2020 art. 35)."
        )
    return words % _facts(report)


def task_of_region(report, whom):
    if whom in ("province", "province_heads", "evaluators"):
        return _("Ask the region for its report.")
    if report.status == ReportStatus.RETURNED:
        return _("Improve the report as you were asked, and send it again.")
    if _is_provinces(report):
        return _("Complete the report and send it to the minister.")
    return _("Complete the report and send it to the governor.")


def task_of_governor(_report, whom):
    if whom == "evaluators":
        return _("Ask the governor to forward the report.")
    return _("Forward the report to the minister, or return it.")


def _facts(report):
    return {"dossier": report.dossier.heading, "year": report.year, "date": in_words(report.acts_by)}


def _is_provinces(report):
    return report.dossier.tier == Tier.PROVINCE
