"""Who is told of a move of an extension or amendment: the audiences of the dossier's own table."""

from agreements.enums import ChangeStatus
from agreements.recipients import people
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


def _audience(act, name):
    """What the region never sent, the ministry does not hear of."""
    sends = "letter" in act.move.asks
    if name in MINISTRY and act.obj.first_sent_on is None and not sends:
        return User.objects.none()
    return people(name, act.obj.dossier)


def recipients(act):
    """People the move tells, each once, without the one who makes it."""
    told = User.objects.none()
    for name in act.move.tells:
        told = told | _audience(act, name)
    if act.by is not None:
        told = told.exclude(pk=act.by.pk)
    return told.distinct()


def acting_now(act):
    """Keys of the people who have to act after the move."""
    if act.move.name == "recommend_change":
        turned = ("approvers",)
    else:
        turned = OF_TURN.get(act.obj.status, ()) if act.obj.status != act.previous else ()
    return {pk for name in act.move.tells if name in turned for pk in _audience(act, name).values_list("pk", flat=True)}
