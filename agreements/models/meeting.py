"""The inter-ministry meeting (interkem) on one or several dossiers: plan, attendance, outcomes, minutes (P25 22)."""

import uuid

from django.db import models
from django.db.models import F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localdate, localtime
from django.utils.translation import gettext_lazy as _

from agreements.enums import MeetingOutcome, MeetingState
from cooperation.models import Office, User
from cooperation.working_days import JAKARTA, now

from .document import Document
from .dossier import Dossier
from .event import DossierEvent


class MeetingQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Meetings of a dossier that exists for `user`; an invited office is asked about all of them."""
        seen = MeetingItem.objects.filter(dossier__in=Dossier.objects.visible_to(user))
        return self.filter(pk__in=seen.values("meeting"))

    def planned(self):
        return self.filter(state=MeetingState.PLANNED)


class Meeting(models.Model):
    """What concerns one dossier alone stands in its item: regions that meet in one room share no texts.

    `ends_at` is empty for a meeting that was held outside this system: only its day is known then.
    """

    #: Names the meeting in calendars; `sequence` tells them which of two files is the newer one.
    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    sequence = models.PositiveIntegerField(default=0, editable=False)
    #: The `sequence` that the invitation letters tell of.
    lettered = models.PositiveIntegerField(null=True, editable=False)
    starts_at = models.DateTimeField(_("begins"))
    ends_at = models.DateTimeField(_("ends"), null=True, blank=True)
    place = models.CharField(_("place"), max_length=200, blank=True)
    link = models.URLField(_("link of the video meeting"), max_length=300, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=MeetingState, default=MeetingState.PLANNED)
    #: Why it was last moved, or cancelled.
    reason = models.CharField(_("reason"), max_length=500, blank=True)
    dossiers = models.ManyToManyField(Dossier, through="MeetingItem", related_name="meetings")
    convened_by = models.ForeignKey(User, models.PROTECT, editable=False, related_name="+")
    convened_at = models.DateTimeField(default=now, editable=False)
    #: Who first recorded that it was held, and when.
    recorded_by = models.ForeignKey(User, models.PROTECT, null=True, editable=False, related_name="+")
    recorded_at = models.DateTimeField(null=True, editable=False)

    objects = MeetingQuerySet.as_manager()

    class Meta:
        verbose_name = _("inter-ministry meeting")
        verbose_name_plural = _("inter-ministry meetings")
        ordering = ["-starts_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=MeetingState.values), name="meeting_state_known"),
            models.CheckConstraint(
                condition=Q(ends_at=None) | Q(ends_at__gt=F("starts_at")),
                name="meeting_times_in_order",
                violation_error_message=_("The meeting cannot end before it begins."),
            ),
            models.CheckConstraint(
                condition=~Q(place="") | ~Q(link=""),
                name="meeting_somewhere",
                violation_error_message=_("Name the place, or the link of the video meeting."),
            ),
            models.CheckConstraint(
                condition=~Q(state=MeetingState.HELD) | Q(recorded_at__isnull=False), name="meeting_held_is_recorded"
            ),
        ]
        indexes = [models.Index(fields=["state", "starts_at"], name="meeting_of_state")]

    def __str__(self):
        return str(self.held_on)

    def get_absolute_url(self):
        return reverse("agreements:meeting", args=[self.pk])

    @property
    def held_on(self):
        """The day in Jakarta."""
        return localdate(self.starts_at, JAKARTA)

    @property
    def when(self):
        """`3 December 2026, 10.00-12.00 WIB`; the day alone where no more is known."""
        day = date_format(self.held_on, "j F Y")
        if self.ends_at is None:
            return day
        begins, ends = (localtime(at, JAKARTA) for at in (self.starts_at, self.ends_at))
        return f"{day}, {begins:%H.%M}–{ends:%H.%M} WIB"

    @property
    def where(self):
        return " · ".join(filter(None, [self.place, self.link]))

    @property
    def is_planned(self):
        return self.state == MeetingState.PLANNED

    @property
    def is_held(self):
        return self.state == MeetingState.HELD

    @property
    def is_cancelled(self):
        return self.state == MeetingState.CANCELLED

    @property
    def needs_letters(self):
        """Not every dossier has a letter in force, or the letters tell of an earlier day."""
        return self.is_planned and (self.lettered != self.sequence or self.items_to_letter().exists())

    def items_to_letter(self):
        """Items of dossiers that no letter in force invites."""
        return self.items.exclude(dossier__in=self.letters.standing().values("dossier"))

    @property
    def has_begun(self):
        return self.starts_at <= now()


class MeetingItemQuerySet(models.QuerySet):
    def with_arrival(self):
        """Annotates `arrived_at`: when the dossier reached its present step, see `DossierEvent.objects.arrivals`."""
        events = DossierEvent.objects.arrivals().filter(
            dossier=OuterRef("dossier"), to_status=OuterRef("dossier__status")
        )
        latest = Subquery(events.order_by("-at", "-pk").values("at")[:1])
        return self.annotate(arrived_at=Coalesce(latest, F("dossier__status_since")))


class MeetingItem(models.Model):
    """One dossier of a meeting: what was to be discussed, what came of it, its own minutes."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="items")
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="meeting_items")
    position = models.PositiveSmallIntegerField(default=1)
    agenda = models.TextField(_("agenda"), max_length=5000, blank=True)
    outcome = models.CharField(_("outcome"), max_length=10, choices=MeetingOutcome, blank=True)
    summary = models.TextField(_("what was agreed"), max_length=5000, blank=True)
    #: The text that is printed and signed; inside the ministry until then.
    draft = models.TextField(_("text of the minutes"), max_length=20000, blank=True)
    minutes = models.ForeignKey(
        Document,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("minutes signed by those present"),
    )

    objects = MeetingItemQuerySet.as_manager()

    class Meta:
        verbose_name = _("dossier of a meeting")
        verbose_name_plural = _("dossiers of meetings")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "dossier"], name="meeting_item_once"),
            models.CheckConstraint(
                condition=Q(outcome="") | Q(outcome__in=MeetingOutcome.values), name="meeting_outcome_known"
            ),
        ]

    def __str__(self):
        return f"{self.dossier} · {self.meeting}"


class Attendance(models.Model):
    """An office of a meeting: was it invited, did it come (nothing is known yet: None), by these people."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="attendances")
    office = models.ForeignKey(Office, models.PROTECT, related_name="+", verbose_name=_("office"))
    invited = models.BooleanField(_("invited"), default=False)
    came = models.BooleanField(_("came"), null=True)
    people = models.CharField(_("who came"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("attendance")
        verbose_name_plural = _("attendances")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["meeting", "office"], name="attendance_once")]

    def __str__(self):
        return str(self.office)
