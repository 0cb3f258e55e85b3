"""Notices: what happened that concerns the reader. Reading one is a POST, for a GET changes nothing."""

from django.db.models import BooleanField, ExpressionWrapper, Q
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from cooperation.models import Notice

from .base import ListPage


class NoticeList(ListPage):
    """Unread ones first."""

    template_name = "cooperation/notice_list.html"
    permission = None
    heading = gettext_lazy("Notices")
    crumbs = ()

    def get_queryset(self):
        is_read = ExpressionWrapper(Q(read_at__isnull=False), BooleanField())
        return self.request.user.notices.annotate(is_read=is_read).order_by("is_read", "-created_at", "-pk")


@require_POST
def notice_open(request, pk):
    """Mark the notice read and follow it."""
    notice = get_object_or_404(Notice, pk=pk, reader=request.user)
    Notice.objects.unread().filter(pk=notice.pk).update(read_at=timezone.now())
    inside = url_has_allowed_host_and_scheme(notice.url, {request.get_host()}, request.is_secure())
    return HttpResponseRedirect(notice.url if inside else reverse("cooperation:notice-list"))


@require_POST
def notice_read_all(request):
    request.user.notices.unread().update(read_at=timezone.now())
    return HttpResponseRedirect(reverse("cooperation:notice-list"))
