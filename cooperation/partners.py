"""What happens to foreign partners. Each act writes its event in the same transaction."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from cooperation import changes, names
from cooperation.enums import PartnerAct as Act
from cooperation.enums import PartnerStatus, Role
from cooperation.exceptions import Conflict
from cooperation.locking import lock_partners
from cooperation.models import Partner, PartnerEvent, User
from cooperation.models.events import Event
from cooperation.outbox import notify
from cooperation.signals import partners_merged

EDITED = ("name", "name_local", "name_id", "kind", "tier", "country", "address", "website", "notes")
CONTACT_EDITED = ("name", "position", "email", "phone", "partner")


def fingerprint(partner):
    return changes.fingerprint(partner, EDITED)


def acting_office(by):
    """The office a person acts for where partners are concerned."""
    held = by.memberships_as(Role.ADMIN) or by.memberships_as(Role.OFFICER, Role.HEAD)
    return held[0].office if held else None


def record(act, partner, *, by, note="", **data):
    return PartnerEvent.objects.create(name=act, partner=partner, by=by, office=acting_office(by), note=note, data=data)


@transaction.atomic
def propose(partner, *, by):
    """Record a new partner: a region proposes it, an administrator adds it as verified."""
    verified = by.has_perm("cooperation.administer")
    partner.status = PartnerStatus.VERIFIED if verified else PartnerStatus.PROPOSED
    partner.proposed_by = acting_office(by)
    partner.search_key = names.search_key(partner)
    changes.write(partner, EDITED)
    event = record(Act.ADDED if verified else Act.PROPOSED, partner, by=by)
    if not verified:
        tell(
            User.objects.of_home_affairs(Role.ADMIN),
            event,
            lambda: _("%(office)s proposed the partner %(name)s. It waits to be verified."),
        )
    return partner


def tell(readers, event, sentence):
    """A notice that leads to the partner's page."""
    partner = event.partner
    notify(
        readers,
        f"partner-event-{event.pk}",
        reverse("cooperation:partner", args=[partner.pk]),
        lambda: sentence() % {"office": event.office, "name": partner.name},
    )


@transaction.atomic
def edit(partner, *, by, seen=""):
    """Save an edited partner; whether anything changed."""
    locked(partner)
    changed = changes.write(partner, EDITED, seen=seen)
    if changed:
        write_search_key(partner)
        record(Act.EDITED, partner, by=by, model="partner", changes=changed)
    return bool(changed)


def write_search_key(partner):
    """Whoever looks for a partner that was merged finds the one that stayed."""
    key = names.search_key(partner, *partner.merged.all())
    Partner.objects.filter(pk=partner.pk).update(search_key=key)


# Status


def locked(partner, *statuses):
    """The row as it is now, held until the transaction ends; Conflict when it has moved on."""
    partner = Partner.objects.select_for_update().get(pk=partner.pk)
    if partner.merged_into_id or (statuses and partner.status not in statuses):
        raise Conflict(_("Somebody was faster: this partner has changed in the meantime."))
    return partner


def set_status(partner, status, act, sentence, *, by, note=""):
    """Write the status and the event, and tell the region that proposed the partner."""
    before, partner.status = partner.status, status
    partner.save(update_fields=["status"])
    event = record(act, partner, by=by, note=note, before=before)
    if partner.proposed_by_id:
        region = User.objects.holding(Role.OFFICER, Role.HEAD, offices=[partner.proposed_by_id])
        tell(region, event, sentence)


@transaction.atomic
def verify(partner, *, by, note=""):
    partner = locked(partner, PartnerStatus.PROPOSED)
    set_status(
        partner,
        PartnerStatus.VERIFIED,
        Act.VERIFIED,
        lambda: _("The partner %(name)s has been verified."),
        by=by,
        note=note,
    )


@transaction.atomic
def suspend(partner, *, by, note):
    """No new dossier may name a suspended partner; running ones keep it."""
    partner = locked(partner, PartnerStatus.PROPOSED, PartnerStatus.VERIFIED)
    set_status(
        partner,
        PartnerStatus.SUSPENDED,
        Act.SUSPENDED,
        lambda: _("The partner %(name)s has been suspended: no new dossier can name it."),
        by=by,
        note=note,
    )


@transaction.atomic
def release(partner, *, by, note=""):
    """Back to what the partner was before it was suspended."""
    partner = locked(partner, PartnerStatus.SUSPENDED)
    suspended = partner.events.filter(name=Act.SUSPENDED).first()
    before = suspended.data["before"] if suspended else PartnerStatus.VERIFIED
    set_status(
        partner,
        before,
        Act.RELEASED,
        lambda: _("The partner %(name)s has been released: dossiers can name it again."),
        by=by,
        note=note,
    )


# Contacts: personal data, so history names the contact only


@transaction.atomic
def write_contact(contact, *, by, seen=""):
    act = Act.CONTACT_EDITED if contact.pk else Act.CONTACT_ADDED
    if changes.write(contact, CONTACT_EDITED, seen=seen):
        record(act, contact.partner, by=by, contact=contact.name)


@transaction.atomic
def remove_contact(contact, *, by):
    if not type(contact).objects.filter(pk=contact.pk).delete()[0]:
        raise Conflict(_("Somebody was faster: this has been done already."))
    record(Act.CONTACT_REMOVED, contact.partner, by=by, contact=contact.name)


# Merging


def references():
    """Relations through which other records name a partner, history apart, which stays where it was written."""
    return [relation for relation in Partner._meta.related_objects if not issubclass(relation.related_model, Event)]


def records_that_follow(partner):
    """[(name of the kind of record, how many)] that a merge would take to the other partner."""
    counted = [
        (
            relation.related_model._meta.verbose_name_plural,
            relation.related_model._base_manager.filter(**{relation.field.name: partner.pk}).count(),
        )
        for relation in references()
    ]
    return [(name, count) for name, count in counted if count]


@transaction.atomic
def merge(duplicate, into, *, by):
    """Let all records that name `duplicate` name `into`; the duplicate stays as a row that points there.

    Both rows are locked in the order of their keys, so that whoever chooses or suspends one of them waits.
    """
    lock_partners()
    pks = {duplicate.pk, into.pk}
    if len(pks) == 1:
        raise ValidationError(_("A partner cannot be merged into itself."))
    rows = {row.pk: row for row in Partner.objects.select_for_update().filter(pk__in=pks).order_by("pk")}
    duplicate, into = rows[duplicate.pk], rows[into.pk]
    if duplicate.merged_into_id or into.merged_into_id:
        raise Conflict(_("Somebody was faster: one of the two has been merged already."))
    partners_merged.send(sender=Partner, duplicate=duplicate, into=into, by=by)
    followed = {
        relation.related_model._meta.label_lower: follow(relation, duplicate, into) for relation in references()
    }
    duplicate.merged_into = into
    duplicate.save(update_fields=["merged_into"])
    write_search_key(into)
    record(Act.MERGED, duplicate, by=by, into=into.pk, name=into.name, followed=followed)
    record(Act.ABSORBED, into, by=by, duplicate=duplicate.pk, name=duplicate.name, followed=followed)
    return into


def follow(relation, duplicate, into):
    """Repoint one relation; how many records followed."""
    if relation.many_to_many:
        return follow_many(relation, duplicate, into)
    rows = relation.related_model._base_manager.filter(**{relation.field.name: duplicate})
    return rows.update(**{relation.field.name: into})


def follow_many(relation, duplicate, into):
    """A record that names both partners keeps one row."""
    through = relation.through
    if not through._meta.auto_created:
        return 0  # its own foreign key is a relation of its own
    here, there = relation.field.m2m_reverse_field_name(), relation.field.m2m_field_name()
    rows = through._base_manager.filter(**{here: duplicate})
    both = through._base_manager.filter(**{here: into}).values(there)
    rows.filter(**{f"{there}__in": both}).delete()
    return rows.update(**{here: into})
