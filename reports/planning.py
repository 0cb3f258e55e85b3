"""Rows of reports for the calendar of a term: made when a dossier comes in force, made anew when the term changes.

What is open and untouched follows the term: it is added, moved or dropped. What holds data stays as it is.
"""

from collections import defaultdict
from functools import reduce
from operator import or_

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import TruncDate
from django.utils.timezone import localdate

from agreements.enums import Status
from agreements.models import AgreementSigning, Dossier, DossierEvent
from cooperation.batches import batches
from cooperation.working_days import JAKARTA, today
from reports import schedule
from reports.models import AnnualReport


def replan(dossiers):
    """Bring the reports of these dossiers in line with their terms; returns how many were added.

    Call inside a transaction. It takes the same number of queries for one dossier and for a batch of them.
    """
    wanted = calendars(dossiers)
    there = defaultdict(set)
    for pk, year in AnnualReport.objects.filter(dossier__in=dossiers).order_by().values_list("dossier", "year"):
        there[pk].add(year)
    AnnualReport.objects.bulk_create(
        new := [report_for(dossier, year) for dossier in dossiers for year in wanted[dossier.pk] - there[dossier.pk]],
        ignore_conflicts=True,
    )
    over = [Q(dossier=one.pk, year__in=years) for one in dossiers if (years := there[one.pk] - wanted[one.pk])]
    if over:
        # Locked first: what somebody begins to write now is touched, and stays.
        dropped = AnnualReport.objects.untouched().filter(reduce(or_, over)).select_for_update(of=["self"])
        AnnualReport.objects.filter(pk__in=[report.pk for report in dropped]).delete()
    return len(new)


def report_for(dossier, year):
    return AnnualReport(
        dossier=dossier,
        year=year,
        due_on=schedule.due_on(dossier.tier, year),
        forward_due_on=schedule.forward_due_on(dossier.tier, year),
    )


def calendars(dossiers):
    """{dossier: years with a report}, by when it was in force here, whatever it was before it was registered."""
    moves = (
        DossierEvent.objects.filter(dossier__in=dossiers)
        .filter(Q(from_status=Status.IN_FORCE) | Q(to_status=Status.IN_FORCE))
        .annotate(day=TruncDate("at", tzinfo=JAKARTA))
        .order_by("at", "pk")
        .values_list("dossier", "from_status", "to_status", "day")
    )
    periods = defaultdict(list)
    for pk, came_from, went_to, day in moves:
        running = periods[pk] and periods[pk][-1][1] is None
        if went_to == Status.IN_FORCE and not running:
            periods[pk].append((day, None))
        elif came_from == Status.IN_FORCE != went_to and running:
            periods[pk][-1] = (periods[pk][-1][0], day)
    for dossier in dossiers:
        if dossier.status == Status.IN_FORCE and not periods[dossier.pk]:
            periods[dossier.pk].append((localdate(dossier.status_since, JAKARTA), None))
    newest = (
        AgreementSigning.objects.originals().filter(dossier__in=dossiers).order_by("dossier", "-recorded_at", "-pk")
    )
    effective = dict(newest.distinct("dossier").values_list("dossier", "effective_on"))
    found = {}
    for dossier in dossiers:
        spans = schedule.within_term(periods[dossier.pk], effective.get(dossier.pk), dossier.ends_on)
        found[dossier.pk] = schedule.years(spans, dossier.ends_on or today())
    return found


def plan_missing():
    """Plan dossiers in force that have no report for a year they should have; returns how many reports were made.

    Those are taken over from the register, or run without a known end: theirs is planned year by year.
    """
    reports = AnnualReport.objects.filter(dossier=OuterRef("pk"))
    without = Q(~Exists(reports)) | Q(ends_on=None) & ~Exists(reports.filter(year=today().year))
    made = 0
    for dossiers in batches(Dossier.objects.filter(status=Status.IN_FORCE).filter(without)):
        with transaction.atomic():
            made += replan(dossiers)
    return made
