"""The evaluation of an agreement: the region's own, then the ministry's, by the same rubric (P25 33, 39)."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from agreements.enums import ContactWay
from agreements.models import Document, Dossier, FollowUp
from agreements.models.dossier import within_reach
from agreements.models.paper import PART_LENGTH
from cooperation.enums import Role
from cooperation.models import User
from cooperation.working_days import JAKARTA, now, today
from reports.enums import Author, EvaluationStatus, Outcome, Point

from .rubric import MOST_LEVELS, Rubric


def score():
    return models.PositiveSmallIntegerField(_("Score"), null=True, blank=True)


def words():
    return models.TextField(_("Why this score"), max_length=PART_LENGTH, blank=True)


class EvaluationQuerySet(models.QuerySet):
    def readable_by(self, user):
        """Those within reach that were sent or given; of drafts each side reads its own."""
        own = Q(author=Author.REGION, dossier__region__in=user.region_codes)
        if user.memberships_as(Role.EVALUATOR):
            own |= Q(author=Author.MINISTRY)
        return self.filter(within_reach(user, "dossier__"), own | ~Q(status=EvaluationStatus.DRAFT))

    def open(self):
        """Of rounds that run: the ministry's stays open until it is given."""
        return self.filter(status=EvaluationStatus.DRAFT)

    def asked(self):
        """What regions were asked to write, and have not sent."""
        return self.open().filter(author=Author.REGION).exclude(due_on=None)

    def for_ministry(self):
        """What evaluators have to write: the region's own has been sent."""
        return self.open().filter(author=Author.MINISTRY, basis__status=EvaluationStatus.SENT)

    def concluded(self):
        """Sent or given."""
        return self.exclude(status=EvaluationStatus.DRAFT)


class Evaluation(models.Model):
    """One side's evaluation in one round. `status` is written by the transition engine alone.

    A round opens with a row for each side; the ministry's names the region's, on which it rests.
    """

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="evaluations")
    round = models.PositiveSmallIntegerField(_("round"), editable=False)
    author = models.CharField(_("evaluated by"), max_length=8, choices=Author, editable=False)
    basis = models.OneToOneField("self", models.PROTECT, null=True, editable=False, related_name="answer")
    status = models.CharField(
        _("status"), max_length=5, choices=EvaluationStatus, default=EvaluationStatus.DRAFT, editable=False
    )
    status_since = models.DateTimeField(_("since"), default=now, editable=False)
    #: The day by which the ministry asked for it, and who asked.
    due_on = models.DateField(_("asked for by"), null=True, editable=False)
    asked_by = models.ForeignKey(User, models.PROTECT, null=True, editable=False, related_name="+")
    #: The version it is written by; none before the first save.
    rubric = models.ForeignKey(Rubric, models.PROTECT, null=True, editable=False, related_name="evaluations")
    activity_score = score()
    activity_words = words()
    benefit_score = score()
    benefit_words = words()
    fit_score = score()
    fit_words = words()
    contact_score = score()
    contact_words = words()
    funding_score = score()
    funding_words = words()
    compliance_score = score()
    compliance_words = words()
    obstacles_score = score()
    obstacles_words = words()
    outcome = models.CharField(_("Conclusion"), max_length=8, choices=Outcome, blank=True)
    reason = models.TextField(_("Reasons for the conclusion"), max_length=PART_LENGTH, blank=True)
    #: Weighted mean of the scores, and the data beside them, as they stood when it was sent.
    total = models.DecimalField(_("weighted total"), max_digits=4, decimal_places=2, null=True, editable=False)
    evidence = models.JSONField(null=True, editable=False)
    #: What offices took on after it was given.
    follow_ups = models.ManyToManyField(FollowUp, editable=False, related_name="evaluations")
    #: 0 while nobody has saved anything; also held against a draft changed meanwhile.
    edit_version = models.PositiveIntegerField(default=0, editable=False)
    updated_at = models.DateTimeField(_("saved"), null=True, editable=False)
    updated_by = models.ForeignKey(User, models.PROTECT, null=True, editable=False, related_name="+")

    objects = EvaluationQuerySet.as_manager()

    #: What its writer fills in.
    PARTS = (*(f"{point}_{kind}" for point in Point.values for kind in ("score", "words")), "outcome", "reason")

    class Meta:
        verbose_name = _("evaluation")
        verbose_name_plural = _("evaluations")
        ordering = ["-round", "-author"]
        constraints = [
            models.UniqueConstraint(fields=["dossier", "round", "author"], name="evaluation_once_a_round"),
            models.CheckConstraint(condition=Q(status__in=EvaluationStatus.values), name="evaluation_status_known"),
            models.CheckConstraint(
                condition=Q(author=Author.REGION, basis=None) | Q(author=Author.MINISTRY, basis__isnull=False),
                name="evaluation_of_ministry_has_basis",
            ),
            models.CheckConstraint(
                condition=Q(status=EvaluationStatus.DRAFT)
                | Q(rubric__isnull=False, total__isnull=False, evidence__isnull=False),
                name="evaluation_concluded_whole",
            ),
            *(
                models.CheckConstraint(
                    condition=Q(**{f"{point}_score": None}) | Q(**{f"{point}_score__range": (1, MOST_LEVELS)}),
                    name=f"evaluation_{point}_score_in_range",
                )
                for point in Point.values
            ),
        ]
        indexes = [
            models.Index(
                fields=["author", "due_on"], condition=Q(status=EvaluationStatus.DRAFT), name="evaluation_open"
            )
        ]

    def __str__(self):
        return f"{self.dossier} · {self.round} {self.author}"

    def get_absolute_url(self):
        return reverse("reports:evaluations", args=[self.dossier.number])

    def url_of(self, name, *more):
        """Of one of its own pages."""
        return reverse(f"reports:{name}", args=[self.dossier.number, self.round, self.author, *more])

    @property
    def heading(self):
        if self.author == Author.REGION:
            return gettext("The region's own evaluation")
        return gettext("The ministry's evaluation")

    @property
    def concluded_on(self):
        """The day it was sent or given; none of a draft."""
        return None if self.status == EvaluationStatus.DRAFT else localdate(self.status_since, JAKARTA)

    @property
    def is_late(self):
        return self.status == EvaluationStatus.DRAFT and self.due_on is not None and self.due_on < today()

    @property
    def scores(self):
        """{point: score}"""
        return {point: getattr(self, f"{point}_score") for point in Point.values}

    def missing_parts(self):
        """Labels of what is still empty."""
        missing = [
            point.label
            for point in Point
            if not getattr(self, f"{point.value}_score") or not getattr(self, f"{point.value}_words")
        ]
        named = self._meta.get_field
        return missing + [named(name).verbose_name for name in ("outcome", "reason") if not getattr(self, name)]


class PartnerView(models.Model):
    """What the partner thinks of the cooperation, as it said it to the region or the ministry."""

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="partner_views")
    said_on = models.DateField(_("date"))
    way = models.CharField(_("way"), max_length=12, choices=ContactWay)
    who = models.CharField(_("who spoke for the partner"), max_length=200)
    text = models.TextField(_("what the partner said"), max_length=5000)
    document = models.ForeignKey(
        Document, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("file")
    )
    recorded_by = models.ForeignKey(User, models.PROTECT, editable=False, related_name="+")
    recorded_at = models.DateTimeField(default=now, editable=False)

    class Meta:
        verbose_name = _("view of the partner")
        verbose_name_plural = _("views of partners")
        ordering = ["-said_on", "-pk"]

    def __str__(self):
        return f"{self.dossier} · {self.said_on}"
