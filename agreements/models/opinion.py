"""What others say of a dossier: opinions and recommendations."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from agreements.enums import OpinionAnswer, PaperKind, RemarkState, Status, VoidCause
from cooperation.models import Office, User
from cooperation.working_days import JAKARTA, now, today

from .document import Document
from .dossier import Dossier


class OpinionQuerySet(models.QuerySet):
    def readable_by(self, user):
        """Advice to the Minister: Home Affairs reads it, and the office that gave it."""
        if user.is_home_affairs:
            return self
        return self.filter(office__in=[held.office_id for held in user.current_memberships])

    def open(self):
        """Still to be answered: neither withdrawn nor over with its step."""
        return self.filter(answer="", closed_at=None)

    def lasting(self):
        """Answered or still to be answered: without those withdrawn, or over before they were answered."""
        return self.exclude(answer="", closed_at__isnull=False)

    def waiting(self):
        """Open, and the dossier stands at the step it was asked in: while it is suspended, questions rest."""
        return self.open().filter(dossier__status=F("step"))

    def awaited(self):
        """Not answered, and still in time."""
        return self.open().filter(due_on__gte=today())


class Opinion(models.Model):
    """One consulted office's advice on a dossier at one step (P25 14(2), 19, 22)."""

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="opinions")
    office = models.ForeignKey(Office, models.PROTECT, related_name="opinions", verbose_name=_("office"))
    step = models.CharField(_("step"), max_length=20, choices=Status)
    question = models.TextField(_("question"), max_length=2000)
    papers = ArrayField(
        models.CharField(max_length=10, choices=PaperKind), verbose_name=_("papers asked about"), default=list
    )
    due_on = models.DateField(_("answer by"))
    asked_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=now, editable=False)
    #: The day the reviewer last reminded the office by hand.
    reminded_on = models.DateField(null=True, editable=False)
    answer = models.CharField(_("opinion"), max_length=10, choices=OpinionAnswer, blank=True)
    reasons = models.TextField(_("reasons"), max_length=5000, blank=True)
    document = models.ForeignKey(Document, models.PROTECT, null=True, blank=True, related_name="+")
    answered_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(_("answered"), null=True)
    #: When an unanswered question was withdrawn, by whom and why; without a person its step was over.
    closed_at = models.DateTimeField(null=True, editable=False)
    withdrawn_by = models.ForeignKey(User, models.PROTECT, null=True, editable=False, related_name="+")
    withdrawn_because = models.TextField(_("why it is no longer needed"), max_length=2000, blank=True)

    objects = OpinionQuerySet.as_manager()

    class Meta:
        verbose_name = _("opinion")
        verbose_name_plural = _("opinions")
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["dossier", "office"],
                condition=Q(answer="", closed_at=None),
                name="opinion_one_open_per_office",
                violation_error_message=_("This office has been asked already and has not answered yet."),
            )
        ]
        indexes = [
            models.Index(fields=["due_on"], condition=Q(answer="", closed_at=None), name="opinion_open_by_day"),
        ]

    def __str__(self):
        return f"{self.dossier} · {self.office}"

    @property
    def is_open(self):
        return not self.answer and self.closed_at is None

    @property
    def is_late(self):
        """Still waited for after its day."""
        return self.is_open and self.due_on < today()

    @property
    def counted_on(self):
        """The Jakarta day to which lateness is counted: that of the answer, or of the end; today while it is open."""
        ended_at = self.answered_at or self.closed_at
        return localdate(ended_at, JAKARTA) if ended_at else today()


class Condition(models.Model):
    """One condition of an office that supports; the reviewer makes it a remark, or a clause of a letter."""

    opinion = models.ForeignKey(Opinion, models.CASCADE, related_name="conditions")
    text = models.TextField(_("condition"), max_length=2000)
    remark = models.ForeignKey(
        "agreements.Remark", models.PROTECT, null=True, editable=False, related_name="conditions"
    )
    #: The decision in whose letter it stands.
    clause_of = models.CharField(max_length=40, blank=True, editable=False)

    class Meta:
        verbose_name = _("condition")
        verbose_name_plural = _("conditions")
        ordering = ["pk"]

    def __str__(self):
        return self.text[:60]

    @property
    def is_remark(self):
        """It has become one, and that one was not withdrawn."""
        return self.remark is not None and self.remark.state != RemarkState.WITHDRAWN


class RecommendationQuerySet(models.QuerySet):
    def standing(self):
        return self.filter(voided_at=None)


class Recommendation(models.Model):
    """A reviewer's advice to the approver at one step; void when it is followed, renewed, or its ground changes."""

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="recommendations")
    step = models.CharField(_("step"), max_length=20, choices=Status)
    move = models.CharField(_("recommended decision"), max_length=40)
    reasons = models.TextField(_("reasons"), max_length=5000)
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("recommended by"))
    at = models.DateTimeField(default=now, editable=False)
    voided_at = models.DateTimeField(null=True)
    voided_because = models.CharField(_("void because"), max_length=12, choices=VoidCause, blank=True)
    #: Nobody when the clock did it.
    voided_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    objects = RecommendationQuerySet.as_manager()

    class Meta:
        verbose_name = _("recommendation")
        verbose_name_plural = _("recommendations")
        ordering = ["-at"]
        constraints = [
            models.UniqueConstraint(
                fields=["dossier"], condition=Q(voided_at=None), name="recommendation_one_standing"
            ),
            models.CheckConstraint(
                condition=Q(voided_at=None, voided_because="") | (Q(voided_at__isnull=False) & ~Q(voided_because="")),
                name="recommendation_void_for_a_cause",
            ),
        ]

    def __str__(self):
        return f"{self.dossier} · {self.move}"

    @property
    def lost_its_ground(self):
        """Something it rested on changed, rather than that it was followed or made anew."""
        return self.voided_because not in ("", VoidCause.LEFT, VoidCause.RENEWED)
