"""Signing in, as allauth does it, for a working day and no longer."""

from datetime import timedelta

from allauth.account.forms import LoginForm
from django.conf import settings
from django.utils import timezone


class SignInForm(LoginForm):
    def login(self, request, redirect_url=None):
        """The session ends at a fixed moment, however busy it is; allauth would count from its last change."""
        response = super().login(request, redirect_url)
        request.session.set_expiry(timezone.now() + timedelta(seconds=settings.SESSION_COOKIE_AGE))
        return response
