"""What a decision does with its letter: issues it; and the register of the agreements whose copies are letters."""

from agreements.enums import LetterKind
from agreements.models import Registration
from agreements.rules import membership_in
from cooperation.models import NumberSequence
from cooperation.working_days import today

from .facts import Facts
from .issuing import issue_prepared


def issue_letter(kind):
    """Issue the ministry's letter of the decision; it is the paper the event points to.

    The note of the decision, or the remarks it sent, give its reasons where the template names them.
    """

    def effect(act):
        sent = act.obj.remarks.open().filter(step=act.previous).order_by("pk") if "remarks_sent" in act.outcome else ()
        _issue(act, Facts(kind, act.obj, reasons=act.note.strip(), remarks=tuple(sent)))

    return effect


def _issue(act, facts):
    held = membership_in(act.move.who, act.by, act.obj)
    act.document = issue_prepared(facts, act.move.name, by=act.by, held=held)


def register(act):
    """Give the register number, from a counter without gaps, and issue the letter with the copy (P25 25)."""
    year = today().year
    serial = NumberSequence.take(f"register-{year}")
    registration = Registration(
        dossier=act.obj,
        number=Registration.number_of(year, f"{serial:04d}"),
        original_received_on=act.data["original_received_on"],
        copy_issued_on=today(),
    )
    _issue(act, Facts(LetterKind.COPY, act.obj, registration=registration))
    registration.copy = act.document
    registration.save()


def record_custody(act):
    """Kemlu keeps the original (optional)."""
    act.obj.registration.custody_on = act.data["custody_on"]
    act.obj.registration.custody_number = act.data["custody_number"]
    act.obj.registration.save(update_fields=["custody_on", "custody_number"])
