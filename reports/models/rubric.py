"""By what evaluations score: a scale with words, and the weight of each of the seven points."""

from decimal import Decimal

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from cooperation.models import User
from cooperation.working_days import now

#: How many levels a scale may have.
FEWEST_LEVELS, MOST_LEVELS = 3, 10


def levels(label):
    return ArrayField(models.CharField(max_length=60), verbose_name=label)


class Rubric(models.Model):
    """A change is the next version; none is ever altered, so that an evaluation keeps what it was written by."""

    version = models.PositiveIntegerField(_("version"), unique=True)
    #: Words of the scores 1, 2, ... in both languages.
    levels_id = levels(_("words of the scale, Indonesian"))
    levels_en = levels(_("words of the scale, English"))
    #: {point: its share of the total, in percent}
    weights = models.JSONField(_("weights"))
    created_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name=_("written by"))
    created_at = models.DateTimeField(_("written"), default=now, editable=False)

    class Meta:
        verbose_name = _("rubric")
        verbose_name_plural = _("rubrics")
        ordering = ["-version"]
        constraints = [
            models.CheckConstraint(
                condition=Q(levels_id__len__range=(FEWEST_LEVELS, MOST_LEVELS), levels_id__len=F("levels_en__len")),
                name="rubric_scale_in_both_languages",
            )
        ]

    def __str__(self):
        return str(_("Rubric, version %(version)s") % {"version": self.version})

    def get_absolute_url(self):
        return reverse("rubric:version", args=[self.version])

    @property
    def highest(self):
        return len(self.levels_id)

    @property
    def levels(self):
        """[(score, its word)] in the active language, the lowest first."""
        words = self.levels_en if (get_language() or "id").startswith("en") else self.levels_id
        return list(enumerate(words, 1))

    def total(self, scores):
        """The weighted mean of {point: score}, with two decimals."""
        return round(Decimal(sum(self.weights[point] * score for point, score in scores.items())) / 100, 2)
