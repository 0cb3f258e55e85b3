"""The years of a term, and where the plan of each stands (P25 26; decision: by 31 December before)."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Case, Count, Exists, F, Min, OuterRef, Q, Value, When
from django.db.models.functions import Coalesce
from django.utils.timezone import localdate

from agreements.enums import Status
from agreements.models.dossier import a_year_ago
from cooperation.working_days import JAKARTA, today
from reports import schedule
from reports.enums import YearState
from reports.models import AnnualPlan

#: From this month on the next year is to be planned.
PLANNING_MONTH = 10


@dataclass(frozen=True)
class Year:
    """One year of a dossier; `plan` is its plan, with `how_many` activities, or None."""

    number: int
    plan: AnnualPlan | None
    #: Last day for the plan.
    due_on: date | None = None

    @property
    def state(self):
        if self.plan is not None:
            return YearState.AGREED if self.plan.is_agreed else YearState.DRAWN_UP
        this = today().year
        if self.number == this:
            return YearState.UNPLANNED
        return YearState.MISSED if self.number < this else YearState.TO_PLAN


def span(dossier):
    """First and last year that may be planned: those of the term that this register has known, up to next year."""
    begins = dossier.agreement_signings.aggregate(first=Min(Coalesce("effective_on", "signed_on")))["first"]
    first = max(begins.year, dossier.created_at.year) if begins else dossier.created_at.year
    last = today().year + 1
    return first, min(last, dossier.ends_on.year) if dossier.ends_on else last


def years_of(dossier):
    """Newest first. What was planned or is to be reported stays once the agreement ended; no plan is due then."""
    plans = dossier.annual_plans.annotate(how_many=Count("activities")).select_related("agreed_file")
    planned = {plan.year: plan for plan in plans}
    numbers, due_on = set(planned), {}
    if dossier.status == Status.IN_FORCE:
        first, last = span(dossier)
        numbers |= set(range(first, last + 1))
        since = localdate(dossier.status_since, JAKARTA)
        due_on = {number: schedule.plan_due_on(number, since) for number in numbers}
    else:
        numbers |= set(dossier.annual_reports.begun().values_list("year", flat=True))
    return [Year(number, planned.get(number), due_on.get(number)) for number in sorted(numbers, reverse=True)]


def may_be_planned(dossier, year):
    first, last = span(dossier)
    return dossier.status == Status.IN_FORCE and first <= year <= last


def agreed_plan(year):
    """Condition on dossiers: the plan of this year was agreed with the partner."""
    return Exists(AnnualPlan.objects.filter(dossier=OuterRef("pk"), year=year).exclude(agreed_on=None))


def unplanned(dossiers):
    """Those of `dossiers` whose known term goes on in a year without a plan that was agreed."""
    return dossiers.filter(~agreed_plan(today().year), status=Status.IN_FORCE, ends_on__gte=today())


def plan_columns():
    """Of dossiers in force: `plan_year`, this year before the next, of the plan that is missing; `plan_begun`.

    None where no plan is missing, or the term is not known. Next year counts from October on, where the term
    reaches it.
    """
    this = today().year
    wanted = [When(Q(ends_on__gte=today()) & ~agreed_plan(this), then=Value(this))]
    if today().month >= PLANNING_MONTH:
        wanted.append(When(Q(ends_on__gte=date(this + 1, 1, 1)) & ~agreed_plan(this + 1), then=Value(this + 1)))
    begun = AnnualPlan.objects.filter(dossier=OuterRef("pk"), year=OuterRef("plan_year"))
    return {"plan_year": Case(*wanted), "plan_begun": Exists(begun)}


def to_carry_out(dossiers):
    """Those of `dossiers` in force that lack something: the end of the term, a plan that was agreed, any activity.

    With `plan_columns`.
    """
    dormant = Q(last_activity_on__lt=a_year_ago())
    return (
        dossiers.filter(status=Status.IN_FORCE)
        .annotate(**plan_columns())
        .filter(Q(ends_on=None) | Q(plan_year__isnull=False) | dormant)
        .order_by(F("plan_year").asc(nulls_last=True), "-agreement_signed_on", "pk")
    )
