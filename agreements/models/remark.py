"""Remarks on papers: what has to be mended in which part, the answers to it, every round kept (P25 17-20, 22, 23)."""

from django.db import models
from django.db.models import OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce
from django.db.models.lookups import Exact
from django.utils.translation import gettext_lazy as _

from agreements.enums import Audience, PaperKind, RemarkAct, RemarkState, Status
from cooperation.enums import OfficeKind
from cooperation.models import Office, User
from cooperation.working_days import now

from .dossier import Dossier


def of_own_office(user):
    """Condition on a column `office`: one `user` works for. Home Affairs is one office here."""
    own = Q(office__in=[held.office_id for held in user.current_memberships])
    return own | Q(office__kind=OfficeKind.HOME_AFFAIRS) if user.is_home_affairs else own


def is_own_office(office, user):
    """The same, of an office at hand."""
    if office is None:
        return False
    at_home = office.kind == OfficeKind.HOME_AFFAIRS and user.is_home_affairs
    return at_home or office.pk in {held.office_id for held in user.current_memberships}


def settled_for(user):
    """Condition on remarks: closed or withdrawn, as far as `user` knows.

    A reopening that was not sent yet is not known outside the office: what stands there is what was sent last.
    """
    shown = RemarkEntry.objects.filter(remark=OuterRef("pk"), act__in=OPEN_TO_OTHERS).order_by("-pk")
    shown_closed = Q(Exact(Coalesce(Subquery(shown.values("act")[:1]), Value("")), RemarkAct.CLOSE))
    reopened_inside = Q(state=RemarkState.REOPENED) & ~of_own_office(user) & shown_closed
    return Q(state__in=(RemarkState.CLOSED, RemarkState.WITHDRAWN)) | reopened_inside


class RemarkQuerySet(models.QuerySet):
    def own_of(self, user):
        return self.filter(of_own_office(user))

    def readable_by(self, user):
        """All of the own office; of others only what is shared and was sent."""
        return self.filter(Q(sent_at__isnull=False) | of_own_office(user))

    def open(self):
        """Sent, and to be answered by the region."""
        return self.filter(state=RemarkState.OPEN)

    def answered(self):
        """Answered by the region; the office that wrote it has not said yet whether that is enough."""
        return self.filter(state=RemarkState.ANSWERED)

    def to_send(self):
        """Shared, and going to the region with the next return."""
        return self.filter(audience=Audience.SHARED, state__in=(RemarkState.NOTED, RemarkState.REOPENED))

    def unsettled_for(self, user):
        """Shared, and for `user` neither closed nor withdrawn."""
        return self.filter(~settled_for(user), audience=Audience.SHARED)


class Remark(models.Model):
    """Something an office remarks on a part of a paper, on a whole paper, or on the whole dossier.

    An internal one stays in that office. A shared one goes to the region with the next return, `sent_at`,
    and is answered by the day `answer_by`; a later round renews both, and the entries keep every round.
    """

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="remarks")
    paper = models.CharField(_("paper"), max_length=10, choices=PaperKind, blank=True)
    part = models.CharField(_("part"), max_length=40, blank=True)
    #: The version of the paper it was written on.
    version = models.PositiveSmallIntegerField(_("version"), null=True)
    text = models.TextField(_("remark"), max_length=5000)
    audience = models.CharField(_("who reads it"), max_length=8, choices=Audience, default=Audience.INTERNAL)
    state = models.CharField(max_length=10, choices=RemarkState, default=RemarkState.NOTED)
    step = models.CharField(_("step"), max_length=20, choices=Status)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    office = models.ForeignKey(Office, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=now, editable=False)
    sent_at = models.DateTimeField(_("sent"), null=True, editable=False)
    answer_by = models.DateField(_("answer by"), null=True)

    objects = RemarkQuerySet.as_manager()

    class Meta:
        verbose_name = _("remark")
        verbose_name_plural = _("remarks")
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=(RemarkState.NOTED, RemarkState.WITHDRAWN), sent_at=None)
                | Q(audience=Audience.SHARED, sent_at__isnull=False)
                & ~Q(state__in=(RemarkState.NOTED, RemarkState.WITHDRAWN)),
                name="remark_sent_only_when_shared",
            )
        ]

    def __str__(self):
        return f"{self.dossier} · {self.text[:40]}"

    @property
    def is_internal(self):
        return self.audience == Audience.INTERNAL


#: What others than the office that wrote a remark read of its rounds.
OPEN_TO_OTHERS = (RemarkAct.SEND, RemarkAct.ANSWER, RemarkAct.CLOSE)


class RemarkEntry(models.Model):
    """One thing that was done with a remark. Append-only, held by a trigger of the database.

    The entry of a sending carries what was asked anew, and by which day it is to be answered.
    """

    remark = models.ForeignKey(Remark, models.PROTECT, related_name="entries")
    act = models.CharField(max_length=8, choices=RemarkAct)
    text = models.TextField(max_length=5000, blank=True)
    answer_by = models.DateField(null=True)
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    office = models.ForeignKey(Office, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=now)

    class Meta:
        verbose_name = _("round of a remark")
        verbose_name_plural = _("rounds of remarks")
        ordering = ["pk"]

    def __str__(self):
        return f"{self.remark_id} · {self.act}"
