"""The list of meetings, the page of one, its calendar file, the minutes for printing."""

from django.core.exceptions import PermissionDenied
from django.db.models import Count, Prefetch
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View
from django.views.generic import TemplateView

from agreements.enums import MeetingState, Status
from agreements.follow_ups.acting import with_rights
from agreements.meetings.calendar import calendar_file
from agreements.meetings.drafting import minutes_of
from agreements.meetings.holding import is_open
from agreements.meetings.invitations import concerning, told
from agreements.models import Meeting
from cooperation.views.base import ListPage

from .base import ItemForm, items_for, visible_meeting


class MeetingList(ListPage):
    template_name = "agreements/meeting_list.html"
    permission = None
    heading = gettext_lazy("Inter-ministry meetings")
    crumbs = ()

    @property
    def state(self):
        asked = self.request.GET.get("state", "")
        return asked if asked in MeetingState.values else MeetingState.PLANNED

    def get_queryset(self):
        user = self.request.user
        own = Meeting.objects.visible_to(user).filter(state=self.state)
        order = ("starts_at", "pk") if self.state == MeetingState.PLANNED else ("-starts_at", "-pk")
        return own.prefetch_related(Prefetch("items", items_for(user))).order_by(*order)

    def get_context_data(self, **context):
        return super().get_context_data(
            tabs=self.tabs(), may_convene=self.request.user.has_perm("agreements.convene_meeting"), **context
        )

    def tabs(self):
        rows = Meeting.objects.visible_to(self.request.user).order_by().values_list("state").annotate(Count("pk"))
        counted = dict(rows)
        labels = {
            MeetingState.PLANNED: _("Coming"),
            MeetingState.HELD: _("Held"),
            MeetingState.CANCELLED: _("Cancelled"),
        }
        return [
            {
                "label": label,
                "url": f"{reverse('agreements:meeting-list')}?state={state}",
                "active": state == self.state,
                "count": counted.get(state, 0),
            }
            for state, label in labels.items()
        ]


class MeetingPage(TemplateView):
    """Agenda and outcome of the dossiers that exist for the reader, and who of their offices was invited and came."""

    template_name = "agreements/meeting.html"

    def get_context_data(self, **kwargs):
        user = self.request.user
        meeting = visible_meeting(user, kwargs["pk"])
        items = list(items_for(user).filter(meeting=meeting))
        may_convene = user.has_perm("agreements.convene_meeting")
        attendances = self.attendances(meeting, items)
        waiting = any(item.dossier.status == Status.DISCUSSING for item in items)
        return super().get_context_data(
            **kwargs,
            meeting=meeting,
            cards=self.cards(meeting, items, may_convene),
            attendances=attendances,
            may_convene=may_convene,
            may_record=may_convene and meeting.has_begun and waiting and not meeting.is_cancelled,
            letters=self.letters(meeting, items),
            may_sign=meeting.needs_letters and user.has_perm("agreements.issue_invitation"),
            has_calendar=meeting.ends_at is not None and is_invited(user, meeting),
        )

    def cards(self, meeting, items, may_convene):
        user = self.request.user
        follow_ups = {}
        taken_on = meeting.follow_ups.filter(dossier__in=[item.dossier_id for item in items])
        for one in taken_on.select_related("office", "done_by", "confirmed_by", "proof"):
            follow_ups.setdefault(one.dossier_id, []).append(one)
        cards = []
        for item in items:
            item.meeting = meeting
            own = follow_ups.get(item.dossier_id, [])
            for one in own:
                one.dossier = item.dossier
            card = {"item": item, "may_write": may_convene and is_open(item), "follow_ups": with_rights(own, user)}
            cards.append(card)
        return cards

    def letters(self, meeting, items):
        """Invitation letters in force of the reader's own dossiers."""
        own = meeting.letters.standing().filter(dossier__in=[item.dossier_id for item in items])
        return own.select_related("document", "dossier").order_by("pk")

    def attendances(self, meeting, items):
        """Offices of the reader's own dossiers; who was told is read inside the ministry."""
        dossiers = [item.dossier for item in items]
        rows = [row for row in meeting.attendances.select_related("office__region") if concerning(row.office, dossiers)]
        names = told(meeting) if self.request.user.is_home_affairs else {}
        for row in rows:
            row.told = names.get(row.office_id, [])
        return rows


def is_invited(user, meeting):
    """Home Affairs as the host, and whoever works for an invited office."""
    offices = [held.office_id for held in user.current_memberships]
    return user.is_home_affairs or meeting.attendances.filter(invited=True, office__in=offices).exists()


class MeetingCalendar(View):
    """The .ics, with what the reader may see of the agenda."""

    def get(self, request, pk):
        meeting = visible_meeting(request.user, pk)
        if meeting.ends_at is None:
            raise Http404
        if not is_invited(request.user, meeting):
            raise PermissionDenied(_("The calendar file is for the offices that are invited."))
        items = items_for(request.user).filter(meeting=meeting)
        content = calendar_file(meeting, items, request.build_absolute_uri(meeting.get_absolute_url()))
        response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
        response.headers["Content-Disposition"] = f'attachment; filename="interkem-{meeting.held_on:%Y-%m-%d}.ics"'
        return response


class PrintMinutes(ItemForm):
    """The minutes of one dossier on A4, with a line for the signature of each office that came."""

    template_name = "agreements/minutes_print.html"
    http_method_names = ("get", "head", "options")

    def form(self, *data):
        return None

    def context(self):
        came = self.item.meeting.attendances.filter(came=True).select_related("office__region")
        return {
            "item": self.item,
            "meeting": self.item.meeting,
            "text": self.item.draft or minutes_of(self.item),
            "signatures": [row for row in came if concerning(row.office, [self.dossier])],
            "title": capfirst(_("minutes of the inter-ministry meeting")),
        }
