"""How sign-in differs from allauth's defaults."""

from uuid import uuid4

from allauth.account.adapter import DefaultAccountAdapter
from django.utils import timezone

from cooperation.enums import MailKind, MailState
from cooperation.models import Mail, User
from cooperation.models.mail import new_message_id


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are made by an administrator; nobody signs up."""

    def is_open_for_signup(self, request) -> bool:
        return False

    def render_mail(self, template_prefix, email, context, headers=None):
        headers = {**(headers or {}), "Message-ID": context["message_id"]} if "message_id" in context else headers
        return super().render_mail(template_prefix, email, context, headers)

    def send_mail(self, template_prefix, email, context):
        """The log of mails keeps that it was sent, and never its words: a link in them opens the account."""
        message_id = new_message_id()
        super().send_mail(template_prefix, email, {**context, "message_id": message_id})
        if reader := User.objects.filter(email__iexact=email).first():
            Mail.objects.create(
                reader=reader,
                key=f"access-{uuid4().hex}",
                kind=MailKind.ACCESS,
                state=MailState.SENT,
                message_id=message_id,
                attempts=1,
                address=email,
                sent_at=timezone.now(),
            )
