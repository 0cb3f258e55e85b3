"""What the region may write after a return: only what was remarked on (decision).

A remark on a part opens that part, one on a whole paper opens the paper, one on the whole dossier every paper that
the step sent back. A note without a day to answer by, as the council's, opens the paper it is about. A paper that
was never sent is open: nothing in it could be remarked on.
"""

from agreements.enums import PaperKind, Status
from agreements.models.dossier import Dossier
from agreements.papers import ACTIVITIES, PAPER_MODELS, parts_of
from agreements.rules import SENT_BACK

#: Where a dossier comes back to.
RETURNED_TO = (Status.STUDYING, Status.PLAN_REVISION, Status.DRAFTING)

#: Parts of a plan that its activities spell out: a remark on one opens the activities, one on these opens the parts.
SPELT_OUT = ("scope", "funding", "period")

#: What an agreement holds beside its parts, and the part it belongs to.
BELONGS_TO = {"term_months": "duration", "foreign_language": "signing"}


def opened(dossier: Dossier, kind: PaperKind | str) -> frozenset[str] | None:
    """Names of the fields of a paper that are open, `activities` among them; None where nothing is closed."""
    remarks = sent_back(dossier)
    if remarks and PAPER_MODELS[PaperKind(kind)].objects.sent().filter(dossier=dossier).exists():
        return opened_by(remarks, kind)
    return None


def sent_back(dossier):
    """The remarks the dossier came back with; none where it is not back."""
    if dossier.status not in RETURNED_TO:
        return []
    return list(dossier.remarks.filter(sent_at__gte=dossier.status_since).order_by())


def is_back(remark, dossier):
    """Whether the dossier lies with the region since it came back with this remark."""
    return dossier.status in RETURNED_TO and bool(remark.sent_at) and remark.sent_at >= dossier.status_since


def opened_by(remarks, kind):
    """As `opened`, of a paper that was sent before."""
    names: set[str] = set()
    for remark in remarks:
        if not remark.paper and kind in SENT_BACK[Status(remark.step)]:
            return None
        if remark.paper == kind:
            if not remark.part or remark.answer_by is None:
                return None
            names |= _fields(kind, remark.part)
    return frozenset(names)


def closes(names: frozenset[str] | None, name: str) -> bool:
    """Whether a field is closed, by the `opened` ones of its paper."""
    return names is not None and name not in names


def is_closed(dossier, kind):
    """Whether nothing of the paper may be written after a return."""
    return opened(dossier, kind) == frozenset()


def activities_closed(dossier):
    return closes(opened(dossier, PaperKind.PLAN), ACTIVITIES)


def shut(dossier, kind, paper, values):
    """Names of `values` that would change a closed part of `paper`."""
    names = opened(dossier, kind)
    return [name for name, value in values.items() if closes(names, name) and value != getattr(paper, name)]


def _fields(kind, part):
    parts = {part, *SPELT_OUT} if part == ACTIVITIES else {part}
    names = {name for one in parts_of(kind) if parts.intersection(one.fields) for name in one.fields}
    names |= {name for name, owner in BELONGS_TO.items() if owner in names and hasattr(PAPER_MODELS[kind], name)}
    if kind == PaperKind.PLAN and parts.intersection([ACTIVITIES, *SPELT_OUT]):
        names.add(ACTIVITIES)
    return names
