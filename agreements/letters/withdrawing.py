"""Withdrawing an issued letter, and issuing another one in its place. The first one stays readable, marked."""

from django.utils.translation import gettext as _

from agreements.enums import LetterKind
from agreements.events import note_event
from agreements.models import Letter
from agreements.recipients import people
from agreements.rules import ACTING_ROLES
from agreements.services import writing
from cooperation.exceptions import Conflict, NotReady
from cooperation.models import Office, User
from cooperation.outbox import notify
from cooperation.workflow import Problem
from cooperation.working_days import now

from .facts import Facts
from .issuing import invitation_facts, issue, seat_of
from .kinds import OF_MOVE


def withdraw(letter, because, *, by):
    """The letter no longer counts; the region is told why."""
    with writing(letter.dossier, "withdraw_letter", by):
        take_back(_standing(letter), because, by=by)


def take_back(letter, because, *, by):
    """Withdraw a standing letter with what it was about. Call it in that transaction, on the locked dossier."""
    _mark(letter, because, by)
    _tell(letter, "letter_withdrawn", letter.document, because, by)


def replace(letter, because, clauses, *, by, reasons=""):
    """Issue another letter of the same kind under a new number in its place. Returns the new one.

    Raises NotReady where it would undo what the first one led to, or where `by` may not decide (P25 19, 24).
    """
    with writing(letter.dossier, "withdraw_letter", by):
        letter = _standing(letter)
        if problems := list(_against(letter, by)):
            raise NotReady(problems)
        held = seat_of(by, letter.dossier)
        document = issue(facts_of(letter, reasons), by=by, held=held, clauses=clauses)
        _mark(letter, because, by, document.letter)
        if letter.kind == LetterKind.COPY:
            letter.dossier.registration.copy = document
            letter.dossier.registration.save(update_fields=["copy"])
        _tell(letter, "letter_replaced", document, because, by)
    return document.letter


def facts_of(letter, reasons):
    """What a letter in the place of `letter` is about."""
    dossier, as_of = letter.dossier, _first(letter).issued_at
    if letter.meeting:
        return invitation_facts(letter.meeting, letter.meeting.items.get(dossier=dossier), as_of)
    registration = getattr(dossier, "registration", None)
    return Facts(letter.kind, dossier, reasons=reasons, registration=registration, as_of=as_of)


def _first(letter):
    """The letter of the decision itself, where several were replaced one after the other."""
    while earlier := Letter.objects.filter(replaced_by=letter).first():
        letter = earlier
    return letter


def _against(letter, by):
    """Why no other letter takes the place of this one."""
    if letter.meeting and letter.meeting.is_cancelled:
        yield Problem(_("The meeting is cancelled: nobody is invited to it any more."))
    if letter.kind == LetterKind.APPROVAL and letter.dossier.agreement_signed_on:
        yield Problem(
            _("The agreement was signed on the strength of this approval: it can be withdrawn, but not replaced."),
            "P25 24",
        )
    decisions = [move for move, kind in OF_MOVE.items() if kind == letter.kind]
    advice = letter.dossier.recommendations.filter(move__in=decisions, at__lte=_first(letter).issued_at)
    followed = advice.order_by("-at").first()
    if followed and followed.by_id == by.pk:
        yield Problem(
            _("You recommended the decision of this letter: another person has to issue the new one."), "P25 19, 24"
        )


def _standing(letter):
    current = Letter.objects.select_related("dossier", "document").get(pk=letter.pk)
    if current.withdrawn_at:
        raise Conflict(_("Somebody was faster: this letter has been withdrawn already."))
    return current


def _mark(letter, because, by, replacement=None):
    letter.withdrawn_at, letter.withdrawn_because, letter.withdrawn_by = now(), because, by
    letter.replaced_by = replacement
    letter.save(update_fields=["withdrawn_at", "withdrawn_because", "withdrawn_by", "replaced_by"])


def _tell(letter, name, document, because, by):
    dossier = letter.dossier
    event = note_event(dossier, name, by=by, note=because, document=document, number=letter.number)
    notify(
        readers(letter, by),
        f"dossier-event-{event.pk}",
        dossier.get_absolute_url(),
        lambda: message(letter, because),
    )


def readers(letter, by):
    """Who is told of a withdrawal. Of a meeting's cancellation its guests hear otherwise."""
    told = people("region", letter.dossier) | people("province", letter.dossier) | people("reviewers", letter.dossier)
    if letter.meeting and not letter.meeting.is_cancelled:
        guests = Office.objects.filter(
            region=None, pk__in=letter.meeting.attendances.filter(invited=True).values("office")
        )
        told |= User.objects.holding(*ACTING_ROLES, offices=guests)
    return told.exclude(pk=by.pk).distinct()


def message(letter, because):
    """What they read."""
    return _("%(dossier)s: the ministry has withdrawn its letter %(number)s. %(reason)s") % {
        "dossier": letter.dossier.heading,
        "number": letter.number,
        "reason": because,
    }
