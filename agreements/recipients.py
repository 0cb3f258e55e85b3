"""Who is told of a move: audiences by name, as the table of moves writes them."""

from cooperation.enums import OfficeKind, Role
from cooperation.models import Office, User


def _people(*roles, **offices):
    return User.objects.holding(*roles, offices=Office.objects.filter(**offices))


AUDIENCES = {
    "region": lambda act: _people(region=act.obj.region_id),
    "province": lambda act: (
        User.objects.none() if act.obj.province_id == act.obj.region_id else _people(region=act.obj.province_id)
    ),
    "reviewers": lambda act: (
        User.objects.filter(pk=act.obj.reviewer_id)
        if act.obj.reviewer_id
        else _people(Role.REVIEWER, kind=OfficeKind.HOME_AFFAIRS)
    ),
    "approvers": lambda act: _people(Role.APPROVER, kind=OfficeKind.HOME_AFFAIRS),
    "kemlu": lambda act: _people(kind=OfficeKind.FOREIGN_AFFAIRS),
    "asked_office": lambda act: _people(pk=act.data["office"].pk) if act.data else User.objects.none(),
}


def recipients(act):
    """People the move tells, each once, without the one who makes it."""
    told = User.objects.none()
    for audience in act.move.tells:
        told = told | AUDIENCES[audience](act)
    if act.by is not None:
        told = told.exclude(pk=act.by.pk)
    if act.obj.first_sent_at is None:
        # Drafts stay private to the region and its province.
        told = told.exclude(memberships__office__kind=OfficeKind.HOME_AFFAIRS)
    return told.distinct()
