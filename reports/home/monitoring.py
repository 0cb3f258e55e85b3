"""What waits for whoever monitors agreements in force: the ministry's evaluators, and governors."""

from datetime import timedelta

from django.db.models import OuterRef, Subquery
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from agreements.models import Dossier
from cooperation.working_days import today
from reports.enums import MonitoringState
from reports.models import Monitoring
from reports.monitoring import visits
from reports.rules import PLAN_VISITS, monitoring_desk

from .tasks import Wanted, about, list_url

#: Calendar days before its day from which a planned visit stands here.
SOON = 14
#: Agreements in force are many; the list holds them all.
MOST = 5


def of_monitoring(user):
    """Visits that come near, findings to write and to send; then agreements this half-year still owes one."""
    if not user.has_perm(PLAN_VISITS):
        return
    office = monitoring_desk(user).office
    near = Monitoring.objects.unfinished().filter(office=office, planned_on__lte=today() + timedelta(days=SOON))
    own = near.filter(dossier=OuterRef("pk")).order_by("planned_on", "pk")
    columns = {"visit": "pk", "visit_on": "planned_on", "visit_state": "state"}
    of_visit = {name: Subquery(own.values(column)[:1]) for name, column in columns.items()}
    planned = Dossier.objects.visible_to(user).filter(pk__in=near.values("dossier"))
    due = visits.due_this_half(visits.watched(office), office).exclude(pk__in=near.values("dossier"))
    yield Wanted(
        "monitoring",
        _("Monitoring still due this half-year"),
        planned.annotate(**of_visit).order_by("visit_on", "pk"),
        monitoring_task,
        list_url("visit-list", half="due"),
        then=due.order_by("agreement_signed_on", "pk"),
        most=MOST,
        beside=of_visit,
    )


def monitoring_task(dossier):
    if dossier.visit is None:
        words = _("Not monitored in this half-year, and nothing is planned until %(date)s.")
        last = visits.half_year()[1]
        return about(
            dossier,
            words % {"date": date_format(last, "j F Y")},
            url=f"{reverse('visits-plan')}?dossier={dossier.number}",
            action=_("Plan monitoring"),
            due_on=last,
        )
    if dossier.visit_state == MonitoringState.HELD:
        words, act, action = _("Monitored: send the findings."), "send", _("Send the findings")
    else:
        words, act, action = _("Monitoring on %(date)s: write what it found."), "record", _("Record what was found")
    return about(
        dossier,
        words % {"date": date_format(dossier.visit_on, "j F Y")},
        url=reverse(f"reports:monitoring-{act}", args=[dossier.number, dossier.visit]),
        action=action,
        due_on=dossier.visit_on,
    )
