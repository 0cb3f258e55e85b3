"""Who may do what with a dossier: seats, and the permissions made of them.

A seat is a role in an office that stands in a certain place towards the dossier. Every permission
`agreements.<move>` is "holds one of these seats today".
"""

from dataclasses import dataclass
from enum import Enum

import rules

from agreements.checklists.lines import CHECKED_STEPS
from agreements.enums import PaperKind, Status
from agreements.models.change import WRITTEN_IN as CHANGE_WRITTEN_IN
from agreements.models.follow_up import FOLLOWING_ROLES
from cooperation.enums import OfficeKind, Role

CONSULTED_KINDS = (OfficeKind.FOREIGN_AFFAIRS, OfficeKind.TECHNICAL_MINISTRY)


def in_full(permission):
    """`write_plan` -> `agreements.write_plan`; applications above name theirs in full."""
    return permission if "." in permission else f"agreements.{permission}"


class Place(Enum):
    """Where an office stands towards a dossier."""

    REGION = "region"
    PROVINCE = "province"
    MINISTRY = "ministry"
    KEMLU = "kemlu"
    CONSULTED = "consulted"
    GOVERNOR = "governor"


@dataclass(frozen=True)
class Seat:
    role: Role
    place: Place

    def is_held(self, membership, dossier):
        office = membership.office
        if membership.role != self.role:
            return False
        match self.place:
            case Place.REGION:
                return office.region_id is not None and office.region_id == dossier.region_id
            case Place.PROVINCE:
                return office.region_id == dossier.province_id != dossier.region_id
            case Place.MINISTRY:
                # A draft that was never sent to the minister stays private to the region and its province.
                return office.kind == OfficeKind.HOME_AFFAIRS and dossier.first_sent_at is not None
            case Place.KEMLU:
                return office.kind == OfficeKind.FOREIGN_AFFAIRS and _was_asked(office, dossier)
            case Place.CONSULTED:
                return office.kind in CONSULTED_KINDS and _was_asked(office, dossier)
            case Place.GOVERNOR:
                # The province of a kabupaten or kota, where the ministry asked the governor's opinion.
                return office.region_id == dossier.province_id != dossier.region_id and _was_asked(office, dossier)


def let_see(dossier, offices):
    """From now on these offices are asked about the dossier, and see it."""
    dossier.consulted.add(*offices)


def _was_asked(office, dossier):
    """Only on a dossier on which it was asked has an office outside Home Affairs a seat."""
    return dossier.consulted.through.objects.filter(dossier=dossier.pk, office=office.pk).exists()


REGION_OFFICER = Seat(Role.OFFICER, Place.REGION)
REGION_HEAD = Seat(Role.HEAD, Place.REGION)
PROVINCE_OFFICER = Seat(Role.OFFICER, Place.PROVINCE)
PROVINCE_HEAD = Seat(Role.HEAD, Place.PROVINCE)
REVIEWER = Seat(Role.REVIEWER, Place.MINISTRY)
APPROVER = Seat(Role.APPROVER, Place.MINISTRY)
EVALUATOR = Seat(Role.EVALUATOR, Place.MINISTRY)
AUDITOR = Seat(Role.AUDITOR, Place.MINISTRY)
KEMLU = Seat(Role.CONSULTED, Place.KEMLU)
CONSULTED = Seat(Role.CONSULTED, Place.CONSULTED)
GOVERNOR_OFFICER = Seat(Role.OFFICER, Place.GOVERNOR)
GOVERNOR_HEAD = Seat(Role.HEAD, Place.GOVERNOR)

#: Roles that act for their office, and are told what it has to do; the others only look.
ACTING_ROLES = (Role.OFFICER, Role.HEAD, Role.CONSULTED, Role.REVIEWER, Role.APPROVER)

REGION = (REGION_OFFICER, REGION_HEAD)
PROVINCE = (PROVINCE_OFFICER, PROVINCE_HEAD)
MINISTRY = (REVIEWER, APPROVER)
ASKED = (CONSULTED, GOVERNOR_OFFICER, GOVERNOR_HEAD)


def membership_in(seats, user, dossier):
    """The membership under which `user` holds one of `seats` towards `dossier`, or None."""
    for seat in seats:
        for held in user.current_memberships:
            if seat.is_held(held, dossier):
                return held
    return None


def holds(seats):
    """Predicate: the user holds one of `seats`."""

    @rules.predicate
    def predicate(user, dossier):
        return dossier is not None and membership_in(seats, user, dossier) is not None

    return predicate


def holds_towards_its_dossier(seats):
    """Predicate on what belongs to a dossier (a report, a change): the user holds one of `seats`."""

    @rules.predicate
    def predicate(user, part):
        return part is not None and membership_in(seats, user, part.dossier) is not None

    return predicate


#: What is carried out is read by the region, its governor and the ministry's people who follow it (P25 26, 39).
FOLLOWERS = (*REGION, *PROVINCE, *MINISTRY, EVALUATOR, AUDITOR)

#: Who asks a region about an agreement that sleeps, or a LoI past its year.
CHASERS = (REVIEWER, EVALUATOR, *PROVINCE)

#: From the signature on there is something to follow.
CARRIED_OUT = (Status.IN_FORCE, Status.ENDED, Status.EXPIRED)

#: In which statuses the region writes each paper.
WRITTEN_IN = {
    # A LoI taken over from the register has no study yet; verification asks for one (P25 19(2)).
    PaperKind.STUDY: (Status.EXPLORING, Status.STUDYING, Status.INTENT_SIGNED, Status.PLAN_REVISION),
    PaperKind.INTENT: (Status.EXPLORING, Status.STUDYING, Status.RESPONDED),
    PaperKind.PLAN: (Status.INTENT_SIGNED, Status.PLAN_REVISION),
    PaperKind.AGREEMENT: (Status.DRAFTING,),
}

#: Who has the dossier on the desk, where it waits for others than the region: they remark on its papers.
DESKS = {
    Status.AWAITING_RESPONSE: MINISTRY,
    Status.PLAN_AT_GOVERNOR: PROVINCE,
    Status.VERIFYING: MINISTRY,
    Status.DRAFT_AT_GOVERNOR: PROVINCE,
    Status.DISCUSSING: MINISTRY,
    Status.NEGOTIATING: (KEMLU,),
    Status.CONFIRMED: MINISTRY,
}

#: Which papers a return from each step sends back.
SENT_BACK = {
    Status.AWAITING_RESPONSE: (PaperKind.STUDY, PaperKind.INTENT),
    Status.AT_COUNCIL: (PaperKind.PLAN,),
    Status.PLAN_AT_GOVERNOR: (PaperKind.PLAN, PaperKind.STUDY),
    Status.VERIFYING: (PaperKind.PLAN, PaperKind.STUDY),
    Status.DRAFT_AT_GOVERNOR: (PaperKind.AGREEMENT,),
    Status.DISCUSSING: (PaperKind.AGREEMENT,),
    Status.NEGOTIATING: (PaperKind.AGREEMENT,),
}

#: While the cooperation is being prepared.
BEFORE_SIGNING = tuple(
    status
    for status in Status
    if status
    not in (
        Status.SIGNED,
        Status.IN_FORCE,
        Status.SUSPENDED,
        Status.REJECTED,
        Status.STOPPED,
        Status.ENDED,
        Status.EXPIRED,
    )
)


#: Statuses before signing in which it is the ministry's turn: here it asks, recommends and decides.
AT_MINISTRY = (
    Status.AWAITING_RESPONSE,
    Status.VERIFYING,
    Status.DISCUSSING,
    Status.CONFIRMED,
)

#: Where the ministry may suspend: there, and what is in force (decision).
SUSPENDABLE = (*AT_MINISTRY, Status.IN_FORCE)


def in_status(*statuses):
    @rules.predicate
    def predicate(user, dossier):
        return dossier is not None and dossier.status in statuses

    return predicate


@rules.predicate
def is_carried_out(user, dossier):
    """In force, or it was; also while what is in force is suspended."""
    return dossier is not None and (
        dossier.status in CARRIED_OUT or (dossier.status == Status.SUSPENDED and dossier.return_to == Status.IN_FORCE)
    )


@rules.predicate
def writes_change(user, change):
    """The region, of an agreement in force, until it is sent; and again after a return."""
    if change is None or change.status not in CHANGE_WRITTEN_IN or change.dossier.status != Status.IN_FORCE:
        return False
    return membership_in(REGION, user, change.dossier) is not None


@rules.predicate
def has_on_desk(user, dossier):
    """The dossier lies with an office of the user, who reads its papers there."""
    return dossier is not None and membership_in(DESKS.get(dossier.status, ()), user, dossier) is not None


@rules.predicate
def may_open(user):
    """Officers and heads of regions that sign in their own name open dossiers."""
    return any(
        held.office.region_id and held.office.region.is_autonomous
        for held in user.memberships_as(Role.OFFICER, Role.HEAD)
    )


@rules.predicate
def convenes(user):
    """Meetings are convened by the reviewers and approvers of Home Affairs (P25 22)."""
    return bool(user.memberships_as(Role.REVIEWER, Role.APPROVER))


@rules.predicate
def signs(user):
    """Letters of the ministry are signed by its approvers."""
    return bool(user.memberships_as(Role.APPROVER))


@rules.predicate
def took_it_on(user, follow_up):
    """Works for the office that took the follow-up on."""
    if follow_up is None:
        return False
    return any(held.office_id == follow_up.office_id for held in user.memberships_as(*follow_up.doing_roles))


@rules.predicate
def follows(user, follow_up):
    """Works for the office that asked for it; of a meeting the ministry does."""
    if follow_up is None:
        return False
    if follow_up.is_of_meeting:
        return membership_in(MINISTRY, user, follow_up.dossier) is not None
    return any(held.office_id == follow_up.asked_by_id for held in user.memberships_as(*FOLLOWING_ROLES))


@rules.predicate
def did_not_do_it(user, follow_up):
    return follow_up is not None and follow_up.done_by_id != user.pk


@rules.predicate
def may_read_register(user):
    """Home Affairs reads the whole register, a region its own part."""
    return user.is_home_affairs or bool(user.region_codes)


@rules.predicate
def reads_progress(user):
    """Reads what is carried out of each dossier in sight: all but consulted offices and administrators."""
    return bool(user.memberships_as(*(seat.role for seat in FOLLOWERS)))


@rules.predicate
def chases(user, dossier):
    """Without a dossier: of some at least."""
    if dossier is not None:
        return membership_in(CHASERS, user, dossier) is not None
    provinces = (held.office.region for held in user.memberships_as(Role.OFFICER, Role.HEAD))
    return any(one is not None and one.is_province for one in provinces) or bool(
        user.memberships_as(Role.REVIEWER, Role.EVALUATOR)
    )


@rules.predicate
def may_see(user, dossier):
    """The object check of `Dossier.objects.visible_to`; a test holds that the two agree."""
    return dossier is not None and any(_sees(held.office, dossier) for held in user.current_memberships)


def _sees(office, dossier):
    if office.kind == OfficeKind.REGION:
        return office.region_id in (dossier.region_id, dossier.province_id)
    if office.kind == OfficeKind.HOME_AFFAIRS:
        return dossier.first_sent_at is not None
    return _was_asked(office, dossier)


rules.add_perm("agreements.view_dossier", may_see)
rules.add_perm("agreements.open_dossier", may_open)
rules.add_perm("agreements.edit_dossier", holds(REGION) & in_status(Status.INITIATED, Status.EXPLORING))
rules.add_perm("agreements.add_contact", holds(REGION) & in_status(*BEFORE_SIGNING, Status.IN_FORCE))
rules.add_perm("agreements.add_document", holds(REGION) & in_status(*BEFORE_SIGNING, Status.SIGNED, Status.IN_FORCE))
rules.add_perm("agreements.read_implementation", holds(FOLLOWERS) & is_carried_out)
rules.add_perm("agreements.begin_change", holds(REGION) & in_status(Status.IN_FORCE))
rules.add_perm("agreements.write_change", writes_change)
rules.add_perm("agreements.read_progress", reads_progress)
rules.add_perm("agreements.chase", chases)
rules.add_perm("agreements.answer_chase", holds(REGION))
rules.add_perm("agreements.note_remark", has_on_desk)
rules.add_perm("agreements.answer_remark", holds(REGION) & in_status(*BEFORE_SIGNING))
rules.add_perm("agreements.lead_opinions", holds((REVIEWER,)) & in_status(*AT_MINISTRY))
rules.add_perm("agreements.record_talks", holds((KEMLU,)) & in_status(Status.NEGOTIATING))
rules.add_perm("agreements.add_meeting", holds(MINISTRY) & in_status(Status.DISCUSSING))
rules.add_perm("agreements.read_register", may_read_register)
rules.add_perm("agreements.write_letter", holds(MINISTRY))
rules.add_perm("agreements.withdraw_letter", holds((APPROVER,)))
rules.add_perm("agreements.read_checklist", holds((*MINISTRY, AUDITOR)))
rules.add_perm("agreements.write_checklist", holds(MINISTRY) & in_status(*CHECKED_STEPS))
rules.add_perm("agreements.convene_meeting", convenes)
rules.add_perm("agreements.issue_invitation", signs)
rules.add_perm("agreements.do_follow_up", took_it_on)
rules.add_perm("agreements.confirm_follow_up", follows & did_not_do_it)
rules.add_perm("agreements.chase_follow_up", follows)
for kind, statuses in WRITTEN_IN.items():
    rules.add_perm(f"agreements.write_{kind}", holds(REGION) & in_status(*statuses))
