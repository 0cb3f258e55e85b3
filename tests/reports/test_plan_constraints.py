"""What the database itself refuses of plans, logs and indicators, whoever writes to it."""

from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction

from tests.reports.factories import (
    ActivityLogFactory,
    AnnualPlanFactory,
    IndicatorFactory,
    IndicatorValueFactory,
    PlannedActivityFactory,
)

pytestmark = pytest.mark.django_db


def twice(factory, *same):
    def make():
        first = factory()
        factory(**{name: getattr(first, name) for name in same})

    return make


@pytest.mark.parametrize(
    ("constraint", "make"),
    [
        ("annual_plan_once_a_year", twice(AnnualPlanFactory, "dossier")),
        ("annual_plan_agreed_with_a_file", lambda: AnnualPlanFactory(agreed_on=date(2026, 1, 5))),
        ("annual_plan_year_in_range", lambda: AnnualPlanFactory(year=1026)),
        ("plannedactivity_money_not_negative", lambda: PlannedActivityFactory(partner_money=-1)),
        ("plannedactivity_other_source_named", lambda: PlannedActivityFactory(other_money=1)),
        ("activitylog_moved_has_day", lambda: ActivityLogFactory(kind="moved")),
        ("activitylog_moved_has_day", lambda: ActivityLogFactory(moved_to=date(2026, 9, 1))),
        ("corrects_id", lambda: [ActivityLogFactory(corrects=one) for one in [ActivityLogFactory()] * 2]),
        ("indicator_once", twice(IndicatorFactory, "dossier", "name")),
        ("indicator_value_once_a_year", twice(IndicatorValueFactory, "indicator")),
    ],
)
def test_the_database_refuses(constraint, make):
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        make()


@pytest.mark.parametrize("statement", ["UPDATE reports_activitylog SET note = 'x'", "DELETE FROM reports_activitylog"])
def test_the_log_is_append_only(statement):
    ActivityLogFactory()
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
