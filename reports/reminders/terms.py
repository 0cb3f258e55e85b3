"""The end of the term: in time to evaluate, to ask for an extension, or to end it well (P25 32-33)."""

from datetime import timedelta
from functools import cache

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from agreements.changes import terms
from agreements.enums import ChangeKind, Status
from agreements.models import Change, Dossier
from agreements.recipients import readers
from cooperation.batches import batches
from cooperation.reminders import Due, in_words
from cooperation.working_days import today
from reports.enums import EvaluationState
from reports.evaluations.due import with_state

from .table import STANDSTILL, of_term

#: No term is alerted to earlier than so many days before its end.
LONGEST = timedelta(days=366)


def dues(posts):
    """What is suspended ends on its day too; nobody evaluates it meanwhile."""
    soon = (today() - STANDSTILL, today() + LONGEST)
    extensions = Change.objects.open().filter(dossier=OuterRef("pk"), kind=ChangeKind.EXTENSION)
    running = Q(status=Status.IN_FORCE) | Q(status=Status.SUSPENDED, return_to=Status.IN_FORCE)
    ending = Dossier.objects.filter(running, ends_on__range=soon).select_related("region", "partner")
    ending = ending.annotate(letter_sent=Exists(extensions.exclude(first_sent_on=None)))
    for dossiers in batches(ending):
        states = states_of(dossiers)
        for dossier in dossiers:
            yield due(dossier, posts, states)


def states_of(dossiers):
    """Gives {dossier: state of its evaluation}, of those in force; asked for once, when somebody is told of one."""

    @cache
    def states():
        found = with_state(Dossier.objects.filter(pk__in=[one.pk for one in dossiers]))
        return dict(found.values_list("pk", "evaluation_state"))

    return states


def due(dossier, posts, states):
    return Due(
        record=f"term-{dossier.pk}",
        due_on=dossier.ends_on,
        passed=(today() - dossier.ends_on).days,
        steps=of_term(dossier.ends_on, dossier.letter_sent),
        people=lambda whom: readers(whom, dossier, posts),
        url=lambda: address(dossier),
        sentence=lambda _whom: sentence(dossier),
        task=lambda whom: task(dossier, whom, states),
        act_by=act_by(dossier),
    )


def prepared_on(dossier):
    return terms.months_before(dossier.ends_on, terms.PREPARE_MONTHS)


def act_by(dossier):
    """By when the task of today is to be done: the evaluation before the letter is prepared, then the letter."""
    letter_on = terms.letter_due_on(dossier.ends_on)
    if dossier.letter_sent or today() > letter_on:
        return dossier.ends_on
    return prepared_on(dossier) if today() < prepared_on(dossier) else letter_on


def address(dossier):
    """Where the task of today is done."""
    if today() > dossier.ends_on:
        return dossier.get_absolute_url()
    preparing = dossier.letter_sent or today() >= prepared_on(dossier)
    return reverse("agreements:dossier-changes" if preparing else "reports:evaluations", args=[dossier.number])


def sentence(dossier):
    letter_on = terms.letter_due_on(dossier.ends_on)
    if today() > dossier.ends_on:
        words = _("%(dossier)s: the agreement ended on %(date)s (Permendagri 25/2020 art. 32).")
    elif dossier.letter_sent:
        words = _(
            "%(dossier)s: the agreement ends on %(date)s; its extension is not signed yet "
            "(Permendagri 25/2020 art. 32)."
        )
    elif today() <= letter_on:
        words = _(
            "%(dossier)s: the agreement ends on %(date)s. A letter asking for its extension is due by %(letter)s "
            "(Permendagri 25/2020 art. 33)."
        )
    else:
        words = _(
            "%(dossier)s: the agreement ends on %(date)s. A letter asking for its extension was due on %(letter)s; "
            "one that is sent now is marked as late (Permendagri 25/2020 art. 33)."
        )
    return words % {"dossier": dossier.heading, "date": in_words(dossier.ends_on), "letter": in_words(letter_on)}


def task(dossier, whom, states):
    if today() > dossier.ends_on:
        return _("Record how it ended, or what was signed before that day.")
    if dossier.letter_sent:
        return _("See the extension through to its signature before that day.")
    if whom == "province":
        return _("Ask the region whether the cooperation is to go on.")
    if today() >= prepared_on(dossier):
        return _prepare(whom)
    return (_of_ministry if whom == "evaluators" else _of_region)(states().get(dossier.pk))


def _prepare(whom):
    if whom == "evaluators":
        return _("See to it that both evaluations are there, and that the region decides.")
    return _("Send the letter asking for an extension, or prepare the end of the cooperation.")


def _of_region(state):
    if state == EvaluationState.REGION:
        return _("Evaluate the cooperation, and settle with the partner whether to go on.")
    return _("Settle with the partner whether to go on.")


def _of_ministry(state):
    if state == EvaluationState.REGION:
        return _("Ask the region for its evaluation, then evaluate the cooperation.")
    if state == EvaluationState.MINISTRY:
        return _("Evaluate the cooperation; the region has sent its own evaluation.")
    return _("Ask the region whether the cooperation is to go on.")
