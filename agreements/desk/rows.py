"""What a line of a list says about a dossier to its reader."""

from collections import Counter
from datetime import date, datetime

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import BooleanField, Case, OuterRef, Subquery, Value, When
from django.db.models.functions import JSONObject
from django.utils.translation import gettext as _

from agreements.enums import Status
from agreements.history import WORDS, readable
from agreements.lifecycle.clocks import CLOCK_OF_STATUS
from agreements.models import DossierEvent, Opinion, Remark
from agreements.models.dossier import INTENT_ENDING_DAYS, TERM_ENDING_DAYS
from agreements.models.expressions import how_many
from agreements.services import ROAD
from agreements.turns import their_turn, whom
from cooperation.models import Office
from cooperation.working_days import today, working_days_left

#: Columns that a line shows, or that decide what it shows: a third of those that its tables have.
OF_LINE = (
    *("number", "title", "scheme", "status", "status_since", "return_to", "first_sent_at", "updated_at"),
    *("due_on", "intent_expires_on", "agreement_signed_on", "ends_on", "last_activity_on"),
    *("region__name", "province__name", "partner__name", "reviewer__name"),
    *("partner__country__name_en", "partner__country__name_id"),
)


def for_reader(dossiers, user):
    """The dossiers with what `lines` needs."""
    mine = Case(When(their_turn(user), then=Value(True)), default=Value(False), output_field=BooleanField())
    return dossiers.for_lists().only(*OF_LINE).annotate(mine=mine)


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
        return {"days": left[dossier.due_on], "due": dossier.due_on, "kind": kind_of(dossier)}
    if dossier.status == Status.IN_FORCE and dossier.ends_on:
        return calendar_clock(_("Term"), dossier.ends_on, TERM_ENDING_DAYS)
    if dossier.is_before_signing and dossier.intent_expires_on:
        return calendar_clock(_("LoI"), dossier.intent_expires_on, INTENT_ENDING_DAYS)
    return {}


def kind_of(dossier):
    """Whether the day of its clock is a target of the ministry, or the law's."""
    row = CLOCK_OF_STATUS.get(dossier.status)
    return row.kind if row else "target"


def calendar_clock(label, day, soon):
    """Days are counted near the end only; far from it the date says enough."""
    days = (day - today()).days
    return {"label": label, "due": day, "days": days if days <= soon else None, "kind": "calendar"}


# The desk


def for_desk(dossiers, user):
    """The dossiers with what `desk_lines` needs, the opinions of the present step among it."""
    unsettled = Remark.objects.readable_by(user).unsettled_for(user)
    own = {"dossier": OuterRef("pk")}
    lasting = Opinion.objects.readable_by(user).lasting()
    given = lasting.filter(step=OuterRef("status"), **own).order_by("office__short_name")
    asked = given.values(json=JSONObject(**{name: name for name in AS_OPINION}, office="office__short_name"))
    newest = readable(DossierEvent.objects.filter(**own), user).order_by("-at", "-pk")
    return (
        for_reader(dossiers, user)
        .select_related("governor_officer")
        .only(*OF_LINE, "governor_officer__name")
        .annotate(
            open_remarks=how_many(unsettled),
            given=ArraySubquery(asked),
            latest=Subquery(newest.values(json=JSONObject(name="name", at="at"))[:1]),
        )
    )


#: Fields of an opinion that a line shows.
AS_OPINION = ("answer", "due_on", "closed_at")


def as_opinion(given):
    """One row of the array, which spares a query, as the opinion it is."""
    due_on = date.fromisoformat(given["due_on"])
    office = Office(short_name=given["office"])
    return Opinion(answer=given["answer"], due_on=due_on, closed_at=given["closed_at"], office=office)


def desk_lines(dossiers, user, holder):
    """One line for each; `holder` is the field that names who holds it at this desk, if the desk has such."""
    dossiers = list(dossiers)
    left = working_days_left(dossier.answer_on for dossier in dossiers)
    asked = {dossier: [as_opinion(one) for one in dossier.given] for dossier in dossiers}
    return [
        {
            "dossier": dossier,
            "days": left.get(dossier.answer_on),
            "kind": kind_of(dossier) if dossier.answer_on == dossier.due_on else "",
            "turn": "" if dossier.mine else whom(dossier),
            "holder": getattr(dossier, holder) if holder else dossier.reviewer,
            "recommended": advice_on(dossier, user),
            "opinions": asked[dossier] if len(asked[dossier]) <= MOST_OPINIONS else [],
            "answers": summary(asked[dossier]) if len(asked[dossier]) > MOST_OPINIONS else [],
            "event": latest_event(dossier),
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


def latest_event(dossier):
    """What happened last, in words, and when."""
    if dossier.latest is None:
        return None
    return {"words": WORDS[dossier.latest["name"]], "at": datetime.fromisoformat(dossier.latest["at"])}
