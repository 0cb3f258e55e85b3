"""The question an office still has to answer, and why there may be none."""

from django.utils.translation import gettext as _

from agreements.models import Opinion
from cooperation.enums import Role
from cooperation.exceptions import Conflict


def advising_offices(user):
    """Keys of the offices for which `user` gives opinions: as the consulted one, or for the governor."""
    held = user.memberships_as(Role.CONSULTED, Role.OFFICER, Role.HEAD)
    return [one.office_id for one in held if one.office.region is None or one.office.region.is_province]


def open_opinions(user):
    """What the offices of `user` were asked and have not answered."""
    return Opinion.objects.waiting().filter(office__in=advising_offices(user))


def question_to(user, dossier, shown=None):
    """What an office of `user` has to answer on `dossier`; raises Conflict, which says why there is nothing.

    `shown` is the key of the question that was read: no other one is answered in its place.
    """
    which = {"pk": shown} if shown else {}
    question = open_opinions(user).filter(dossier=dossier.pk, **which).select_related("office").first()
    if question is None:
        raise Conflict(why_none(user, dossier, shown))
    return question


def why_none(user, dossier, shown=None):
    """Why an office of `user` has nothing to answer any more, to the question `shown` or at all."""
    asked = dossier.opinions.filter(office__in=advising_offices(user), **({"pk": shown} if shown else {}))
    last = asked.select_related("office", "answered_by", "withdrawn_by").first()
    return why_closed(last) if last else _("Your office has not been asked about this dossier.")


def why_closed(opinion):
    """Why nobody waits for the answer any more; while a dossier is suspended, why it rests."""
    if opinion.answer:
        words = _("%(who)s has given the opinion of %(office)s already.")
    elif opinion.withdrawn_because:
        words = _("The Ministry of Home Affairs no longer needs the opinion of %(office)s: %(reason)s")
    elif opinion.closed_at:
        words = _("The step “%(step)s” is over: the opinion of %(office)s is no longer waited for.")
    else:
        words = _("The dossier is suspended; the question to %(office)s rests until it is resumed.")
    return words % {
        "who": opinion.answered_by,
        "office": opinion.office,
        "reason": opinion.withdrawn_because,
        "step": opinion.get_step_display(),
    }
