"""Yearly plans that were not agreed yet (P25 26)."""

from datetime import date, datetime, time

from django.db.models import Q
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from agreements.enums import Status
from agreements.models import Dossier
from agreements.recipients import readers
from cooperation.batches import batches
from cooperation.reminders import Due, in_words
from cooperation.working_days import JAKARTA, today
from reports import schedule
from reports.plans.years import agreed_plan

from .table import PLAN, within


def dues(posts):
    first, last = within(PLAN)
    for year in (today().year, today().year + 1):
        if date(year - 1, 12, 31) > last:
            continue  # no plan is due before the eve of its year
        for dossiers in batches(unplanned(year, first, last).select_related("region", "partner")):
            for dossier in dossiers:
                due_on = schedule.plan_due_on(year, localdate(dossier.status_since, JAKARTA))
                if first <= due_on <= last:
                    yield due(dossier, year, due_on, posts)


def unplanned(year, first, last):
    """Agreements in force without a plan of this year whose day may lie between two days."""
    running = Q(ends_on=None) | Q(ends_on__gte=max(date(year, 1, 1), today()))
    in_force = Dossier.objects.filter(running, ~agreed_plan(year), status=Status.IN_FORCE)
    if first <= date(year - 1, 12, 31) <= last:
        return in_force
    # Only of those that came in force lately: their first plan is due later.
    since = datetime.combine(first - schedule.FIRST_PLAN_DAYS, time(), JAKARTA)
    return in_force.filter(status_since__gte=since)


def due(dossier, year, due_on, posts):
    return Due(
        record=f"plan-{dossier.pk}-{year}",
        due_on=due_on,
        passed=(today() - due_on).days,
        steps=PLAN,
        people=lambda whom: readers(whom, dossier, posts),
        url=lambda: reverse("reports:implementation", args=[dossier.number]),
        sentence=lambda _whom: sentence(dossier, year, due_on),
        task=task,
    )


def sentence(dossier, year, due_on):
    words = _("%(dossier)s: the yearly plan %(year)s is due by %(date)s (Permendagri 25/2020 art. 26).")
    if due_on < today():
        words = _("%(dossier)s: the yearly plan %(year)s was due on %(date)s (Permendagri 25/2020 art. 26).")
    return words % {"dossier": dossier.heading, "year": year, "date": in_words(due_on)}


def task(whom):
    if whom == "evaluators":
        return _("Ask the region for its plan.")
    return _("Draw up the plan, agree on it with the partner, and record that.")
