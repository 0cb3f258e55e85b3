"""Dormant agreements: in force without an activity or a contact for twelve months. Dates say it, no status."""

from datetime import date, datetime

import pytest

from agreements.enums import Status
from agreements.models import AgreementSigning, Contact, Dossier
from agreements.records import add_contact, edit_contact
from agreements.services import ROAD
from cooperation import changes
from cooperation.working_days import JAKARTA, on_date
from reports import last_activity
from reports.models import ActivityLog
from reports.plans.writing import log_activity
from tests.agreements.factories import DossierFactory
from tests.people import region
from tests.reports.factories import AnnualPlanFactory, PlannedActivityFactory

pytestmark = pytest.mark.django_db

DAY = date(2026, 3, 2)


def in_force(**fields):
    fields = {"region": region("13.71"), "sent": True, "status": Status.IN_FORCE} | fields
    return DossierFactory(**fields)


@pytest.mark.parametrize(
    ("today", "last", "dormant"),
    [
        (date(2026, 3, 2), date(2025, 3, 1), True),
        (date(2026, 3, 2), date(2025, 3, 2), False),
        (date(2028, 2, 29), date(2027, 2, 27), True),
        (date(2028, 2, 29), date(2027, 2, 28), False),
        (date(2026, 3, 2), None, False),
    ],
)
def test_agreement_is_dormant_when_twelve_months_have_passed(today, last, dormant):
    one = in_force(last_activity_on=last)
    with on_date(today):
        assert one.is_dormant is Dossier.objects.dormant().filter(pk=one.pk).exists() is dormant


def test_nothing_but_what_is_in_force_is_dormant():
    for status in (Status.DRAFTING, Status.ENDED, Status.EXPIRED, Status.SUSPENDED):
        assert not in_force(status=status, last_activity_on=date(2020, 1, 1)).is_dormant
    assert not Dossier.objects.dormant().exists()


def test_what_was_carried_out_and_said_counts_and_corrections_follow(officer_padang):
    with on_date(DAY):
        dossier = in_force(ends_on=date(2028, 5, 31))
        activity = PlannedActivityFactory(plan=AnnualPlanFactory(dossier=dossier, year=2026, agreed=True))
        last_activity.follow_missing()
        seen = [stored(dossier)]

        def logged(kind, on, corrects=None, **fields):
            entry = ActivityLog(kind=kind, on=on, note="Berjalan.", **fields)
            log_activity(activity, entry, [], by=officer_padang, corrects=corrects)
            seen.append(stored(dossier))
            return entry

    with on_date(date(2026, 9, 30)):
        wrong = logged("done", date(2026, 9, 20))
        logged("done", date(2026, 5, 4), corrects=wrong)
        logged("moved", date(2026, 9, 25), moved_to=date(2026, 12, 1))
        contact = Contact(way="remote", held_on=date(2026, 8, 1), participants="A; B", summary="C")
        add_contact(dossier, contact, file=None, by=officer_padang)
        seen.append(stored(dossier))
        contact.held_on = date(2026, 7, 1)
        fingerprint = changes.fingerprint(Contact.objects.get(), ["held_on"])
        edit_contact(dossier, contact, ["held_on"], seen=fingerprint, file=None, by=officer_padang)
        seen.append(stored(dossier))
    assert seen == [
        DAY,  # came in force
        date(2026, 9, 20),
        date(2026, 5, 4),
        date(2026, 5, 4),
        date(2026, 8, 1),
        date(2026, 7, 1),
    ]


def test_dossier_that_comes_in_force_begins_with_that_day(approver, officer_padang):
    dossier = in_force(status=Status.SIGNED, agreement_signed_on=date(2025, 11, 3), ends_on=date(2029, 1, 1))
    AgreementSigning.objects.create(dossier=dossier, signed_on=date(2025, 11, 3), effective_on=date(2025, 11, 3))
    with on_date(DAY):
        ROAD.perform(dossier, "register", by=approver, data={"original_received_on": DAY})
    assert stored(dossier) == DAY


def test_what_was_taken_over_begins_with_what_the_register_knows():
    """In force since the signature where the register knows it, since the day of the import where it does not."""
    with on_date(DAY):
        signed = in_force(origin="register", status_since=date_time(2012, 5, 1))
        effective = in_force(origin="register", status_since=date_time(2024, 5, 1))
        AgreementSigning.objects.create(dossier=effective, effective_on=date(2024, 8, 17))
        AgreementSigning.objects.create(dossier=effective)
        unknown = in_force(origin="register")
        on_the_road = in_force(status=Status.DRAFTING)
        assert last_activity.follow_missing() == 3
        assert last_activity.follow_missing() == 0
        assert [stored(one) for one in (signed, effective, unknown, on_the_road)] == [
            date(2012, 5, 1),
            date(2024, 8, 17),
            DAY,
            None,
        ]
        assert set(Dossier.objects.dormant()) == {signed, effective}


def stored(dossier):
    return Dossier.objects.values_list("last_activity_on", flat=True).get(pk=dossier.pk)


def date_time(*day):
    return datetime(*day, tzinfo=JAKARTA)
