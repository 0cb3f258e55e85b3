"""Whose turn it is: for queries, for rows, in words."""

from django.db.models import Q
from django.utils.translation import gettext as _

from agreements.enums import Status, Turn
from agreements.lifecycle.steps import STEPS, statuses_of
from agreements.opinions.questions import advising_offices, open_opinions
from cooperation.enums import OfficeKind, Role

#: Statuses in which something waits for each. In force nothing does: the region carries the cooperation out.
WAITING = {
    turn: tuple(status for status in statuses_of(turn) if status != Status.IN_FORCE)
    for turn in Turn
    if turn != Turn.NOBODY
}


def their_turn(user):
    """Dossiers on which `user` has to act: where it is the turn of their office, or their opinion was asked."""
    condition = regions_turn(user)
    if user.memberships_as(Role.REVIEWER, Role.APPROVER):
        condition |= Q(status__in=WAITING[Turn.MINISTRY])
    if advising_offices(user):
        condition |= Q(pk__in=open_opinions(user).values("dossier"))
    if any(held.office.kind == OfficeKind.FOREIGN_AFFAIRS for held in user.memberships_as(Role.CONSULTED)):
        condition |= Q(status__in=WAITING[Turn.KEMLU])
    return condition


def regions_turn(user):
    """Where it is the turn of a region of `user`, of its council, or of its governor."""
    codes = user.region_codes
    if not codes:
        return Q(pk__in=[])
    own = Q(region__in=codes, status__in=WAITING[Turn.REGION] + WAITING[Turn.COUNCIL])
    return own | Q(province__in=codes, status__in=WAITING[Turn.PROVINCE])


def whom(dossier):
    """Whose turn it is, as in "Turn of …"; empty when nobody has to act."""
    return words_for(STEPS[Status(dossier.status)].turn, dossier)


def words_for(turn, dossier):
    """The office that has the turn, as in "Turn of …"; empty for nobody."""
    match turn:
        case Turn.REGION:
            return dossier.region.name
        case Turn.COUNCIL:
            return _("the regional council of %(region)s") % {"region": dossier.region.name}
        case Turn.PROVINCE:
            return _("the Governor of %(province)s") % {"province": dossier.province.name}
        case Turn.MINISTRY:
            return _("the Ministry of Home Affairs")
        case Turn.KEMLU:
            return _("Kemlu")
        case Turn.NOBODY:
            return ""
