"""What waits in the Ministry of Home Affairs."""

from django.db.models import F, OuterRef
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from agreements.desk.rows import calendar_clock
from agreements.desk.tabs import recommendation_columns, to_decide_by
from agreements.enums import Status, Turn
from agreements.lifecycle.steps import STEPS
from agreements.models import Opinion, Remark
from agreements.models.dossier import INTENT_ENDING_DAYS
from agreements.models.expressions import how_many
from agreements.services import ROAD
from agreements.turns import WAITING
from cooperation.enums import Role

from .following import ways_to_ask
from .meetings import planned_meeting, planned_meeting_task
from .tasks import FEW_TASKS, Wanted, about, list_url, move_url, visible


def of_home_affairs(user):
    if not user.is_home_affairs:
        return
    yield forgotten_intents(user)
    if user.memberships_as(Role.APPROVER):
        yield decisions(user)
    if user.memberships_as(Role.REVIEWER):
        yield own_reviews(user)
        yield reviews_of_nobody(user)


def forgotten_intents(user):
    """A LoI that never became an agreement: the first thing the ministry sees."""
    return Wanted(
        "intents",
        _("Letters of Intent that never became an agreement"),
        visible(user).intent_expired().order_by("intent_expires_on", "pk"),
        lambda dossier: about(
            dossier,
            _("The LoI ended on %(date)s.") % {"date": date_format(dossier.intent_expires_on, "j F Y")},
            clock=calendar_clock(_("LoI"), dossier.intent_expires_on, INTENT_ENDING_DAYS),
            **ways_to_ask(dossier, user),
        ),
        list_url(clock="intent_expired"),
        most=FEW_TASKS,
        empty=_("Every LoI is still valid, or an agreement followed it."),
    )


def decisions(user):
    ours = visible(user).filter(status__in=WAITING[Turn.MINISTRY])
    return Wanted(
        "decisions",
        _("To decide"),
        ours.annotate(**recommendation_columns()).filter(to_decide_by(user)),
        decision_task,
        list_url("agreements:queue", tab="decide"),
        beside=recommendation_columns() | {"adviser": F("standing__by__name")},
    )


def decision_task(dossier):
    if dossier.status == Status.SIGNED:
        return about(
            dossier,
            STEPS[Status.SIGNED].task,
            url=move_url(dossier, "register"),
            action=_("Register the agreement"),
        )
    if dossier.recommended is None:  # the recommendation was voided since the section was found
        return about(dossier, STEPS[Status(dossier.status)].task)
    return about(
        dossier,
        _("%(who)s recommends: %(decision)s.")
        % {"who": dossier.adviser, "decision": ROAD.moves[dossier.recommended].label},
        url=move_url(dossier, dossier.recommended),
        action=_("Decide"),
    )


def own_reviews(user):
    """What this reviewer took up, and has not recommended a decision on yet; registering is the approver's."""
    step = Opinion.objects.lasting().filter(step=OuterRef("status"))
    rows = (
        visible(user)
        .filter(reviewer=user, status__in=WAITING[Turn.MINISTRY])
        .exclude(status__in=(Status.SUSPENDED, Status.SIGNED))
        .annotate(**recommendation_columns())
        .filter(recommended=None)
    )
    beside = planned_meeting() | {
        "asked": how_many(step),
        "awaited": how_many(step.awaited()),
        "answered": how_many(Remark.objects.own_of(user).answered().filter(step=OuterRef("status"))),
    }
    url = list_url("agreements:queue", tab="mine")
    return Wanted("reviews", _("Your reviews"), rows, review_task, url, beside=beside)


def review_task(dossier):
    if dossier.answered:
        sentence = ngettext(
            "%(count)s answer to your remarks: is it enough?",
            "%(count)s answers to your remarks: are they enough?",
            dossier.answered,
        )
        return about(
            dossier,
            sentence % {"count": dossier.answered},
            url=reverse("agreements:dossier-remarks", args=[dossier.number]),
            action=_("Read the answers"),
        )
    if dossier.meets_at:
        return planned_meeting_task(dossier)
    if dossier.awaited:
        sentence = ngettext(
            "%(count)s opinion is still awaited.", "%(count)s opinions are still awaited.", dossier.awaited
        )
        return about(dossier, sentence % {"count": dossier.awaited})
    if dossier.asked and dossier.status != Status.DISCUSSING:
        return about(
            dossier,
            _("No opinion is awaited any more: recommend a decision."),
            url=move_url(dossier, "recommend"),
            action=_("Recommend a decision"),
        )
    return about(dossier, STEPS[Status(dossier.status)].task)


def reviews_of_nobody(user):
    return Wanted(
        "unassigned",
        _("Not taken up yet"),
        visible(user).filter(reviewer=None, status__in=WAITING[Turn.MINISTRY]).exclude(status=Status.SUSPENDED),
        lambda dossier: about(
            dossier,
            _("Nobody reviews it yet: take it up."),
            url=move_url(dossier, "take_up"),
            action=_("Take up the review"),
        ),
        list_url("agreements:queue", tab="unassigned"),
    )
