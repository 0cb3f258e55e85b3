"""The daily run: clocks that lapse or come to an end, Letters of Intent about to end, opinions still waited for."""

from datetime import timedelta
from typing import NamedTuple

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from agreements.enums import ClockName
from agreements.lifecycle.clocks import INTENT_WARNINGS, LAPSES
from agreements.models import Clock, Opinion
from agreements.opinions.leading import tell_awaited, tell_late
from agreements.recipients import AUDIENCES
from agreements.reminders import dues
from agreements.services import ROAD, preview
from agreements.signals import day_began
from cooperation.exceptions import Conflict, NotReady
from cooperation.models import Notice
from cooperation.outbox import notify
from cooperation.reminders import remind
from cooperation.uploads import clear_staged
from cooperation.working_days import today, working_days_left

#: Working days before its day on which an office is reminded of an opinion.
OPINION_REMINDER = 3


class Done(NamedTuple):
    """How many of each a run has dealt with."""

    lapsed: int
    warned: int
    reminded: int
    cleared: int


def run_daily():
    """Do what is due today. Safe to repeat; misses no day."""
    done = Done(lapse_clocks(), warn_of_intents(), remind_of_opinions(), clear_staged())
    remind(dues())
    day_began.send(sender=None)
    return done


def lapse_clocks():
    due = Clock.objects.running().filter(due_on__lt=today(), name__in=LAPSES)
    lapsed = 0
    for clock in due.select_related("dossier__region", "dossier__partner"):
        try:
            ROAD.perform(clock.dossier, LAPSES[clock.name], by=None)
        except (Conflict, NotReady):
            # The dossier has moved on meanwhile, or stands where this clock no longer counts.
            continue
        lapsed += 1
    return lapsed


def warn_of_intents():
    """Warn the region 90, 60 and 30 days before its LoI ends, each once, also after a missed day."""
    running = Clock.objects.running().filter(
        name=ClockName.INTENT, due_on__range=(today(), today() + timedelta(days=max(INTENT_WARNINGS)))
    )
    warned = 0
    for clock in running.select_related("dossier__region", "dossier__partner"):
        left = (clock.due_on - today()).days
        window = min(days for days in INTENT_WARNINGS if left <= days)
        key = f"intent-{clock.pk}-{window}"
        if Notice.objects.filter(key=key).exists():
            continue
        notify(
            AUDIENCES["region"](preview(clock.dossier, ROAD.moves["expire_intent"], None)),
            key,
            clock.dossier.get_absolute_url(),
            lambda clock=clock: (
                _("%(dossier)s: the LoI ends on %(date)s (P25 art. 13(3)).")
                % {"dossier": clock.dossier.heading, "date": date_format(clock.due_on, "j F Y")}
            ),
        )
        warned += 1
    return warned


def remind_of_opinions():
    """Remind offices shortly before the day of their opinion and after it, each once, also after a missed day.

    Once the day has passed, the dossier's reviewer is told too. Returns how many reminders were due.
    """
    opinions = list(Opinion.objects.waiting().select_related("office", "dossier__region", "dossier__partner"))
    left = working_days_left(opinion.due_on for opinion in opinions)
    due = {}
    for opinion in opinions:
        if opinion.is_late:
            due[f"opinion-{opinion.pk}-late"] = opinion
        elif left[opinion.due_on] <= OPINION_REMINDER:
            due[f"opinion-{opinion.pk}-soon"] = opinion
    new = due.keys() - set(Notice.objects.filter(key__in=due).values_list("key", flat=True))
    for key in new:
        # Both under one key: told the one alone, the other would never be told.
        with transaction.atomic():
            tell_awaited(due[key], key)
            if due[key].is_late:
                tell_late(due[key], key)
    return len(new)
