"""What must be ready before a report moves (P25 35-37)."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cooperation.workflow import Problem
from cooperation.working_days import today
from reports import schedule


def year_is_over(act):
    opens_on = schedule.opens_on(act.obj.year)
    if today() < opens_on:
        yield Problem(
            _("The year is not over: the report can be sent from %(date)s on.")
            % {"date": date_format(opens_on, "j F Y")},
            "P25 35, 36",
        )


def parts_filled(act):
    missing = act.obj.missing_parts()
    if missing:
        words = ngettext(
            "%(count)s of the nine parts is still empty: %(parts)s.",
            "%(count)s of the nine parts are still empty: %(parts)s.",
            len(missing),
        )
        names = ", ".join(str(label) for label in missing)
        yield Problem(words % {"count": len(missing), "parts": names}, "P25 37", place="report-edit")


def text_as_seen(act):
    """What was checked before sending is what is sent."""
    if act.data["seen"] != act.obj.edit_version:
        yield Problem(_("The text was changed meanwhile: read it again, then send it."), field="seen")


def new_day_ahead(act):
    if act.data["answer_by"] <= today():
        yield Problem(_("The new day must lie in the future."), field="answer_by")
