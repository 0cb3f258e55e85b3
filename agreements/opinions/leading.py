"""What a reviewer does with the questions put to offices: remind, withdraw."""

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from agreements import recommendations
from agreements.enums import VoidCause
from agreements.events import note_event
from agreements.models import Opinion
from agreements.opinions.questions import why_closed
from agreements.services import writing
from cooperation.enums import NoticeKind, Role
from cooperation.exceptions import Conflict
from cooperation.models import User
from cooperation.outbox import notify
from cooperation.working_days import now, today

#: Roles in which people of an office give its opinion.
ADVISERS = (Role.CONSULTED, Role.OFFICER, Role.HEAD)


def remind(dossier, opinion, *, by):
    """Tell the office again that its opinion is waited for; once a day at most."""
    with writing(dossier, "lead_opinions", by):
        opinion = _still_open(opinion)
        if opinion.reminded_on == today():
            raise Conflict(_("%(office)s has been reminded today already.") % {"office": opinion.office})
        opinion.reminded_on = today()
        opinion.save(update_fields=["reminded_on"])
        note_event(dossier, "opinion_reminded", by=by, note=str(opinion.office))
        tell_awaited(opinion, f"opinion-{opinion.pk}-{today()}")


def withdraw(dossier, opinion, because, *, by):
    """The opinion is no longer needed; its office is told why."""
    with writing(dossier, "lead_opinions", by):
        opinion = _still_open(opinion)
        opinion.closed_at, opinion.withdrawn_by, opinion.withdrawn_because = now(), by, because
        opinion.save(update_fields=["closed_at", "withdrawn_by", "withdrawn_because"])
        note_event(dossier, "opinion_withdrawn", by=by, note=str(opinion.office))
        recommendations.void(dossier, VoidCause.WITHDRAWN, by)
        _tell_office(
            opinion,
            f"opinion-{opinion.pk}-withdrawn",
            lambda: (
                _("%(dossier)s: your opinion is no longer needed. %(reason)s")
                % {"dossier": dossier.heading, "reason": because}
            ),
        )


def _still_open(opinion):
    """The question as it stands now; raises Conflict when nobody waits for the answer any more."""
    people = ("office", "answered_by", "dossier__region", "dossier__partner")
    stored = Opinion.objects.select_related(*people).get(pk=opinion.pk)
    if not stored.is_open:
        raise Conflict(why_closed(stored))
    return stored


def tell_awaited(opinion, key):
    """Tell the people of the office asked that its opinion is waited for; `key` names the occasion."""
    _tell_office(opinion, key, lambda: awaited(opinion), kind=NoticeKind.ACT, task=task, due_on=opinion.due_on)


def _tell_office(opinion, key, sentence, **what):
    advisers = User.objects.holding(*ADVISERS, offices=[opinion.office])
    notify(advisers, key, url(opinion), sentence, **what)


# In words


def url(opinion):
    return reverse("agreements:dossier-opinions", args=[opinion.dossier.number])


def task():
    return _("Give the opinion of your office.")


def awaited(opinion):
    """What its office reads."""
    facts = {"dossier": opinion.dossier.heading, "date": date_format(opinion.due_on, "j F Y")}
    if opinion.is_late:
        return _("%(dossier)s: the opinion of your office was awaited by %(date)s.") % facts
    return _("%(dossier)s: the opinion of your office is awaited by %(date)s.") % facts


def not_come_in(opinion):
    """What the reviewer of the dossier reads when its day has passed."""
    return _("%(dossier)s: the opinion of %(office)s, awaited by %(date)s, has not come in.") % {
        "dossier": opinion.dossier.heading,
        "office": opinion.office,
        "date": date_format(opinion.due_on, "j F Y"),
    }
