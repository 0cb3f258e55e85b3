"""Every change of a monitoring: one transaction, one event in the history of the dossier, who is told."""

from contextlib import contextmanager

from django.db import IntegrityError, transaction
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from agreements.enums import DocumentKind
from agreements.events import event_of
from agreements.models import Document, DossierEvent
from agreements.recipients import people
from agreements.rules import membership_in
from agreements.services import writing
from cooperation import changes
from cooperation.changes import CHANGED_MEANWHILE
from cooperation.exceptions import Conflict, NotReady
from cooperation.locking import lock
from cooperation.outbox import notify
from cooperation.workflow import Problem
from cooperation.working_days import now
from reports.enums import MonitoringState
from reports.models import Monitoring
from reports.rules import CARRY_OUT, MONITOR, MONITORS

ARTICLE = "P25 39"


def plan(dossier, planned_on, way, *, by):
    """The office of `by` monitors the agreement on that day; the region is told."""
    with writing(dossier, MONITOR, by):
        office = membership_in(MONITORS, by, dossier).office
        monitoring = Monitoring(dossier=dossier, office=office, planned_on=planned_on, way=way, planned_by=by)
        _save(monitoring)
        event = _note(monitoring, "monitoring_planned", by)
        _tell_region(
            monitoring,
            event,
            by,
            lambda: _("%(dossier)s: %(office)s monitors this cooperation on %(date)s (%(way)s).") % _facts(monitoring),
        )
    return monitoring


def move(monitoring, planned_on, way, reason, *, by):
    """To another day, or another way; the region is told why."""
    with _on(monitoring, by, MonitoringState.PLANNED):
        monitoring.planned_on, monitoring.way, monitoring.reason = planned_on, way, reason
        _save(monitoring)
        event = _note(monitoring, "monitoring_moved", by, reason)
        _tell_region(
            monitoring,
            event,
            by,
            lambda: (
                _("%(dossier)s: the monitoring by %(office)s is now on %(date)s (%(way)s): %(reason)s")
                % _facts(monitoring)
            ),
        )


def cancel(monitoring, reason, *, by):
    with _on(monitoring, by, MonitoringState.PLANNED):
        monitoring.state, monitoring.reason = MonitoringState.CANCELLED, reason
        monitoring.save()
        event = _note(monitoring, "monitoring_cancelled", by, reason)
        _tell_region(
            monitoring,
            event,
            by,
            lambda: (
                _("%(dossier)s: the monitoring by %(office)s on %(date)s is cancelled: %(reason)s") % _facts(monitoring)
            ),
        )


def cancel_of_ended(dossiers, *, by):
    """What was planned for agreements that have ended meanwhile. Call inside the transaction of their ending."""
    with translation.override("id"):
        reason = str(_("The agreement has ended."))
    ended = {dossier.pk: dossier for dossier in dossiers}
    cancelled = list(Monitoring.objects.planned().filter(dossier__in=ended).select_for_update(of=("self",)))
    for monitoring in cancelled:
        monitoring.dossier = ended[monitoring.dossier_id]
        monitoring.state, monitoring.reason = MonitoringState.CANCELLED, reason
    if cancelled:
        Monitoring.objects.bulk_update(cancelled, ["state", "reason"])
        DossierEvent.objects.bulk_create(_event(one, "monitoring_cancelled", by, reason) for one in cancelled)


def record(monitoring, files, dropped, *, seen, by):
    """Keep what was found, with `files`; nobody but the office itself reads it until it is sent.

    `seen` is the fingerprint of the texts its writer began from; another one raises Conflict with both.
    """
    texts = {name: getattr(monitoring, name) for name in Monitoring.FOUND}
    with _on(monitoring, by, MonitoringState.PLANNED, MonitoringState.HELD):
        first = monitoring.is_planned
        # Both columns change together: a monitoring that was carried out has its day.
        Monitoring.objects.filter(pk=monitoring.pk, held_on=None).update(
            state=MonitoringState.HELD, held_on=texts["held_on"]
        )
        monitoring.state = MonitoringState.HELD
        for name, value in texts.items():
            setattr(monitoring, name, value)
        if first:
            seen = ""  # the row has just got its day
        changes.write(monitoring, Monitoring.FOUND, seen=seen)
        kept = [
            Document.keep(monitoring.dossier, DocumentKind.MONITORING, file, by=by, dated_on=monitoring.held_on)
            for file in files
        ]
        monitoring.files.add(*kept)
        monitoring.files.remove(*dropped)
        if first:
            _note(monitoring, "monitoring_held", by)


def seen_of(monitoring):
    """A short text that differs when what was found differs."""
    return changes.fingerprint(monitoring, Monitoring.FOUND)


def not_ready(monitoring):
    """What stands against sending the findings."""
    if not monitoring.findings:
        yield Problem(_("Write what was found."), ARTICLE)
    if not monitoring.participants:
        yield Problem(_("Write who took part."), ARTICLE)


def send(monitoring, *, seen, by):
    """The region, its governor and the ministry's evaluators read the findings from now on; they stay as they are."""
    with _on(monitoring, by, MonitoringState.HELD):
        if seen != seen_of(monitoring):
            raise Conflict(CHANGED_MEANWHILE)
        problems = list(not_ready(monitoring))
        if problems:
            raise NotReady(problems)
        monitoring.state, monitoring.sent_by, monitoring.sent_at = MonitoringState.SENT, by, now()
        monitoring.save()
        event = _note(monitoring, "monitoring_sent", by)
        _tell(monitoring, event, readers(monitoring, by), lambda: message(monitoring))


def readers(monitoring, by):
    """Who is told of the findings."""
    told = [people(whom, monitoring.dossier) for whom in ("region", "province", "evaluators")]
    return (told[0] | told[1] | told[2]).exclude(pk=by.pk).distinct()


def message(monitoring):
    return _("%(dossier)s: read what the monitoring by %(office)s on %(date)s found.") % _facts(monitoring)


@contextmanager
def _on(monitoring, by, *states):
    """One transaction on the locked dossier and monitoring. Raises Conflict when it is in none of `states` any more."""
    dossier = monitoring.dossier
    with writing(dossier, "agreements.read_implementation", by):
        lock(monitoring)
        monitoring.dossier = dossier
        if monitoring.state not in states or not by.has_perm(CARRY_OUT, monitoring):
            raise Conflict(
                _("Somebody was faster: this monitoring is now “%(state)s”.")
                % {"state": monitoring.get_state_display()},
                url=monitoring.get_absolute_url(),
            )
        yield


def _save(monitoring):
    try:
        with transaction.atomic():
            monitoring.save()
    except IntegrityError as error:
        raise Conflict(_("Your office has planned a monitoring of this agreement on this day already.")) from error


def _facts(monitoring):
    return {
        "dossier": monitoring.dossier.heading,
        "office": monitoring.office,
        "date": date_format(monitoring.day, "j F Y"),
        "way": monitoring.get_way_display(),
        "reason": monitoring.reason,
    }


def _note(monitoring, name, by, text=""):
    event = _event(monitoring, name, by, text)
    event.save()
    return event


def _event(monitoring, name, by, text):
    about = {"monitoring": monitoring.pk, "for_day": monitoring.day}
    return event_of(monitoring.dossier, name, by=by, note=text, seats=MONITORS, **about)


def _tell_region(monitoring, event, by, sentence):
    _tell(monitoring, event, people("region", monitoring.dossier).exclude(pk=by.pk), sentence)


def _tell(monitoring, event, told, sentence):
    notify(told, f"dossier-event-{event.pk}", monitoring.get_absolute_url(), sentence)
