"""Agreements in force whose term is evaluated, and what people type on the way to an extension or amendment."""

from datetime import date

from agreements.changes.writing import begin, move, save
from agreements.enums import Status
from agreements.models import Agreement, AgreementSigning
from cooperation.working_days import now, on_date
from tests.agreements.factories import DossierFactory, EventFactory
from tests.files import upload
from tests.people import person, region

#: First and last day of the first term; its letter is due on 31 August 2029.
BEGAN, ENDS = date(2025, 3, 1), date(2030, 2, 28)
#: A day on which everything about the extension is in time.
IN_TIME = date(2029, 6, 4)


def in_force(code="13.71", *, ends_on=ENDS, evaluated=True, text=True, **fields):
    """Signed and in force since 1 March 2025, evaluated in spring 2029, with its text."""
    with on_date(BEGAN):
        dossier = DossierFactory(
            region=region(code),
            sent=True,
            status=Status.IN_FORCE,
            status_since=now(),
            agreement_signed_on=BEGAN,
            ends_on=ends_on,
            region_evaluated_on=date(2029, 3, 1) if evaluated else None,
            ministry_evaluated_on=date(2029, 4, 2) if evaluated else None,
            **fields,
        )
        EventFactory(dossier=dossier, name="register", from_status="signed", to_status="in_force", at=now())
        AgreementSigning.objects.create(
            dossier=dossier,
            signed_on=BEGAN,
            place="Padang",
            effective_on=BEGAN,
            ends_on=ends_on and min(ends_on, ENDS),
            recorded_at=now(),
        )
        if text:
            Agreement.objects.create(
                dossier=dossier,
                term_months=60,
                sent_at=now(),
                **{name: f"Naskah {name}." for name in Agreement.PARTS},
            )
    return dossier


def region_of(dossier):
    return {"13.71": "padang", "13": "sumbar"}[dossier.region_id]


def head(dossier):
    return person(f"pimpinan.{region_of(dossier)}")


def begun(dossier, kind="extension"):
    return begin(dossier, kind, by=person(f"petugas.{region_of(dossier)}"))


def write(change, *, ends_on=None, by=None, seen=None, reasons="Bermanfaat.", **texts):
    """Save the working copy with these texts changed; an extension runs to 28 February 2035 unless said otherwise."""
    save(
        change,
        reasons=reasons,
        texts=change.texts | texts,
        ends_on=(ends_on or date(2035, 2, 28)) if change.is_extension else None,
        seen=change.edit_version if seen is None else seen,
        by=by or head(change.dossier),
    )
    return change


#: What the form of each move asks for.
LETTER = {"letter_number": "099/1/2029", "letter_date": date(2029, 6, 1), "letter": None}
COPIES = {"council_copied_on": date(2029, 6, 4), "council_copy": None}
TYPED = {
    "send_change": LETTER | COPIES,
    "send_change_directly": LETTER | COPIES | {"governor_copied_on": date(2029, 6, 4), "governor_copy": None},
    "recommend_change": {"recommended": "approve_change", "reasons": "Layak."},
    "approve_change": LETTER,
    "reject_change": LETTER,
    "return_change": {"answer_by": date(2029, 7, 2)},
    "sign_change": {
        "signed_on": date(2029, 9, 3),
        "place": "Padang",
        "signatory_region": "Wali Kota Padang",
        "signatory_partner": "Chairman",
        "effective_on": date(2029, 9, 3),
        "signed_file": None,
        "signed_file_foreign": None,
    },
    "register_change": {"original_received_on": date(2029, 9, 10)},
    "withdraw_change": {},
}
#: Who makes it.
BY = {
    "recommend_change": "penelaah",
    "approve_change": "pejabat",
    "reject_change": "pejabat",
    "return_change": "penelaah",
    "register_change": "pejabat",
}


def make(change, name, *, by=None, note="Karena itu.", **changed):
    """Make a move as the form would, with these answers changed."""
    data = TYPED[name] | {"seen": change.edit_version} | changed
    if change.is_extension:
        data.pop("effective_on", None)
    files = {field: upload() for field in ("letter", "signed_file", "signed_file_foreign") if field in data}
    by = by or (person(BY[name]) if name in BY else head(change.dossier))
    return move(change, name, by=by, note=note, data=data | files)


def sending(change):
    return "send_change" if change.dossier.region.is_province else "send_change_directly"


def submitted(change):
    make(change, sending(change))
    return change


def approved(change):
    submitted(change)
    make(change, "recommend_change")
    make(change, "approve_change")
    return change


def signed(change, day=date(2029, 9, 3), **changed):
    approved(change)
    with on_date(day):
        make(change, "sign_change", signed_on=day, effective_on=day, **changed)
    return change
