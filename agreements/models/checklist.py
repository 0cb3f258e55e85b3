"""What the ministry's people answered on the checklist of a step (P25 19, 22, 24)."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from agreements.enums import Answer, Status
from cooperation.models import User
from cooperation.working_days import now

from .dossier import Dossier


class CheckAnswerQuerySet(models.QuerySet):
    def current(self):
        """Of the round that is running; those of earlier ones are closed."""
        return self.filter(closed_at=None)


class CheckAnswer(models.Model):
    """One line answered, by whom and when. A round ends when its step is left: then the answer never changes."""

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="check_answers")
    step = models.CharField(_("step"), max_length=20, choices=Status)
    line = models.CharField(_("line"), max_length=40)
    answer = models.CharField(_("answer"), max_length=15, choices=Answer)
    note = models.TextField(_("note"), max_length=2000, blank=True)
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("answered by"))
    at = models.DateTimeField(_("answered"), default=now)
    closed_at = models.DateTimeField(null=True, editable=False)

    objects = CheckAnswerQuerySet.as_manager()

    class Meta:
        verbose_name = _("answer on a checklist")
        verbose_name_plural = _("answers on checklists")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["dossier", "step", "line"], condition=Q(closed_at=None), name="check_line_answered_once"
            ),
            models.CheckConstraint(condition=Q(answer__in=Answer.values), name="check_answer_known"),
            models.CheckConstraint(
                condition=Q(answer=Answer.YES) | ~Q(note=""),
                name="check_answer_explained",
                violation_error_message=_("Say in a note why it is not met or does not apply."),
            ),
        ]

    def __str__(self):
        return f"{self.dossier} · {self.line}"
