"""What reports do on news from below."""

from agreements.enums import Status
from agreements.models import Dossier
from cooperation.reminders import remind
from reports import holding, last_activity, planning
from reports.monitoring import acting as monitoring
from reports.reminders import dues

#: An agreement is over: what was planned after it does not take place.
ENDED = (Status.ENDED, Status.EXPIRED)


def follow_activity(sender, dossier, **kwargs):
    """A contact with the partner is a sign of life of an agreement in force."""
    last_activity.follow(Dossier.objects.filter(pk=dossier.pk, status=Status.IN_FORCE))


def follow_term(sender, acts, **kwargs):
    """Dossiers came in force, left it, or their terms changed: their calendars of reports follow (P25 35-36)."""
    touched = [act for act in acts if Status.IN_FORCE in (act.previous, act.obj.status)]
    ended = [act.obj for act in acts if act.obj.status in ENDED]
    if touched:
        planning.replan([act.obj for act in touched])
    if ended:
        monitoring.cancel_of_ended(ended, by=acts[0].by)
    for act in touched:
        if act.obj.status == Status.IN_FORCE != act.previous:
            follow_activity(sender, act.obj)


def follow_extension(sender, dossier, **kwargs):
    """An extension moved the last day: the years of the second term get their reports."""
    planning.replan([dossier])


def daily(sender, **kwargs):
    planning.plan_missing()
    last_activity.follow_missing()
    holding.raise_holds()
    return remind(dues())
