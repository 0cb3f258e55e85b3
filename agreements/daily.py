"""The daily run: clocks that lapse, Letters of Intent about to end, opinions still waited for."""

from datetime import timedelta
from typing import NamedTuple

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from agreements.enums import ClockName
from agreements.lifecycle.clocks import INTENT_WARNINGS, LAPSES
from agreements.models import Clock
from agreements.recipients import AUDIENCES
from agreements.services import ROAD, preview
from cooperation.exceptions import Conflict, NotReady
from cooperation.models import Notice
from cooperation.outbox import notify
from cooperation.uploads import clear_staged
from cooperation.working_days import today


class Done(NamedTuple):
    """How many of each a run has dealt with."""

    lapsed: int
    warned: int
    cleared: int


def run_daily():
    """Do what is due today. Safe to repeat; misses no day."""
    return Done(lapsed=lapse_clocks(), warned=warn_of_intents(), cleared=clear_staged())


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
