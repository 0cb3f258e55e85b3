"""The history of reports: what is written beside the moves of the table."""

from django.utils.translation import gettext_lazy as _

from agreements.events import seat_of
from agreements.rules import REGION, membership_in
from reports.models import ReportEvent

BEGUN, HELD, HOLD_LIFTED = "begun", "held", "hold_lifted"

#: Events beside the moves.
WORDS = {
    BEGUN: _("Report begun"),
    HELD: _("Missing for one year: new cooperation plans of the region are on hold"),
    HOLD_LIFTED: _("Ministry lifted the hold"),
}


def note_event(report, name, *, by, note=""):
    """Write a change beside the moves. Call inside its transaction; `by=None` is the clock."""
    note_events([report], name, by=by, note=note)


def note_events(reports, name, *, by, note=""):
    """The same change of several reports of one region, in one query."""
    held = (
        by and reports and (membership_in(REGION, by, reports[0].dossier) or next(iter(by.current_memberships), None))
    )
    ReportEvent.objects.bulk_create(
        ReportEvent(
            report=report,
            name=name,
            from_status=report.status,
            to_status=report.status,
            by=by,
            note=note,
            **seat_of(held),
        )
        for report in reports
    )
