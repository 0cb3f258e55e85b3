"""Who is told of what happens to a report, or to a region on hold."""

from agreements.recipients import people
from cooperation.enums import Role
from cooperation.models import Office, User


def recipients(act):
    """People the move tells, each once, without the one who makes it."""
    told = User.objects.none()
    for whom in act.move.tells:
        told = told | people(whom, act.obj.dossier)
    return told.exclude(pk=act.by.pk).distinct()


def readers_of_hold(region, own=False):
    """The region itself, its governor, and the ministry's evaluators; with `own` the region alone."""
    governments = Office.objects.filter(region__in={region.pk} if own else {region.pk, region.province_id})
    told = User.objects.holding(Role.OFFICER, Role.HEAD, offices=governments)
    return told if own else (told | User.objects.of_home_affairs(Role.EVALUATOR)).distinct()
