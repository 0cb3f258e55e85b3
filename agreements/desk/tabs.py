"""The desk of whoever has to act on dossiers of others: what lies on it, under which tabs."""

from dataclasses import dataclass

from django.db.models import Count, F, FilteredRelation, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from agreements.desk.workload import officers_of, reviewers
from agreements.enums import Status, Turn
from agreements.models import Dossier
from agreements.opinions.questions import open_opinions
from agreements.rules import BEFORE_SIGNING
from agreements.turns import WAITING
from cooperation.enums import OfficeKind, Role
from cooperation.models import User

#: What may still come to a desk: all that is neither in force nor closed.
OPEN = (*BEFORE_SIGNING, Status.SIGNED, Status.SUSPENDED)


@dataclass(frozen=True)
class Tab:
    name: str
    label: str
    condition: Q
    #: What belongs here, for whoever finds it empty.
    teaches: str


class Desk:
    """`dossiers` are all that may lie on it, each with `answer_on`: the day that counts here."""

    heading = _("Queue")
    lead = ""
    #: Field of the dossier that names who holds it here; empty where an office works as one.
    holder = ""
    #: Moves that hand a dossier over, and that give it back to nobody.
    moves = ()

    def __init__(self, user, held):
        self.user, self.held = user, held

    @property
    def office(self):
        """The office whose desk it is."""
        return self.held.office

    @property
    def people(self):
        """Who may hold a dossier here."""
        return User.objects.none()

    @property
    def may_assign(self):
        return False

    @property
    def within(self):
        """All that may lie on it, without the columns that tabs and lines need."""
        return Dossier.objects.visible_to(self.user).filter(status__in=OPEN)

    @property
    def dossiers(self):
        return self.within.annotate(answer_on=F("due_on"), **recommendation_columns())

    @cached_property
    def tabs(self):
        raise NotImplementedError

    def counts(self, dossiers):
        """{tab name: number}, in one query."""
        return dossiers.aggregate(**{tab.name: Count("pk", filter=tab.condition) for tab in self.tabs})


def recommendation_columns():
    """The decision recommended in the present step and by whom; a dossier has one at most."""
    standing = Q(recommendations__voided_at=None, recommendations__step=F("status"))
    return {
        "standing": FilteredRelation("recommendations", condition=standing),
        "recommended": F("standing__move"),
        "recommended_by": F("standing__by"),
    }


def to_decide_by(user):
    """Condition on dossiers with `recommendation_columns`: what a colleague recommended, and what only needs a number.

    Registering needs no recommendation: the letter with the copy is the approver's to sign.
    """
    recommended = Q(recommended__isnull=False) & ~Q(recommended_by=user.pk)
    return recommended | Q(status=Status.SIGNED)


def unassigned(whose, teaches):
    return Tab("unassigned", _("Nobody's yet"), whose, teaches)


def others(whose):
    return Tab("waiting", _("Waiting for others"), ~whose, _("No dossier waits for another office."))


EVERYTHING = Q(pk__isnull=False)


class MinistryDesk(Desk):
    holder = "reviewer"
    moves = ("assign", "release")
    heading = _("Review queue")
    lead = _("What regions have sent to the minister; the least time left comes first.")

    @property
    def people(self):
        return reviewers()

    @property
    def may_assign(self):
        return bool(self.user.memberships_as(Role.REVIEWER, Role.APPROVER))

    @cached_property
    def tabs(self):
        ours = Q(status__in=WAITING[Turn.MINISTRY])
        tabs = []
        if self.user.memberships_as(Role.REVIEWER):
            mine = ours & Q(reviewer=self.user)
            tabs.append(Tab("mine", _("Mine"), mine, _("Dossiers whose review you took up lie here.")))
        if self.user.memberships_as(Role.APPROVER):
            decide = ours & to_decide_by(self.user)
            tabs.append(Tab("decide", _("To decide"), decide, _("A decision lies here once a reviewer recommends it.")))
        return (
            *tabs,
            unassigned(ours & Q(reviewer=None), _("Every dossier has its reviewer.")),
            others(ours),
            Tab("all", _("All"), EVERYTHING, _("A dossier comes here once its region has sent it to the minister.")),
        )


class AdvisingDesk(Desk):
    """Of an office whose opinion the ministry asks."""

    @property
    def asked(self):
        return Q(pk__in=open_opinions(self.user).values("dossier"))

    @property
    def opinions(self):
        return Tab("opinions", _("Opinions to give"), self.asked, _("No question to your office is open."))

    @property
    def dossiers(self):
        """An opinion is due on the day the ministry named."""
        own = open_opinions(self.user).filter(dossier=OuterRef("pk")).order_by("due_on").values("due_on")[:1]
        return super().dossiers.annotate(answer_on=Coalesce(Subquery(own), "due_on"))


class ConsultedDesk(AdvisingDesk):
    heading = _("Opinions and talks")
    lead = _("What your office was asked; the least time left comes first.")

    @cached_property
    def tabs(self):
        ours = self.asked
        tabs = [self.opinions]
        if any(held.office.kind == OfficeKind.FOREIGN_AFFAIRS for held in self.user.current_memberships):
            talks = Q(status__in=WAITING[Turn.KEMLU])
            ours |= talks
            tabs.append(Tab("talks", _("Talks with the partner"), talks, _("No text is being discussed abroad.")))
        teaches = _("A dossier comes here once the Ministry of Home Affairs asks your office about it.")
        return (*tabs, others(ours), Tab("all", _("All"), EVERYTHING, teaches))


class GovernorDesk(AdvisingDesk):
    holder = "governor_officer"
    moves = ("assign_at_governor", "release_at_governor")
    heading = _("Governor's desk")
    lead = _(
        "Plans and drafts of regencies and cities, to be forwarded within 5 working days (art. 18, 20), and what the "
        "ministry asks the governor."
    )

    @property
    def people(self):
        return officers_of(self.office.region_id)

    @property
    def may_assign(self):
        return True

    @property
    def within(self):
        return super().within.exclude(region__in=self.user.region_codes)

    @cached_property
    def tabs(self):
        ours = Q(status__in=WAITING[Turn.PROVINCE])
        mine = ours & Q(governor_officer=self.user)
        teaches = _("Dossiers of the regencies and cities of your province appear here from their first day.")
        return (
            Tab("mine", _("Mine"), mine, _("Plans and drafts assigned to you lie here.")),
            unassigned(ours & Q(governor_officer=None), _("No plan or draft waits for the governor.")),
            self.opinions,
            others(ours | self.asked),
            Tab("all", _("All"), EVERYTHING, teaches),
        )


def desk_of(user):
    """The desk of `user`; None for a regency or city, whose dossiers are all its own."""
    desks = (
        (MinistryDesk, lambda held: held.office.kind == OfficeKind.HOME_AFFAIRS),
        (ConsultedDesk, lambda held: held.role == Role.CONSULTED),
        (GovernorDesk, lambda held: held.office.region is not None and held.office.region.is_province),
    )
    for desk, sits_there in desks:
        for held in user.current_memberships:
            if sits_there(held):
                return desk(user, held)
    return None
