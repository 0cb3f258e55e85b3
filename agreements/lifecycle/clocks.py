"""The clocks, as a table keyed by status (P25 13, 17, 18, 20; service targets are decisions)."""

from dataclasses import dataclass

from agreements import clocks
from agreements.enums import ClockName, ClockState, Status
from agreements.models import ServiceTarget
from agreements.models.dossier import ENDINGS
from agreements.models.target import TARGETS


@dataclass(frozen=True)
class ClockRow:
    """A clock that runs on a status.

    `length` is in working days; a `lawful` clock lapses, a target is only overdue, and an administrator may set
    another length (`lengths`). A clock starts when the status is reached, or `from_receipt`, when a move records
    it. `lapse` names the clock's move.
    """

    name: ClockName
    status: Status
    length: int
    article: str = ""
    lawful: bool = False
    from_receipt: bool = False
    lapse: str = ""

    @property
    def kind(self) -> str:
        """As the clock component shows it."""
        return "" if self.lawful else "target"


COUNCIL = ClockRow(
    ClockName.COUNCIL,
    Status.AT_COUNCIL,
    45,
    "P25 17(3)",
    lawful=True,
    from_receipt=True,
    lapse="deem_council_approved",
)
GOVERNOR_PLAN = ClockRow(
    ClockName.GOVERNOR_PLAN,
    Status.PLAN_AT_GOVERNOR,
    5,
    "P25 18(4)-(5)",
    lawful=True,
    from_receipt=True,
    lapse="lapse_governor_plan",
)
GOVERNOR_DRAFT = ClockRow(
    ClockName.GOVERNOR_DRAFT,
    Status.DRAFT_AT_GOVERNOR,
    5,
    "P25 20(4)",
    lawful=True,
    from_receipt=True,
    lapse="lapse_governor_draft",
)

CLOCKS = (
    COUNCIL,
    GOVERNOR_PLAN,
    GOVERNOR_DRAFT,
    *(ClockRow(name, status, days) for name, (status, days) in TARGETS.items()),
)

CLOCK_OF_STATUS = {row.status: row for row in CLOCKS}

#: The move the clock makes when the last day of each clock has passed.
LAPSES = {row.name: row.lapse for row in CLOCKS if row.lapse} | {ClockName.INTENT: "expire_intent"}

#: Calendar days before the end of a Letter of Intent on which the region is warned.
INTENT_WARNINGS = (90, 60, 30)


def lengths():
    """{clock: working days} of each that starts now; one that runs keeps the length it started with."""
    targets = dict(ServiceTarget.objects.values_list("clock", "days"))
    return {row.name: row.length if row.lawful else targets[row.name] for row in CLOCKS}


def clock_running(row):
    """Condition of a lapse that leaves the status as it is: once the clock has lapsed, it does not lapse again."""

    def predicate(dossier):
        return dossier.clocks.running().filter(name=row.name).exists()

    return predicate


def turn_clocks(acts):
    """Stop the clock of the status that was left, start that of the status that was reached.

    A target pauses while the region must answer and goes on afterwards. An ending stops every clock, that of
    the LoI too.
    """
    moved = {act.obj.pk: act for act in acts if act.obj.status != act.previous}
    if not moved:
        return
    clocks.stop_where(moved, lambda clock: _stopped(clock, moved[clock.dossier_id]))
    for act in moved.values():
        reached = CLOCK_OF_STATUS.get(act.obj.status)
        act.obj.due_on = None
        if reached and not reached.from_receipt:
            length = lengths()[reached.name]
            act.obj.due_on = clocks.start(act.obj, reached.name, started_on=clocks.today(), length=length).due_on


def _stopped(clock, act):
    """The state in which a move leaves a running clock; None where it runs on."""
    left = CLOCK_OF_STATUS.get(act.previous)
    if left and left.name == clock.name:
        paused = act.move.kind in ("back", "pause") and not left.lawful
        return ClockState.PAUSED if paused else ClockState.MET
    return ClockState.MET if act.obj.status in ENDINGS else None
