"""A person's calendar (RFC 5545): what they have to do by when, meetings, the yearly reports, ends of LoI and terms.

A day on which something is due is an entry of the whole day, as the law counts in days of Jakarta. The same thing
keeps its UID, so that a calendar program moves an entry and makes no second one.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import F, Q
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from agreements.lifecycle.steps import STEPS
from agreements.meetings.calendar import meeting_event, zone
from agreements.models import Dossier, FollowUp, Meeting, Remark
from agreements.opinions.questions import open_opinions
from agreements.turns import their_turn
from cooperation.mail import absolute
from cooperation.working_days import JAKARTA, now, today
from reports.enums import ReportStatus
from reports.models import AnnualReport, Evaluation, Monitoring
from reports.models.report import AT_REGION
from reports.rules import PLAN_VISITS, monitoring_desk

#: What is over stays this many days; what comes is told this many days ahead.
BEHIND, AHEAD = 30, 400
#: Entries of one kind at most, the nearest first.
MOST = 200


@dataclass(frozen=True)
class DueDay:
    uid: str
    day: date
    summary: str
    #: What it is about, in the words of the dossier, and its address on this site.
    about: str
    path: str


def calendar_of(user):
    """Bytes of the calendar, in the language that is active."""
    calendar = Calendar()
    calendar.add("prodid", "-//Jembatan//Calendar//ID")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", "Jembatan")
    calendar.add("x-wr-timezone", str(JAKARTA))
    calendar.add("refresh-interval;value=duration", "PT6H")
    calendar.add_component(zone())
    for due in due_days(user):
        calendar.add_component(_whole_day(due))
    for meeting in meetings(user):
        address = absolute(meeting.get_absolute_url())
        calendar.add_component(meeting_event(meeting, address, _("Inter-ministry meeting")))
    return calendar.to_ical()


def due_days(user):
    """What is due, and what ends, for the offices of `user`; one query a kind."""
    soon = (today() - timedelta(days=BEHIND), today() + timedelta(days=AHEAD))
    visible = Dossier.objects.visible_to(user).select_related("region", "partner")
    for dossier in visible.filter(their_turn(user), due_on__range=soon).order_by("due_on", "pk")[:MOST]:
        yield _due(dossier, "due", dossier.due_on, STEPS[dossier.status].task)
    own = visible.filter(region__in=user.region_codes)
    for dossier in own.before_signing().filter(intent_expires_on__range=soon).order_by("intent_expires_on")[:MOST]:
        yield _due(dossier, "intent", dossier.intent_expires_on, _("The Letter of Intent ends"))
    ending = own if user.region_codes else visible
    for dossier in ending.ending().order_by("ends_on")[:MOST]:
        yield _due(dossier, "term", dossier.ends_on, _("The agreement ends"))
    remarks = Remark.objects.open().filter(dossier__in=own, answer_by__range=soon)
    for dossier, day in _first_days(own, remarks.annotate(day=F("answer_by"))):
        yield _due(dossier, "remarks", day, _("Answer the remarks"))
    for report in _reports_of(user, soon):
        yield DueDay(
            uid=f"report-{report.dossier.number}-{report.year}",
            day=report.acts_by,
            summary=f"{report.heading} · {report.dossier.heading}",
            about=f"{report.dossier.title} ({report.dossier.number})",
            path=report.get_absolute_url(),
        )
    owed = FollowUp.objects.owed_by(user).to_do().filter(due_on__range=soon)
    for one in owed.select_related("dossier__region", "dossier__partner").order_by("due_on", "pk")[:MOST]:
        yield _due(one.dossier, f"follow-up-{one.pk}", one.due_on, one.what)
    for one in _monitorings_of(user, soon):
        yield _due(
            one.dossier, f"monitoring-{one.pk}", one.planned_on, _("Monitoring by %(office)s") % {"office": one.office}
        )
    asked = Evaluation.objects.asked().filter(dossier__region__in=user.region_codes, due_on__range=soon)
    for one in asked.select_related("dossier__region", "dossier__partner").order_by("due_on", "pk")[:MOST]:
        yield _due(one.dossier, f"evaluation-{one.round}", one.due_on, one.heading)
    opinions = open_opinions(user).filter(due_on__range=soon).select_related("dossier__region", "dossier__partner")
    for opinion in opinions.order_by("due_on")[:MOST]:
        yield _due(opinion.dossier, f"opinion-{opinion.pk}", opinion.due_on, _("Give the opinion of your office"))


def meetings(user):
    """Meetings that are to come or were lately; a cancelled one is told as cancelled."""
    since = now() - timedelta(days=BEHIND)
    found = Meeting.objects.visible_to(user).filter(starts_at__gte=since, ends_at__isnull=False)
    return found.order_by("starts_at")[:MOST]


def _reports_of(user, soon):
    """Yearly reports to write, and for a governor to forward."""
    codes = user.region_codes
    write = Q(status__in=AT_REGION, dossier__region__in=codes, due_on__range=soon)
    forward = Q(status=ReportStatus.SUBMITTED, dossier__province__in=codes, forward_due_on__range=soon)
    return AnnualReport.objects.visible_to(user).for_lists().filter(write | forward).order_by("due_on", "pk")[:MOST]


def _monitorings_of(user, soon):
    """Planned by the person's office, or of the region's own agreements."""
    mine = Q(dossier__region__in=user.region_codes)
    if user.has_perm(PLAN_VISITS):
        mine |= Q(office=monitoring_desk(user).office)
    planned = Monitoring.objects.planned().filter(mine, planned_on__range=soon)
    related = ("office", "dossier__region", "dossier__partner")
    return planned.select_related(*related).order_by("planned_on", "pk")[:MOST]


def _first_days(dossiers, rows):
    """(dossier, the first day) of each dossier that `rows` are about."""
    first = {}
    for dossier, day in rows.order_by("day").values_list("dossier", "day"):
        first.setdefault(dossier, day)
    found = dossiers.in_bulk(list(first)[:MOST])
    return [(found[pk], day) for pk, day in first.items() if pk in found]


def _due(dossier, kind, day, what):
    return DueDay(
        uid=f"{kind}-{dossier.number}",
        day=day,
        summary=f"{str(what).removesuffix('.')} · {dossier.heading}",
        about=f"{dossier.title} ({dossier.number})",
        path=dossier.get_absolute_url(),
    )


def _whole_day(due):
    event = Event()
    event.add("uid", f"{due.uid}@jembatan")
    event.add("dtstamp", now())
    event.add("dtstart", due.day)
    event.add("dtend", due.day + timedelta(days=1))
    event.add("summary", due.summary)
    event.add("description", f"{due.about}\n\n{absolute(due.path)}")
    event.add("url", absolute(due.path))
    event.add("transp", "TRANSPARENT")
    return event
