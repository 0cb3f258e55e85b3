"""Who is told of a move: audiences by name, as the table of moves writes them."""

from agreements.desk.assigning import seen
from agreements.desk.workload import reviewers
from agreements.effects import reach_ministry
from agreements.enums import Turn
from agreements.lifecycle.steps import STEPS
from cooperation.enums import OfficeKind, Role
from cooperation.models import Office, User


def _people(*roles, **offices):
    return User.objects.holding(*roles, offices=Office.objects.filter(**offices))


def reviewers_of(dossier, but=None):
    """The one who took the dossier up; all of them while nobody has, or when that one left, or is `but` who acts."""
    others = reviewers().exclude(pk=but.pk) if but else reviewers()
    own = others.filter(pk=dossier.reviewer_id)
    return own if dossier.reviewer_id and own.exists() else others


def _reaches_ministry(act):
    """Drafts that were never sent, and are not sent now, stay private to the region and its province."""
    return act.obj.first_sent_at is not None or reach_ministry in act.move.does


def _new_holder(holder, people):
    """Who is named in the form; nobody yet while it is shown."""
    return lambda act: people(act).filter(pk=getattr(act.data.get(holder), "pk", None))


def _former_holder(holder, people):
    """Who held it until now, if they still work there."""
    return lambda act: people(act).filter(pk=act.data.get(seen(holder), getattr(act.obj, f"{holder}_id")))


def _of_province(act):
    return _people(region=act.obj.province_id)


AUDIENCES = {
    "region": lambda act: _people(region=act.obj.region_id),
    "province": lambda act: (
        User.objects.none() if act.obj.province_id == act.obj.region_id else _people(region=act.obj.province_id)
    ),
    "reviewers": lambda act: reviewers_of(act.obj) if _reaches_ministry(act) else User.objects.none(),
    "approvers": lambda act: (
        User.objects.of_home_affairs(Role.APPROVER) if _reaches_ministry(act) else User.objects.none()
    ),
    "kemlu": lambda act: _people(kind=OfficeKind.FOREIGN_AFFAIRS),
    "new_reviewer": _new_holder("reviewer", lambda act: reviewers()),
    "former_reviewer": _former_holder("reviewer", lambda act: reviewers()),
    "new_governor_officer": _new_holder("governor_officer", _of_province),
    "former_governor_officer": _former_holder("governor_officer", _of_province),
    "asked_offices": lambda act: _people(pk__in=[office.pk for office in act.facts.get("asked offices", ())]),
}


def recipients(act):
    """People the move tells, each once, without the one who makes it."""
    told = User.objects.none()
    for audience in act.move.tells:
        told = told | AUDIENCES[audience](act)
    if act.by is not None:
        told = told.exclude(pk=act.by.pk)
    return told.distinct()


#: Audiences that have the turn.
OF_TURN = {
    Turn.REGION: ("region",),
    Turn.COUNCIL: ("region",),
    Turn.PROVINCE: ("province",),
    Turn.MINISTRY: ("reviewers", "approvers"),
    Turn.KEMLU: ("kemlu",),
    Turn.NOBODY: (),
}

#: Audiences that have to act by the move itself, whosever turn it is.
NAMED = {"asked_offices", "new_reviewer", "new_governor_officer"}


def acting_now(act):
    """Keys of the people who have to act after a move: it gave them the turn, or named them."""
    turned = OF_TURN[STEPS[act.obj.status].turn] if act.obj.status != act.previous else ()
    return {
        pk
        for audience in act.move.tells
        if audience in turned or audience in NAMED
        for pk in AUDIENCES[audience](act).values_list("pk", flat=True)
    }
