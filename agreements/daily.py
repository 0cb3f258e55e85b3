"""The daily run: clocks that lapse or come to an end, reminders, what the applications above do, files to clear."""

from typing import NamedTuple

from agreements.lifecycle.clocks import LAPSES
from agreements.models import Clock, Dossier
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
    expired: int
    reminded: int
    cleared: int


def run_daily():
    """Do what is due today. Safe to repeat; misses no day."""
    lapsed, expired, reminded = lapse_clocks(), expire_agreements(), remind(dues())
    reminded += sum(given for _receiver, given in day_began.send(sender=None))
    return Done(lapsed, expired, reminded, clear_staged())


def lapse_clocks():
    due = Clock.objects.running().filter(due_on__lt=today(), name__in=LAPSES)
    found = batches(due.select_related("dossier__region", "dossier__partner"))
    return sum(_by_clock(clock.dossier, LAPSES[clock.name]) for clocks in found for clock in clocks)


def expire_agreements():
    """Terms that have run out (P25 32), the day after their last one; also after a missed day."""
    found = batches(Dossier.objects.over().select_related("region", "partner"))
    return sum(_by_clock(dossier, "expire_agreement") for dossiers in found for dossier in dossiers)


def _by_clock(dossier, name):
    try:
        ROAD.perform(dossier, name, by=None)
    except (Conflict, NotReady):
        # The dossier has moved on meanwhile, or stands where this no longer counts.
        return False
    return True
