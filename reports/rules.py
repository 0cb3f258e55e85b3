"""Who may read across."""

import rules

from cooperation.enums import Role


@rules.predicate
def reads_ages(user):
    """Home Affairs reads those of all; a province those of its regencies and cities and its own."""
    return bool(user.memberships_as(Role.REVIEWER, Role.APPROVER, Role.EVALUATOR, Role.AUDITOR)) or any(
        held.office.region is not None and held.office.region.is_province for held in user.current_memberships
    )


SEE_AGES = "reports.see_ages"
rules.add_perm(SEE_AGES, reads_ages)
