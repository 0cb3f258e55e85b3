"""A final decision takes a sign-in that is fresh: whoever signed in longer ago types the password beside the button."""

import time

from allauth.account.adapter import get_adapter
from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.reauthentication import reauthenticate_by_password
from allauth.core import ratelimit
from django import forms
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy


def is_fresh(request):
    """Whether the last authentication of this session is not older than the minutes of the setting."""
    last = max((record["at"] for record in get_authentication_records(request, request.user)), default=0)
    return time.time() - last <= settings.FRESH_SIGN_IN_MINUTES * 60


class FreshSignInMixin:
    """For forms of final decisions: `Form(…, request=request)` has a field `password` where the sign-in is not fresh.

    A right password is recorded as an authentication of the session and then forgotten: the field goes, so that it
    is asked for once however often the rest has to be mended. Attempts are limited as those of signing in.
    """

    def __init__(self, *args, request, **options):
        super().__init__(*args, **options)
        self.request = request
        if is_fresh(request):
            return
        help_text = _("You signed in more than %(minutes)s minutes ago. A final decision needs your password again.")
        help_text %= {"minutes": settings.FRESH_SIGN_IN_MINUTES}
        if settings.DEMONSTRATION and request.user.is_demonstration:
            words = _("In the demonstration it is: %(password)s")
            help_text = f"{help_text} {words % {'password': settings.DEMONSTRATION_PASSWORD}}"
        self.fields["password"] = forms.CharField(
            label=gettext_lazy("Your password"),
            help_text=help_text,
            strip=False,
            max_length=4096,
            widget=forms.PasswordInput({"autocomplete": "current-password"}),
        )

    def clean_password(self):
        adapter, user = get_adapter(), self.request.user
        if not ratelimit.consume(self.request, action="reauthenticate", user=user):
            raise adapter.validation_error("too_many_login_attempts")
        password = self.cleaned_data["password"]
        if not adapter.reauthenticate(user, password):
            raise adapter.validation_error("incorrect_password")
        reauthenticate_by_password(self.request)
        return password

    def clean(self):
        data = super().clean()
        if self.cleaned_data.pop("password", None):
            del self.fields["password"]
        return data
