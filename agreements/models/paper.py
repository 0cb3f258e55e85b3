"""What the four papers of the road share: versions, a draft that can be edited, sent versions that cannot."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cooperation.models import User
from cooperation.working_days import now

from .dossier import Dossier

#: Longest text of one part, in characters.
PART_LENGTH = 20_000


def part(label, help_text=""):
    """One part of a paper, as the law lists it."""
    return models.TextField(label, max_length=PART_LENGTH, blank=True, help_text=help_text)


class PaperQuerySet(models.QuerySet):
    def drafts(self):
        return self.filter(sent_at=None)

    def sent(self):
        return self.exclude(sent_at=None)


class Paper(models.Model):
    """A version of a paper. `sent_at` freezes it; a later change is a new version."""

    #: Names of the fields that are the law's parts, in the law's order.
    PARTS: tuple[str, ...] = ()
    #: Parts that may stay empty when the paper is sent.
    OPTIONAL: tuple[str, ...] = ()

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="%(class)s_versions")
    number = models.PositiveSmallIntegerField(_("version"), default=1, editable=False)
    edit_version = models.PositiveIntegerField(default=1, editable=False)
    updated_at = models.DateTimeField(_("saved"), default=now, editable=False)
    updated_by = models.ForeignKey(User, models.PROTECT, null=True, editable=False, related_name="+")
    sent_at = models.DateTimeField(_("sent"), null=True, editable=False)

    objects = PaperQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["dossier", "number"], name="%(class)s_version_once"),
            models.UniqueConstraint(fields=["dossier"], condition=models.Q(sent_at=None), name="%(class)s_one_draft"),
        ]

    def __str__(self):
        return f"{self.dossier} · {self._meta.verbose_name} {self.number}"

    @property
    def is_draft(self):
        return self.sent_at is None

    def missing_parts(self):
        """Labels of the required parts that are still empty."""
        required = [name for name in self.PARTS if name not in self.OPTIONAL]
        return [self._meta.get_field(name).verbose_name for name in required if not getattr(self, name)]
