"""The ministry or a governor asks a region about a LoI past its year, or an agreement that sleeps; the region answers.

What is asked about follows from the dates of the dossier. Whoever asks first spares the region the others for a while.
"""

from datetime import date, datetime, timedelta

from django.db.models import F, OuterRef, Subquery
from django.db.models.functions import JSONObject
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from agreements.events import note_event
from agreements.models import DossierEvent
from agreements.rules import CHASERS, REGION, membership_in
from agreements.services import writing
from cooperation.enums import NoticeKind, Role
from cooperation.exceptions import Conflict, NotReady
from cooperation.models import Membership, User
from cooperation.outbox import notify
from cooperation.workflow import Problem
from cooperation.working_days import JAKARTA, today

#: Names of the events.
CHASED, ANSWERED = "chased", "chase_answered"

#: The region has this long to answer, and is not asked again sooner unless somebody says why.
ANSWER_DAYS = PAUSE_DAYS = 14


def is_to_chase(dossier):
    return dossier.is_intent_expired or dossier.is_dormant


def with_chases(dossiers):
    """The dossiers with `chase`, what was asked last as `last_chase` reads it."""

    def newest(name, **values):
        rows = DossierEvent.objects.filter(dossier=OuterRef("pk"), name=name).order_by("-at", "-pk")
        return Subquery(rows.values(json=JSONObject(at="at", **values))[:1])

    return dossiers.annotate(chase=newest(CHASED, answer_by=F("data__answer_by")), chase_answer=newest(ANSWERED))


def last_chase(dossier):
    """Of a dossier of `with_chases`: when the region was asked and answered, None where it never was."""
    if dossier.chase is None:
        return None
    asked, answered = _moment(dossier.chase), dossier.chase_answer and _moment(dossier.chase_answer)
    day = localdate(asked, JAKARTA)
    return {
        "day": day,
        "answer_by": date.fromisoformat(dossier.chase["answer_by"]),
        "answered_on": localdate(answered, JAKARTA) if answered and answered > asked else None,
        "is_recent": day > today() - timedelta(days=PAUSE_DAYS),
        "again_on": day + timedelta(days=PAUSE_DAYS),
    }


def _moment(row):
    return datetime.fromisoformat(row["at"])


def people_of(dossiers):
    """{region: its officers and heads of today}, in one query."""
    held = Membership.objects.current().filter(user__is_active=True, role__in=(Role.OFFICER, Role.HEAD))
    held = held.filter(office__region__in={dossier.region_id for dossier in dossiers}).select_related("user", "office")
    found = {}
    for one in held.order_by("user__name"):
        found.setdefault(one.office.region_id, {})[one.user] = None  # each once, whatever roles they hold
    return {code: list(people) for code, people in found.items()}


def chase(dossier, *, answer_by, words, reason, by):
    """Ask the region to answer by a day. Raises NotReady within the pause unless a `reason` is given."""
    with writing(dossier, "chase", by):
        if not is_to_chase(dossier):
            raise Conflict(_("There is nothing to ask any more: it was renewed, or an activity was recorded."))
        last = last_chase(with_chases(type(dossier).objects.filter(pk=dossier.pk)).get())
        if last and last["is_recent"] and not reason:
            raise NotReady([Problem(too_soon(last), field="reason")])
        people = people_of([dossier]).get(dossier.region_id)
        if not people:
            raise NotReady([Problem(_("Nobody works for this region here: nobody would read it."))])
        note = "\n".join(filter(None, (words, reason)))
        event = note_event(dossier, CHASED, by=by, note=note, seats=CHASERS, answer_by=answer_by)
        office = office_of(by, dossier)
        notify(
            people,
            f"chase-{event.pk}",
            reverse("agreements:chase-answer", args=[dossier.number]),
            lambda: message(dossier, answer_by, words, office),
            kind=NoticeKind.ACT,
            task=lambda: task(dossier),
            due_on=answer_by,
        )


def too_soon(last):
    days = {"date": date_format(last["day"], "j F Y"), "again": date_format(last["again_on"], "j F Y")}
    return _("It was asked on %(date)s. Before %(again)s say why it is asked again.") % days


def office_of(user, dossier):
    """The office in whose name `user` asks."""
    return membership_in(CHASERS, user, dossier).office


def message(dossier, answer_by, words, office):
    """What the region reads, in the active language."""
    told = _("%(dossier)s: %(question)s %(office)s asks you to answer by %(date)s.") % {
        "dossier": dossier.heading,
        "question": question(dossier),
        "office": office,
        "date": date_format(answer_by, "j F Y"),
    }
    return f"{told} {words}".strip()


def question(dossier):
    if dossier.is_intent_expired:
        since = date_format(dossier.intent_expires_on, "j F Y")
        words = _("the LoI ended on %(date)s, and no agreement followed (Permendagri 25/2020 art. 13(3)).")
        return words % {"date": since}
    since = date_format(dossier.last_activity_on, "j F Y")
    return _("no activity has been recorded since %(date)s (Permendagri 25/2020 art. 26).") % {"date": since}


def task(dossier):
    if dossier.is_intent_expired:
        return _("Renew the LoI, go on with the plan, or stop the cooperation; and say in a few words what you do.")
    return _("Record what was carried out or said with the partner, and say in a few words how it goes on.")


def answer(dossier, text, *, by):
    """The region's answer: whoever asked reads it, and it stays in the history."""
    with writing(dossier, "answer_chase", by):
        asked = open_chase(dossier)
        if asked is None:
            raise Conflict(_("This question has been answered already."))
        event = note_event(dossier, ANSWERED, by=by, note=text, seats=REGION)
        notify(
            User.objects.filter(pk=asked.by_id),
            f"chase-answer-{event.pk}",
            reverse("agreements:dossier-history", args=[dossier.number]),
            lambda: _("%(dossier)s: the region has answered your question.") % {"dossier": dossier.heading},
        )


def open_chase(dossier):
    """The event of the question that the region has not answered yet, or None."""
    last = dossier.events.filter(name__in=(CHASED, ANSWERED)).select_related("by").order_by("-at", "-pk").first()
    return last if last is not None and last.name == CHASED else None
