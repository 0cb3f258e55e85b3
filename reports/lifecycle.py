"""The moves of a yearly report, as a table (P25 35-37)."""

import rules
from django.utils.translation import gettext_lazy as _

from agreements.enums import Tier
from agreements.rules import EVALUATOR, PROVINCE, REGION_HEAD, holds_towards_its_dossier
from cooperation.workflow import Move
from reports import effects, guards
from reports.enums import ReportStatus
from reports.models.report import AT_REGION

#: A report goes as it was checked: full, in a year that is over.
SENDING = {
    "source": AT_REGION,
    "who": (REGION_HEAD,),
    "ready": (guards.year_is_over, guards.parts_filled),
    "asks": ("seen",),
    "checks": (guards.text_as_seen,),
    "note": "optional",
}
#: A return says what to improve, and by when.
RETURNING = {
    "target": ReportStatus.RETURNED,
    "asks": ("answer_by",),
    "checks": (guards.new_day_ahead,),
    "note": "required",
    "does": (effects.set_new_day,),
    "kind": "back",
}

MOVES = (
    Move(
        name="send_report_to_governor",
        label=_("Send the report to the governor"),
        done=_("Report sent to the governor"),
        target=ReportStatus.SUBMITTED,
        article="P25 35",
        tiers=(Tier.KABKOTA,),
        does=(effects.keep_text, effects.give_governor_time),
        tells=("region", "province"),
        **SENDING,
    ),
    Move(
        name="send_report",
        label=_("Send the report to the minister"),
        done=_("Report sent to the minister"),
        target=ReportStatus.FORWARDED,
        article="P25 36",
        tiers=(Tier.PROVINCE,),
        does=(effects.keep_text,),
        tells=("region", "evaluators"),
        **SENDING,
    ),
    Move(
        name="forward_report",
        label=_("Forward the report to the minister"),
        done=_("Governor forwarded the report"),
        source=(ReportStatus.SUBMITTED,),
        target=ReportStatus.FORWARDED,
        who=PROVINCE,
        article="P25 35",
        note="optional",
        tells=("region", "evaluators"),
    ),
    Move(
        name="return_report_to_region",
        label=_("Return the report"),
        done=_("Governor returned the report"),
        source=(ReportStatus.SUBMITTED,),
        who=PROVINCE,
        article="P25 35",
        tells=("region",),
        **RETURNING,
    ),
    Move(
        name="accept_report",
        label=_("Accept the report"),
        done=_("Ministry accepted the report"),
        source=(ReportStatus.FORWARDED,),
        target=ReportStatus.ACCEPTED,
        who=(EVALUATOR,),
        article="P25 37",
        note="optional",
        does=(effects.end_hold,),
        tells=("region", "province"),
    ),
    Move(
        name="return_report",
        label=_("Return the report"),
        done=_("Ministry returned the report"),
        source=(ReportStatus.FORWARDED,),
        who=(EVALUATOR,),
        article="P25 37",
        tells=("region", "province"),
        **RETURNING,
    ),
)


for _move in MOVES:
    rules.add_perm(f"reports.{_move.name}", holds_towards_its_dossier(_move.who))
