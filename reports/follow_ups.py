"""Follow-ups of what this application holds: what each came from, and agreeing on one."""

from django.db import transaction
from django.db.models import Q

from agreements.enums import FollowUpOrigin
from agreements.follow_ups import acting
from agreements.follow_ups.acting import with_rights
from agreements.models import FollowUp
from cooperation.enums import OfficeKind
from cooperation.models import Office

#: The relation of a follow-up that leads to what it came from; that has `follow_ups`, a `heading` and a page.
SOURCES = {
    FollowUpOrigin.REPORT: "reports",
    FollowUpOrigin.MONITORING: "monitorings",
    FollowUpOrigin.EVALUATION: "evaluations",
}


def take_on(follow_up, source, origin, permission, *, asked_by, by):
    """Agree on `follow_up` after `source`, in the name of the office `asked_by`, which confirms it and chases it.

    `permission` on the dossier is what lets `by` do so.
    """
    follow_up.dossier, follow_up.origin, follow_up.asked_by = source.dossier, origin, asked_by
    with transaction.atomic():
        acting.take_on(follow_up, permission, by=by)
        source.follow_ups.add(follow_up)


def may_take_on(dossier):
    """Offices that can be asked: the region, its province, the ministries."""
    own = Q(region__in={dossier.region_id, dossier.province_id}) | ~Q(kind=OfficeKind.REGION)
    return Office.objects.filter(own, is_active=True).order_by("-region", "name")


def follow_ups_of(source, user):
    """Those of `source`, each saying what `user` may do with it."""
    found = list(source.follow_ups.of_one_dossier())
    for one in found:
        one.dossier = source.dossier
    return with_rights(found, user)


def after_evaluations(dossier, user):
    """Those of all rounds, each saying what `user` may do with it."""
    found = list(FollowUp.objects.filter(evaluations__dossier=dossier).of_one_dossier())
    for one in found:
        one.dossier = dossier
    return with_rights(found, user)


def listed(user):
    """All that exist for `user`, with what a row of the list shows."""
    return FollowUp.objects.visible_to(user).for_lists().prefetch_related(*SOURCES.values())


def came_from(follow_up, user):
    """(words, address) of what it came from; the address is empty for whom that page does not exist."""
    if follow_up.is_of_meeting:
        return follow_up.meeting.when, follow_up.meeting.get_absolute_url()
    for source in getattr(follow_up, SOURCES[follow_up.origin]).all():
        source.dossier = follow_up.dossier
        reads = user.has_perm("agreements.read_implementation", follow_up.dossier)
        return source.heading, source.get_absolute_url() if reads else ""
    return "", ""
