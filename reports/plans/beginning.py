"""A new plan begins from last year's activities, from those of the cooperation plan (RKS), or empty."""

import re
from datetime import date

from agreements.models import PlanActivity
from reports.models import PlannedActivity
from reports.models.plan import PLANNED

#: How sources of the RKS are written that are the region's own budget, or the partner.
_REGION = re.compile(r"\bAPBD\b|anggaran daerah", re.IGNORECASE)
_PARTNER = re.compile(r"\bmitra\b|\bpartner\b", re.IGNORECASE)


def last_years(dossier, year):
    """What was planned for the year before, dated a year later."""
    rows = PlannedActivity.objects.filter(plan__dossier=dossier, plan__year=year - 1)
    return [
        PlannedActivity(**{name: getattr(row, name) for name in PLANNED} | {"due_on": _in_year(row.due_on, year)})
        for row in rows
    ]


def of_cooperation_plan(dossier, year):
    """Activities of the RKS that fall into the year. Who does what, place and people are still to be written."""
    versions = dossier.cooperationplan_versions.sent()
    running = PlanActivity.objects.filter(
        plan=versions.order_by("-number").values("pk")[:1], starts_on__year__lte=year, ends_on__year__gte=year
    )
    return [
        PlannedActivity(
            what=one.name,
            unit=one.unit,
            due_on=min(one.ends_on, date(year, 12, 31)),
            expected_result=one.target,
            **_money(one),
        )
        for one in running
    ]


#: What a plan may begin with, under the names the form sends.
BEGINNINGS = {"last_year": last_years, "cooperation_plan": of_cooperation_plan}


def _in_year(day, year):
    """The same day of another year; 29 February becomes the 28th."""
    try:
        return day.replace(year=year)
    except ValueError:
        return day.replace(year=year, day=28)


def _money(activity):
    """The RKS names one source in words; where they name both sides nobody can say how much is whose."""
    region, partner = bool(_REGION.search(activity.source)), bool(_PARTNER.search(activity.source))
    if region and not partner:
        return {"region_money": activity.amount}
    if partner and not region:
        return {"partner_money": activity.amount}
    return {"other_money": activity.amount, "other_source": activity.source}
