"""Who is told: audiences by name, as the tables of moves and of reminders write them.

An audience is a group of seats in one place towards the dossier. Who holds them today is asked of the database for one
dossier (`people`), or of all posts read once for a run over many (`Posts`, `readers`).
"""

from collections import defaultdict
from functools import cached_property

from agreements.desk.assigning import seen
from agreements.desk.workload import reviewers
from agreements.effects import reach_ministry
from agreements.enums import Turn
from agreements.lifecycle.steps import STEPS
from agreements.rules import (
    APPROVER,
    EVALUATOR,
    KEMLU,
    PROVINCE,
    PROVINCE_HEAD,
    PROVINCE_OFFICER,
    REGION,
    REGION_HEAD,
    REGION_OFFICER,
    REVIEWER,
    Place,
)
from cooperation.enums import OfficeKind
from cooperation.models import Membership, Office, User

AUDIENCES = {
    "region": REGION,
    "officers": (REGION_OFFICER,),
    "heads": (REGION_HEAD,),
    "province": PROVINCE,
    "province_officers": (PROVINCE_OFFICER,),
    "province_heads": (PROVINCE_HEAD,),
    #: The one who took the dossier up; all of them while nobody has, or when that one left.
    "reviewers": (REVIEWER,),
    "approvers": (APPROVER,),
    #: Those of them who have something to decide now.
    "deciders": (APPROVER,),
    "evaluators": (EVALUATOR,),
    "kemlu": (KEMLU,),
}
ROLES = {whom: tuple(seat.role for seat in seats) for whom, seats in AUDIENCES.items()}


def _where(whom, dossier):
    """The region, or the kind of office, where the seats of an audience are held; None where there are none."""
    match AUDIENCES[whom][0].place:
        case Place.REGION:
            return dossier.region_id
        case Place.PROVINCE:
            return dossier.province_id if dossier.province_id != dossier.region_id else None
        case Place.MINISTRY:
            return OfficeKind.HOME_AFFAIRS
        case Place.KEMLU:
            return OfficeKind.FOREIGN_AFFAIRS


def people(whom, dossier):
    """The audience of one dossier, as a query."""
    if whom == "reviewers":
        return reviewers_of(dossier)
    where = _where(whom, dossier)
    if where is None:
        return User.objects.none()
    offices = Office.objects.filter(kind=where) if where in OfficeKind else Office.objects.filter(region=where)
    return User.objects.holding(*ROLES[whom], offices=offices)


def reviewers_of(dossier, but=None):
    """The one who took the dossier up; all of them while nobody has, or when that one left, or is `but` who acts."""
    others = reviewers().exclude(pk=but.pk) if but else reviewers()
    own = others.filter(pk=dossier.reviewer_id)
    return own if dossier.reviewer_id and own.exists() else others


class Posts:
    """Keys of the people who hold each post today, read once when first asked for: by role and office, region, or kind.

    Towards `dossier` alone those of its region, its province and the central offices that moves tell.
    """

    def __init__(self, dossier=None):
        self._dossier, self._found = dossier, {}

    @cached_property
    def _held(self):
        towards = {}
        if self._dossier:
            towards["regions"] = (self._dossier.region_id, self._dossier.province_id)
            towards["kinds"] = (OfficeKind.HOME_AFFAIRS, OfficeKind.FOREIGN_AFFAIRS)
        found = defaultdict(list)
        for person, role, office, region, kind in Membership.posts(**towards):
            found[role, office].append(person)
            found[role, region or kind].append(person)
        return found

    def of(self, roles, where):
        """Those who hold one of `roles` at an office, in a region, or in a kind of office."""
        if (roles, where) not in self._found:
            people = dict.fromkeys(person for role in roles for person in self._held.get((role, where), ()))
            self._found[roles, where] = tuple(people)
        return self._found[roles, where]


def readers(whom, dossier, posts):
    """Keys of those of the audience who may read the dossier, out of `posts`; of Kemlu only where it was asked."""
    where = _where(whom, dossier)
    if where == OfficeKind.HOME_AFFAIRS and dossier.first_sent_at is None:
        return ()
    if where == OfficeKind.FOREIGN_AFFAIRS and all(office.kind != where for office in dossier.consulted.all()):
        return ()
    return _holders(whom, dossier, posts)


def _holders(whom, dossier, posts):
    found = posts.of(ROLES[whom], _where(whom, dossier))
    own = (dossier.reviewer_id,)
    return own if whom == "reviewers" and own[0] in found else found


# Audiences of a move


def _new_holder(holder, candidates):
    """Who is named in the form; nobody yet while it is shown."""
    return lambda act: candidates(act).filter(pk=getattr(act.data.get(holder), "pk", None))


def _former_holder(holder, candidates):
    """Who held it until now, if they still work there."""
    return lambda act: candidates(act).filter(pk=act.data.get(seen(holder), getattr(act.obj, f"{holder}_id")))


def _of_province(act):
    return User.objects.holding(offices=Office.objects.filter(region=act.obj.province_id))


#: Audiences that the move itself names.
NAMED = {
    "new_reviewer": _new_holder("reviewer", lambda act: reviewers()),
    "former_reviewer": _former_holder("reviewer", lambda act: reviewers()),
    "new_governor_officer": _new_holder("governor_officer", _of_province),
    "former_governor_officer": _former_holder("governor_officer", _of_province),
    "asked_offices": lambda act: User.objects.holding(
        offices=Office.objects.filter(pk__in=[office.pk for office in act.facts.get("asked offices", ())])
    ),
}


def _told(whom, act, posts):
    if whom in NAMED:
        return NAMED[whom](act).values_list("pk", flat=True)
    # Drafts that were never sent, and are not sent now, stay private to the region and its province.
    sent = act.obj.first_sent_at is not None or reach_ministry in act.move.does
    in_ministry = AUDIENCES[whom][0].place == Place.MINISTRY
    return _holders(whom, act.obj, posts) if sent or not in_ministry else ()


def recipients(act):
    """Keys of the people the move tells, without the one who makes it."""
    posts = Posts(act.obj)
    told = {person for whom in act.move.tells for person in _told(whom, act, posts)}
    return told - {act.by and act.by.pk}


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
MUST_ACT = {"asked_offices", "deciders", "new_reviewer", "new_governor_officer"}


def told_by(acts):
    """Of each act (it, keys of those who have to act now, keys of those who have news); all posts in one query."""
    posts = Posts() if acts[0].move.by_clock else Posts(acts[0].obj)
    for act in acts:
        of = {whom: set(_readers(whom, act, posts)) for whom in act.move.tells}
        told = set().union(*of.values()) - {act.by and act.by.pk}
        acting = set().union(*(people for whom, people in of.items() if _has_to_act(whom, act)))
        yield act, told & acting, told - acting


def _readers(whom, act, posts):
    if whom in NAMED:
        return NAMED[whom](act).values_list("pk", flat=True)
    return readers(whom, act.obj, posts)


def _has_to_act(whom, act):
    """Whether the move gave an audience the turn, or named it."""
    turned = OF_TURN[STEPS[act.obj.status].turn] if act.obj.status != act.previous else ()
    return whom in turned or whom in MUST_ACT
