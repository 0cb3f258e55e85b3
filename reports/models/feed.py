"""The address of a person's own calendar: secret, and changed by a press."""

import secrets

from django.db import models
from django.utils.translation import gettext_lazy as _

from cooperation.models import User
from cooperation.working_days import now


def new_code():
    """256 random bits, as text for an address."""
    return secrets.token_urlsafe(32)


class CalendarFeed(models.Model):
    """Whoever knows the code reads the calendar of its person, since calendar programs cannot sign in."""

    user = models.OneToOneField(User, models.CASCADE, related_name="calendar_feed")
    code = models.CharField(max_length=43, unique=True, default=new_code, editable=False)
    made_at = models.DateTimeField(_("since"), default=now, editable=False)

    class Meta:
        verbose_name = _("calendar feed")
        verbose_name_plural = _("calendar feeds")

    def __str__(self):
        return f"{self.user} · {self.made_at:%Y-%m-%d}"

    @classmethod
    def renew(cls, user):
        """Another code; the address known so far leads nowhere from now on."""
        cls.objects.update_or_create(user=user, defaults={"code": new_code(), "made_at": now()})
