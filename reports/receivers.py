"""What reports do on news from below."""

from django.db import transaction

from agreements.enums import Status
from cooperation.reminders import remind
from reports import holding, planning
from reports.reminders import dues


def follow_term(sender, act, **kwargs):
    """A dossier came in force, left it, or its term changed: its calendar of reports follows (P25 35-36)."""
    if Status.IN_FORCE in (act.previous, act.obj.status):
        with transaction.atomic():
            planning.replan([act.obj])


def follow_extension(sender, dossier, **kwargs):
    """An extension moved the last day: the years of the second term get their reports."""
    planning.replan([dossier])


def daily(sender, **kwargs):
    planning.plan_missing()
    holding.raise_holds()
    return remind(dues())
