"""What the ministry's evaluators and auditors, and governors, watch over: agreements in force."""

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from agreements.desk.rows import calendar_clock
from agreements.models.dossier import TERM_ENDING_DAYS
from cooperation.enums import Role
from cooperation.working_days import today
from reports.plans.years import unplanned

from .tasks import FEW_TASKS, Wanted, about, list_url, visible


def of_followers(user):
    watched = dossiers_watched(user)
    if watched is None:
        return
    yield Wanted(
        "unplanned",
        _("Agreements without a yearly plan for %(year)s") % {"year": today().year},
        unplanned(watched).order_by("region_id", "pk"),
        lambda dossier: about(
            dossier, _("No plan for this year was agreed with the partner (Permendagri 25/2020 art. 26).")
        ),
        list_url(clock="unplanned"),
        most=FEW_TASKS,
    )
    yield Wanted(
        "dormant",
        _("Dormant agreements: no activity for 12 months"),
        watched.dormant().order_by("last_activity_on", "pk"),
        lambda dossier: dormant_task(dossier, user),
        list_url(clock="dormant", sort="activity"),
        most=FEW_TASKS,
    )
    yield Wanted(
        "ending",
        _("Agreements that end within 180 days"),
        watched.ending().order_by("ends_on", "pk"),
        ending_task,
        list_url(clock="ending"),
    )
    if user.is_home_affairs:
        yield Wanted(
            "unknown",
            _("Agreements in force whose term is not known"),
            watched.term_unknown().order_by("region_id", "pk"),
            lambda dossier: about(dossier, _("The region has to complete the term.")),
            list_url(clock="term_unknown"),
            most=FEW_TASKS,
        )


def dossiers_watched(user):
    """Of the ministry all that it sees; of a province those of its kabupaten and kota. None where it is not theirs."""
    if user.memberships_as(Role.EVALUATOR, Role.AUDITOR):
        return visible(user)
    provinces = provinces_of(user)
    if provinces:
        return visible(user).filter(province__in=provinces).exclude(region__in=provinces)
    return None


def provinces_of(user):
    """Codes of the provinces this person works for today."""
    offices = (held.office for held in user.current_memberships)
    return [office.region_id for office in offices if office.region is not None and office.region.is_province]


def dormant_task(dossier, user):
    words = _("No activity has been recorded since %(date)s.")
    return about(
        dossier,
        words % {"date": date_format(dossier.last_activity_on, "j F Y")},
        **ways_to_ask(dossier, user),
    )


def ways_to_ask(dossier, user):
    """The button that asks the region how it goes on, for those who may."""
    if not user.has_perm("agreements.chase", dossier):
        return {}
    return {
        "url": f"{reverse('agreements:chase')}?{urlencode({'dossier': dossier.number})}",
        "action": _("Ask how it goes on"),
    }


def ending_task(dossier):
    return about(
        dossier,
        _("The agreement ends on %(date)s.") % {"date": date_format(dossier.ends_on, "j F Y")},
        clock=calendar_clock(_("Term"), dossier.ends_on, TERM_ENDING_DAYS),
    )
