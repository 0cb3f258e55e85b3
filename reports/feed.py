"""A person's calendar (RFC 5545): what they have to do by when, meetings, the yearly reports, ends of LoI and terms.

A day on which something is due is an entry of the whole day, as the law counts in days of Jakarta. The same thing
keeps its UID, so that a calendar program moves an entry and makes no second one.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial

from django.db.models import Min, Q
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
    """What is due, and what ends, for the offices of `user`; a query a kind, and one for all dossiers."""
    found = list(_found(user))
    read = Dossier.objects.select_related("region", "partner").only("number", "title", "region__name", "partner__name")
    dossiers = read.order_by().in_bulk({key for key, _entry in found})
    return [entry(dossiers[key]) for key, entry in found]


def _found(user):
    """(key of the dossier, what makes the entry of that dossier)"""
    soon = (today() - timedelta(days=BEHIND), today() + timedelta(days=AHEAD))
    visible = Dossier.objects.visible_to(user)
    waiting = visible.filter(their_turn(user), due_on__range=soon).order_by("due_on", "pk")
    for key, day, status in waiting.values_list("pk", "due_on", "status")[:MOST]:
        yield key, partial(_due, "due", day, STEPS[status].task)
    own = visible.filter(region__in=user.region_codes)
    intents = own.before_signing().filter(intent_expires_on__range=soon).order_by("intent_expires_on", "pk")
    for key, day in intents.values_list("pk", "intent_expires_on")[:MOST]:
        yield key, partial(_due, "intent", day, _("The Letter of Intent ends"))
    ending = (own if user.region_codes else visible).ending().order_by("ends_on", "pk")
    for key, day in ending.values_list("pk", "ends_on")[:MOST]:
        yield key, partial(_due, "term", day, _("The agreement ends"))
    for key, day in _first_answers(own, soon):
        yield key, partial(_due, "remarks", day, _("Answer the remarks"))
    for report in _reports_of(user, soon):
        yield report.dossier_id, partial(_report_due, report)
    owed = FollowUp.objects.owed_by(user).to_do().filter(due_on__range=soon).order_by("due_on", "pk")
    for key, pk, day, what in owed.values_list("dossier", "pk", "due_on", "what")[:MOST]:
        yield key, partial(_due, f"follow-up-{pk}", day, what)
    for one in _monitorings_of(user, soon):
        words = _("Monitoring by %(office)s") % {"office": one.office}
        yield one.dossier_id, partial(_due, f"monitoring-{one.pk}", one.planned_on, words)
    asked = Evaluation.objects.asked().filter(dossier__region__in=user.region_codes, due_on__range=soon)
    for one in asked.order_by("due_on", "pk").only("dossier", "author", "round", "due_on")[:MOST]:
        yield one.dossier_id, partial(_due, f"evaluation-{one.round}", one.due_on, one.heading)
    opinions = open_opinions(user).filter(due_on__range=soon).order_by("due_on", "pk")
    for key, pk, day in opinions.values_list("dossier", "pk", "due_on")[:MOST]:
        yield key, partial(_due, f"opinion-{pk}", day, _("Give the opinion of your office"))


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
    found = AnnualReport.objects.visible_to(user).filter(write | forward).order_by("due_on", "pk")
    return found.only("dossier", "year", "status", "due_on", "forward_due_on")[:MOST]


def _monitorings_of(user, soon):
    """Planned by the person's office, or of the region's own agreements."""
    mine = Q(dossier__region__in=user.region_codes)
    if user.has_perm(PLAN_VISITS):
        mine |= Q(office=monitoring_desk(user).office)
    planned = Monitoring.objects.planned().filter(mine, planned_on__range=soon)
    read = planned.select_related("office").only("dossier", "planned_on", "office__short_name")
    return read.order_by("planned_on", "pk")[:MOST]


def _first_answers(dossiers, soon):
    """(key, the first day on which a remark is to be answered) of each of `dossiers` that has such remarks."""
    remarks = Remark.objects.open().filter(dossier__in=dossiers, answer_by__range=soon)
    days = remarks.order_by().values_list("dossier").annotate(day=Min("answer_by"))
    return days.order_by("day", "dossier")[:MOST]


def _due(kind, day, what, dossier):
    return DueDay(
        uid=f"{kind}-{dossier.number}",
        day=day,
        summary=f"{str(what).removesuffix('.')} · {dossier.heading}",
        about=f"{dossier.title} ({dossier.number})",
        path=dossier.get_absolute_url(),
    )


def _report_due(report, dossier):
    report.dossier = dossier
    return DueDay(
        uid=f"report-{dossier.number}-{report.year}",
        day=report.acts_by,
        summary=f"{report.heading} · {dossier.heading}",
        about=f"{dossier.title} ({dossier.number})",
        path=report.get_absolute_url(),
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
