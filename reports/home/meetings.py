"""Meetings of a person's office; what it took on, there and elsewhere, and what it asked others for."""

from django.db.models import OuterRef, Subquery
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from agreements.enums import MeetingState
from agreements.models import Attendance, Dossier, FollowUp, Meeting, MeetingItem
from agreements.models.follow_up import FOLLOWING_ROLES
from agreements.rules import ACTING_ROLES, took_it_on
from cooperation.working_days import JAKARTA, now

from .tasks import Wanted, about, list_url


def of_meetings(user):
    offices = [held.office_id for held in user.memberships_as(*ACTING_ROLES)]
    if offices and not user.is_home_affairs:
        yield invitations(user, offices)
    if offices or user.memberships_as(*FOLLOWING_ROLES):
        yield follow_ups(user)


def invitations(user, offices):
    """Meetings to come that the office is invited to. The ministry reads of them at the dossiers it reviews."""
    items = MeetingItem.objects.filter(
        meeting__in=Meeting.objects.planned().filter(
            starts_at__gt=now(), pk__in=Attendance.objects.filter(invited=True, office__in=offices).values("meeting")
        ),
        dossier__in=Dossier.objects.visible_to(user),
    )
    return Wanted(
        "meetings",
        _("Inter-ministry meetings"),
        items.order_by("meeting__starts_at", "position", "pk"),
        lambda item: about(
            item.dossier,
            _("Your office is invited to the meeting on %(when)s.") % {"when": item.meeting.when},
            url=item.meeting.get_absolute_url(),
            action=_("Open the meeting"),
            due_on=item.meeting.held_on,
        ),
        list_url("agreements:meeting-list"),
        read=MeetingItem.objects.select_related("meeting"),
    )


def planned_meeting():
    """Annotations of a dossier: the meeting it waits for, and when that begins."""
    items = MeetingItem.objects.filter(dossier=OuterRef("pk"), meeting__state=MeetingState.PLANNED)
    return {
        "meeting": Subquery(items.values("meeting")[:1]),
        "meets_at": Subquery(items.values("meeting__starts_at")[:1]),
    }


def planned_meeting_task(dossier):
    """What the reviewer of a dossier does about its planned meeting."""
    words = _("The meeting on this text is on %(date)s.")
    if dossier.meets_at <= now():
        words = _("The meeting was on %(date)s: record who came.")
    day = localdate(dossier.meets_at, JAKARTA)
    return about(
        dossier,
        words % {"date": date_format(day, "j F Y")},
        url=reverse("agreements:meeting", args=[dossier.meeting]),
        action=_("Open the meeting"),
        due_on=day,
    )


def follow_ups(user):
    """What the office took on and has not reported; for whoever asked for it what others have reported, or not done."""
    owed, followed = FollowUp.objects.owed_by(user), FollowUp.objects.followed_by(user)
    rows = owed.to_do() | followed.late() | followed.to_confirm().exclude(done_by=user.pk)
    visible = rows.filter(dossier__in=Dossier.objects.visible_to(user))
    return Wanted(
        "follow_ups",
        _("Follow-ups"),
        visible.order_by("due_on", "pk"),
        lambda one: follow_up_task(one, user),
        list_url("follow-up-list"),
        read=FollowUp.objects.select_related("office"),
    )


def follow_up_task(one, user):
    """The office's own first: who asked themselves need not chase themselves."""
    named = {"date": date_format(one.due_on, "j F Y"), "what": one.what, "office": one.office}
    if one.done_at is not None:
        words, act, action = _("%(office)s has done it: %(what)s"), "confirm", _("Confirm")
    elif took_it_on(user, one):
        words, act, action = _("Until %(date)s: %(what)s"), "done", _("Report it as done")
    else:
        words = _("%(office)s was to have done it by %(date)s: %(what)s")
        return about(
            one.dossier,
            words % named,
            url=list_url("follow-up-list", state="late", mine="follow"),
            action=_("Chase"),
            due_on=one.due_on,
        )
    return about(
        one.dossier,
        words % named,
        url=reverse(f"agreements:follow-up-{act}", args=[one.dossier.number, one.pk]),
        action=action,
        due_on=one.due_on,
    )
