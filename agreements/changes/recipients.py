"""Who is told of a move of an extension or amendment: the audiences of the dossier's own table."""

from agreements.enums import ChangeStatus
from agreements.recipients import Posts, people, readers
from cooperation.models import User

#: Who has to act once it stands there.
OF_TURN = {
    ChangeStatus.SUBMITTED: ("reviewers",),
    ChangeStatus.RETURNED: ("region",),
    ChangeStatus.APPROVED: ("region",),
    ChangeStatus.SIGNED: ("approvers",),
}
#: Audiences inside the ministry.
MINISTRY = ("reviewers", "approvers")


def _audiences(act):
    """What the region never sent, the ministry does not hear of."""
    sent = act.obj.first_sent_on is not None or "letter" in act.move.asks
    return [name for name in act.move.tells if sent or name not in MINISTRY]


def recipients(act):
    """People the move tells, each once, without the one who makes it."""
    told = User.objects.none()
    for name in _audiences(act):
        told = told | people(name, act.obj.dossier)
    if act.by is not None:
        told = told.exclude(pk=act.by.pk)
    return told.distinct()


def told_by(acts):
    """Of each act (it, keys of those who have to act now, keys of those who have news); all posts in one query."""
    posts = Posts() if acts[0].move.by_clock else Posts(acts[0].obj.dossier)
    for act in acts:
        of = {name: set(readers(name, act.obj.dossier, posts)) for name in _audiences(act)}
        told = set().union(*of.values()) - {act.by and act.by.pk}
        acting = set().union(*(people for name, people in of.items() if name in _turned(act)))
        yield act, told & acting, told - acting


def _turned(act):
    """Audiences that have to act after the move."""
    if act.move.name == "recommend_change":
        return ("approvers",)
    return OF_TURN.get(act.obj.status, ()) if act.obj.status != act.previous else ()
