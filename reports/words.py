"""What the dossier page shows of this application: its tab, and its events in words."""

from django.utils.translation import gettext_lazy as _

from agreements.enums import Status
from agreements.tabs import Tab
from cooperation.working_days import today

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
    "indicator_added": _("Indicator added"),
    "indicator_edited": _("Indicator changed"),
    "indicator_measured": _("Indicator measured"),
}

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

TIMELINE = Tab("reports:timeline", _("Timeline"), lambda user, dossier: True, lambda dossier: (0, False))
