"""What a line of a list says about a dossier to its reader."""

from collections import Counter

from django.db.models import BooleanField, Case, Count, F, OuterRef, Prefetch, Subquery, Value, When
from django.utils.translation import gettext as _

from agreements.enums import Status
from agreements.history import WORDS, readable
from agreements.lifecycle.clocks import CLOCK_OF_STATUS
from agreements.models import DossierEvent, Opinion, Remark
from agreements.models.dossier import INTENT_ENDING_DAYS, TERM_ENDING_DAYS
from agreements.services import ROAD
from agreements.turns import their_turn, whom
from cooperation.working_days import today, working_days_left


def for_reader(dossiers, user):
    """The dossiers with what `lines` needs."""
    mine = Case(When(their_turn(user), then=Value(True)), default=Value(False), output_field=BooleanField())
    return dossiers.for_lists().annotate(mine=mine)


def lines(dossiers):
    """One line for each dossier, with one query for all working days."""
    dossiers = list(dossiers)
    left = working_days_left(dossier.due_on for dossier in dossiers)
    return [{"dossier": one, "turn": turn_of(one), "clock": clock_of(one, left)} for one in dossiers]


def turn_of(dossier):
    """Whom it waits for; in force it waits for nobody."""
    if dossier.mine:
        return _("Your turn")
    if dossier.status == Status.IN_FORCE:
        return _("being carried out")
    return whom(dossier)


def clock_of(dossier, left):
    """Variables of the clock component for the date that matters now. `left` is {day: working days left}.

    That is the clock of the step; without one the end of the LoI, or of the term.
    """
    if dossier.due_on:
        row = CLOCK_OF_STATUS.get(dossier.status)
        lawful = row is not None and row.lawful
        return {"days": left[dossier.due_on], "due": dossier.due_on, "kind": "" if lawful else "target"}
    if dossier.status == Status.IN_FORCE and dossier.ends_on:
        return calendar_clock(_("Term"), dossier.ends_on, TERM_ENDING_DAYS)
    if dossier.is_before_signing and dossier.intent_expires_on:
        return calendar_clock(_("LoI"), dossier.intent_expires_on, INTENT_ENDING_DAYS)
    return {}


def calendar_clock(label, day, soon):
    """Days are counted near the end only; far from it the date says enough."""
    days = (day - today()).days
    return {"label": label, "due": day, "days": days if days <= soon else None, "kind": "calendar"}


# The desk


def for_desk(dossiers, user):
    """The dossiers with what `desk_lines` needs, the opinions of the present step among it."""
    unsettled = Remark.objects.readable_by(user).unsettled().filter(dossier=OuterRef("pk")).order_by()
    counted = unsettled.values("dossier").annotate(n=Count("pk")).values("n")
    given = Opinion.objects.readable_by(user).filter(step=F("dossier__status"))
    asked = given.select_related("office").order_by("office__short_name")
    return (
        for_reader(dossiers, user)
        .annotate(open_remarks=Subquery(counted))
        .prefetch_related(Prefetch("opinions", asked, to_attr="asked"))
    )


def desk_lines(dossiers, user):
    dossiers = list(dossiers)
    left = working_days_left(dossier.answer_on for dossier in dossiers)
    latest = latest_events(dossiers, user)
    return [
        {
            "dossier": dossier,
            "days": left.get(dossier.answer_on),
            "turn": "" if dossier.mine else whom(dossier),
            "recommended": advice_on(dossier, user),
            "opinions": dossier.asked if len(dossier.asked) <= MOST_OPINIONS else [],
            "answers": summary(dossier.asked) if len(dossier.asked) > MOST_OPINIONS else [],
            "event": latest.get(dossier.pk),
        }
        for dossier in dossiers
    ]


def advice_on(dossier, user):
    """The decision a reviewer recommended: advice inside the ministry, for its own people."""
    return ROAD.moves[dossier.recommended].label if user.is_home_affairs and dossier.recommended else ""


#: More opinions than these are summed up.
MOST_OPINIONS = 3


def summary(opinions):
    """[(answer, words, how many)] of many opinions; the answer of those not given yet is empty."""
    words = {opinion.answer: opinion.get_answer_display() for opinion in opinions}
    given = Counter(opinion.answer for opinion in opinions)
    return [(answer, words[answer], number) for answer, number in given.most_common()]


def latest_events(dossiers, user):
    """{dossier key: what happened last}; one query."""
    events = readable(DossierEvent.objects.filter(dossier__in=dossiers), user)
    newest = events.order_by("dossier_id", "-at", "-pk").distinct("dossier_id")
    return {event.dossier_id: {"words": WORDS[event.name], "at": event.at} for event in newest}
