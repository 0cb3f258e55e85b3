"""Entries become dossiers of the register, through a small table of moves of their own."""

from datetime import datetime, time

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agreements.enums import Origin, Status
from agreements.models import Dossier, DossierEvent
from cooperation.workflow import STAY, Move, Workflow, each
from cooperation.working_days import JAKARTA

from .columns import COLUMNS
from .contents import add_paper, describe, new_dossier, since, stated
from .parsing import Entry, Problem, Refused
from .partners import Partners
from .rounds import belongs, target_of

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
    record=each(record),
    tell=lambda acts: None,
)


class Writer:
    """Writes entries of one file; knows what the register holds already."""

    def __init__(self, file_name, entries):
        self.file_name = file_name
        self.held = rows_held({entry.key(region) for entry in entries for region in entry.regions})
        self.partners = Partners(file_name)

    def write(self, entry: Entry) -> bool:
        """Take the entry over into a dossier for each region, all or none; whether anything was new."""
        new = [region for region in entry.regions if not self.is_held(entry, region)]
        if not new:
            return False
        with transaction.atomic():
            partner = self.partners.find(entry) or self.partners.propose(entry)
            taken = [self.take_over(entry, region, partner) for region in new]
        self.partners.keep(entry, partner)
        row = row_of(entry)
        self.held |= {entry.key(dossier.region): (row, dossier.number) for dossier in taken}
        return True

    def is_held(self, entry, region):
        """Whether the register holds this row; raises Refused when it holds it with other values."""
        if entry.key(region) not in self.held:
            return False
        row, number = self.held[entry.key(region)]
        changed = [column for column in COMPARED if column in entry.row.cells and entry.cell(column) != row[column]]
        if changed:
            message = _("the register has another value (dossier %(number)s); change it there") % {"number": number}
            raise Refused([Problem(column, message) for column in changed])
        return True

    def take_over(self, entry, region, partner):
        dossier = dossier_for(entry, region, partner) or new_dossier(entry, region, partner)
        target = target_of(entry, dossier)
        add_paper(entry, dossier, latest=target != STAY)
        describe(entry, dossier)
        dossier.save()
        event = {
            "key": entry.key(region),
            "file": self.file_name,
            "line": entry.row.number,
            "row": row_of(entry),
        }
        ROAD.perform(dossier, target, by=None, note=stated(entry), data={"since": since(entry), "event": event})
        return dossier


def row_of(entry):
    return {column: entry.cell(column) for column in COLUMNS}


def rows_held(keys):
    """{key: (row, number of its dossier)} of the rows that were taken over before."""
    events = DossierEvent.objects.filter(name=IMPORTED, data__key__in=list(keys))
    return {data["key"]: (data["row"], number) for data, number in events.values_list("data", "dossier__number")}


def dossier_for(entry, region, partner):
    """The newest dossier of the register this paper belongs to, or None; raises Refused when people moved it on."""
    same = Dossier.objects.filter(region=region, partner=partner, scheme=entry.scheme, origin=Origin.REGISTER)
    for dossier in same.order_by("-pk"):
        if not belongs(entry, dossier):
            continue
        if dossier.events.exclude(name=IMPORTED).exclude(from_status=F("to_status")).exists():
            message = _("people work on this cooperation already (dossier %(number)s); record it there")
            raise Refused([Problem("foreign_partner", message % {"number": dossier.number})])
        return dossier
    return None
