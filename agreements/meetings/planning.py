"""Convening a meeting, changing and cancelling it. Whoever is invited is told each time, and why."""

from contextlib import ExitStack, contextmanager

from django.db import transaction
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from agreements.enums import MeetingState
from agreements.events import note_event
from agreements.letters.withdrawing import take_back
from agreements.models import Attendance, Dossier, MeetingItem
from agreements.rules import MINISTRY
from agreements.services import writing
from cooperation import changes
from cooperation.changes import CHANGED_MEANWHILE
from cooperation.exceptions import Conflict
from cooperation.locking import lock

from .invitations import ask, take_part, tell

#: What a change of the meeting is about.
FIELDS = ("starts_at", "ends_at", "place", "link")


def convene(meeting, agendas, offices, *, by):
    """Invite `offices` to `meeting` about the dossiers of `agendas`, {dossier: agenda}, in this order (P25 22)."""
    dossiers = list(agendas)
    with ExitStack() as stack:
        for dossier in sorted(dossiers, key=lambda one: one.pk):
            stack.enter_context(writing(dossier, "add_meeting", by))
        _not_invited_already(dossiers)
        meeting.convened_by = by
        meeting.save()
        MeetingItem.objects.bulk_create(
            MeetingItem(meeting=meeting, dossier=dossier, position=position, agenda=agendas[dossier])
            for position, dossier in enumerate(dossiers, 1)
        )
        _invite(meeting, dossiers, offices)
        note(meeting, dossiers, "meeting_convened", by)
        tell(
            meeting,
            dossiers,
            offices,
            lambda words: _("Invitation to the inter-ministry meeting of %(when)s: %(what)s.") % words,
            by,
            task=take_part,
        )
    return meeting


def change(meeting, values, agendas, offices, *, reason, seen, by):
    """Change time, place, agendas ({item: agenda}), and invite `offices` too; everybody is told why."""
    with on_meeting(meeting, MeetingState.PLANNED) as dossiers:
        if seen != planning_seen(meeting):
            raise Conflict(
                CHANGED_MEANWHILE,
                texts=_both(meeting, values, agendas),
                url=meeting.get_absolute_url(),
            )
        for name, value in values.items():
            setattr(meeting, name, value)
        meeting.reason = reason
        meeting.sequence += 1
        meeting.save()
        for item, agenda in agendas.items():
            MeetingItem.objects.filter(pk=item.pk).update(agenda=agenda)
        _invite(meeting, dossiers, offices)
        note(meeting, dossiers, "meeting_changed", by, reason)
        tell(
            meeting,
            dossiers,
            invited_to(meeting),
            lambda words: (
                _("The inter-ministry meeting on %(what)s changed, it is now on %(when)s: %(reason)s") % words
            ),
            by,
            task=take_part,
        )


def cancel(meeting, *, reason, by):
    """It does not take place: its letters are withdrawn, and everybody is told why."""
    with on_meeting(meeting, MeetingState.PLANNED) as dossiers:
        meeting.state, meeting.reason = MeetingState.CANCELLED, reason
        meeting.sequence += 1
        meeting.save()
        for letter in meeting.letters.standing().select_related("dossier", "document"):
            take_back(letter, reason, by=by)
        note(meeting, dossiers, "meeting_cancelled", by, reason)
        tell(
            meeting,
            dossiers,
            invited_to(meeting),
            lambda words: _("The meeting of %(when)s on %(what)s is cancelled: %(reason)s") % words,
            by,
        )


@contextmanager
def on_meeting(meeting, *states):
    """One transaction on the meeting and its dossiers, locked in one order; yields the dossiers.

    Raises Conflict when the meeting is in none of `states` any more.
    """
    with transaction.atomic():
        locked = Dossier.objects.filter(meeting_items__meeting=meeting).select_for_update(of=("self",))
        dossiers = list(locked.select_related("region", "partner").order_by("pk"))
        lock(meeting)
        if meeting.state not in states:
            raise Conflict(
                _("Somebody was faster: this meeting is now “%(state)s”.") % {"state": meeting.get_state_display()},
                url=meeting.get_absolute_url(),
            )
        yield dossiers


def planning_seen(meeting):
    """A short text that differs when time, place, an agenda or an invitation differs."""
    return changes.digest(
        [
            [getattr(meeting, name) for name in FIELDS],
            list(meeting.items.order_by("pk").values_list("pk", "agenda")),
            list(meeting.attendances.filter(invited=True).order_by("office").values_list("office", flat=True)),
            meeting.sequence,
        ]
    )


def _not_invited_already(dossiers):
    planned = MeetingItem.objects.filter(dossier__in=dossiers, meeting__state=MeetingState.PLANNED)
    for item in planned.select_related("meeting", "dossier__region", "dossier__partner")[:1]:
        raise Conflict(
            _("%(dossier)s is on the agenda of the meeting of %(date)s already.")
            % {"dossier": item.dossier.heading, "date": date_format(item.meeting.held_on, "j F Y")},
            url=item.meeting.get_absolute_url(),
        )


def _invite(meeting, dossiers, offices):
    Attendance.objects.bulk_create(Attendance(meeting=meeting, office=office, invited=True) for office in offices)
    ask(dossiers, offices)


def invited_to(meeting):
    invited = meeting.attendances.filter(invited=True).select_related("office__region")
    return [attendance.office for attendance in invited]


def note(meeting, dossiers, name, by, text="", documents=None):
    """Write it into the history of each dossier; `documents` is {dossier: its own paper}."""
    for dossier in dossiers:
        note_event(
            dossier,
            name,
            by=by,
            note=text,
            document=(documents or {}).get(dossier.pk),
            seats=MINISTRY,
            meeting=meeting.pk,
            starts_at=meeting.starts_at.isoformat(),
            place=meeting.where,
        )


def _both(meeting, values, agendas):
    """Both texts of what differs from what was typed."""
    stored = {item.pk: item for item in meeting.items.select_related("dossier__region", "dossier__partner")}
    labels = {name: capfirst(meeting._meta.get_field(name).verbose_name) for name in values}
    pairs = [(labels[name], getattr(meeting, name), value) for name, value in values.items()]
    pairs += [(stored[item.pk].dossier.heading, stored[item.pk].agenda, agenda) for item, agenda in agendas.items()]
    return [{"label": label, "theirs": theirs, "mine": mine} for label, theirs, mine in pairs if theirs != mine]
