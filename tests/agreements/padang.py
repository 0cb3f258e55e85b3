"""A dossier of Kota Padang in any status, and its people in front of a browser that reads English."""

from datetime import date

from django.urls import reverse

from agreements.enums import Status
from agreements.models import PlanActivity
from tests.agreements.factories import DossierFactory
from tests.client import AuditingClient
from tests.people import region


def dossier_of_padang(status=Status.STUDYING, **fields):
    return DossierFactory(region=region("13.71"), status=status, sent=status != Status.INITIATED, **fields)


def reading(user):
    """A client signed in as `user`, who reads English."""
    user.language = "en"
    user.save(update_fields=["language"])
    return AuditingClient().login(user)


def address(name, dossier, *extra):
    return reverse(f"agreements:{name}", args=[dossier.number, *extra])


def events(dossier):
    """Names of the dossier's events, oldest first."""
    return list(dossier.events.order_by("pk").values_list("name", flat=True))


def activity(plan, **fields):
    """A costed activity of a plan."""
    given = {
        "name": "Training of fishers",
        "unit": "Dinas Kelautan dan Perikanan",
        "amount": 450_000_000,
        "source": "APBD",
        "starts_on": date(2027, 1, 1),
        "ends_on": date(2028, 12, 31),
    }
    return PlanActivity.objects.create(plan=plan, **given | fields)
