"""What offices took on: in a meeting, or after a yearly report, monitoring, evaluation."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from agreements.enums import FollowUpOrigin
from cooperation.enums import Role
from cooperation.models import Office, User
from cooperation.paging import among
from cooperation.working_days import now, today

from .document import Document
from .dossier import Dossier, within_reach
from .meeting import Meeting

#: In the office that asked for it: whoever confirms it, and chases it when it is late; in the ministry, of a meeting.
FOLLOWING_ROLES = (Role.EVALUATOR, Role.OFFICER, Role.HEAD)
MEETING_ROLES = (Role.REVIEWER, Role.APPROVER)
#: In the office that took it on: whoever does it. In the ministry reviewers hold meetings, and evaluators the rest.
#: By whether it is of a meeting.
DOING_ROLES = {
    True: (Role.OFFICER, Role.HEAD, Role.CONSULTED, *MEETING_ROLES),
    False: (Role.OFFICER, Role.HEAD, Role.CONSULTED, Role.EVALUATOR),
}


class FollowUpQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Those of dossiers within reach, and those that an office of `user` took on."""
        offices = [held.office_id for held in user.current_memberships]
        reach = within_reach(user, "dossier__")
        if not user.is_home_affairs:
            # Those of a region are few: with their keys indexes find both sides of the alternative.
            reach = among(Dossier.objects.filter(within_reach(user)).values("pk"), "dossier")
        return self.filter(reach | Q(office__in=offices))

    def owed_by(self, user):
        """Those that `user` does; `rules.took_it_on` asks the same of one."""

        def offices(of_meeting):
            return [held.office_id for held in user.memberships_as(*DOING_ROLES[of_meeting])]

        meeting = Q(origin=FollowUpOrigin.MEETING)
        return self.filter(meeting & Q(office__in=offices(True)) | ~meeting & Q(office__in=offices(False)))

    def followed_by(self, user):
        """Those that `user` confirms or chases; `rules.follows` asks the same of one."""
        offices = [held.office_id for held in user.memberships_as(*FOLLOWING_ROLES)]
        found = Q(asked_by__in=offices)
        if user.memberships_as(*MEETING_ROLES):
            found |= Q(origin=FollowUpOrigin.MEETING)
        return self.filter(found)

    def open(self):
        """Not done yet, or done and not confirmed."""
        return self.filter(confirmed_at=None)

    def to_do(self):
        return self.filter(done_at=None)

    def late(self):
        return self.to_do().filter(due_on__lt=today())

    def to_confirm(self):
        return self.filter(done_at__isnull=False, confirmed_at=None)

    def of_one_dossier(self):
        """With what a row shows, where the dossier is at hand."""
        return self.select_related("office", "asked_by", "done_by", "confirmed_by", "proof", "meeting")

    def for_lists(self):
        """With what a row shows."""
        return self.of_one_dossier().select_related("dossier__region", "dossier__province", "dossier__partner__country")


class FollowUp(models.Model):
    """What an office took on about one dossier: done with proof, confirmed by somebody else.

    What was agreed in a meeting names it; anything else names the office that asked for it.
    """

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="follow_ups")
    origin = models.CharField(
        _("origin"), max_length=10, choices=FollowUpOrigin, default=FollowUpOrigin.MEETING, editable=False
    )
    meeting = models.ForeignKey(Meeting, models.PROTECT, null=True, editable=False, related_name="follow_ups")
    asked_by = models.ForeignKey(
        Office, models.PROTECT, null=True, editable=False, related_name="+", verbose_name=_("asked for by")
    )
    what = models.CharField(_("what"), max_length=500)
    office = models.ForeignKey(Office, models.PROTECT, related_name="follow_ups", verbose_name=_("who does it"))
    due_on = models.DateField(_("until"))
    created_by = models.ForeignKey(User, models.PROTECT, editable=False, related_name="+")
    created_at = models.DateTimeField(default=now, editable=False)
    #: The day on which its office was last chased.
    chased_on = models.DateField(null=True, editable=False)
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
            models.CheckConstraint(condition=Q(origin__in=FollowUpOrigin.values), name="follow_up_origin_known"),
            models.CheckConstraint(
                condition=Q(origin=FollowUpOrigin.MEETING, meeting__isnull=False, asked_by=None)
                | (~Q(origin=FollowUpOrigin.MEETING) & Q(meeting=None, asked_by__isnull=False)),
                name="follow_up_agreed_somewhere",
            ),
            models.CheckConstraint(
                condition=Q(done_at=None) | Q(proof__isnull=False, done_by__isnull=False), name="follow_up_done_proved"
            ),
            models.CheckConstraint(
                condition=Q(confirmed_at=None) | (Q(done_at__isnull=False) & ~Q(confirmed_by=F("done_by"))),
                name="follow_up_confirmed_by_another",
            ),
        ]
        indexes = [
            models.Index(fields=["office", "due_on"], condition=Q(confirmed_at=None), name="follow_up_open"),
            models.Index(fields=["due_on"], condition=Q(done_at=None), name="follow_up_to_do"),
        ]

    def __str__(self):
        return self.what

    @property
    def is_of_meeting(self):
        return self.origin == FollowUpOrigin.MEETING

    @property
    def doing_roles(self):
        return DOING_ROLES[self.is_of_meeting]

    @property
    def is_late(self):
        return self.done_at is None and self.due_on < today()
