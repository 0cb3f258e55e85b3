"""The verbs of yearly reports: write the draft, move it."""

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agreements.events import plain, seat_of
from agreements.recipients import people
from agreements.rules import membership_in
from cooperation.changes import saved_meanwhile
from cooperation.enums import NoticeKind
from cooperation.exceptions import Conflict
from cooperation.locking import lock
from cooperation.models import User
from cooperation.outbox import notify
from cooperation.workflow import Workflow, each
from cooperation.working_days import now
from reports.enums import ReportStatus
from reports.events import BEGUN, note_event
from reports.lifecycle import MOVES
from reports.models import ReportEvent
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


#: Who has to act where a report stands, and what they are asked to do.
TURNS = {
    ReportStatus.RETURNED: ("region", gettext_lazy("Improve the report as you were asked, and send it again.")),
    ReportStatus.SUBMITTED: ("province", gettext_lazy("Forward the report to the minister, or return it.")),
    ReportStatus.FORWARDED: ("evaluators", gettext_lazy("Accept the report, or return it with what to improve.")),
}


def _tell(act):
    """Whoever has to act now is told what, and until when; the others have news."""
    occasion = (f"report-event-{act.event.pk}", act.obj.get_absolute_url(), lambda: message(act))
    told, acting = recipients(act), User.objects.none()
    if act.obj.status in TURNS:
        whom, task = TURNS[act.obj.status]
        acting = told.filter(pk__in=people(whom, act.obj.dossier).values("pk"))
        notify(acting, *occasion, kind=NoticeKind.ACT, task=lambda: task, due_on=act.obj.acts_by)
    notify(told.exclude(pk__in=acting.values("pk")), *occasion)


def message(act):
    """The sentence people are told, in the active language."""
    words = {"dossier": act.obj.dossier.heading, "year": act.obj.year, "what": act.move.done}
    return _("%(dossier)s, yearly report %(year)s: %(what)s.") % words


REPORTS = Workflow(
    "reports",
    MOVES,
    scheme=lambda report: report.dossier.scheme,
    tier=lambda report: report.dossier.tier,
    record=each(_record),
    tell=each(_tell),
)


@transaction.atomic
def save_draft(report, values, *, seen, by):
    """Write the parts `values` on the locked report; `seen` is the version the writer began from.

    Raises Conflict, with nothing changed, when somebody wrote or sent it meanwhile. The stored row is then in
    `report`.
    """
    lock(report)
    if not by.has_perm(WRITE_REPORT, report):
        raise Conflict(_("Somebody was faster, or this step is over: the report has been sent."))
    if report.edit_version != seen:
        raise saved_meanwhile(report, by)
    if report.edit_version == 0:
        note_event(report, BEGUN, by=by)
    for name, value in values.items():
        setattr(report, name, value)
    report.edit_version += 1
    report.updated_at, report.updated_by = now(), by
    report.save(update_fields=[*values, "edit_version", "updated_at", "updated_by"])
