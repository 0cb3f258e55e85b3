"""Every change of what an office took on: one transaction, one event in the history of the dossier, who is told."""

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from agreements.enums import DocumentKind
from agreements.events import note_event
from agreements.models import Document, FollowUp
from agreements.models.follow_up import FOLLOWING_ROLES
from agreements.recipients import reviewers_of
from agreements.rules import CONSULTED_KINDS, FOLLOWERS, let_see
from agreements.services import writing
from cooperation.enums import NoticeKind
from cooperation.exceptions import Conflict
from cooperation.models import User
from cooperation.outbox import notify
from cooperation.working_days import now, today


def take_on(follow_up, permission, *, by):
    """Its office takes it on, and its people are told what they have to do.

    `permission` on the dossier is what lets `by` agree on it. A ministry that is named sees the dossier from now on.
    """
    dossier = follow_up.dossier
    with writing(dossier, permission, by):
        follow_up.created_by = by
        follow_up.save()
        if follow_up.office.kind in CONSULTED_KINDS:
            let_see(dossier, [follow_up.office])
        event = _note(follow_up, "follow_up_added", by)
        _ask_office(
            follow_up,
            event,
            by,
            lambda: (
                _("%(dossier)s: your office took on until %(date)s: %(what)s")
                % {"dossier": dossier.heading, "date": date_format(follow_up.due_on, "j F Y"), "what": follow_up.what}
            ),
        )


def do_follow_up(follow_up, note, proof, *, by):
    """Report it as done; whoever asked for it is told to confirm."""
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
            confirmers(stored, but=by),
            by,
            lambda: _("%(dossier)s: to confirm: %(what)s") % {"dossier": dossier.heading, "what": stored.what},
            url=address("confirm", stored),
            task=lambda: _("Confirm the follow-up, or send it back."),
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
        _ask_office(
            stored,
            event,
            by,
            lambda: (
                _("%(dossier)s: not done yet: %(what)s. %(reason)s")
                % {"dossier": dossier.heading, "what": stored.what.rstrip("."), "reason": reason}
            ),
        )


def chase_follow_up(follow_up, *, by):
    """Tell its office again that the day has passed; once a day at most."""
    dossier = follow_up.dossier
    with writing(dossier, "view_dossier", by):
        stored = _locked(follow_up, done_at=None)
        if not stored.is_late:
            raise Conflict(_("Its day has not passed yet: it is not chased before."))
        if stored.chased_on == today():
            raise Conflict(_("%(office)s has been chased today already.") % {"office": stored.office})
        stored.chased_on = today()
        stored.save(update_fields=["chased_on"])
        event = _note(stored, "follow_up_chased", by)
        _ask_office(
            stored,
            event,
            by,
            lambda: (
                _("%(dossier)s: your office was to have done this by %(date)s: %(what)s")
                % {"dossier": dossier.heading, "date": date_format(stored.due_on, "j F Y"), "what": stored.what}
            ),
        )


def confirmers(follow_up, but):
    """Those who are told to confirm: the reviewers of a meeting's dossier, else the office that asked for it."""
    if follow_up.is_of_meeting:
        return reviewers_of(follow_up.dossier, but=but)
    return User.objects.holding(*FOLLOWING_ROLES, offices=[follow_up.asked_by_id])


def with_rights(follow_ups, user):
    """`follow_ups` of dossiers that are loaded, each saying what `user` may do with it now."""
    found = list(follow_ups)
    for one in found:
        one.may_do = one.done_at is None and user.has_perm("agreements.do_follow_up", one)
        one.may_confirm = (
            one.done_at is not None and one.confirmed_at is None and user.has_perm("agreements.confirm_follow_up", one)
        )
        one.may_chase = one.is_late and one.chased_on != today() and user.has_perm("agreements.chase_follow_up", one)
    return found


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
        seats=FOLLOWERS,
        follow_up=follow_up.pk,
        origin=follow_up.origin,
    )


def _ask_office(follow_up, event, by, sentence):
    """The people of its office have to act."""
    _tell(
        event,
        User.objects.holding(*follow_up.doing_roles, offices=[follow_up.office_id]),
        by,
        sentence,
        url=address("done", follow_up),
        task=to_be_done,
        due_on=follow_up.due_on,
    )


def to_be_done():
    return _("Do it, and report it with its proof.")


def address(act, follow_up):
    return reverse(f"agreements:follow-up-{act}", args=[follow_up.dossier.number, follow_up.pk])


def _tell(event, readers, by, sentence, *, url, task, due_on=None):
    notify(
        readers.exclude(pk=by.pk),
        f"dossier-event-{event.pk}",
        url,
        sentence,
        kind=NoticeKind.ACT,
        task=task,
        due_on=due_on,
    )
