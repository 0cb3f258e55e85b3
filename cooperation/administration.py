"""What administrators do to people, offices, places and holidays. Each change leaves an event."""

from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from cooperation import changes
from cooperation.enums import AdministrationAct as Act
from cooperation.enums import MailState, OfficeKind, Role
from cooperation.exceptions import Conflict
from cooperation.models import AdministrationEvent, Country, Holiday, Mail, Membership, Office, Region, User
from cooperation.signals import holidays_changed
from cooperation.working_days import today

#: What a page may edit of each kind of record; history and the check for two editors look at the same fields.
EDITED = {
    User: ("name", "email", "language", "time_zone"),
    Membership: ("office", "role", "acting", "acting_for", "starts_on", "ends_on"),
    Office: ("name", "short_name", "kind", "region"),
    Holiday: ("day", "name", "kind"),
    Country: ("diplomatic_relations", "relations_note", "relations_checked_on"),
    Region: ("name",),
}


def fingerprint(instance):
    return changes.fingerprint(instance, EDITED[type(instance)])


def record(act, subject, *, by, person=None, model=None, changed=None, note=""):
    data = {"model": model._meta.label_lower, "changes": changed} if changed else {}
    office = next((held.office for held in by.memberships_as(Role.ADMIN)), None)
    with translation.override(settings.LANGUAGE_CODE):
        subject = str(subject)[:200]
    return AdministrationEvent.objects.create(
        name=act, subject=subject, by=by, office=office, person=person, data=data, note=note
    )


def write(instance, act, *, by, seen="", subject=None, person=None):
    """Save a form's instance and its event; whether anything changed."""
    with transaction.atomic():
        changed = changes.write(instance, EDITED[type(instance)], seen=seen)
        if changed:
            record(act, subject or instance, by=by, person=person, model=type(instance), changed=changed)
    return bool(changed)


def lock_people(by, person):
    """Hold both rows until the transaction ends, so that two admins cannot put each other out at once."""
    people = User.objects.select_for_update().filter(pk__in={by.pk, person.pk}).order_by("pk")
    locked = {one.pk: one for one in people}
    if not locked[by.pk].has_perm("cooperation.administer"):
        raise PermissionDenied(_("You are not an administrator any more."))
    return locked[person.pk]


# Mails


@transaction.atomic
def send_again(mail, *, by):
    """A mail the server refused is tried once more, to the address its reader has now."""
    mail.refresh_from_db(from_queryset=Mail.objects.select_for_update(of=["self"]).select_related("reader"))
    if mail.state != MailState.FAILED:
        raise Conflict(_("Somebody was faster: this mail is being sent again, or has been sent."))
    mail.state, mail.due_at, mail.attempts = MailState.WAITING, timezone.now(), 0
    mail.save(update_fields=["state", "due_at", "attempts"])
    record(Act.MAIL_SENT_AGAIN, mail.reader, by=by, person=mail.reader, note=mail.error)


# People


def add_person(person, *, by):
    """Register a person without a password; a link to choose one is sent by the caller."""
    person.set_unusable_password()
    with transaction.atomic():
        write(person, Act.PERSON_ADDED, by=by, person=person)
    return person


@transaction.atomic
def edit_person(person, *, by, seen=""):
    changed = write(person, Act.PERSON_EDITED, by=by, person=person, seen=seen)
    # Sign-in also knows addresses of its own: an old one must not open the account any longer.
    EmailAddress.objects.filter(user=person).exclude(email__iexact=person.email).delete()
    return changed


@transaction.atomic
def set_sign_in(person, allowed, *, by):
    """Let a person sign in or not; what they did stays. Nobody disables themselves."""
    if person.pk == by.pk and not allowed:
        raise ValidationError(_("You cannot disable your own sign-in. Ask another administrator."))
    person = lock_people(by, person)
    if person.is_active == allowed:
        raise Conflict(_("Somebody was faster: this has been done already."))
    person.is_active = allowed
    person.save(update_fields=["is_active"])
    if not allowed:
        end_sessions(person)
    record(Act.PERSON_ENABLED if allowed else Act.PERSON_DISABLED, person, by=by, person=person)


def end_sessions(person):
    """Wherever the person is signed in now stays signed out, also once they may sign in again."""
    open_now = Session.objects.filter(expire_date__gt=timezone.now())
    theirs = [one.pk for one in open_now.iterator() if one.get_decoded().get(SESSION_KEY) == str(person.pk)]
    Session.objects.filter(pk__in=theirs).delete()


@transaction.atomic
def assign(membership, *, by):
    """Give somebody else a role: who could take one would decide alone what two have to decide."""
    if membership.user_id == by.pk:
        raise ValidationError(_("You cannot give yourself an assignment. Ask another administrator."))
    lock_people(by, membership.user)
    if Membership.objects.overlapping(membership).exists():
        raise ValidationError(_("This person holds this role in this office on some of these days already."))
    write(membership, Act.ASSIGNMENT_ADDED, by=by, person=membership.user)


@transaction.atomic
def end_assignment(membership, last_day, *, by):
    """Set the last day of an assignment; one that begins today or later, and then never will, is withdrawn.

    Nobody ends the assignment that makes them an administrator, unless another one reaches further.
    """
    lock_people(by, membership.user)
    membership = Membership.objects.select_for_update().filter(pk=membership.pk).first()
    if membership is None or has_ended(membership):
        raise Conflict(_("Somebody was faster: this assignment has ended."))
    if membership.user_id == by.pk and membership.role == Role.ADMIN and not others_reach_beyond(membership, last_day):
        raise ValidationError(_("This assignment makes you an administrator. Ask another administrator to end it."))
    if last_day < membership.starts_on < today():
        raise ValidationError(_("The last day cannot come before the first."))
    if last_day < membership.starts_on:
        record(Act.ASSIGNMENT_WITHDRAWN, membership, by=by, person=membership.user)
        membership.delete()
        return
    if membership.ends_on and last_day > membership.ends_on:
        day = date_format(membership.ends_on, "j F Y")
        raise ValidationError(_("This assignment ends on %(day)s already.") % {"day": day})
    membership.ends_on = last_day
    write(membership, Act.ASSIGNMENT_ENDED, by=by, person=membership.user)


def has_ended(membership):
    return membership.ends_on is not None and membership.ends_on < today()


def others_reach_beyond(membership, last_day):
    """Whether the same person stays an administrator by another assignment when this one ends on `last_day`."""
    others = Membership.objects.current().filter(user=membership.user_id, role=Role.ADMIN).exclude(pk=membership.pk)
    return any(other.ends_on is None or other.ends_on > last_day for other in others)


# Offices


@transaction.atomic
def set_office_in_use(office, in_use, *, by):
    """Take an office out of use or back into it. Its people cannot act for it meanwhile; nothing is deleted."""
    # So that two administrators cannot put each other out at once: one by ending the other's assignment, or both by
    # closing each other's office.
    lock_people(by, by)
    held = Office.objects.select_for_update().filter(Q(pk=office.pk) | Q(kind=OfficeKind.HOME_AFFAIRS)).order_by("pk")
    office = {one.pk: one for one in held}[office.pk]
    if office.is_active == in_use:
        raise Conflict(_("Somebody was faster: this has been done already."))
    office.is_active = in_use
    office.save(update_fields=["is_active"])
    if not in_use and not User.objects.get(pk=by.pk).has_perm("cooperation.administer"):
        raise ValidationError(_("You are an administrator of this office: you cannot take it out of use."))
    record(Act.OFFICE_REOPENED if in_use else Act.OFFICE_CLOSED, office, by=by)


# Holidays


@transaction.atomic
def write_holiday(holiday, *, by, seen=""):
    """Save a holiday; running clocks hear of it in the same transaction."""
    before = set(Holiday.objects.filter(pk=holiday.pk).values_list("day", flat=True)) if holiday.pk else set()
    act = Act.HOLIDAY_EDITED if holiday.pk else Act.HOLIDAY_ADDED
    changed = write(holiday, act, by=by, seen=seen, subject=f"{holiday.day} {holiday}")
    announce(before ^ {holiday.day})
    return changed


@transaction.atomic
def delete_holiday(holiday, *, by):
    deleted, _kinds = Holiday.objects.filter(pk=holiday.pk).delete()
    if not deleted:
        raise Conflict(_("Somebody was faster: this has been done already."))
    record(Act.HOLIDAY_DELETED, f"{holiday.day} {holiday}", by=by)
    announce({holiday.day})


def announce(days):
    if days:
        holidays_changed.send(sender=Holiday, days=days)
