"""The meeting as a calendar file (RFC 5545): a newer SEQUENCE replaces what the calendar holds."""

from datetime import timedelta
from functools import cache

from django.conf import settings
from django.utils.translation import gettext as _
from icalendar import Alarm, Calendar, Event, Timezone, vCalAddress

from cooperation.working_days import JAKARTA, now


def calendar_file(meeting, items, url):
    """Bytes of the .ics for whoever reads `items` of the meeting; `url` is the address of its page."""
    what = ", ".join(item.dossier.heading for item in items)
    event = meeting_event(meeting, url, _("Inter-ministry meeting: %(what)s") % {"what": what})
    event.add("description", "\n\n".join(_paragraphs(meeting, items, url)))
    organizer = vCalAddress(f"mailto:{settings.DEFAULT_FROM_EMAIL}")
    organizer.params["cn"] = "Kementerian Dalam Negeri"
    event.add("organizer", organizer)
    if not meeting.is_cancelled:
        reminder = Alarm()
        reminder.add("action", "DISPLAY")
        reminder.add("description", _("Inter-ministry meeting"))
        reminder.add("trigger", timedelta(days=-1))
        event.add_component(reminder)
    calendar = Calendar()
    calendar.add("prodid", "-//Jembatan//Interkem//ID")
    calendar.add("version", "2.0")
    calendar.add("method", "CANCEL" if meeting.is_cancelled else "PUBLISH")
    calendar.add_component(zone())
    calendar.add_component(event)
    return calendar.to_ical()


@cache
def zone():
    """The rules of Jakarta's time, the same in every calendar: they take long to find out."""
    return Timezone.from_tzinfo(JAKARTA)


def meeting_event(meeting, url, summary):
    """The meeting as an entry: when, where, whether it takes place. Both of its calendars know it by one UID."""
    event = Event()
    event.add("uid", f"{meeting.uid}")
    event.add("dtstamp", now())
    event.add("sequence", meeting.sequence)
    event.add("dtstart", meeting.starts_at.astimezone(JAKARTA))
    event.add("dtend", meeting.ends_at.astimezone(JAKARTA))
    event.add("summary", summary)
    event.add("location", meeting.where)
    event.add("url", url)
    event.add("status", "CANCELLED" if meeting.is_cancelled else "CONFIRMED")
    return event


def _paragraphs(meeting, items, url):
    if meeting.reason:
        yield meeting.reason
    for item in items:
        yield f"{item.dossier.heading} ({item.dossier.number})\n{item.agenda}"
    yield url
