"""The Letter of Intent still runs (P25 13(3)); the region is not on hold (P25 38)."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from cooperation.models import Hold
from cooperation.workflow import Problem
from cooperation.working_days import today


def intent_running(act):
    expires_on = act.obj.intent_expires_on
    if expires_on is None:
        yield Problem(_("There is no signed Letter of Intent."), "P25 13", place="renew_intent")
    elif expires_on < today():
        yield Problem(
            _("The Letter of Intent ended on %(date)s. Record a renewed one first.")
            % {"date": date_format(expires_on, "j F Y")},
            "P25 13(3)",
            place="renew_intent",
        )


def no_hold(act):
    hold = act.once("hold", lambda: Hold.objects.active().filter(region=act.obj.region_id).first())
    if hold:
        yield Problem(
            _("New cooperation plans of this region are on hold: %(reason)s") % {"reason": hold.reason},
            "P25 38",
            place="hold",
        )
