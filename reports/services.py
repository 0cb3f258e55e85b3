"""The verbs of yearly reports: write the draft, move it."""

from django.db import transaction
from django.utils.translation import gettext as _

from agreements.events import plain, seat_of
from agreements.rules import membership_in
from cooperation.exceptions import Conflict
from cooperation.outbox import notify
from cooperation.workflow import Workflow
from cooperation.working_days import now
from reports.events import BEGUN, note_event
from reports.lifecycle import MOVES
from reports.models import AnnualReport, ReportEvent
from reports.recipients import recipients
from reports.rules import WRITE_REPORT


def _record(act):
    """One event for a performed move, with the seat it was made from."""
    held = membership_in(act.move.who, act.by, act.obj.dossier)
    act.event = ReportEvent.objects.create(
        report=act.obj,
        name=act.move.name,
        from_status=act.previous,
        to_status=act.obj.status,
        by=act.by,
        **seat_of(held),
        note=act.note,
        data={name: plain(value) for name, value in act.data.items()} | act.outcome,
    )


def _tell(act):
    notify(recipients(act), f"report-event-{act.event.pk}", act.obj.get_absolute_url(), lambda: message(act))


def message(act):
    """The sentence people are told, in the active language."""
    words = {"dossier": act.obj.dossier.heading, "year": act.obj.year, "what": act.move.done}
    return _("%(dossier)s, yearly report %(year)s: %(what)s.") % words


REPORTS = Workflow(
    "reports",
    MOVES,
    scheme=lambda report: report.dossier.scheme,
    tier=lambda report: report.dossier.tier,
    record=_record,
    tell=_tell,
)


@transaction.atomic
def save_draft(report, values, *, seen, by):
    """Write the parts `values` on the locked report; `seen` is the version the writer began from.

    Raises Conflict, with nothing changed, when somebody wrote or sent it meanwhile. The stored row is then in
    `report`.
    """
    report.refresh_from_db(from_queryset=AnnualReport.objects.select_for_update())
    if not by.has_perm(WRITE_REPORT, report):
        raise Conflict(_("Somebody was faster, or this step is over: the report has been sent."))
    if report.edit_version != seen:
        raise Conflict(_("Somebody else saved this report while you were writing."))
    if report.edit_version == 0:
        note_event(report, BEGUN, by=by)
    for name, value in values.items():
        setattr(report, name, value)
    report.edit_version += 1
    report.updated_at, report.updated_by = now(), by
    report.save(update_fields=[*values, "edit_version", "updated_at", "updated_by"])
