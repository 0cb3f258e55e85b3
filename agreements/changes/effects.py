"""What a move of an extension or an amendment does beside its status. Each works on the locked change of one `Act`."""

from agreements.changes import parts, terms
from agreements.enums import DocumentKind
from agreements.models import Agreement, AgreementSigning, Document, Registration
from agreements.papers import copied_fields
from agreements.signals import term_changed
from cooperation.models import NumberSequence
from cooperation.working_days import now, today


def keep(field, kind):
    """Keep the uploaded file of form field `field` among the papers of the dossier, as a document of `kind`.

    The first one kept is the paper the event points to.
    """

    def effect(act):
        if upload := act.data.get(field):
            letter = {"number": act.data.get("letter_number") or "", "dated_on": act.data.get("letter_date")}
            document = Document.keep(act.obj.dossier, kind, upload, by=act.by, **letter)
            act.documents[field] = document
            act.document = act.document or document

    return effect


def send(act):
    """The first letter counts for "six months before"; copies as they were made for this one (P25 33)."""
    change = act.obj
    change.first_sent_on = change.first_sent_on or today()
    change.council_copied_on = act.data["council_copied_on"]
    change.governor_copied_on = act.data.get("governor_copied_on")
    change.answer_by = None
    if terms.is_late(change):
        act.outcome["late"] = terms.letter_due_on(change.old_ends_on).isoformat()


def recommend(act):
    change = act.obj
    change.recommended, change.recommendation = act.data["recommended"], act.data["reasons"]
    change.recommended_by, change.recommended_at = act.by, now()
    # Whoever decides has to have read it: their page showed an older version.
    change.edit_version += 1


def forget_recommendation(act):
    change = act.obj
    change.recommended, change.recommendation = "", ""
    change.recommended_by = change.recommended_at = None


def set_day(act):
    act.obj.answer_by = act.data["answer_by"]


def sign(act):
    """The signature flows back: the text gets a new version, an extension moves the last day (P25 32-33)."""
    change, data = act.obj, act.data
    dossier = change.dossier
    if change.is_extension:
        effective_on, ends_on = terms.begins_on(change.old_ends_on), change.ends_on
    else:
        effective_on, ends_on = data["effective_on"], dossier.ends_on
    AgreementSigning.objects.create(
        dossier=dossier,
        change=change,
        instrument=change.heading,
        signed_on=data["signed_on"],
        place=data["place"],
        signatory_region=data["signatory_region"],
        signatory_partner=data["signatory_partner"],
        effective_on=effective_on,
        ends_on=ends_on,
        document=act.documents.get("signed_file"),
        document_foreign=act.documents.get("signed_file_foreign"),
    )
    new_version(change, by=act.by)
    if change.is_extension:
        dossier.ends_on = ends_on
        dossier.save(update_fields=["ends_on", "updated_at"])
        term_changed.send(sender=type(dossier), dossier=dossier)


def new_version(change, *, by):
    """The text as it reads now, as a version that no longer changes."""
    current = parts.original(change.dossier)
    fields = copied_fields(current) if current else {"dossier": change.dossier}
    if change.is_extension:
        fields["term_months"] = terms.months_between(change.old_ends_on, change.ends_on)
    number = current.number + 1 if current else 1
    Agreement.objects.create(
        **fields | parts.merged(change, current), number=number, updated_by=by, updated_at=now(), sent_at=now()
    )


def register(act):
    """Give it a number of the same register as the agreement's, from a counter without gaps (P25 25)."""
    year = today().year
    serial = NumberSequence.take(f"register-{year}")
    act.obj.register_number = Registration.number_of(year, f"{serial:04d}")
    act.obj.original_received_on = act.data["original_received_on"]
    act.outcome["register_number"] = act.obj.register_number


KEEP_LETTER = (
    keep("letter", DocumentKind.CHANGE_LETTER),
    keep("council_copy", DocumentKind.CHANGE_COPY),
    keep("governor_copy", DocumentKind.CHANGE_COPY),
)
