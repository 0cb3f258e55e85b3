"""What reminds whom, and when, on the road to a signature: a table.

Days are working days, negative before the last day; those of a Letter of Intent are calendar days. Reminders climb:
from the officer to the head, from the region to its governor, and from reviewers to approvers of the ministry.
"""

from datetime import timedelta

from django.utils.translation import gettext as _

from agreements.enums import ClockName
from agreements.follow_ups import reminders as follow_ups
from agreements.lifecycle.clocks import CLOCK_OF_STATUS, INTENT_WARNINGS
from agreements.lifecycle.steps import STEPS
from agreements.models import Clock, Opinion
from agreements.opinions import leading
from agreements.opinions.leading import ADVISERS
from agreements.recipients import Posts, readers
from cooperation.batches import batches
from cooperation.reminders import Due, Step, in_words
from cooperation.working_days import today, working_days_left

_OF_MINISTRY = (Step(-3, "reviewers"), Step(1, "reviewers"), Step(5, "approvers"))

STEPS_OF = {
    ClockName.COUNCIL: (Step(-10, "officers"), Step(-3, "heads")),
    ClockName.GOVERNOR_PLAN: (Step(-2, "province_officers"), Step(-1, "province_heads")),
    ClockName.GOVERNOR_DRAFT: (Step(-2, "province_officers"), Step(-1, "province_heads")),
    ClockName.RESPONSE: _OF_MINISTRY,
    ClockName.VERIFICATION: _OF_MINISTRY,
    ClockName.INTERKEM: _OF_MINISTRY,
    ClockName.TALKS: (Step(-5, "kemlu"), Step(1, "kemlu"), Step(5, "reviewers"), Step(15, "approvers")),
    ClockName.APPROVAL: (Step(-3, "approvers"), Step(1, "approvers")),
}

#: Of an opinion the office that was asked for it.
OPINION = (Step(-3, "asked"), Step(1, "asked"), Step(1, "reviewers"), Step(10, "approvers"))

INTENT = tuple(Step(-days, "region") for days in INTENT_WARNINGS)


def dues():
    """What is due now, each with its rows of the table; the same number of queries for each batch."""
    posts = Posts()
    yield from _of_clocks(posts)
    yield from _of_intents(posts)
    yield from _of_opinions(posts)
    yield from follow_ups.dues(posts)


def _of_clocks(posts):
    running = Clock.objects.running().filter(name__in=STEPS_OF).select_related("dossier__region", "dossier__partner")
    for clocks in batches(running.prefetch_related("dossier__consulted")):
        left = working_days_left(clock.due_on for clock in clocks)
        for clock in clocks:
            dossier = clock.dossier
            row = CLOCK_OF_STATUS.get(dossier.status)
            if row is None or row.name != clock.name:
                continue  # it runs on beside a suspension
            yield Due(
                record=f"clock-{clock.pk}",
                due_on=clock.due_on,
                passed=-left[clock.due_on],
                steps=STEPS_OF[clock.name],
                people=lambda whom, dossier=dossier: readers(whom, dossier, posts),
                url=dossier.get_absolute_url,
                sentence=lambda _whom, clock=clock, row=row: _of_clock(clock, row),
                task=lambda _whom, dossier=dossier: STEPS[dossier.status].task,
            )


def _of_clock(clock, row):
    facts = {
        "dossier": clock.dossier.heading,
        "clock": clock.get_name_display(),
        "date": in_words(clock.due_on),
        "article": f" ({row.article})" if row.article else "",
    }
    if clock.is_over:
        return _("%(dossier)s: %(clock)s was due on %(date)s%(article)s.") % facts
    return _("%(dossier)s: %(clock)s is due by %(date)s%(article)s.") % facts


def _of_intents(posts):
    """Letters of Intent that end soon (P25 13(3)). Past its day one is expired, and told of by that."""
    soon = (today(), today() + timedelta(days=max(INTENT_WARNINGS)))
    running = Clock.objects.running().filter(name=ClockName.INTENT, due_on__range=soon)
    for clocks in batches(running.select_related("dossier__region", "dossier__partner")):
        for clock in clocks:
            dossier = clock.dossier
            yield Due(
                record=f"intent-{clock.pk}",
                due_on=clock.due_on,
                passed=(today() - clock.due_on).days,
                steps=INTENT,
                people=lambda whom, dossier=dossier: readers(whom, dossier, posts),
                url=dossier.get_absolute_url,
                sentence=lambda _whom, clock=clock: (
                    _("%(dossier)s: the LoI ends on %(date)s (Permendagri 25/2020 art. 13(3)).")
                    % {"dossier": clock.dossier.heading, "date": in_words(clock.due_on)}
                ),
                task=lambda _whom: _("Bring the agreement to its signature before that day, or agree on a new LoI."),
            )


def _of_opinions(posts):
    waiting = Opinion.objects.waiting().select_related("office", "dossier__region", "dossier__partner")
    for opinions in batches(waiting):
        left = working_days_left(opinion.due_on for opinion in opinions)
        for opinion in opinions:
            yield Due(
                record=f"opinion-{opinion.pk}",
                due_on=opinion.due_on,
                passed=-left[opinion.due_on],
                steps=OPINION,
                people=lambda whom, opinion=opinion: (
                    posts.of(ADVISERS, opinion.office_id) if whom == "asked" else readers(whom, opinion.dossier, posts)
                ),
                url=lambda opinion=opinion: leading.url(opinion),
                sentence=lambda whom, opinion=opinion: (
                    leading.awaited(opinion) if whom == "asked" else leading.not_come_in(opinion)
                ),
                task=lambda whom: (
                    leading.task() if whom == "asked" else _("Remind the office, or go on without its opinion.")
                ),
            )
