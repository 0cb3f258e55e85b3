"""What the database itself refuses, whoever writes to it."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.db.models import ProtectedError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from agreements.demonstration.samples import pdf_file
from agreements.enums import DocumentKind
from agreements.guards import years_after
from agreements.models import (
    Agreement,
    AgreementSigning,
    Clock,
    CooperationPlan,
    CouncilReferral,
    Document,
    Dossier,
    DossierEvent,
    IntentSigning,
    Opinion,
    PlanActivity,
    Prerequisite,
    Recommendation,
    Registration,
    Study,
)
from cooperation.uploads import file_fields
from cooperation.working_days import now
from tests.agreements.factories import DossierFactory, EventFactory
from tests.factories import OfficeFactory, UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]

DAY = date(2026, 3, 2)


@pytest.fixture
def dossier(db):
    return DossierFactory()


def refuses(constraint):
    return pytest.raises(IntegrityError, match=constraint)


# History


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE agreements_dossierevent SET note = 'x' WHERE id = %s",
        "UPDATE agreements_dossierevent SET at = now() WHERE id = %s",
        "DELETE FROM agreements_dossierevent WHERE id = %s",
    ],
)
def test_history_of_a_dossier_cannot_be_changed_by_sql(statement):
    event = EventFactory(note="First interest")
    with refuses("append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, [event.pk])
    assert list(DossierEvent.objects.values_list("note", flat=True)) == ["First interest"]


def test_history_of_a_dossier_cannot_be_changed_by_models():
    event = EventFactory()
    event.note = "x"
    for change in (event.save, event.delete, lambda: DossierEvent.objects.update(note="x")):
        with refuses("append-only"), transaction.atomic():
            change()
    assert DossierEvent.objects.get().note == ""


def test_what_has_a_history_cannot_be_deleted(dossier):
    event = EventFactory(dossier=dossier, by=UserFactory(), office=OfficeFactory())
    for kept in (dossier, event.by, event.office):
        with pytest.raises(ProtectedError), transaction.atomic():
            kept.delete()


# Terms

#: Signed on, last day that is allowed after one year.
YEARS = [
    (date(2026, 3, 2), date(2027, 3, 2)),
    (date(2024, 2, 28), date(2025, 2, 28)),
    (date(2024, 2, 29), date(2025, 2, 28)),  # no 29 February in 2025
    (date(2023, 2, 28), date(2024, 2, 28)),  # the leap day that follows is one too many
    (date(2023, 3, 1), date(2024, 3, 1)),
    (date(2024, 12, 31), date(2025, 12, 31)),
]


@pytest.mark.parametrize(("signed_on", "last"), YEARS)
def test_letter_of_intent_runs_one_year_at_most(dossier, signed_on, last):
    IntentSigning.objects.create(dossier=dossier, signed_on=signed_on, expires_on=last)
    longer = IntentSigning(dossier=dossier, signed_on=signed_on, expires_on=last + timedelta(days=1))
    with pytest.raises(ValidationError, match="one year at most"):
        longer.full_clean()
    with refuses("intent_one_year_at_most"), transaction.atomic():
        longer.save()


#: In force from, last day that is allowed after five years.
FIVE_YEARS = [
    (date(2026, 3, 2), date(2031, 3, 2)),
    (date(2024, 2, 29), date(2029, 2, 28)),
    (date(2023, 2, 28), date(2028, 2, 28)),
]


@pytest.mark.parametrize(("effective_on", "last"), FIVE_YEARS)
def test_agreement_runs_five_years_at_most(dossier, effective_on, last):
    AgreementSigning.objects.create(dossier=dossier, effective_on=effective_on, ends_on=last)
    longer = AgreementSigning(dossier=dossier, effective_on=effective_on, ends_on=last + timedelta(days=1))
    with pytest.raises(ValidationError, match="five years at most"):
        longer.full_clean()
    with refuses("signing_five_years_at_most"), transaction.atomic():
        longer.save()


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(day=st.dates(date(1990, 1, 1), date(2090, 12, 31)) | st.just(date(2024, 2, 29)), years=st.integers(1, 5))
def test_guard_and_database_count_the_same_years(db, day, years):
    with connection.cursor() as cursor:
        cursor.execute("SELECT (%s::date + %s * interval '1 year')::date", [day, years])
        assert years_after(day, years) == cursor.fetchone()[0]


def test_unknown_days_of_the_register_are_allowed(dossier):
    IntentSigning.objects.create(dossier=dossier)
    AgreementSigning.objects.create(dossier=dossier, signed_on=DAY)


@pytest.mark.parametrize(
    ("constraint", "model", "fields"),
    [
        ("intent_dates_in_order", IntentSigning, {"signed_on": DAY, "expires_on": DAY - timedelta(days=1)}),
        ("signing_dates_in_order", AgreementSigning, {"effective_on": DAY, "ends_on": DAY - timedelta(days=1)}),
        ("referral_dates_in_order", CouncilReferral, {"received_on": DAY, "decided_on": DAY - timedelta(days=1)}),
        ("agreement_term_five_years_at_most", Agreement, {"term_months": 61}),
        ("agreement_term_five_years_at_most", Agreement, {"term_months": 0}),
        ("prerequisite_one_of_nine", Prerequisite, {"number": 10, "answer": "yes"}),
        ("prerequisite_one_of_nine", Prerequisite, {"number": 0, "answer": "yes"}),
    ],
)
def test_values_out_of_range_are_refused(dossier, constraint, model, fields):
    with refuses(constraint), transaction.atomic():
        model.objects.create(dossier=dossier, **fields)


@pytest.mark.parametrize(
    ("constraint", "fields"),
    [
        ("activity_dates_in_order", {"starts_on": DAY, "ends_on": DAY - timedelta(days=1), "amount": 1}),
        ("activity_amount_not_negative", {"starts_on": DAY, "ends_on": DAY, "amount": -1}),
    ],
)
def test_activity_cannot_end_before_it_begins_or_cost_less_than_nothing(dossier, constraint, fields):
    plan = CooperationPlan.objects.create(dossier=dossier)
    with refuses(constraint), transaction.atomic():
        PlanActivity.objects.create(plan=plan, name="a", unit="b", source="APBD", **fields)


@pytest.mark.parametrize(
    ("constraint", "fields"),
    [("dossier_status_known", {"status": "lost"}), ("dossier_scheme_known", {"scheme": "friendly"})],
)
def test_unknown_status_or_scheme_is_refused(dossier, constraint, fields):
    with refuses(constraint), transaction.atomic():
        Dossier.objects.filter(pk=dossier.pk).update(**fields)


# One at a time


def clock(dossier, **fields):
    return Clock.objects.create(dossier=dossier, name="council", started_on=DAY, due_on=DAY, **fields)


def opinion(dossier, **fields):
    office = OfficeFactory(foreign_affairs=True)
    return Opinion.objects.create(
        dossier=dossier, office=office, step="verifying", due_on=DAY, asked_by=UserFactory(), **fields
    )


def recommendation(dossier, **fields):
    return Recommendation.objects.create(dossier=dossier, step="verifying", move="reject", by=UserFactory(), **fields)


@pytest.mark.parametrize(
    ("constraint", "make", "past"),
    [
        ("clock_one_running", clock, {"state": "met"}),
        ("opinion_one_open_per_office", opinion, {"answer": "support"}),
        ("recommendation_one_standing", recommendation, {"voided_at": now(), "voided_because": "left"}),
        (
            "referral_one_open_per_dossier",
            lambda dossier, **fields: CouncilReferral.objects.create(dossier=dossier, **fields),
            {"outcome": "refused"},
        ),
        (
            "study_one_draft",
            lambda dossier, number=1, **fields: Study.objects.create(dossier=dossier, number=number, **fields),
            {"number": 2, "sent_at": now()},
        ),
    ],
)
def test_only_one_is_open_at_a_time(dossier, constraint, make, past):
    make(dossier)
    make(dossier, **past)
    with refuses(constraint), transaction.atomic():
        make(dossier, **({"number": 3} if constraint == "study_one_draft" else {}))
    make(DossierFactory())


def test_versions_answers_and_numbers_are_unique(dossier):
    Study.objects.create(dossier=dossier, sent_at=now())
    Prerequisite.objects.create(dossier=dossier, number=1, answer="yes")
    copy = Document.objects.create(dossier=dossier, kind=DocumentKind.ISSUED_COPY, **file_fields(pdf_file("salinan")))
    days = {"original_received_on": DAY, "copy_issued_on": DAY, "copy": copy}
    Registration.objects.create(dossier=dossier, number="KSLN/2026/0001", **days)
    for constraint, create in (
        ("study_version_once", lambda: Study.objects.create(dossier=dossier)),
        ("prerequisite_once", lambda: Prerequisite.objects.create(dossier=dossier, number=1, answer="no")),
        (
            "agreements_registration_number",
            lambda: Registration.objects.create(dossier=DossierFactory(), number="KSLN/2026/0001", **days),
        ),
        ("agreements_dossier_number", lambda: DossierFactory(number=dossier.number)),
    ):
        with refuses(constraint), transaction.atomic():
            create()
