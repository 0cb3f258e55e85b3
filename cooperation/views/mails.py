"""Mails that really went out."""

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from cooperation.enums import MailState

from .base import ListPage


class MailList(ListPage):
    """The reader's own, word by word as they were sent. In the demonstration this is their mailbox."""

    template_name = "cooperation/mail_list.html"
    permission = None
    heading = _("Mails")
    crumbs = ((_("Notices"), "cooperation:notice-list"),)
    extra_context = {"local": settings.DEMONSTRATION}

    def get_queryset(self):
        return self.request.user.mails.filter(state=MailState.SENT).order_by("-sent_at", "-pk")
