"""What must be ready before an evaluation is sent or given (P25 33, 39)."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cooperation.workflow import Problem
from reports.enums import EvaluationStatus


def region_has_sent(act):
    if act.obj.basis.status != EvaluationStatus.SENT:
        yield Problem(why_not_yet(), "P25 33, 39")


def why_not_yet():
    return _("The region has not sent its own evaluation in this round: the ministry's evaluation rests on it.")


def all_scored(act):
    missing = act.obj.missing_parts()
    if missing:
        words = ngettext(
            "%(count)s part is still empty, or lacks its score: %(parts)s.",
            "%(count)s parts are still empty, or lack their score: %(parts)s.",
            len(missing),
        )
        names = ", ".join(str(label) for label in missing)
        yield Problem(words % {"count": len(missing), "parts": names}, "P25 39")


def text_as_seen(act):
    """What was checked before sending is what is sent."""
    if act.data["seen"] != act.obj.edit_version:
        yield Problem(_("The text was changed meanwhile: read it again, then send it."), field="seen")
