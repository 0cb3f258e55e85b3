"""What offices took on in a meeting."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cooperation.models import Office, User
from cooperation.working_days import now, today

from .document import Document
from .dossier import Dossier
from .meeting import Meeting


class FollowUpQuerySet(models.QuerySet):
    def open(self):
        """Not done yet, or done and not confirmed."""
        return self.filter(confirmed_at=None)

    def to_do(self):
        return self.filter(done_at=None)

    def to_confirm(self):
        return self.filter(done_at__isnull=False, confirmed_at=None)


class FollowUp(models.Model):
    """What an office took on in a meeting about one dossier: done with proof, confirmed by somebody else."""

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="follow_ups")
    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="follow_ups")
    what = models.CharField(_("what"), max_length=500)
    office = models.ForeignKey(Office, models.PROTECT, related_name="follow_ups", verbose_name=_("who does it"))
    due_on = models.DateField(_("until"))
    created_by = models.ForeignKey(User, models.PROTECT, editable=False, related_name="+")
    created_at = models.DateTimeField(default=now, editable=False)
    done_note = models.CharField(_("what was done"), max_length=1000, blank=True)
    proof = models.ForeignKey(
        Document, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("proof")
    )
    done_by = models.ForeignKey(User, models.PROTECT, null=True, editable=False, related_name="+")
    done_at = models.DateTimeField(null=True, editable=False)
    confirmed_by = models.ForeignKey(User, models.PROTECT, null=True, editable=False, related_name="+")
    confirmed_at = models.DateTimeField(null=True, editable=False)

    objects = FollowUpQuerySet.as_manager()

    class Meta:
        verbose_name = _("follow-up")
        verbose_name_plural = _("follow-ups")
        ordering = ["due_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(done_at=None) | Q(proof__isnull=False, done_by__isnull=False), name="follow_up_done_proved"
            ),
            models.CheckConstraint(
                condition=Q(confirmed_at=None) | (Q(done_at__isnull=False) & ~Q(confirmed_by=F("done_by"))),
                name="follow_up_confirmed_by_another",
            ),
        ]
        indexes = [models.Index(fields=["office", "due_on"], condition=Q(confirmed_at=None), name="follow_up_open")]

    def __str__(self):
        return self.what

    @property
    def is_late(self):
        return self.done_at is None and self.due_on < today()
