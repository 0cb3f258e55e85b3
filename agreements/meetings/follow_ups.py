"""What offices took on in a meeting: done with proof, confirmed by somebody else than who did it."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from agreements.enums import DocumentKind
from agreements.events import note_event
from agreements.models import Document, FollowUp
from agreements.recipients import reviewers_of
from agreements.rules import ACTING_ROLES, MINISTRY
from agreements.services import writing
from cooperation.exceptions import Conflict
from cooperation.models import User
from cooperation.outbox import notify
from cooperation.working_days import now


def add_follow_up(follow_up, *, by):
    """Agree on it; the people of its office are told what they have to do."""
    dossier = follow_up.dossier
    with writing(dossier, "add_meeting", by):
        follow_up.created_by = by
        follow_up.save()
        event = _note(follow_up, "follow_up_added", by)
        _tell(
            event,
            User.objects.holding(*ACTING_ROLES, offices=[follow_up.office]),
            by,
            lambda: (
                _("%(dossier)s: your office took on until %(date)s: %(what)s")
                % {"dossier": dossier.heading, "date": date_format(follow_up.due_on, "j F Y"), "what": follow_up.what}
            ),
        )


def do_follow_up(follow_up, note, proof, *, by):
    """Report it as done; the reviewer of the dossier is told to confirm."""
    dossier = follow_up.dossier
    with writing(dossier, "view_dossier", by):
        stored = _locked(follow_up, done_at=None)
        description = stored.what[:200]
        stored.proof = Document.keep(dossier, DocumentKind.FOLLOW_UP, proof, by=by, description=description)
        stored.done_note, stored.done_by, stored.done_at = note, by, now()
        stored.save()
        event = _note(stored, "follow_up_done", by, document=stored.proof)
        _tell(
            event,
            reviewers_of(dossier, but=by),
            by,
            lambda: _("%(dossier)s: to confirm: %(what)s") % {"dossier": dossier.heading, "what": stored.what},
        )


def confirm_follow_up(follow_up, *, by):
    with writing(follow_up.dossier, "view_dossier", by):
        stored = _locked(follow_up, done_at__isnull=False, confirmed_at=None)
        if stored.done_by_id == by.pk:
            raise Conflict(_("You reported this yourself; another person has to confirm it."))
        stored.confirmed_by, stored.confirmed_at = by, now()
        stored.save()
        _note(stored, "follow_up_confirmed", by)


def return_follow_up(follow_up, reason, *, by):
    """It is not done yet: the office is told why, and reports again."""
    dossier = follow_up.dossier
    with writing(dossier, "view_dossier", by):
        stored = _locked(follow_up, done_at__isnull=False, confirmed_at=None)
        stored.done_note, stored.proof, stored.done_by, stored.done_at = "", None, None, None
        stored.save()
        event = _note(stored, "follow_up_returned", by, note=reason)
        _tell(
            event,
            User.objects.holding(*ACTING_ROLES, offices=[stored.office]),
            by,
            lambda: (
                _("%(dossier)s: not done yet: %(what)s. %(reason)s")
                % {"dossier": dossier.heading, "what": stored.what, "reason": reason}
            ),
        )


def _locked(follow_up, **as_it_was):
    stored = (
        FollowUp.objects.select_for_update(of=("self",)).select_related("office").filter(pk=follow_up.pk, **as_it_was)
    ).first()
    if stored is None:
        raise Conflict(_("Somebody was faster: this follow-up stands differently now."))
    return stored


def _note(follow_up, name, by, note="", document=None):
    return note_event(
        follow_up.dossier,
        name,
        by=by,
        note=note or follow_up.what,
        document=document,
        seats=MINISTRY,
        follow_up=follow_up.pk,
    )


def _tell(event, readers, by, sentence):
    notify(readers.exclude(pk=by.pk), f"dossier-event-{event.pk}", event.dossier.get_absolute_url(), sentence)
