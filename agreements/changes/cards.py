"""What pages say of the extensions and amendments of a dossier: whose turn it is, and what to do."""

from django.utils.translation import gettext as _

from agreements.changes import terms
from agreements.changes.words import TASKS, TURNS
from agreements.enums import ChangeKind, ChangeStatus, Status, Turn
from agreements.models import Change
from agreements.turns import words_for
from cooperation.working_days import today


def card(change, user):
    """One change as a list or a box shows it."""
    turn = TURNS.get(change.status, Turn.NOBODY)
    mine = has_turn(change, user)
    whose = _("Turn of %(whom)s") % {"whom": words_for(turn, change.dossier)} if turn != Turn.NOBODY else ""
    return {
        "change": change,
        "turn": _("%(turn)s · that is you") % {"turn": whose} if mine else whose,
        "mine": mine,
        "task": TASKS.get(change.status, "") if mine else "",
        "late": terms.is_late(change),
    }


def has_turn(change, user):
    turn = TURNS.get(change.status)
    if turn == Turn.REGION:
        return change.dossier.region_id in user.region_codes
    return turn == Turn.MINISTRY and user.is_home_affairs


def running(dossier, user):
    """(cards of what is not finished, the day the letter of an extension is due or None) for the dossier page."""
    if dossier.status not in (Status.IN_FORCE, Status.SUSPENDED) or not user.has_perm(
        "agreements.read_implementation", dossier
    ):
        return [], None
    shown = Change.objects.visible_to(user).filter(dossier=dossier)
    found = [one for one in shown if one.is_open or one.status == ChangeStatus.SIGNED]
    for one in found:
        one.dossier = dossier
    extended = any(one.kind == ChangeKind.EXTENSION for one in found)
    return [card(one, user) for one in found], None if extended else letter_day(dossier)


def letter_day(dossier):
    """By when the letter of an extension is due, from nine months before the end on."""
    if dossier.status != Status.IN_FORCE or dossier.ends_on is None:
        return None
    if not terms.months_before(dossier.ends_on, terms.PREPARE_MONTHS) <= today() <= dossier.ends_on:
        return None
    return terms.letter_due_on(dossier.ends_on)
