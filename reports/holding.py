"""Holds: a report missing for one year keeps the region from sending new cooperation plans (P25 38)."""

from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cooperation.enums import NoticeKind
from cooperation.exceptions import Conflict
from cooperation.models import Hold
from cooperation.outbox import notify
from cooperation.working_days import now
from reports.enums import ReportStatus
from reports.events import HELD, HOLD_LIFTED, note_events
from reports.models import AnnualReport
from reports.recipients import readers_of_hold


def raise_holds():
    """Hold every region of which a report is missing for one year; returns how many reports that newly are.

    A report holds once: what an evaluator lifted does not come back the next day.
    """
    missing = AnnualReport.objects.missing_for_a_year().filter(hold=None)
    regions = missing.order_by("dossier__region").values_list("dossier__region", flat=True).distinct()
    return sum(hold_region(code) for code in regions)


@transaction.atomic
def hold_region(code):
    """One hold for all missing reports of the region; those that come later join the one that stands."""
    missing = AnnualReport.objects.missing_for_a_year().filter(hold=None, dossier__region=code)
    reports = list(missing.for_lists().select_for_update(of=["self"]).order_by("year", "pk"))
    if not reports:
        return 0
    hold, _new = Hold.objects.active().get_or_create(region_id=code, lifted_at=None, defaults={"reason": "-"})
    AnnualReport.objects.filter(pk__in=[report.pk for report in reports]).update(hold=hold)
    hold.reason = reason_of(waited_for(hold))
    hold.save(update_fields=["reason"])
    note_events(reports, HELD, by=None)
    tell(hold, f"hold-{hold.pk}-{reports[-1].pk}", _on_hold, task=_task)
    return len(reports)


def waited_for(hold):
    """Its reports that are not accepted yet, the oldest first."""
    return hold.reports.exclude(status=ReportStatus.ACCEPTED).for_lists().order_by("year", "pk")


def reason_of(reports):
    """Which reports are missing, as it is kept: in the language of the law."""
    with translation.override("id"):
        names = "; ".join(f"{report.year}, {report.dossier.heading}" for report in reports)
        words = ngettext(
            "the minister has not received this yearly report: %(names)s.",
            "the minister has not received these yearly reports: %(names)s.",
            len(reports),
        )
        return (words % {"names": names})[:2000]


def end_if_all_accepted(report):
    """Called when `report` was accepted, inside that transaction."""
    if report.hold_id is None:
        return
    hold = Hold.objects.select_for_update(of=["self"]).select_related("region").get(pk=report.hold_id)
    if hold.lifted_at or waited_for(hold).exclude(pk=report.pk).exists():
        return
    hold.lifted_at = now()
    hold.save(update_fields=["lifted_at"])
    tell(hold, f"hold-{hold.pk}-over", _over)


@transaction.atomic
def lift(hold, reason, *, by):
    """An evaluator lifts it before the reports are in. Raises Conflict when it is over already."""
    hold.refresh_from_db(from_queryset=Hold.objects.select_for_update())
    if hold.lifted_at:
        raise Conflict(_("Somebody was faster: this hold is over."))
    hold.lifted_at, hold.lifted_by, hold.lift_reason = now(), by, reason
    hold.save(update_fields=["lifted_at", "lifted_by", "lift_reason"])
    note_events(list(waited_for(hold)), HOLD_LIFTED, by=by, note=reason)
    tell(hold, f"hold-{hold.pk}-over", _over, but=by)


def tell(hold, key, sentence, but=None, task=None):
    """Tell all it concerns; with `task` the region has to act."""
    readers = readers_of_hold(hold.region)
    readers = readers.exclude(pk=but.pk) if but else readers
    occasion = (key, reverse("hold-list"), lambda: sentence() % {"region": hold.region})
    if task:
        own = readers_of_hold(hold.region, own=True)
        notify(own, *occasion, kind=NoticeKind.ACT, task=task)
        readers = readers.exclude(pk__in=own.values("pk"))
    notify(readers, *occasion)


def _on_hold():
    return _(
        "%(region)s: new cooperation plans are on hold, a yearly report is missing for one year "
        "(Permendagri 25/2020 art. 38)."
    )


def _task():
    return _("Send the missing reports; the hold ends when they have been accepted.")


def _over():
    return _("%(region)s: the hold is over, new cooperation plans can be sent again.")
