"""docs/lifecycle.md, written from the table of moves: statuses, moves, clocks, diagram. English."""

from django.utils.translation import override

from agreements.changes.parts import parts_for
from agreements.changes.terms import LETTER_MONTHS, LONGEST_YEARS, RECORDING_DAYS
from agreements.changes.words import TASKS
from agreements.changes.words import TURNS as CHANGE_TURNS
from agreements.documentation import SENTENCES, SOURCES, TIERS, TURNS, WHO
from agreements.enums import ChangeKind, ChangeStatus, Status, Turn
from agreements.lifecycle import MOVES
from agreements.lifecycle.change import MOVES as CHANGE_MOVES
from agreements.lifecycle.clocks import CLOCK_OF_STATUS, CLOCKS, INTENT_WARNINGS
from agreements.lifecycle.steps import STEPS
from agreements.rules import SUSPENDABLE
from cooperation.workflow import BACK, STAY

HEAD = """# The lifecycle of a dossier

Written by `manage.py lifecycle` from the tables in `agreements/lifecycle/`. Do not edit: change the tables.

P25 is Permendagri 25/2020, PP28 is PP 28/2018. The rows of the road apply to the schemes `sister`, `regional` and
`institution`, those beside it (from `take_up` on) to every dossier.
"""


#: Below the table of extensions and amendments.
CHANGES = f"""The law speaks only of the letter (P25 33): of a province to the minister with a copy to its council, of a
regency or city to the minister directly, with copies to governor and council. The rest is a decision: as for the
agreement itself one person recommends and another decides, the region records the signature, the ministry registers
the original. An amendment goes the same way. A letter that comes later than {LETTER_MONTHS} months before the end is
marked as late, not refused. Each adds a version of the text; an extension moves the last day, by {LONGEST_YEARS} years
at most. What the original changes meanwhile is settled field by field. The clock ends an agreement the day after its
last one (`expire_agreement`), or {RECORDING_DAYS.days} days later where an approved extension may still have been
signed in time. Whatever is not signed then is closed with it.

Parts that may change: {{parts}}. Title and parties never: with others it is a new agreement, on the whole road.
"""


MOVES_HEAD = "Move|On screen|From|To|Who|Must be ready|Note|Article"


def document():
    with override("en"):
        parts = (
            HEAD,
            section("Statuses", table("Status|On screen|Whose turn|What to do|Article|Clock", statuses())),
            section("Moves", table(MOVES_HEAD, moves(MOVES)), groups()),
            section(
                "Extensions and amendments",
                table("On screen|Status|Whose turn|What to do|Leaves by|Article", change_statuses()),
                table(MOVES_HEAD, moves(CHANGE_MOVES)),
                CHANGES.format(parts="; ".join(changed_parts())),
            ),
            section("Clocks", table("Clock|Status|Working days|Starts|At the end|Article", clocks()), INTENT_CLOCK),
            section("Diagram", diagram()),
        )
        return "\n".join(parts)


def section(title, *parts):
    return "\n".join((f"## {title}\n", *parts))


def table(head, rows):
    columns = head.split("|")
    lines = [columns, ["---"] * len(columns), *rows]
    return "".join(f"| {' | '.join(str(cell) or '–' for cell in line)} |\n" for line in lines)


def statuses():
    for status, step in STEPS.items():
        row = CLOCK_OF_STATUS.get(status)
        clock = f"{row.length} working days{'' if row.lawful else ' (target)'}" if row else ""
        yield f"`{status}`", status.label, TURNS[step.turn], step.task, step.article, clock


def change_statuses():
    for status in ChangeStatus:
        ways = [move for move in CHANGE_MOVES if status in move.source]
        articles = sorted({move.article for move in ways if move.kind == "main"})
        whose = TURNS[CHANGE_TURNS.get(status, Turn.NOBODY)]
        leaves_by = codes(move.name for move in ways)
        yield status.label, f"`{status}`", whose, TASKS.get(status, ""), leaves_by, "; ".join(articles)


def changed_parts():
    """Which parts each kind may touch."""
    for kind in ChangeKind:
        yield f"of an {kind} {', '.join(str(part.label) for part in parts_for(kind))}"


def moves(rows):
    for move in rows:
        yield (
            f"`{move.name}`",
            move.label,
            SOURCES.get(move.source) or codes(move.source),
            {STAY: "stays", BACK: "back to where it came from"}.get(move.target) or codes([move.target]),
            ", ".join(filter(None, [str(WHO[move.who]), str(TIERS.get(move.tiers, ""))])),
            "<br>".join(str(SENTENCES[guard.__name__]) for guard in move.ready),
            "" if move.note == "none" else move.note,
            move.article,
        )


def groups():
    """What the words for many statuses stand for."""
    return "".join(f"- {words}: {codes(statuses)}\n" for statuses, words in SOURCES.items())


def codes(statuses):
    return ", ".join(f"`{status}`" for status in statuses)


def clocks():
    for row in CLOCKS:
        yield (
            row.name.label,
            f"`{row.status}`",
            row.length,
            "when receipt is recorded" if row.from_receipt else "when the status is reached",
            f"`{row.lapse}`" if row.lapse else "overdue; never lapses",
            row.article or "service target",
        )


INTENT_CLOCK = f"""The Letter of Intent runs by the calendar, one year at most from its signing (P25 13(3)). The
region is warned {", ".join(map(str, INTENT_WARNINGS))} days before its end; past it `expire_intent` is recorded, and
moves that need a running LoI refuse until a renewed one is recorded. A target pauses while the region must answer;
its working days are those of a new installation, an administrator may set others for the clocks that start next.
"""


def diagram():
    """Moves that change the status. `stop` leaves every status before signing; its arrows would hide all others."""
    lines = ["```mermaid", "stateDiagram-v2"]
    lines += [f'    state "{status.label}" as {status}' for status in Status]
    lines += [f"    [*] --> {Status.INITIATED}: open a dossier"]
    for move in MOVES:
        if move.target == STAY or move.name == "stop":
            continue
        clock = " (clock)" if move.by_clock else ""
        lines += [
            f"    {source} --> {target}: {move.label}{clock}"
            for source in move.source
            for target in move.targets(SUSPENDABLE)
        ]
    lines += [f"    note right of {Status.STOPPED}: from every status before signing", "```", ""]
    return "\n".join(lines)
