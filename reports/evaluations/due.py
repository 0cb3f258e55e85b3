"""Which agreements in force have to be evaluated, and by whom (P25 33, 39).

A region evaluates when it was asked to, once a year (decision: evaluation is part of a supervision of at least twice
a year), and in the last twelve months of a term that it has not evaluated yet. The ministry follows what a region
sent.
"""

from django.db.models import Case, Exists, F, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce, TruncDate

from agreements.enums import ChangeKind, Status
from agreements.models import AgreementSigning
from agreements.models.expressions import AddYears
from cooperation.working_days import JAKARTA, today
from reports.enums import EvaluationState
from reports.models import Evaluation

#: Years between two evaluations, and before the end of a term.
YEARS = 1


def asked_until():
    """Expression on dossiers: the day for which the region was asked and has not sent; null where there is none."""
    return Subquery(Evaluation.objects.filter(dossier=OuterRef("pk")).asked().values("due_on")[:1])


def with_state(dossiers):
    """Those of `dossiers` in force, with `evaluation_state` and `asked_until`, the day the region was asked for."""
    own = Evaluation.objects.filter(dossier=OuterRef("pk"))
    signed_on = Coalesce("agreement_signed_on", TruncDate("status_since", tzinfo=JAKARTA))
    # As `changes.terms.began_on` says of one dossier.
    terms = AgreementSigning.objects.filter(dossier=OuterRef("pk")).exclude(change__kind=ChangeKind.AMENDMENT)
    began = Coalesce(
        Subquery(terms.order_by("-recorded_at").values(day=Coalesce("effective_on", "signed_on"))[:1]), signed_on
    )
    in_force = dossiers.filter(status=Status.IN_FORCE).annotate(
        asked_until=asked_until(),
        at_ministry=Exists(own.for_ministry()),
        last_evaluated_on=Coalesce("region_evaluated_on", signed_on),
    )
    missing = Q(region_evaluated_on=None) | Q(region_evaluated_on__lt=began)
    ending = Q(ends_on__lte=AddYears(Value(today()), YEARS))
    yearly = Q(last_evaluated_on__lte=AddYears(Value(today()), -YEARS))
    state = Case(
        When(at_ministry=True, then=Value(EvaluationState.MINISTRY)),
        When(Q(asked_until__isnull=False) | yearly | ending & missing, then=Value(EvaluationState.REGION)),
        When(ministry_evaluated_on__isnull=False, then=Value(EvaluationState.GIVEN)),
        default=Value(EvaluationState.NOT_DUE),
    )
    return in_force.annotate(evaluation_state=state)


def in_state(dossiers, state):
    """Those `with_state` in one of them, by what an index or a column finds first."""
    if state == EvaluationState.MINISTRY:
        return dossiers.filter(pk__in=Evaluation.objects.for_ministry().values("dossier"))
    if state == EvaluationState.GIVEN:
        dossiers = dossiers.exclude(ministry_evaluated_on=None)
    return dossiers.filter(evaluation_state=state)


def due_from_regions(dossiers):
    """Those the region has to evaluate, the day it was asked for first, then the nearest end of a term."""
    nearest = (F("asked_until").asc(nulls_last=True), F("ends_on").asc(nulls_last=True), "pk")
    return with_state(dossiers).filter(evaluation_state=EvaluationState.REGION).order_by(*nearest)


def due_from_ministry(dossiers):
    """Those the ministry has to evaluate: what lies with it longest first."""
    waiting = Evaluation.objects.for_ministry()
    return dossiers.filter(pk__in=waiting.values("dossier")).order_by("region_evaluated_on", "pk")
