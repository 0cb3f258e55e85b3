"""Entries become dossiers of the register, through a small table of moves of their own."""

from datetime import MINYEAR, date, datetime, time, timedelta

from django.db.models import F
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agreements import clocks
from agreements.enums import ClockName, Objective, Origin, Sector, Status
from agreements.guards import years_after
from agreements.models import AgreementSigning, Dossier, DossierEvent, IntentSigning
from agreements.services import take_number
from cooperation import names
from cooperation.enums import PartnerAct, Relations
from cooperation.models import Partner, PartnerEvent
from cooperation.workflow import STAY, Move, Workflow
from cooperation.working_days import JAKARTA, today

from .parsing import Entry, Problem, Refused, stated_fields
from .reading import COLUMNS
from .words import Kind

#: Name of the events that take over a row.
IMPORTED = "imported"

#: Columns beside those that make a row the same row: where they differ, the row has changed.
COMPARED = ("date_precision", "fields", "status_as_stated", "status_as_of", "confidence", "source_url", "note")

STATUSES = (
    Status.INITIATED,
    Status.EXPLORING,
    Status.INTENT_SIGNED,
    Status.IN_FORCE,
    Status.EXPIRED,
    Status.ENDED,
    Status.STOPPED,
)
STATUS_OF_KIND = {
    Kind.INTEREST: Status.EXPLORING,
    Kind.INTENT: Status.INTENT_SIGNED,
    Kind.AGREEMENT: Status.IN_FORCE,
}


def stand_since(act):
    """The dossier has stood where it stands for as long as the source knows."""
    if since := act.data["since"]:
        act.obj.status_since = datetime.combine(since, time(), JAKARTA)


def record(act):
    act.event = DossierEvent.objects.create(
        dossier=act.obj,
        name=IMPORTED,
        from_status=act.previous,
        to_status=act.obj.status,
        note=act.note,
        data=act.data["event"],
    )


def move(name, target, **row):
    label = gettext_lazy("Taken over from the register")
    return Move(name=name, label=label, done=label, source=STATUSES, target=target, **row)


#: A row of the register may put its dossier anywhere among these; people move it on by the road of the law.
ROAD = Workflow(
    "agreements",
    (move(STAY, STAY), *(move(status, status, does=(stand_since,)) for status in STATUSES)),
    scheme=lambda dossier: dossier.scheme,
    tier=lambda dossier: dossier.tier,
    record=record,
    tell=lambda act: None,
)


class Writer:
    """Writes entries of one file; knows what the register holds already."""

    def __init__(self, file_name, entries):
        self.file_name = file_name
        self.held = rows_held({entry.key(region) for entry in entries for region in entry.regions})
        self.partners = partners_by_name()
        #: [(new partner, its look-alikes)]
        self.look_alikes = []

    def write(self, entry: Entry) -> bool:
        """Take the entry over into a dossier for each region; whether anything was new."""
        new = [region for region in entry.regions if not self.is_held(entry, region)]
        if new:
            partner = self.partner(entry)
            for region in new:
                self.take_over(entry, region, partner)
        return bool(new)

    def is_held(self, entry, region):
        """Whether the register holds this row; raises Refused when it holds it with other values."""
        if entry.key(region) not in self.held:
            return False
        row, number = self.held[entry.key(region)]
        problems = [
            Problem(
                column, _("the register has another value (dossier %(number)s); change it there") % {"number": number}
            )
            for column in COMPARED
            if column in entry.row.cells and entry.cell(column) != row[column]
        ]
        if problems:
            raise Refused(problems)
        return True

    # Partners

    def partner(self, entry):
        key = (entry.country and entry.country.pk, names.plain(entry.partner))
        if key not in self.partners:
            alike = names.near_duplicates([entry.partner], entry.country)
            self.partners[key] = self.new_partner(entry)
            if alike:
                self.look_alikes.append((self.partners[key], alike))
        return self.partners[key]

    def new_partner(self, entry):
        partner = Partner(
            name=entry.partner,
            kind=entry.partner_kind,
            tier=entry.partner_tier,
            country=entry.country,
            notes=entry.partner_remark,
        )
        partner.search_key = names.search_key(partner)
        partner.save()
        PartnerEvent.objects.create(
            name=PartnerAct.PROPOSED, partner=partner, data={"file": self.file_name, "row": entry.row.number}
        )
        return partner

    # Dossiers

    def take_over(self, entry, region, partner):
        dossier = self.dossier_for(entry, region, partner) or new_dossier(entry, region, partner)
        target = target_of(entry, dossier)
        add_paper(entry, dossier, latest=target != STAY)
        describe(entry, dossier)
        dossier.save()
        key = entry.key(region)
        row = {column: entry.cell(column) for column in COLUMNS}
        event = {"key": key, "file": self.file_name, "line": entry.row.number, "row": row}
        data = {"since": since(entry), "event": event}
        ROAD.perform(dossier, target, by=None, note=stated(entry), data=data)
        self.held[key] = (row, dossier.number)

    @staticmethod
    def dossier_for(entry, region, partner):
        """The newest dossier of the register this paper belongs to, or None."""
        same = Dossier.objects.filter(region=region, partner=partner, scheme=entry.scheme, origin=Origin.REGISTER)
        for dossier in same.order_by("-pk"):
            if belongs(entry, dossier):
                moved = dossier.events.exclude(name=IMPORTED).exclude(from_status=F("to_status"))
                if moved.exists():
                    raise Refused(
                        [
                            Problem(
                                "foreign_partner",
                                _("people work on this cooperation already (dossier %(number)s); record it there")
                                % {"number": dossier.number},
                            )
                        ]
                    )
                return dossier
        return None


def rows_held(keys):
    """{key: (row, number of its dossier)} of the rows that were taken over before."""
    events = DossierEvent.objects.filter(name=IMPORTED, data__key__in=list(keys))
    return {data["key"]: (data["row"], number) for data, number in events.values_list("data", "dossier__number")}


def partners_by_name():
    """{(country, plain name): partner}; a merged partner's names lead to the one that stayed."""
    rows = {partner.pk: partner for partner in Partner.objects.all()}
    found = {}
    # Kept partners last: their names win over those of merged ones.
    for partner in sorted(rows.values(), key=lambda partner: partner.merged_into_id is None):
        kept = partner
        while kept.merged_into_id:
            kept = rows[kept.merged_into_id]
        for name in names.names_of(partner):
            found[partner.country_id, names.plain(name)] = kept
    return found


# Papers of a dossier in time


def day(signed_on):
    """A day that sorts; papers without a date come first."""
    return signed_on or date(MINYEAR, 1, 1)


def papers(dossier):
    """[(kind, day)] of what was signed."""
    signed = ((Kind.INTENT, dossier.intent_signings), (Kind.AGREEMENT, dossier.agreement_signings))
    return [
        (kind, day(signed_on))
        for kind, signings in signed
        for signed_on in signings.values_list("signed_on", flat=True)
    ]


def last(kind, of_papers):
    return max((signed for of_kind, signed in of_papers if of_kind == kind), default=None)


def belongs(entry, dossier):
    """Whether the paper is one of this round of cooperation: an interest, its LoI, its agreement and renewals.

    A LoI that was signed after an agreement begins a round of its own.
    """
    signed = papers(dossier)
    intent, agreement = last(Kind.INTENT, signed), last(Kind.AGREEMENT, signed)
    if entry.kind == Kind.INTEREST:
        return agreement is None
    if entry.kind == Kind.INTENT:
        return agreement is None or day(entry.signed_on) <= agreement
    return agreement is not None or intent is None or entry.signed_on is None or intent <= entry.signed_on


def target_of(entry, dossier):
    """Status the paper leads to; STAY when the dossier has a later one."""
    if entry.country and entry.country.diplomatic_relations == Relations.NO:
        return Status.ENDED
    if (entry.kind, day(entry.signed_on)) < max(papers(dossier), default=(Kind.INTEREST, day(None))):
        return STAY
    return entry.outcome or STATUS_OF_KIND[entry.kind]


# What a dossier holds


def new_dossier(entry, region, partner):
    dossier = Dossier(
        region=region,
        province_id=region.province_id,
        scheme=entry.scheme,
        partner=partner,
        title=title_of(entry),
        origin=Origin.REGISTER,
        first_sent_at=timezone.now(),  # what the register holds is known to the ministry
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
            _("No diplomatic relations with %(country)s: kept as history, nothing can follow from it (P25 art. 5(1)a).")
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
