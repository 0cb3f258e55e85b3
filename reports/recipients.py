"""Who is told of what happens to a report: audiences by name, as the table of moves writes them."""

from cooperation.enums import Role
from cooperation.models import Office, User


def of_region(code):
    return User.objects.holding(Role.OFFICER, Role.HEAD, offices=Office.objects.filter(region=code))


def evaluators():
    return User.objects.of_home_affairs(Role.EVALUATOR)


AUDIENCES = {
    "region": lambda dossier: of_region(dossier.region_id),
    "province": lambda dossier: (
        User.objects.none() if dossier.province_id == dossier.region_id else of_region(dossier.province_id)
    ),
    "evaluators": lambda dossier: evaluators(),
}


def recipients(act):
    """People the move tells, each once, without the one who makes it."""
    told = User.objects.none()
    for audience in act.move.tells:
        told = told | AUDIENCES[audience](act.obj.dossier)
    return told.exclude(pk=act.by.pk).distinct()


def readers_of_hold(region):
    """The region itself, its governor, and the ministry's evaluators."""
    return (of_region(region.pk) | of_region(region.province_id) | evaluators()).distinct()
