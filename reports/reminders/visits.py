"""Monitoring that was planned (P25 39): its office is reminded, and the region of its day."""

from django.utils.translation import gettext as _

from agreements.recipients import ROLES, readers
from cooperation.batches import batches
from cooperation.enums import Role
from cooperation.reminders import Due, in_words
from cooperation.working_days import today
from reports.models import Monitoring

from .table import REGION_OF_VISIT, VISIT, within

#: Who monitors, in the office that planned it.
MONITORS = (Role.EVALUATOR, Role.OFFICER, Role.HEAD)


def dues(posts):
    planned = Monitoring.objects.planned().filter(planned_on__range=within(VISIT + REGION_OF_VISIT))
    for monitorings in batches(planned.select_related("dossier__region", "dossier__partner", "office")):
        for monitoring in monitorings:
            yield due(monitoring, posts)


def due(monitoring, posts):
    dossier = monitoring.dossier
    return Due(
        record=f"visit-{monitoring.pk}",
        due_on=monitoring.planned_on,
        passed=(today() - monitoring.planned_on).days,
        steps=VISIT + REGION_OF_VISIT,
        people=lambda whom: (
            readers(whom, dossier, posts) if whom in ROLES else posts.of(MONITORS, monitoring.office_id)
        ),
        url=monitoring.get_absolute_url,
        sentence=lambda _whom: sentence(monitoring),
        task=task,
    )


def sentence(monitoring):
    words = _("%(dossier)s: the monitoring by %(office)s is planned on %(date)s (Permendagri 25/2020 art. 39).")
    if monitoring.is_late:
        words = _("%(dossier)s: the monitoring by %(office)s was planned on %(date)s (Permendagri 25/2020 art. 39).")
    facts = {"dossier": monitoring.dossier.heading, "office": monitoring.office}
    return words % (facts | {"date": in_words(monitoring.planned_on)})


def task(whom):
    if whom == "officers":
        return _("Have what was carried out at hand: the yearly plan, its log and its papers.")
    return _("Carry it out and send what it found, or move it and say why.")
