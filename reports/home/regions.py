"""What waits for a region, and for its governor."""

from django.db.models import OuterRef, Subquery
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from agreements.desk.rows import calendar_clock
from agreements.enums import Status, Turn
from agreements.lifecycle.steps import STEPS
from agreements.models import Remark
from agreements.models.dossier import INTENT_ENDING_DAYS
from agreements.models.expressions import how_many
from agreements.services import ROAD
from agreements.turns import WAITING, regions_turn
from cooperation.working_days import JAKARTA
from reports import schedule
from reports.plans.years import plan_columns, to_carry_out

from .tasks import Wanted, about, list_url, move_url, visible


def of_regions(user):
    codes = user.region_codes
    if not codes:
        return
    remarks = how_many(Remark.objects.open())
    first = Remark.objects.open().filter(dossier=OuterRef("pk")).exclude(answer_by=None).order_by("answer_by")
    turn = regions_turn(user)
    yield Wanted(
        "turn",
        _("Your turn"),
        visible(user).filter(turn),
        lambda dossier: region_task(dossier, user),
        list_url(turn="mine", sort="due"),
        beside={"open_remarks": remarks, "answer_by": Subquery(first.values("answer_by")[:1])},
    )
    own = visible(user).filter(region__in=codes)
    yield Wanted(
        "renewals",
        _("Letters of Intent to renew"),
        own.intent_to_renew().exclude(turn).order_by("intent_expires_on", "pk"),
        lambda dossier: intent_task(dossier, user),
        list_url(clock="intent_to_renew"),
    )
    yield Wanted(
        "direct",
        _("Not forwarded by the governor"),
        own.overdue().filter(status__in=WAITING[Turn.PROVINCE]),
        lambda dossier: direct_task(dossier, user),
        list_url(turn=Turn.PROVINCE.value, clock="overdue"),
    )
    yield Wanted(
        "in_force",
        _("Agreements in force"),
        to_carry_out(own),
        task_in_force,
        list_url(status=Status.IN_FORCE.value),
        beside=plan_columns(),
    )


def region_task(dossier, user):
    """What stands in the way first: open remarks, an ended LoI; else the step itself."""
    if dossier.open_remarks and dossier.region_id in user.region_codes:
        sentence = ngettext("Answer %(count)s remark.", "Answer %(count)s remarks.", dossier.open_remarks)
        return about(
            dossier,
            sentence % {"count": dossier.open_remarks},
            url=reverse("agreements:dossier-remarks", args=[dossier.number]),
            action=_("Answer the remarks"),
            due_on=dossier.answer_by,
        )
    if dossier.is_intent_expired and dossier.region_id in user.region_codes:
        return intent_task(dossier, user)
    return about(dossier, STEPS[Status(dossier.status)].task)


#: The way past a governor whose five working days are over (P25 18(5), 20(4)).
DIRECTLY = {Status.PLAN_AT_GOVERNOR: "send_plan_directly", Status.DRAFT_AT_GOVERNOR: "send_draft_directly"}


def direct_task(dossier, user):
    move = ROAD.moves[DIRECTLY[Status(dossier.status)]]
    words = _("The governor's 5 working days are over: %(office)s may go to the minister directly.")
    sentence = words % {"office": dossier.region.name}
    if ROAD.permits(move, user, dossier):
        return about(dossier, sentence, url=move_url(dossier, move.name), action=move.label)
    return about(dossier, sentence)


def task_in_force(dossier):
    if dossier.ends_on is None:
        return term_task(dossier)
    return plan_task(dossier) if dossier.plan_year else dormant_task(dossier)


def dormant_task(dossier):
    words = _("No activity has been recorded since %(date)s: record what was carried out, or said with the partner.")
    return about(
        dossier,
        words % {"date": date_format(dossier.last_activity_on, "j F Y")},
        url=reverse("reports:implementation", args=[dossier.number]),
        action=_("Open the implementation"),
    )


def term_task(dossier):
    return about(
        dossier,
        _("The last day of this agreement is not known: complete its term."),
        url=move_url(dossier, "complete_term"),
        action=_("Complete the term"),
    )


def plan_task(dossier):
    """The plan of a year is due by the last day of the year before (decision)."""
    year = dossier.plan_year
    words = _("Draw up the yearly plan %(year)s.")
    if dossier.plan_begun:
        words = _("Complete the yearly plan %(year)s and agree it with the partner.")
    return about(
        dossier,
        words % {"year": year},
        url=reverse("reports:plan" if dossier.plan_begun else "reports:plan-begin", args=[dossier.number, year]),
        action=_("Complete the plan") if dossier.plan_begun else _("Draw up the plan"),
        due_on=schedule.plan_due_on(year, localdate(dossier.status_since, JAKARTA)),
    )


def intent_task(dossier, user):
    words = _("The LoI ended on %(date)s.") if dossier.is_intent_expired else _("The LoI ends on %(date)s.")
    ends = words % {"date": date_format(dossier.intent_expires_on, "j F Y")}
    clock = calendar_clock(_("LoI"), dossier.intent_expires_on, INTENT_ENDING_DAYS)
    if user.has_perm("agreements.renew_intent", dossier):
        return about(
            dossier,
            _("%(ends)s Record a renewed one.") % {"ends": ends},
            url=move_url(dossier, "renew_intent"),
            action=_("Record a renewed LoI"),
            clock=clock,
        )
    return about(dossier, _("%(ends)s Prepare a renewed one for the head to record.") % {"ends": ends}, clock=clock)
