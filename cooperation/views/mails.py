"""Mails that really went out, and which of them a person wants."""

from django.conf import settings
from django.contrib import messages
from django.db.models import Count
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views import View

from cooperation import administration
from cooperation.enums import MailKind, MailState
from cooperation.filters import MailFilter
from cooperation.forms.people import MailPreferenceForm
from cooperation.models import Mail
from cooperation.outbox import prefer, preferences

from .base import FormPage, ListPage, Permitted


class MailList(ListPage):
    """The reader's own, word by word as they were sent. In the demonstration this is their mailbox."""

    template_name = "cooperation/mail_list.html"
    permission = None
    heading = _("Mails")
    crumbs = ((_("Notices"), "cooperation:notice-list"),)
    extra_context = {"local": settings.DEMONSTRATION}

    def get_queryset(self):
        sent = self.request.user.mails.filter(state=MailState.SENT).exclude(kind=MailKind.ACCESS)
        return sent.order_by("-sent_at", "-pk")


class MailPreferences(FormPage):
    permission = None
    heading = _("Mails I want")
    lead = _(
        "Every notice stands in the product at once, under Notices. Choose how it also comes by mail. The digest is "
        "one mail at half past six in the morning of your zone, on days on which there is something to tell."
    )
    submit = _("Save")
    done = _("Saved.")
    crumbs = ((_("Profile"), "cooperation:profile"),)
    form_class = MailPreferenceForm
    success_url = reverse_lazy("cooperation:profile")

    def get_initial(self):
        return preferences(self.request.user)

    def perform(self, form):
        prefer(self.request.user, form.cleaned_data)


class MailLog(ListPage):
    """What was sent, to whom, when, and what was not.

    Without words: they concern dossiers that an administrator may not see.
    """

    template_name = "cooperation/mail_log.html"
    heading = _("Mails")
    lead = _(
        "What the mail server accepted, to whom and when, and what it refused. The words of a mail are read "
        "by its receiver alone."
    )
    filterset_class = MailFilter

    def get_queryset(self):
        mails = Mail.objects.select_related("reader").defer("subject", "text")
        return mails.annotate(told=Count("notices")).order_by("-created_at", "-pk")


class MailAgain(Permitted, View):
    """Try a mail once more that the server refused."""

    http_method_names = ["post"]

    def post(self, request, pk):
        mail = get_object_or_404(Mail, pk=pk)
        administration.send_again(mail, by=request.user)
        messages.success(request, gettext("The mail to %(person)s is being sent again.") % {"person": mail.reader.name})
        return HttpResponseRedirect(reverse("cooperation:mail-log"))
