"""Who may read across, write reports, lift holds. Who may move a report stands in its table of moves."""

import rules

from agreements.enums import Status
from agreements.rules import CARRIED_OUT, EVALUATOR, FOLLOWERS, PROVINCE, REGION, holds, in_status, membership_in
from cooperation.enums import OfficeKind, Role
from cooperation.working_days import today
from reports.enums import Author, EvaluationStatus
from reports.models.report import AT_REGION

#: Who writes which evaluation.
WRITERS = {Author.REGION: REGION, Author.MINISTRY: (EVALUATOR,)}
#: Roles of the ministry that read what all regions sent.
READERS_OF_ALL = (Role.REVIEWER, Role.APPROVER, Role.EVALUATOR, Role.AUDITOR)
#: Roles that follow what is carried out.
FOLLOWING = {seat.role for seat in FOLLOWERS}


@rules.predicate
def reads_ages(user):
    """Home Affairs reads those of all; a province those of its regencies and cities and its own."""
    return bool(user.memberships_as(*READERS_OF_ALL)) or any(
        held.office.region is not None and held.office.region.is_province for held in user.current_memberships
    )


@rules.predicate
def reads_reports(user):
    """Regions and Home Affairs; which ones is said by `AnnualReport.objects.visible_to`."""
    return any(held.office.kind in (OfficeKind.REGION, OfficeKind.HOME_AFFAIRS) for held in user.current_memberships)


@rules.predicate
def writes_report(user, report):
    """The region, as soon as the year has begun, until it is sent; and again after a return."""
    if report is None or report.status not in AT_REGION or report.year > today().year:
        return False
    return membership_in(REGION, user, report.dossier) is not None


@rules.predicate
def lifts_holds(user):
    """The ministry's evaluators."""
    return bool(user.memberships_as(Role.EVALUATOR))


@rules.predicate
def reads_follow_ups(user):
    """Whoever holds an assignment today; which ones is said by `FollowUp.objects.visible_to`."""
    return bool(user.current_memberships)


@rules.predicate
def follows(user):
    """Whoever follows agreements in force; which ones is said by `Dossier.objects.visible_to`."""
    return bool(user.memberships_as(*FOLLOWING))


@rules.predicate
def writes_evaluation(user, evaluation):
    """The side it is of, until it is sent or given."""
    if evaluation is None or evaluation.status != EvaluationStatus.DRAFT:
        return False
    return membership_in(WRITERS[evaluation.author], user, evaluation.dossier) is not None


#: Who monitors: the ministry's evaluators all agreements, a governor's people those of its kabupaten and kota.
MONITORS = (EVALUATOR, *PROVINCE)


def monitoring_desk(user):
    """The assignment under which `user` reads the plan of visits; None for whom there is none.

    Of several the one that monitors: who reviews and evaluates plans visits as an evaluator.
    """
    of_ministry = user.memberships_as(Role.EVALUATOR) or user.memberships_as(*READERS_OF_ALL)
    of_governor = (
        held
        for held in user.memberships_as(Role.OFFICER, Role.HEAD)
        if held.office.region and held.office.region.is_province
    )
    return next(iter(of_ministry), None) or next(of_governor, None)


@rules.predicate
def reads_visits(user):
    return monitoring_desk(user) is not None


@rules.predicate
def plans_visits(user):
    """Whoever monitors, and does not only look."""
    held = monitoring_desk(user)
    return held is not None and held.role in {seat.role for seat in MONITORS}


@rules.predicate
def works_for_its_office(user, monitoring):
    """Who carries it out writes what was found, and sends it."""
    if monitoring is None:
        return False
    held = membership_in(MONITORS, user, monitoring.dossier)
    return held is not None and held.office_id == monitoring.office_id


@rules.predicate
def reads_findings(user, monitoring):
    """Once sent whoever follows the agreement; until then the office alone."""
    if monitoring is None:
        return False
    offices = {held.office_id for held in user.current_memberships if held.role != Role.ADMIN}
    return monitoring.is_sent or monitoring.office_id in offices


SEE_AGES = "reports.see_ages"
READ_REPORTS = "reports.read_reports"
WRITE_REPORT = "reports.write_report"
LIFT_HOLD = "reports.lift_hold"
READ_FOLLOW_UPS = "reports.read_follow_ups"
READ_VISITS = "reports.read_visits"
PLAN_VISITS = "reports.plan_visits"
#: On a dossier: to plan its monitoring.
MONITOR = "reports.monitor"
#: On a monitoring.
CARRY_OUT = "reports.carry_out_monitoring"
READ_FINDINGS = "reports.read_findings"
#: On a dossier: to agree on follow-ups of what the ministry reads of it.
FOLLOW_UP = "reports.follow_up"
READ_EVALUATIONS = "reports.read_evaluations"
WRITE_EVALUATION = "reports.write_evaluation"
ASK_EVALUATION = "reports.ask_evaluation"
RECORD_PARTNER_VIEW = "reports.record_partner_view"

rules.add_perm(SEE_AGES, reads_ages)
rules.add_perm(READ_REPORTS, reads_reports)
rules.add_perm(WRITE_REPORT, writes_report)
rules.add_perm(LIFT_HOLD, lifts_holds)
rules.add_perm(READ_FOLLOW_UPS, reads_follow_ups)
rules.add_perm(READ_VISITS, reads_visits)
rules.add_perm(PLAN_VISITS, plans_visits)
rules.add_perm(MONITOR, holds(MONITORS) & in_status(Status.IN_FORCE))
rules.add_perm(CARRY_OUT, works_for_its_office)
rules.add_perm(READ_FINDINGS, reads_findings)
rules.add_perm(FOLLOW_UP, holds((EVALUATOR,)) & in_status(*CARRIED_OUT))
rules.add_perm("reports.write_plan", holds(REGION) & in_status(Status.IN_FORCE))
rules.add_perm(READ_EVALUATIONS, follows)
rules.add_perm(WRITE_EVALUATION, writes_evaluation)
rules.add_perm(ASK_EVALUATION, holds((EVALUATOR,)) & in_status(Status.IN_FORCE))
rules.add_perm(RECORD_PARTNER_VIEW, holds((*REGION, EVALUATOR)) & in_status(*CARRIED_OUT))
