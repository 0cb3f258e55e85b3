"""Meetings recorded for one dossier become meetings that were held, with one item."""

import uuid
from datetime import datetime, time
from zoneinfo import ZoneInfo

from django.db import migrations

JAKARTA = ZoneInfo("Asia/Jakarta")


def carry_over(apps, schema_editor):
    """What the meeting decided was a text until now: it becomes the summary, the outcome stays to be recorded."""
    meetings = apps.get_model("agreements", "Meeting").objects
    items = apps.get_model("agreements", "MeetingItem").objects
    for meeting in meetings.filter(starts_at=None).iterator():
        meeting.uid = uuid.uuid4()
        meeting.starts_at = datetime.combine(meeting.held_on, time(), JAKARTA)
        meeting.state = "held"
        meeting.convened_by_id, meeting.convened_at = meeting.recorded_by_id, meeting.recorded_at
        meeting.save()
        items.get_or_create(
            meeting=meeting,
            dossier_id=meeting.dossier_id,
            defaults={"agenda": meeting.agenda, "summary": meeting.outcome, "minutes_id": meeting.minutes_id},
        )
    # A text that has gone to the partner since was agreed on.
    gone_on = ("negotiating", "confirmed", "approved", "signed", "in_force", "ended", "expired")
    items.filter(outcome="", dossier__status__in=gone_on).update(outcome="agreed")
    apps.get_model("agreements", "Attendance").objects.filter(came=None).update(came=True)


class Migration(migrations.Migration):
    dependencies = [("agreements", "0013_meetings_of_several_dossiers")]

    operations = [migrations.RunPython(carry_over, elidable=True)]
