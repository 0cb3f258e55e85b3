"""What reminds of a follow-up, and whom: a table. Days are working days, negative before its day.

It climbs: from those who do it to the heads of their office, and then to the ministry's evaluators, who chase.
"""

from datetime import timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from agreements.models import FollowUp
from agreements.recipients import readers
from cooperation.batches import batches
from cooperation.enums import Role
from cooperation.reminders import Due, Step, in_words
from cooperation.working_days import today, working_days_left

from .acting import address, to_be_done

DOERS = (Step(-3, "doers"), Step(1, "doers"), Step(5, "leaders"))
WATCHERS = (Step(10, "evaluators"),)

#: Who leads an office; a ministry that was asked has one role for all its people.
LEADERS = (Role.HEAD, Role.APPROVER, Role.CONSULTED)
#: Calendar days ahead of the first reminder, and behind the last one: what is forgotten for longer is chased by people.
AHEAD, BEHIND = 14, 120


def dues(posts):
    """What is to be done about now; the same number of queries for each batch."""
    span = (today() - timedelta(days=BEHIND), today() + timedelta(days=AHEAD))
    rows = FollowUp.objects.to_do().filter(due_on__range=span)
    for follow_ups in batches(rows.select_related("dossier__region", "dossier__partner", "office")):
        left = working_days_left(one.due_on for one in follow_ups)
        for one in follow_ups:
            when = {"due_on": one.due_on, "passed": -left[one.due_on]}
            yield Due(
                record=f"follow-up-{one.pk}",
                steps=DOERS,
                people=lambda whom, one=one: posts.of(_roles(whom, one), one.office_id),
                url=lambda one=one: address("done", one),
                sentence=lambda _whom, one=one: _sentence(one),
                task=lambda _whom: to_be_done(),
                **when,
            )
            yield Due(
                record=f"follow-up-{one.pk}-late",
                steps=WATCHERS,
                people=lambda whom, one=one: readers(whom, one.dossier, posts),
                url=lambda: f"{reverse('follow-up-list')}?state=late",
                sentence=lambda _whom, one=one: _of_others(one),
                task=lambda _whom: _("Chase the office, or ask what keeps it."),
                **when,
            )


def _roles(whom, follow_up):
    return LEADERS if whom == "leaders" else tuple(role for role in follow_up.doing_roles if role != Role.HEAD)


def _facts(one):
    return {"dossier": one.dossier.heading, "date": in_words(one.due_on), "what": one.what}


def _sentence(one):
    if one.is_late:
        return _("%(dossier)s: your office was to have done this by %(date)s: %(what)s") % _facts(one)
    return _("%(dossier)s: your office took on until %(date)s: %(what)s") % _facts(one)


def _of_others(one):
    words = _("%(dossier)s: %(office)s was to have done this by %(date)s: %(what)s")
    return words % {**_facts(one), "office": one.office}
