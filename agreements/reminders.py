"""Which clock reminds whom, and when: a table. Days are working days, negative before the last day.

It climbs: from the officer to the head, from the region to its governor, and from reviewers to approvers of the
ministry. Letters of Intent have warnings of their own (`agreements.daily`).
"""

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from agreements.enums import ClockName
from agreements.lifecycle.clocks import CLOCK_OF_STATUS
from agreements.lifecycle.steps import STEPS
from agreements.models import Clock
from cooperation.enums import OfficeKind, Role
from cooperation.models import Membership
from cooperation.reminders import Due, Step
from cooperation.working_days import working_days_left

_OF_MINISTRY = (Step(-3, "reviewer"), Step(1, "reviewer"), Step(5, "approvers"))

STEPS_OF = {
    ClockName.COUNCIL: (Step(-10, "officers"), Step(-3, "heads")),
    ClockName.GOVERNOR_PLAN: (Step(-2, "province_officers"), Step(-1, "province_heads")),
    ClockName.GOVERNOR_DRAFT: (Step(-2, "province_officers"), Step(-1, "province_heads")),
    ClockName.RESPONSE: _OF_MINISTRY,
    ClockName.VERIFICATION: _OF_MINISTRY,
    ClockName.INTERKEM: _OF_MINISTRY,
    ClockName.TALKS: (Step(-5, "kemlu"), Step(1, "kemlu"), Step(5, "reviewer"), Step(15, "approvers")),
    ClockName.APPROVAL: (Step(-3, "approvers"), Step(1, "approvers")),
}

#: Audience: role, and the office by kind or by the dossier's column that names its region.
AUDIENCES = {
    "officers": (Role.OFFICER, "region_id"),
    "heads": (Role.HEAD, "region_id"),
    "province_officers": (Role.OFFICER, "province_id"),
    "province_heads": (Role.HEAD, "province_id"),
    "reviewer": (Role.REVIEWER, OfficeKind.HOME_AFFAIRS),
    "approvers": (Role.APPROVER, OfficeKind.HOME_AFFAIRS),
    "kemlu": (Role.CONSULTED, OfficeKind.FOREIGN_AFFAIRS),
}


def dues():
    """What runs now, each with its table row. Four queries for all of it."""
    clocks = list(
        Clock.objects.running()
        .filter(name__in=STEPS_OF)
        .select_related("dossier__region", "dossier__partner")
        .prefetch_related("dossier__consulted")
        .order_by("pk")
    )
    left, posts = working_days_left(clock.due_on for clock in clocks), holders()
    for clock in clocks:
        dossier = clock.dossier
        row = CLOCK_OF_STATUS.get(dossier.status)
        if row is None or row.name != clock.name:
            continue  # it runs on beside a suspension
        yield Due(
            record=f"clock-{clock.pk}",
            due_on=clock.due_on,
            passed=-left[clock.due_on],
            steps=STEPS_OF[clock.name],
            people=lambda whom, dossier=dossier: people(whom, dossier, posts),
            url=dossier.get_absolute_url(),
            sentence=lambda clock=clock, row=row: sentence(clock, row),
            task=lambda dossier=dossier: STEPS[dossier.status].task,
        )


def holders():
    """{(role, region or kind of office): people} of today."""
    posts = {}
    held = Membership.objects.current().filter(user__is_active=True).select_related("user", "office")
    for one in held.order_by("user"):
        posts.setdefault((one.role, one.office.region_id or one.office.kind), {})[one.user] = None
    return posts


def people(whom, dossier, posts):
    """Those of an audience who may read the dossier; of the reviewers the one who took it up, if there is one."""
    role, place = AUDIENCES[whom]
    if place == OfficeKind.HOME_AFFAIRS and dossier.first_sent_at is None:
        return []
    if place == OfficeKind.FOREIGN_AFFAIRS and all(office.kind != place for office in dossier.consulted.all()):
        return []
    found = list(posts.get((role, getattr(dossier, place) if place.endswith("_id") else place), ()))
    own = [one for one in found if one.pk == dossier.reviewer_id]
    return own if whom == "reviewer" and own else found


def sentence(clock, row):
    facts = {
        "dossier": clock.dossier.heading,
        "clock": clock.get_name_display(),
        "date": date_format(clock.due_on, "j F Y"),
        "article": f" ({row.article})" if row.article else "",
    }
    if clock.is_over:
        return _("%(dossier)s: %(clock)s was due on %(date)s%(article)s.") % facts
    return _("%(dossier)s: %(clock)s is due by %(date)s%(article)s.") % facts
