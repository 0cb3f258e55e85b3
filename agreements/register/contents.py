"""What an entry adds to its dossier: fields, source, and the paper that was signed."""

from datetime import timedelta

from django.utils.text import Truncator
from django.utils.translation import gettext as _

from agreements import clocks
from agreements.enums import ClockName, Objective, Origin, Sector, Status
from agreements.guards import years_after
from agreements.models import AgreementSigning, Dossier, IntentSigning
from agreements.services import take_number
from cooperation.enums import Relations
from cooperation.working_days import now, today

from .parsing import stated_fields
from .words import Kind


def new_dossier(entry, region, partner):
    dossier = Dossier(
        region=region,
        province_id=region.province_id,
        scheme=entry.scheme,
        partner=partner,
        title=title_of(entry),
        origin=Origin.REGISTER,
        first_sent_at=now(),  # what the register holds is known to the ministry
    )
    dossier.number = take_number(dossier, (entry.signed_on or today()).year)
    dossier.save()
    return dossier


def describe(entry, dossier):
    """Add what the row says of fields and source."""
    if entry.sectors and not dossier.sectors:
        dossier.title = title_of(entry)
    dossier.sectors = [sector for sector in Sector if sector in {*dossier.sectors, *entry.sectors}]
    dossier.objectives = [one for one in Objective if one in {*dossier.objectives, *entry.objectives}]
    dossier.objectives_original = lines(dossier.objectives_original, f"{entry.instrument}: {entry.fields}")
    dossier.origin_note = lines(dossier.origin_note, stated(entry))


def lines(*texts):
    return "\n".join(filter(None, texts))


def since(entry):
    """From when the dossier has the status the row leads to: an ending from its last day, or from when it was told."""
    if not entry.outcome:
        return entry.signed_on
    return entry.ends_on if entry.outcome == Status.EXPIRED and entry.ends_on else entry.stated_on


def title_of(entry):
    """The fields as the row has them, the instrument where it names none."""
    fields = [field.strip() for field in entry.fields.split(";") if stated_fields(field)]
    return Truncator("; ".join(fields) or entry.instrument).chars(Dossier._meta.get_field("title").max_length)


def stated(entry):
    """What the source says, in its own words."""
    status, stated_on = entry.cell("status_as_stated"), entry.cell("status_as_of")
    texts = [
        entry.instrument,
        entry.cell("date_signed") or entry.cell("date_precision"),
        f"{status} ({stated_on})" if status and stated_on else status or stated_on,
        entry.partner_remark,
        entry.cell("note"),
        entry.cell("source_url"),
    ]
    if entry.country and entry.country.diplomatic_relations == Relations.NO:
        texts.append(
            _(
                "No diplomatic relations with %(country)s: kept as history, nothing can follow from it "
                "(Permendagri 25/2020 art. 5(1)a)."
            )
            % {"country": entry.country}
        )
    return " · ".join(filter(None, texts))


def add_paper(entry, dossier, *, latest):
    """Record the signing the row tells of; `latest` when the dossier has none that is later."""
    if entry.kind == Kind.INTENT:
        add_intent(entry, dossier, latest)
    elif entry.kind == Kind.AGREEMENT:
        add_agreement(entry, dossier, latest)


def add_intent(entry, dossier, latest):
    """A LoI is valid for a year (P25 13(3)); one without a date, at most for a year after the source spoke of it."""
    known = entry.signed_on or entry.stated_on
    expires_on = years_after(known, 1) if known else None
    signing = IntentSigning.objects.create(
        dossier=dossier,
        signed_on=entry.signed_on,
        signed_precision=entry.precision,
        expires_on=expires_on,
        origin=Origin.REGISTER,
    )
    if not latest:
        put_first(signing, dossier.intent_signings)
    if expires_on and expires_on > (dossier.intent_expires_on or expires_on - timedelta(days=1)):
        dossier.intent_expires_on = expires_on
    if latest and expires_on and expires_on >= today() and not entry.outcome:
        clocks.stop(dossier, ClockName.INTENT)
        clocks.start(dossier, ClockName.INTENT, started_on=known, due_on=expires_on)


def add_agreement(entry, dossier, latest):
    signing = AgreementSigning.objects.create(
        dossier=dossier,
        instrument=entry.instrument,
        signed_on=entry.signed_on,
        signed_precision=entry.precision,
        effective_on=entry.effective_on,
        ends_on=entry.ends_on,
        origin=Origin.REGISTER,
    )
    if not latest:
        put_first(signing, dossier.agreement_signings)
        return
    clocks.stop(dossier, ClockName.INTENT)
    dossier.agreement_signed_on, dossier.ends_on = entry.signed_on, entry.ends_on


def put_first(signing, signings):
    """The signing recorded last is the one that counts: an older paper is recorded before the others."""
    earliest = signings.earliest("recorded_at").recorded_at
    signings.filter(pk=signing.pk).update(recorded_at=earliest - timedelta(microseconds=1))
