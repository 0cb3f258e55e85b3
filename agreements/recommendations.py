"""A recommendation stands as long as what it rested on; whoever changes that makes it void, and everybody sees why."""

from django.utils.translation import gettext as _

from agreements.enums import VoidCause
from agreements.events import note_event
from cooperation.enums import Role
from cooperation.models import User
from cooperation.outbox import notify
from cooperation.working_days import now


def void(dossier, because, by):
    """The standing recommendation of `dossier`, if there is one, no longer holds: `because` is a VoidCause.

    Call it in the transaction that changes what the recommendation rested on, on the locked dossier; `by=None` is
    the clock. Leaves an internal event and tells the one who recommended, the dossier's reviewer and the approvers.
    Returns the recommendation it made void, or None.
    """
    standing = dossier.recommendations.standing().first()
    if standing is None:
        return None
    standing.voided_at, standing.voided_because, standing.voided_by = now(), because, by
    standing.save(update_fields=["voided_at", "voided_because", "voided_by"])
    event = note_event(dossier, "recommendation_voided", by=by, recommendation=standing.pk, because=because)
    notify(
        _told(dossier, standing, by),
        f"dossier-event-{event.pk}",
        dossier.get_absolute_url(),
        lambda: (
            _("%(dossier)s: the recommendation of %(who)s no longer holds: %(cause)s.")
            % {"dossier": dossier.heading, "who": standing.by, "cause": VoidCause(because).label}
        ),
    )
    return standing


def close(dossier, because, by):
    """The recommendation has been followed or replaced by the step the history tells of: no event of its own."""
    dossier.recommendations.standing().update(voided_at=now(), voided_because=because, voided_by=by)


def _told(dossier, standing, by):
    reviewers = User.objects.of_home_affairs(Role.REVIEWER)
    told = User.objects.of_home_affairs(Role.APPROVER) | reviewers.filter(pk__in=[standing.by_id, dossier.reviewer_id])
    return told.exclude(pk=by.pk).distinct() if by else told.distinct()
