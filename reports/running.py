"""What of a cooperation still runs, before it is ended: planned activities, reports that are due, the region's hold."""

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from agreements.running import Running
from cooperation.models import Hold
from reports.enums import ActivityState, ReportStatus
from reports.models import AnnualPlan, AnnualReport
from reports.plans.reading import sheet_of

NOT_FINISHED = (ActivityState.PLANNED, ActivityState.MOVED)


def of_dossier(dossier, user):
    """Lines for whoever follows the cooperation."""
    if not user.has_perm("agreements.read_implementation", dossier):
        return
    for plan in AnnualPlan.objects.filter(dossier=dossier).order_by("year"):
        url = reverse("reports:plan", args=[dossier.number, plan.year])
        for row in sheet_of(plan).rows:
            if row.state in NOT_FINISHED:
                words = {"year": plan.year, "date": date_format(row.day, "j F Y")}
                note = _("planned activity %(year)s, by %(date)s; not carried out") % words
                yield Running(row.activity.what, note, url)
    due = AnnualReport.objects.visible_to(user).filter(dossier=dossier).begun().exclude(status=ReportStatus.ACCEPTED)
    for report in due.order_by("year"):
        report.dossier = dossier
        words = {"date": date_format(report.due_on, "j F Y"), "state": report.state_label}
        yield Running(report.heading, _("%(state)s, due %(date)s; remains due") % words, report.get_absolute_url())
    for hold in Hold.objects.filter(region=dossier.region_id, lifted_at=None):
        yield Running(_("Hold on new cooperation plans"), hold.reason, reverse("hold-list"))
