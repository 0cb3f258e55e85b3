"""What the dossier page shows of this application: its tab, and its events in words."""

from django.utils.translation import gettext_lazy as _

from agreements.enums import Status
from agreements.models import Dossier
from agreements.tabs import Tab
from cooperation.working_days import today
from reports.evaluations.lifecycle import MOVES as EVALUATION_MOVES
from reports.plans.years import unplanned

HISTORY = {
    "year_plan_begun": _("Yearly plan begun"),
    "year_plan_agreed": _("Yearly plan agreed with the partner"),
    "year_activity_added": _("Activity added to the yearly plan"),
    "year_activity_edited": _("Activity of the yearly plan changed"),
    "year_activity_deleted": _("Activity removed from the yearly plan"),
    "activity_done": _("Activity carried out"),
    "activity_moved": _("Activity moved to another day"),
    "activity_dropped": _("Activity dropped"),
    "activity_log_corrected": _("Log of an activity corrected"),
    "activity_files_added": _("Photos or files of an activity added"),
    "progress_noted": _("Progress note written"),
    "indicator_added": _("Indicator added"),
    "indicator_edited": _("Indicator changed"),
    "indicator_measured": _("Indicator measured"),
    "evaluation_asked": _("Ministry asked the region to evaluate"),
    **{move.name: move.done for move in EVALUATION_MOVES},
    "partner_view_recorded": _("View of the partner recorded"),
    "monitoring_planned": _("Monitoring planned"),
    "monitoring_moved": _("Monitoring moved to another day"),
    "monitoring_cancelled": _("Monitoring cancelled"),
    "monitoring_held": _("Monitoring carried out"),
    "monitoring_sent": _("Findings of monitoring sent"),
}

#: Offices that were asked for an opinion on the way do not read of it.
OF_FOLLOWERS = (
    *(name for name in HISTORY if name.startswith("monitoring_")),
    *("evaluation_asked", *(move.name for move in EVALUATION_MOVES), "partner_view_recorded"),
)

#: Sources of money, and their sum.
MONEY = {
    "region_money": _("Regional budget (APBD)"),
    "partner_money": _("Partner"),
    "other_money": _("Other sources"),
    "total": _("Total"),
}


def _count(dossier):
    """This year without a plan that was agreed is urgent."""
    if dossier.status != Status.IN_FORCE:
        return 0, False
    missing = not dossier.annual_plans.filter(year=today().year).exclude(agreed_on=None).exists()
    return int(missing), missing


IMPLEMENTATION = Tab(
    name="reports:implementation",
    label=_("Implementation"),
    shown=lambda user, dossier: user.has_perm("agreements.read_implementation", dossier),
    count=_count,
)


def _evaluations(dossier):
    """What was asked for, or sent and waits for the ministry."""
    waiting = (dossier.evaluations.asked() | dossier.evaluations.for_ministry()).exists()
    return int(waiting), waiting


EVALUATIONS = Tab(
    name="reports:evaluations",
    label=_("Evaluation"),
    shown=IMPLEMENTATION.shown,
    count=_evaluations,
)

#: Name of the clock in the filter of dossiers, its words, what it finds.
UNPLANNED = ("unplanned", _("no yearly plan for this year"), lambda: unplanned(Dossier.objects.all()))

TIMELINE = Tab("reports:timeline", _("Timeline"), lambda user, dossier: True, lambda dossier: (0, False))
