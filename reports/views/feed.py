"""A person's own calendar: the page with its address, and the file that calendar programs fetch."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse, reverse_lazy
from django.utils import translation
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View

from cooperation import throttle
from cooperation.mail import absolute
from cooperation.views.base import Page
from reports.feed import calendar_of
from reports.models import CalendarFeed


class CalendarPage(Page):
    """The secret address; it is made, and made anew, by a press."""

    template_name = "reports/calendar.html"
    permission = None
    heading = gettext_lazy("Calendar")
    crumbs = ((gettext_lazy("Profile"), "cooperation:profile"),)
    back = reverse_lazy("cooperation:profile")

    def get_context_data(self, **context):
        feed = CalendarFeed.objects.filter(user=self.request.user).first()
        address = feed and absolute(reverse("calendar-feed", args=[feed.code]))
        return super().get_context_data(feed=feed, address=address, **context)

    def post(self, request):
        CalendarFeed.renew(request.user)
        messages.success(
            request, _("The calendar has a new address. Who used another one sees nothing there any more.")
        )
        return redirect("calendar")


@method_decorator(login_not_required, name="dispatch")
class CalendarFile(View):
    """Whoever knows the code reads it, in the language of its person; there is no other trace of the person in it."""

    def get(self, request, code):
        if throttle.exceeded(request, "calendar"):
            response = HttpResponse(_("Too many requests: try again later."), "text/plain; charset=utf-8", 429)
            response.headers["Retry-After"] = str(throttle.seconds_left())
            return response
        feed = CalendarFeed.objects.select_related("user").filter(code=code, user__is_active=True).first()
        if feed is None:
            throttle.missed(request, "calendar")
            raise Http404
        with translation.override(feed.user.language):
            calendar = calendar_of(feed.user)
        response = HttpResponse(calendar, content_type="text/calendar; charset=utf-8")
        response.headers["Content-Disposition"] = 'inline; filename="jembatan.ics"'
        response.headers["Cache-Control"] = "private, no-store"
        response.headers["X-Robots-Tag"] = "noindex, nofollow"
        return response
