"""The end of the term: in time to evaluate, to ask for an extension, or to end it well (P25 32-33)."""

from datetime import timedelta

from django.utils.translation import gettext as _

from agreements.enums import Status
from agreements.models import Dossier
from agreements.recipients import readers
from cooperation.batches import batches
from cooperation.reminders import Due, in_words
from cooperation.working_days import today
from reports import schedule

from .table import LETTER, PREPARE, STANDSTILL, of_term

#: No term is alerted to earlier than so many days before its end.
LONGEST = timedelta(days=366)


def dues(posts):
    soon = (today() - STANDSTILL, today() + LONGEST)
    ending = Dossier.objects.filter(status=Status.IN_FORCE, ends_on__range=soon).select_related("region", "partner")
    for dossiers in batches(ending):
        for dossier in dossiers:
            yield due(dossier, posts)


def due(dossier, posts):
    return Due(
        record=f"term-{dossier.pk}",
        due_on=dossier.ends_on,
        passed=(today() - dossier.ends_on).days,
        steps=of_term(dossier.ends_on),
        people=lambda whom: readers(whom, dossier, posts),
        url=dossier.get_absolute_url,
        sentence=lambda _whom: sentence(dossier),
        task=lambda whom: task(dossier, whom),
        act_by=act_by(dossier),
    )


def prepared_on(dossier):
    return schedule.months_before(dossier.ends_on, PREPARE)


def letter_on(dossier):
    return schedule.months_before(dossier.ends_on, LETTER)


def act_by(dossier):
    """By when the task of today is to be done: the evaluation before the letter is prepared, then the letter."""
    if today() < prepared_on(dossier):
        return prepared_on(dossier)
    return letter_on(dossier) if today() <= letter_on(dossier) else dossier.ends_on


def sentence(dossier):
    if today() > dossier.ends_on:
        words = _("%(dossier)s: the agreement ended on %(date)s (P25 art. 32).")
    elif today() <= letter_on(dossier):
        words = _(
            "%(dossier)s: the agreement ends on %(date)s. A letter asking for its extension is due by %(letter)s "
            "(P25 art. 33)."
        )
    else:
        words = _(
            "%(dossier)s: the agreement ends on %(date)s. A letter asking for its extension was due on %(letter)s; "
            "one that is sent now is marked as late (P25 art. 33)."
        )
    days = {"date": dossier.ends_on, "letter": letter_on(dossier)}
    return words % {"dossier": dossier.heading, **{name: in_words(day) for name, day in days.items()}}


def task(dossier, whom):
    if today() > dossier.ends_on:
        return _("Record how it ended, or what was signed before that day.")
    if today() < prepared_on(dossier):
        if whom == "evaluators":
            return _("Ask the region for its evaluation, then evaluate the cooperation.")
        return _("Evaluate the cooperation, and settle with the partner whether to go on.")
    if whom == "evaluators":
        return _("See to it that both evaluations are there, and that the region decides.")
    return _("Send the letter asking for an extension, or prepare the end of the cooperation.")
