"""History can be written and read; the database itself refuses to change it."""

import pytest
from django.db import IntegrityError, connection, transaction

from cooperation.models import AdministrationEvent, PartnerEvent
from tests.factories import PartnerFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(params=["partner", "administration"])
def event(request):
    if request.param == "partner":
        return PartnerEvent.objects.create(name="proposed", partner=PartnerFactory())
    return AdministrationEvent.objects.create(name="holiday_added", subject="2026-08-17")


@pytest.mark.parametrize(
    "statement", ["UPDATE {table} SET note = 'x' WHERE id = %s", "DELETE FROM {table} WHERE id = %s"]
)
def test_events_cannot_be_changed_by_sql(event, statement):
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement.format(table=event._meta.db_table), [event.pk])
    event.refresh_from_db()
    assert event.note == ""


def test_events_cannot_be_changed_by_models(event):
    event.note = "x"
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        event.save()
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        event.delete()
    assert type(event).objects.get().note == ""
