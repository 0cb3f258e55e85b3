"""The daily run: clocks that lapse or come to an end, reminders, what the applications above do, files to clear."""

from typing import NamedTuple

from django.db.models import Prefetch

from agreements.lifecycle.clocks import LAPSES
from agreements.models import Change, Clock, Dossier
from agreements.reminders import dues
from agreements.services import ROAD
from agreements.signals import day_began
from cooperation.batches import done_of, key_batches
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
    """Clocks whose last day has passed. One that runs where its step is over is passed by."""
    due = Clock.objects.running().filter(due_on__lt=today(), name__in=LAPSES)
    names = set(due.order_by().values_list("name", flat=True).distinct())
    found = {name: Dossier.objects.filter(pk__in=due.filter(name=name).values("dossier")) for name in names}
    return sum(_by_clock(found[name], move) for name, move in LAPSES.items() if name in found)


def expire_agreements():
    """Terms that have run out (P25 32), the day after their last one; also after a missed day."""
    # Of the extensions of each no more than tells whether one may still have been signed in time.
    changes = Prefetch("changes", Change.objects.only("dossier", "kind", "status"))
    return _by_clock(Dossier.objects.over().prefetch_related(changes), "expire_agreement")


def _by_clock(dossiers, name):
    """Make the clock's move of all these dossiers, a batch at a time; returns how many it was made of."""
    named = dossiers.select_related("region", "partner")

    def make(keys):
        return len(ROAD.perform_all(named.filter(pk__in=keys), name))

    return sum(done_of(keys, make, lambda key: f"{name} of dossier {key}") for keys in key_batches(dossiers))
