"""What waits about yearly reports: for the region, its governor, the ministry's evaluators."""

from collections import defaultdict
from functools import partial

from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agreements.desk.rows import calendar_clock
from cooperation.enums import Role
from reports.enums import ReportStatus
from reports.models import AnnualReport
from reports.models.report import AT_REGION, late_today

from .following import provinces_of
from .tasks import Wanted, about, list_url

#: Calendar days before its day from which the time left is counted.
SOON = 30

#: {name of the section: (title, state in the list of reports that holds all of them)}
SECTIONS = {
    "reports": (gettext_lazy("Yearly reports to write"), {"state": ReportStatus.OPEN.value}),
    "held": (gettext_lazy("Reports your region is on hold for"), {"state": ReportStatus.FORWARDED.value}),
    "forwarding": (gettext_lazy("Yearly reports to forward"), {"state": ReportStatus.SUBMITTED.value}),
    "judging": (gettext_lazy("Yearly reports to judge"), {"state": ReportStatus.FORWARDED.value}),
    "holding": (gettext_lazy("Regions on hold, by the reports they miss"), {"late": "yes"}),
    "late_reports": (gettext_lazy("Late yearly reports"), {"late": "yes"}),
}

SENTENCES = {
    "open": gettext_lazy("Write the yearly report %(year)s, and send it by %(date)s."),
    "returned": gettext_lazy("The yearly report %(year)s was returned: improve it by %(date)s."),
    "submitted": gettext_lazy("Forward the yearly report %(year)s to the minister by %(date)s."),
    "forwarded": gettext_lazy("Accept or return the yearly report %(year)s."),
}
#: The last day for all who hand it on.
DAY = Coalesce("forward_due_on", "due_on")
#: It keeps its region from sending new cooperation plans, until it is accepted.
HELD = Q(hold__isnull=False, hold__lifted_at=None)
WAITING = gettext_lazy("The yearly report %(year)s has been sent; the hold ends when it is accepted.")
#: For whoever watches over it: who has not done what.
LATE = {
    "submitted": gettext_lazy("The governor has not forwarded the yearly report %(year)s: it was due on %(date)s."),
    None: gettext_lazy("The region has not sent the yearly report %(year)s: it was due on %(date)s."),
}


def of_reports(user):
    conditions = sections_of(user)
    waiting = waiting_for(user).order_by(DAY, "pk")
    for name, (title, query) in SECTIONS.items():
        if name in conditions:
            yield Wanted(
                name,
                title,
                waiting.filter(conditions[name]),
                partial(task_of, name),
                list_url("report-list", **query),
                read=AnnualReport.objects.select_related("hold").defer(*AnnualReport.PARTS),
                holds=holds_region if name in ("reports", "held") else None,
            )


def waiting_for(user):
    """Reports of years that are over, and not settled."""
    return AnnualReport.objects.visible_to(user).begun().exclude(status=ReportStatus.ACCEPTED)


def sections_of(user):
    """{section: condition} by what the person is; a report stands in the first that fits."""
    conditions = []
    to_write, submitted = Q(status__in=AT_REGION), Q(status=ReportStatus.SUBMITTED)
    if codes := user.region_codes:
        own = Q(dossier__region__in=codes)
        conditions += [("reports", own & to_write), ("held", own & HELD)]
    if provinces := provinces_of(user):
        # Reports of others to forward.
        others = Q(dossier__province__in=provinces) & ~Q(dossier__region=F("dossier__province"))
        conditions += [("forwarding", others & submitted), *watched(others)]
    if user.memberships_as(Role.EVALUATOR):
        conditions += [("judging", Q(status=ReportStatus.FORWARDED)), *watched(Q())]
    found, taken = defaultdict(lambda: Q(pk__in=[])), Q(pk__in=[])
    for name, condition in conditions:
        found[name] |= condition & ~taken
        taken |= condition
    return found


def watched(whose):
    return ("holding", whose & HELD), ("late_reports", whose & late_today())


def holds_region(report):
    return report.hold is not None and report.hold.lifted_at is None


def task_of(section, report):
    words = SENTENCES[report.status]
    if section == "held":
        words = WAITING
    elif section in ("holding", "late_reports"):
        words = LATE.get(report.status, LATE[None])
    day = report.acts_by
    return about(
        report.dossier,
        words % {"year": report.year, "date": day and date_format(day, "j F Y")},
        url=report.get_absolute_url(),
        action=_("Open the report"),
        clock=calendar_clock(_("Report"), day, SOON) if day else {},
    )
