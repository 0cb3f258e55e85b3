"""What waits for a person, read across all that they may see. One query for each section of the home page."""

from django.db.models import Count, F, OuterRef, Subquery
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from agreements.desk.rows import calendar_clock
from agreements.desk.tabs import standing_recommendation
from agreements.enums import Status, Turn
from agreements.lifecycle.steps import STEPS
from agreements.models import Dossier, Opinion, Remark, TalkRound
from agreements.models.dossier import INTENT_ENDING_DAYS, TERM_ENDING_DAYS
from agreements.opinions.questions import advising_offices, open_opinions
from agreements.services import ROAD
from agreements.turns import WAITING, regions_turn
from cooperation.enums import OfficeKind, Role

from .administrators import of_administrators
from .meetings import of_meetings, planned_meeting, planned_meeting_task
from .tasks import about, how_many, list_url, move_url, section, set_clocks, visible

#: LoI past their year are many in a register that was taken over; the oldest come first.
MOST_INTENTS = 5


def sections_for(user):
    """The sections that concern this person's roles; those without a task are left out, unless they teach."""
    kinds = (of_home_affairs, of_regions, of_consulted, of_meetings, of_administrators)
    found = [part for kind in kinds for part in kind(user)]
    set_clocks(found)
    return [part for part in found if part.tasks or part.empty]


def numbers_for(user):
    """[(status, how many)] of all that the person may see, in the order of the road."""
    rows = Dossier.objects.visible_to(user).order_by().values_list("status").annotate(Count("pk"))
    counted = dict(rows)
    return [(status, counted[status]) for status in Status if status in counted]


# Home Affairs


def of_home_affairs(user):
    if not user.is_home_affairs:
        return
    yield forgotten_intents(user)
    if user.memberships_as(Role.APPROVER):
        yield decisions(user)
    if user.memberships_as(Role.REVIEWER):
        yield own_reviews(user)
        yield reviews_of_nobody(user)
    if user.memberships_as(Role.EVALUATOR, Role.AUDITOR):
        yield ending_terms(user)
        yield unknown_terms(user)


def forgotten_intents(user):
    """A LoI that never became an agreement: the first thing the ministry sees."""
    return section(
        "intents",
        _("Letters of Intent that never became an agreement"),
        visible(user).intent_expired().order_by("intent_expires_on", "pk"),
        lambda dossier: about(
            dossier,
            _("The LoI ended on %(date)s.") % {"date": date_format(dossier.intent_expires_on, "j F Y")},
            clock=calendar_clock(_("LoI"), dossier.intent_expires_on, INTENT_ENDING_DAYS),
        ),
        list_url(clock="intent_expired"),
        most=MOST_INTENTS,
        empty=_("Every LoI is still valid, or an agreement followed it."),
    )


def decisions(user):
    ours = visible(user).filter(status__in=WAITING[Turn.MINISTRY])
    rows = ours.annotate(**standing_recommendation(), adviser=F("standing__by__name"))
    return section(
        "decisions",
        _("To decide"),
        rows.filter(recommended__isnull=False).exclude(recommended_by=user.pk),
        lambda dossier: about(
            dossier,
            _("%(who)s recommends: %(decision)s.")
            % {"who": dossier.adviser, "decision": ROAD.moves[dossier.recommended].label},
            url=move_url(dossier, dossier.recommended),
            action=_("Decide"),
        ),
        list_url("agreements:queue", tab="decide"),
    )


def own_reviews(user):
    """What this reviewer took up, and has not recommended a decision on yet."""
    step = Opinion.objects.lasting().filter(step=OuterRef("status"))
    rows = (
        visible(user)
        .filter(reviewer=user, status__in=WAITING[Turn.MINISTRY])
        .exclude(status=Status.SUSPENDED)
        .annotate(
            asked=how_many(step),
            awaited=how_many(step.awaited()),
            answered=how_many(Remark.objects.own_of(user).answered().filter(step=OuterRef("status"))),
            **standing_recommendation(),
            **planned_meeting(),
        )
        .filter(recommended=None)
    )
    return section("reviews", _("Your reviews"), rows, review_task, list_url("agreements:queue", tab="mine"))


def review_task(dossier):
    if dossier.status == Status.SIGNED:
        return about(
            dossier,
            STEPS[dossier.status].task,
            url=move_url(dossier, "register"),
            action=_("Register the agreement"),
        )
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
    return section(
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


def ending_terms(user):
    return section(
        "ending",
        _("Agreements that end within 180 days"),
        visible(user).ending().order_by("ends_on", "pk"),
        lambda dossier: about(
            dossier,
            _("The agreement ends on %(date)s.") % {"date": date_format(dossier.ends_on, "j F Y")},
            clock=calendar_clock(_("Term"), dossier.ends_on, TERM_ENDING_DAYS),
        ),
        list_url(clock="ending"),
    )


def unknown_terms(user):
    return section(
        "unknown",
        _("Agreements in force whose term is not known"),
        visible(user).term_unknown().order_by("region__name", "pk"),
        lambda dossier: about(dossier, _("The region has to complete the term.")),
        list_url(clock="term_unknown"),
    )


# Regions, and the governor


def of_regions(user):
    codes = user.region_codes
    if not codes:
        return
    remarks = how_many(Remark.objects.open())
    first = Remark.objects.open().filter(dossier=OuterRef("pk")).exclude(answer_by=None).order_by("answer_by")
    turn = regions_turn(user)
    yield section(
        "turn",
        _("Your turn"),
        visible(user).filter(turn).annotate(open_remarks=remarks, answer_by=Subquery(first.values("answer_by")[:1])),
        lambda dossier: region_task(dossier, user),
        list_url(turn="mine", sort="due"),
    )
    own = visible(user).filter(region__in=codes)
    yield section(
        "intents",
        _("Letters of Intent to renew"),
        own.intent_to_renew().exclude(turn).order_by("intent_expires_on", "pk"),
        lambda dossier: intent_task(dossier, user),
        list_url(clock="intent_to_renew"),
    )
    yield section(
        "unknown",
        _("Terms to complete"),
        own.term_unknown().order_by("-agreement_signed_on", "pk"),
        lambda dossier: about(
            dossier,
            _("The last day of this agreement is not known: complete its term."),
            url=move_url(dossier, "complete_term"),
            action=_("Complete the term"),
        ),
        list_url(clock="term_unknown"),
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


# Kemlu, technical ministries, and the governor where he is asked


def of_consulted(user):
    if not advising_offices(user):
        return
    yield section(
        "opinions",
        _("Opinions to give"),
        open_opinions(user).select_related("dossier__region", "dossier__partner__country").order_by("due_on", "pk"),
        opinion_task,
        list_url("agreements:queue", tab="opinions"),
    )
    if any(held.office.kind == OfficeKind.FOREIGN_AFFAIRS for held in user.current_memberships):
        yield section(
            "talks",
            _("Talks with the partner"),
            visible(user).filter(status__in=WAITING[Turn.KEMLU]).annotate(rounds=how_many(TalkRound.objects.all())),
            talks_task,
            list_url("agreements:queue", tab="talks"),
        )


def opinion_task(opinion):
    return about(
        opinion.dossier,
        _("You were asked: %(question)s") % {"question": Truncator(opinion.question).chars(200)},
        url=move_url(opinion.dossier, "give_opinion"),
        action=_("Give your opinion"),
        due_on=opinion.due_on,
    )


def talks_task(dossier):
    sentence = _("Record the first round of talks with the partner.")
    if dossier.rounds:
        words = ngettext(
            "%(count)s round is recorded: record the next one, or the confirmation letter.",
            "%(count)s rounds are recorded: record the next one, or the confirmation letter.",
            dossier.rounds,
        )
        sentence = words % {"count": dossier.rounds}
    url = reverse("agreements:talks-add", args=[dossier.number])
    return about(dossier, sentence, url=url, action=_("Record a round of talks"))
