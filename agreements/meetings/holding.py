"""A meeting that was held: who came, what it decided on each dossier, the minutes."""

from contextlib import contextmanager
from datetime import datetime, time

from django.utils.translation import gettext as _

from agreements.enums import DocumentKind, MeetingState, Status, VoidCause
from agreements.events import note_event
from agreements.guards import came_in_at
from agreements.models import Attendance, Document, MeetingItem
from agreements.recommendations import void
from agreements.rules import MINISTRY
from agreements.services import writing
from cooperation import changes
from cooperation.exceptions import Conflict
from cooperation.uploads import file_fields
from cooperation.working_days import JAKARTA, now

from .invitations import ask, concerning
from .planning import on_meeting

OUTCOME = ("outcome", "summary")
DRAFT = ("draft",)


def record_held(dossier, meeting, item, *, held_on, attendance, minutes, by):
    """A meeting that was held outside this system, on one dossier. `attendance` is {office: who came}.

    A record that left out who was there is put right by recording that day anew: the latest record counts.
    """
    with writing(dossier, "add_meeting", by):
        meeting.starts_at = datetime.combine(held_on, time(), JAKARTA)
        same_day = dossier.meetings.filter(state=MeetingState.HELD, starts_at=meeting.starts_at)
        present = {office.pk for office in attendance}
        for earlier in same_day.prefetch_related("attendances"):
            if {row.office_id for row in earlier.attendances.all()} == present:
                raise Conflict(_("The meeting held on this day has been recorded already."))
        meeting.state = MeetingState.HELD
        meeting.convened_by = meeting.recorded_by = by
        meeting.convened_at = meeting.recorded_at = now()
        meeting.save()
        item.meeting, item.dossier = meeting, dossier
        item.minutes = _keep_minutes(dossier, file_fields(minutes), held_on, by)
        item.save()
        Attendance.objects.bulk_create(
            Attendance(meeting=meeting, office=office, came=True, people=people)
            for office, people in attendance.items()
        )
        ask([dossier], attendance)
        _note(dossier, "meeting_added", by, document=item.minutes, meeting=meeting.pk, held_on=held_on)
        void(dossier, VoidCause.MEETING, by)


def record_attendance(meeting, attendance, *, seen, by):
    """Who came: `attendance` is {office: (came, people)}, of all who were invited and of others who came.

    The first record says that the meeting was held; later ones correct it, as long as one of its dossiers waits.
    """
    with on_meeting(meeting, MeetingState.PLANNED, MeetingState.HELD) as dossiers:
        rows = {row.office: row for row in meeting.attendances.select_related("office")}
        if seen != attendance_seen(meeting):
            raise Conflict(
                _("Somebody else has recorded who came since you opened this page."),
                texts=_both_attendances(rows, attendance),
                url=meeting.get_absolute_url(),
            )
        if not meeting.has_begun or not any(one.status == Status.DISCUSSING for one in dossiers):
            raise Conflict(_("The meeting has not begun yet, or its dossiers have moved on."))
        changed = {}
        for office, (came, people) in attendance.items():
            row = rows.get(office) or Attendance(meeting=meeting, office=office)
            if (row.came, row.people) != (came, people):
                changed[office] = [words(row.came, row.people), words(came, people)]
                row.came, row.people = came, people
                row.save()
        if not changed:
            return
        # Whoever came without having been invited may take something on, and has to see what it is about.
        ask(dossiers, [office for office, (came, _people) in attendance.items() if came])
        first = meeting.state == MeetingState.PLANNED
        if first:
            meeting.state, meeting.recorded_by, meeting.recorded_at = MeetingState.HELD, by, now()
            meeting.save()
        for dossier in dossiers:
            # Whether the neighbour came is no matter of a region's own history.
            own = {str(office): changed[office] for office in changed if dossier in concerning(office, dossiers)}
            if first:
                _note(dossier, "meeting_added", by, meeting=meeting.pk, held_on=meeting.held_on)
            elif own:
                _note(dossier, "attendance_corrected", by, meeting=meeting.pk, changes=own)
            void(dossier, VoidCause.MEETING, by)


def attendance_seen(meeting):
    """A short text that differs when one row of the attendance differs."""
    rows = list(meeting.attendances.order_by("office").values_list("office", "came", "people"))
    return changes.digest([meeting.sequence, rows])


def words(came, people):
    return "–" if came is None else " · ".join(filter(None, [_("came") if came else _("did not come"), people]))


def _both_attendances(rows, attendance):
    both = []
    for office, mine in attendance.items():
        row = rows.get(office, Attendance())
        if (row.came, row.people) != mine:
            both.append({"label": str(office), "theirs": words(row.came, row.people), "mine": words(*mine)})
    return both


# One dossier of the meeting


def is_open(item):
    """Whether the ministry may still write what the meeting decided on this dossier, with `arrived_at` annotated.

    Not before it was held, not once the dossier has moved on, and not about an earlier round of it.
    """
    meeting = item.meeting
    return meeting.is_held and item.dossier.status == Status.DISCUSSING and meeting.recorded_at >= item.arrived_at


def record_outcome(item, *, seen, by):
    with _writing(item, by):
        changed = changes.write(item, OUTCOME, seen=seen)
        if changed:
            _note(item.dossier, "meeting_outcome", by, meeting=item.meeting_id, changes=changed)
            void(item.dossier, VoidCause.MEETING, by)


def save_minutes(item, *, seen, by):
    """The text of the minutes, before it is signed: it stays inside the ministry."""
    with _writing(item, by):
        if changes.write(item, DRAFT, seen=seen):
            _note(item.dossier, "minutes_drafted", by, meeting=item.meeting_id)


def sign_minutes(item, upload, *, by):
    """Keep the signed minutes among the papers of the dossier; the latest ones count, earlier ones stay there."""
    with _writing(item, by):
        file = file_fields(upload)
        if item.dossier.documents.filter(kind=DocumentKind.MINUTES, sha256=file["sha256"]).exists():
            raise Conflict(_("These minutes have been kept already."))
        document = _keep_minutes(item.dossier, file, item.meeting.held_on, by)
        MeetingItem.objects.filter(pk=item.pk).update(minutes=document)
        _note(item.dossier, "minutes_signed", by, document=document, meeting=item.meeting_id)
        void(item.dossier, VoidCause.MEETING, by)


@contextmanager
def _writing(item, by):
    """One transaction on the locked dossier of an item that may still be written."""
    with writing(item.dossier, "add_meeting", by):
        meeting = item.meeting
        meeting.refresh_from_db()
        if not meeting.is_held or meeting.recorded_at < came_in_at(item.dossier):
            raise Conflict(_("This meeting is not the one that counts for the dossier now."))
        yield


def _keep_minutes(dossier, file, held_on, by):
    return Document.objects.create(dossier=dossier, kind=DocumentKind.MINUTES, uploaded_by=by, dated_on=held_on, **file)


def _note(dossier, name, by, **data):
    note_event(dossier, name, by=by, seats=MINISTRY, **data)
