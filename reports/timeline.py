"""A dossier in one picture: steps, letters, meetings, yearly reports and activities on one line of time.

Lanes are drawn by the server in a fixed width that the page stretches; the table under it says the same in words.
"""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from agreements.enums import LetterKind, MeetingState, Status
from cooperation.working_days import JAKARTA, today
from reports.enums import MonitoringState
from reports.models import ActivityLog, AnnualReport, Monitoring

#: Width of the drawing; a mark of one day is drawn this wide.
WIDTH, POINT = 1000, 8


@dataclass(frozen=True)
class Mark:
    """What stands on the line: a day, or a stretch that ends on `until` (what is yet to come is `ahead`)."""

    lane: str
    day: date
    what: str
    until: date | None = None
    url: str = ""
    ahead: bool = False


def marks_of(dossier, user):
    """All marks that `user` may read, in the order of time."""
    marks = [*_steps(dossier), *_letters(dossier), *_meetings(dossier), *_reports(dossier, user)]
    if user.has_perm("agreements.read_implementation", dossier):
        marks += [*_activities(dossier), *_monitorings(dossier), *_evaluations(dossier)]
    return sorted(marks, key=lambda mark: mark.day)


def lanes_of(marks):
    """[{label, marks: [{x, width, mark}]}] for the drawing, with the first and last day and where today stands."""
    if not marks:
        return None
    first = marks[0].day
    last = max([today(), *(mark.until or mark.day for mark in marks)])
    scale = WIDTH / max((last - first).days, 1)

    def x(day):
        return round((day - first).days * scale)

    lanes = {}
    for mark in marks:
        width = max(x(mark.until) - x(mark.day), 2) if mark.until else POINT
        lanes.setdefault(mark.lane, []).append({"x": min(x(mark.day), WIDTH - POINT), "width": width, "mark": mark})
    return {
        "first": first,
        "last": last,
        "today": x(today()),
        "years": [x(date(year, 1, 1)) for year in range(first.year + 1, last.year + 1)],
        "lanes": [{"label": lane, "marks": found} for lane, found in lanes.items()],
    }


def _steps(dossier):
    moves = dossier.events.arrivals().exclude(to_status="").order_by("at", "pk").values_list("to_status", "at")
    came = [(status, localdate(at, JAKARTA)) for status, at in moves]
    left = [day for _status, day in came[1:]] + [today()]
    for (status, day), until in zip(came, left, strict=False):
        yield Mark(_("Steps"), day, str(Status(status).label), until)
    if dossier.status == Status.IN_FORCE and dossier.ends_on and dossier.ends_on > today():
        yield Mark(_("Steps"), today(), _("In force until the last day of the term"), dossier.ends_on, ahead=True)


def _letters(dossier):
    for document in dossier.documents.filter(letter__isnull=False).select_related("letter"):
        letter = document.letter
        words = {"kind": LetterKind(letter.kind).label, "number": letter.number}
        what = _("%(kind)s, number %(number)s, withdrawn") if letter.withdrawn_at else _("%(kind)s, number %(number)s")
        yield Mark(
            _("Letters"),
            letter.dated_on,
            what % words,
            url=reverse("agreements:document", args=[dossier.number, document.pk]),
        )


def _meetings(dossier):
    for item in dossier.meeting_items.exclude(meeting__state=MeetingState.CANCELLED).select_related("meeting"):
        day = localdate(item.meeting.starts_at, JAKARTA)
        url = item.meeting.get_absolute_url()
        yield Mark(_("Meetings"), day, _("Inter-ministry meeting"), url=url, ahead=day > today())


def _reports(dossier, user):
    """The day by which whoever has a report must act, and where it stands. What nobody owes any more is not to come."""
    for report in AnnualReport.objects.visible_to(user).filter(dossier=dossier).defer(*AnnualReport.PARTS):
        report.dossier = dossier
        day = report.acts_by or min(report.due_on, localdate(report.status_since, JAKARTA))
        words = {"report": report.heading, "state": report.state_label}
        yield Mark(
            _("Yearly reports"),
            day,
            _("%(report)s, due: %(state)s") % words,
            url=report.get_absolute_url(),
            ahead=day > today(),
        )


def _activities(dossier):
    log = ActivityLog.objects.counted().filter(activity__plan__dossier=dossier).select_related("activity")
    for entry in log:
        words = {"what": entry.activity, "kind": entry.get_kind_display()}
        yield Mark(_("Activities"), entry.on, _("%(what)s: %(kind)s") % words)


def _monitorings(dossier):
    """Those to come and those that were carried out, without what they found."""
    found = Monitoring.objects.filter(dossier=dossier).exclude(state=MonitoringState.CANCELLED).select_related("office")
    for one in found:
        one.dossier = dossier
        words = {"office": one.office, "state": one.get_state_display()}
        ahead, url = one.day > today(), one.get_absolute_url()
        yield Mark(_("Monitoring"), one.day, _("By %(office)s: %(state)s") % words, url=url, ahead=ahead)


def _evaluations(dossier):
    for one in dossier.evaluations.concluded():
        one.dossier = dossier
        words = {"what": one.heading, "outcome": one.get_outcome_display()}
        yield Mark(_("Evaluations"), one.concluded_on, _("%(what)s: %(outcome)s") % words, url=one.get_absolute_url())
