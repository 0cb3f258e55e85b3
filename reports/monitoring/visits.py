"""The plan of visits: which agreements in force an office has monitored in a year, and how often it still has to."""

from datetime import date

from django.db.models import Count, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from agreements.enums import Status
from agreements.models import Dossier
from agreements.models.expressions import how_many
from cooperation.enums import OfficeKind
from cooperation.working_days import today
from reports.models import Monitoring

#: At least, in each calendar year (P25 39).
A_YEAR = 2


def watched(office):
    """Agreements in force that `office` monitors: the ministry all, a province those of its kabupaten and kota."""
    in_force = Dossier.objects.filter(status=Status.IN_FORCE)
    if office.kind == OfficeKind.HOME_AFFAIRS:
        return in_force.exclude(first_sent_at=None)
    return in_force.filter(province=office.region_id).exclude(region=F("province"))


def in_year(dossiers, year):
    """Those that were signed by the end of `year`."""
    return dossiers.filter(Q(agreement_signed_on=None) | Q(agreement_signed_on__lte=date(year, 12, 31)))


def with_visits(dossiers, office, year):
    """Annotates how often `office` monitored each in `year`, another office did, and the next day it has planned."""
    held = Monitoring.objects.of_year(year)
    planned = Monitoring.objects.planned().filter(dossier=OuterRef("pk"), office=office).order_by("planned_on", "pk")
    return dossiers.annotate(
        monitored=Coalesce(how_many(held.filter(office=office)), 0),
        by_others=Coalesce(how_many(held.exclude(office=office)), 0),
        next_visit=Subquery(planned.values("pk")[:1]),
        next_visit_on=Subquery(planned.values("planned_on")[:1]),
    )


def monitored(office, year, times):
    """Keys of dossiers that `office` has monitored in `year` that often at least."""
    held = Monitoring.objects.of_year(year).filter(office=office).order_by().values("dossier")
    return held.annotate(n=Count("pk")).filter(n__gte=times).values("dossier")


def times(dossiers, office, year, how_often):
    """Those of `dossiers` monitored so often: the last number counts for more, too."""
    found = dossiers.filter(pk__in=monitored(office, year, how_often)) if how_often else dossiers
    return found if how_often >= A_YEAR else found.exclude(pk__in=monitored(office, year, how_often + 1))


def summary(dossiers, office, year):
    """{never, once, twice: how many, missing: monitorings until all have had theirs}; one query."""
    found = dossiers.aggregate(
        all=Count("pk"),
        once=Count("pk", filter=Q(pk__in=monitored(office, year, 1))),
        twice=Count("pk", filter=Q(pk__in=monitored(office, year, A_YEAR))),
    )
    never, once = found["all"] - found["once"], found["once"] - found["twice"]
    return {"never": never, "once": once, "twice": found["twice"], "missing": never * A_YEAR + once}


def half_year():
    """First and last day of the half-year that runs."""
    this = today()
    if this.month <= 6:
        return date(this.year, 1, 1), date(this.year, 6, 30)
    return date(this.year, 7, 1), date(this.year, 12, 31)


def due_this_half(dossiers, office):
    """Those of `dossiers` that `office` has not monitored in this half-year, and does not plan to."""
    half = half_year()
    own = Monitoring.objects.filter(office=office)
    held, planned = own.filter(held_on__range=half), own.planned().filter(planned_on__range=half)
    return dossiers.exclude(pk__in=held.values("dossier")).exclude(pk__in=planned.values("dossier"))
