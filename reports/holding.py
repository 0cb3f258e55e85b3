"""Holds: a report missing for one year keeps the region from sending new cooperation plans (P25 38)."""

from collections import defaultdict
from itertools import islice

from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from agreements.recipients import Posts
from cooperation.batches import BATCH, done_of
from cooperation.enums import NoticeKind
from cooperation.exceptions import Conflict
from cooperation.locking import lock
from cooperation.models import Hold
from cooperation.outbox import News, notify_all
from cooperation.working_days import now
from reports.enums import ReportStatus
from reports.events import HELD, HOLD_LIFTED, note_events
from reports.models import AnnualReport
from reports.recipients import readers_of_hold

#: Each may miss very many reports.
REGIONS_AT_ONCE = 50


def raise_holds():
    """Hold every region of which a report is missing for one year; returns how many reports that newly are.

    A report holds once: what an evaluator lifted does not come back the next day.
    """
    missing = AnnualReport.objects.missing_for_a_year().filter(hold=None)
    regions = iter(missing.order_by("dossier__region").values_list("dossier__region", flat=True).distinct())
    held = 0
    while batch := list(islice(regions, REGIONS_AT_ONCE)):
        held += done_of(batch, hold_regions, lambda code: f"The hold of region {code}")
    return held


@transaction.atomic
def hold_regions(codes):
    """One hold of each region for all its missing reports; those that come later join the one that stands."""
    missing = AnnualReport.objects.missing_for_a_year().filter(hold=None, dossier__region__in=codes)
    reports = list(missing.for_lists().select_for_update(of=["self"]).order_by("year", "pk"))
    if not reports:
        return 0
    newest = {report.dossier.region_id: report for report in reports}
    Hold.objects.bulk_create([Hold(region_id=code, reason="-") for code in newest], ignore_conflicts=True)
    found = Hold.objects.active().filter(region__in=newest).select_for_update(of=["self"]).select_related("region")
    holds = {hold.region_id: hold for hold in found}
    # Where an evaluator lifts a hold at this moment, the next run raises one.
    reports = [report for report in reports if report.dossier.region_id in holds]
    for report in reports:
        report.hold = holds[report.dossier.region_id]
    AnnualReport.objects.bulk_update(reports, ["hold"], batch_size=BATCH)
    waiting = defaultdict(list)
    for report in waited_for(holds.values()):
        waiting[report.hold_id].append(report)
    for hold in holds.values():
        hold.reason = reason_of(waiting[hold.pk])
    Hold.objects.bulk_update(holds.values(), ["reason"])
    note_events(reports, HELD, by=None)
    tell(holds.values(), lambda hold: f"hold-{hold.pk}-{newest[hold.region_id].pk}", _on_hold, task=_task)
    return len(reports)


def waited_for(holds):
    """Their reports that are not accepted yet, the oldest first."""
    reports = AnnualReport.objects.filter(hold__in=holds).exclude(status=ReportStatus.ACCEPTED)
    return reports.for_lists().order_by("year", "pk")


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
    if hold.lifted_at or waited_for([hold]).exclude(pk=report.pk).exists():
        return
    hold.lifted_at = now()
    hold.save(update_fields=["lifted_at"])
    tell([hold], _key_of_end, _over)


@transaction.atomic
def only_if_it_stands(hold):
    if hold.lifted_at:
        raise Conflict(_("Somebody was faster: this hold is over."), url=reverse("hold-list"))


def lift(hold, reason, *, by):
    """An evaluator lifts it before the reports are in. Raises Conflict when it is over already."""
    lock(hold)
    only_if_it_stands(hold)
    hold.lifted_at, hold.lifted_by, hold.lift_reason = now(), by, reason
    hold.save(update_fields=["lifted_at", "lifted_by", "lift_reason"])
    note_events(list(waited_for([hold])), HOLD_LIFTED, by=by, note=reason)
    tell([hold], _key_of_end, _over, but=by)


def tell(holds, key, sentence, but=None, task=None):
    """Tell all whom each hold concerns; with `task` the region has to act."""
    posts, told = Posts(), []
    for hold in holds:
        own, others = readers_of_hold(hold.region, posts)
        occasion = (key(hold), reverse("hold-list"), lambda hold=hold: sentence() % {"region": hold.region})
        if task:
            told.append(News(own, *occasion, kind=NoticeKind.ACT, task=task))
        else:
            others = [*own, *others]
        told.append(News([pk for pk in others if but is None or pk != but.pk], *occasion))
    notify_all(told)


def _key_of_end(hold):
    return f"hold-{hold.pk}-over"


def _on_hold():
    return _(
        "%(region)s: new cooperation plans are on hold, a yearly report is missing for one year "
        "(Permendagri 25/2020 art. 38)."
    )


def _task():
    return _("Send the missing reports; the hold ends when they have been accepted.")


def _over():
    return _("%(region)s: the hold is over, new cooperation plans can be sent again.")
