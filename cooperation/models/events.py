"""Append-only history. A database trigger refuses to change or delete what these tables hold."""

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext_lazy as _

from cooperation.enums import Acting, Role
from cooperation.working_days import now

from .partners import Partner
from .people import Office, User, signed_as


class Event(models.Model):
    """Something that happened: what, when, by whom (nobody when the clock did it), for which office."""

    name = models.CharField(_("what"), max_length=60)
    at = models.DateTimeField(_("when"), default=now)
    by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("recorded by"))
    office = models.ForeignKey(
        Office, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("office")
    )
    note = models.TextField(_("note"), blank=True)
    data = models.JSONField(_("details"), default=dict, blank=True, encoder=DjangoJSONEncoder)

    class Meta:
        abstract = True
        ordering = ["-at", "-pk"]

    def __str__(self):
        return f"{self.at:%Y-%m-%d %H:%M} {self.name}"


class SeatedEvent(Event):
    """Made from a seat: a role in `office`, of one's own or in place of its holder."""

    role = models.CharField(_("role"), max_length=10, choices=Role, blank=True)
    acting = models.CharField(_("acting as"), max_length=3, choices=Acting, blank=True)
    acting_for = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("in place of")
    )

    class Meta(Event.Meta):
        abstract = True

    @property
    def seat(self):
        """`Head, Kota Padang`, in the reader's language; empty when the clock acted."""
        return ", ".join(filter(None, [str(self.get_role_display()), str(self.office or "")]))

    @property
    def signed_as(self):
        """`A`, or `A a.n. B (Plh.)`; empty when the clock acted."""
        return signed_as(self.by, self.acting, self.acting_for) if self.by else ""


class PartnerEvent(Event):
    """proposed, edited, verified, suspended, released or merged."""

    partner = models.ForeignKey(Partner, models.PROTECT, related_name="events")

    class Meta(Event.Meta):
        verbose_name = _("event of a partner")
        verbose_name_plural = _("events of partners")


class AdministrationEvent(Event):
    """A change an admin made to people, offices, assignments, countries or holidays."""

    subject = models.CharField(_("about"), max_length=200)
    person = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="administration_events")

    class Meta(Event.Meta):
        verbose_name = _("event of administration")
        verbose_name_plural = _("events of administration")
