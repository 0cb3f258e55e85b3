"""The daily run: clocks that lapse or come to an end, reminders, what the applications above do, files to clear."""

from typing import NamedTuple

from agreements.lifecycle.clocks import LAPSES
from agreements.models import Clock
from agreements.reminders import dues
from agreements.services import ROAD
from agreements.signals import day_began
from cooperation.batches import batches
from cooperation.exceptions import Conflict, NotReady
from cooperation.reminders import remind
from cooperation.uploads import clear_staged
from cooperation.working_days import today


class Done(NamedTuple):
    """How many of each a run has dealt with; of reminders, how many people were given one."""

    lapsed: int
    reminded: int
    cleared: int


def run_daily():
    """Do what is due today. Safe to repeat; misses no day."""
    lapsed, reminded = lapse_clocks(), remind(dues())
    reminded += sum(given for _receiver, given in day_began.send(sender=None))
    return Done(lapsed, reminded, clear_staged())


def lapse_clocks():
    due = Clock.objects.running().filter(due_on__lt=today(), name__in=LAPSES)
    lapsed = 0
    for clocks in batches(due.select_related("dossier__region", "dossier__partner")):
        for clock in clocks:
            try:
                ROAD.perform(clock.dossier, LAPSES[clock.name], by=None)
            except (Conflict, NotReady):
                # The dossier has moved on meanwhile, or stands where this clock no longer counts.
                continue
            lapsed += 1
    return lapsed
