"""What waits about yearly reports: for the region, its governor, the ministry's evaluators. One query for all of it."""

from collections import defaultdict
from operator import attrgetter

from django.db.models import F, Q, Value
from django.db.models.functions import Coalesce
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agreements.desk.rows import calendar_clock
from cooperation.enums import Role
from reports.enums import ReportStatus
from reports.models import AnnualReport
from reports.models.report import AT_REGION, late_today

from .tasks import MOST_TASKS, Section, about, first_of, list_url

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
    if conditions := sections_of(user):
        found = {name: [] for name in SECTIONS}
        for report in first_of_each(waiting_for(user), conditions):
            found[report.section].append(report)
        for name, (title, query) in SECTIONS.items():
            tasks = [task_of(name, report) for report in found[name]]
            total = found[name][0].total if tasks else 0
            on_hold = name in ("reports", "held") and any(map(holds_region, found[name]))
            yield Section(name, title, tasks, total, list_url("report-list", **query), on_hold=on_hold)


def waiting_for(user):
    """Reports of years that are over, and not settled."""
    return AnnualReport.objects.visible_to(user).begun().exclude(status=ReportStatus.ACCEPTED)


def sections_of(user):
    """[(condition, section)] by what the person is; a report stands in the first that fits."""
    conditions = []
    to_write = Q(status__in=AT_REGION)
    if codes := user.region_codes:
        own = Q(dossier__region__in=codes)
        conditions += [(own & to_write, "reports"), (own & HELD, "held")]
        # Only of a province are there reports of others to forward.
        others = Q(dossier__province__in=codes)
        others &= ~Q(dossier__region=F("dossier__province"))
        conditions.append((others & Q(status=ReportStatus.SUBMITTED), "forwarding"))
        conditions += [(others & HELD, "holding"), (others & late_today(), "late_reports")]
    if user.memberships_as(Role.EVALUATOR):
        conditions += [
            (Q(status=ReportStatus.FORWARDED), "judging"),
            (HELD, "holding"),
            (late_today(), "late_reports"),
        ]
    return conditions


def first_of_each(reports, conditions):
    """The first rows of each section, each with `section` and the `total` of it."""
    waiting = reports.annotate(day=DAY).order_by("day", "pk")
    read = AnnualReport.objects.for_lists().select_related("hold").order_by().annotate(day=DAY)
    parts, taken = defaultdict(lambda: Q(pk__in=[])), Q(pk__in=[])
    for condition, name in conditions:
        parts[name] |= condition & ~taken
        taken |= condition
    first, *others = (
        first_of(waiting.filter(own), read.annotate(section=Value(name)), MOST_TASKS) for name, own in parts.items()
    )
    found = first.union(*others, all=True) if others else first
    return sorted(found, key=attrgetter("day", "pk"))


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
