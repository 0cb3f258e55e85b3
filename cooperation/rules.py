"""Who may do what with people, reference data and partners. Permissions are closed unless named here."""

import rules

from cooperation.enums import PartnerStatus, Role


@rules.predicate
def is_administrator(user):
    return user.is_active and user.is_administrator


@rules.predicate
def is_home_affairs(user):
    return user.is_home_affairs


@rules.predicate
def has_office(user):
    """Holds an assignment today: whoever left has no business with the telephone numbers of others."""
    return bool(user.current_memberships)


@rules.predicate
def works_for_region(user):
    return bool(user.memberships_as(Role.OFFICER, Role.HEAD))


@rules.predicate
def proposed_it(user, partner):
    """The region that proposed the partner."""
    return partner is not None and any(
        held.office_id == partner.proposed_by_id for held in user.memberships_as(Role.OFFICER, Role.HEAD)
    )


@rules.predicate
def is_kept(user, partner):
    """Not merged into another partner."""
    return partner is not None and partner.merged_into_id is None


def has_status(*statuses):
    @rules.predicate(name=f"has_status:{','.join(statuses)}")
    def predicate(user, partner):
        return partner is not None and partner.status in statuses

    return predicate


rules.add_perm("cooperation.administer", is_administrator)
rules.add_perm("cooperation.propose_partner", works_for_region | is_administrator)
rules.add_perm("cooperation.see_partner_notes", is_home_affairs | proposed_it)
rules.add_perm("cooperation.see_partner_contacts", has_office)
rules.add_perm(
    "cooperation.change_partner_contacts",
    is_kept & (is_administrator | (proposed_it & has_status(PartnerStatus.PROPOSED))),
)
# Editing, verifying, suspending, releasing and merging partners is `cooperation.administer`; whether the partner
# is in the right state for it is asked when it is done (`cooperation.partners`), and answered as a conflict.
