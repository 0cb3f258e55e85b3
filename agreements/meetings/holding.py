"""A meeting that was held: who came, what it decided on each dossier, the minutes."""

from datetime import datetime, time

from django.utils.translation import gettext as _

from agreements.enums import DocumentKind, MeetingState
from agreements.events import note_event
from agreements.models import Attendance, Document
from agreements.services import writing
from cooperation.exceptions import Conflict
from cooperation.uploads import file_fields
from cooperation.working_days import JAKARTA, now


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
        item.minutes = keep_minutes(dossier, minutes, held_on, by)
        item.save()
        Attendance.objects.bulk_create(
            Attendance(meeting=meeting, office=office, came=True, people=people)
            for office, people in attendance.items()
        )
        note_event(dossier, "meeting_added", by=by, document=item.minutes, held_on=held_on)


def keep_minutes(dossier, upload, held_on, by):
    return Document.objects.create(
        dossier=dossier, kind=DocumentKind.MINUTES, uploaded_by=by, dated_on=held_on, **file_fields(upload)
    )
