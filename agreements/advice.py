"""What people of the ministry read of their own work on the present step: the recommendation, the checklist."""

from django.utils.translation import gettext as _

from agreements import guards
from agreements.services import ROAD
from cooperation.workflow import Act


def recommendation_to_read(dossier, user, facts=None):
    """Advice inside the ministry on the present step, for its own people: decision, reasons, by whom."""
    if not user.is_home_affairs:
        return None
    standing = guards.standing_recommendation(reading(dossier, user, facts))
    if standing:
        standing.sentence = _("%(who)s recommends: %(decision)s.") % {
            "who": standing.by,
            "decision": ROAD.moves[standing.move].label,
        }
    return standing


def advice(dossier, user, facts):
    """What the ministry's people read in the box: what is recommended, or why nothing is any more."""
    standing = recommendation_to_read(dossier, user, facts)
    if standing:
        return standing.sentence
    voided = guards.voided_recommendation(reading(dossier, user, facts)) if user.is_home_affairs else None
    return guards.voided_words(voided) if voided else ""


def reading(dossier, user, facts):
    """For guards that only read."""
    return Act(dossier, ROAD.moves["recommend"], user, facts={} if facts is None else facts)


def checklist_of(dossier, user, facts):
    """How far the checklist of the present step is; None where the step has none."""
    return guards.checklist_progress(reading(dossier, user, facts))
