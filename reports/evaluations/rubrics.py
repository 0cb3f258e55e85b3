"""Rubrics in versions: the latest one counts, and the first one comes with the site."""

from django.db import transaction
from django.utils.translation import gettext as _

from cooperation import administration
from cooperation.enums import AdministrationAct
from cooperation.exceptions import Conflict
from reports.enums import Point
from reports.models import Rubric

FIRST = {
    "levels_id": ["Sangat kurang", "Kurang", "Cukup", "Baik", "Sangat baik"],
    "levels_en": ["Very poor", "Poor", "Fair", "Good", "Very good"],
    "weights": {
        Point.ACTIVITY.value: 20,
        Point.BENEFIT.value: 25,
        Point.FIT.value: 10,
        Point.CONTACT.value: 10,
        Point.FUNDING.value: 10,
        Point.COMPLIANCE.value: 15,
        Point.OBSTACLES.value: 10,
    },
}


def current():
    """The latest rubric; the site's own, not saved yet, while nobody has written another."""
    return Rubric.objects.order_by("-version").first() or Rubric(version=1, **FIRST)


def kept():
    """The latest rubric as a row, for an evaluation to point to. Call inside a transaction."""
    rubric = current()
    if rubric.pk is None:
        Rubric.objects.bulk_create([rubric], ignore_conflicts=True)
        rubric = current()
    return rubric


@transaction.atomic
def write(values, *, seen, by):
    """Make `values` the next version of the rubric that its writer saw as version `seen`."""
    kept()
    # Of two who save at once the second one waits here.
    before = Rubric.objects.select_for_update().order_by("-version").first()
    if before.version != seen:
        raise Conflict(_("Somebody else has written a new version of the rubric since you opened it."))
    if all(getattr(before, name) == value for name, value in values.items()):
        return before
    written = Rubric.objects.create(version=seen + 1, created_by=by, **values)
    administration.record(AdministrationAct.RUBRIC_WRITTEN, written, by=by)
    return written
