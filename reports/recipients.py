"""Who is told of what happens to a report, or to a region on hold."""

from agreements.recipients import people
from cooperation.enums import OfficeKind, Role
from cooperation.models import User


def recipients(act):
    """People the move tells, each once, without the one who makes it."""
    told = User.objects.none()
    for whom in act.move.tells:
        told = told | people(whom, act.obj.dossier)
    return told.exclude(pk=act.by.pk).distinct()


def readers_of_hold(region, posts):
    """Keys of the people of the region itself, and of those of its governor and the evaluators of the ministry."""
    government = (Role.OFFICER, Role.HEAD)
    own = posts.of(government, region.pk)
    others = (*posts.of(government, region.province_id), *posts.of((Role.EVALUATOR,), OfficeKind.HOME_AFFAIRS))
    return own, [pk for pk in dict.fromkeys(others) if pk not in own]
