"""docs/lifecycle.md, written from the table of moves: statuses, moves, clocks, diagram. English."""

from django.utils.translation import override

from agreements.documentation import GUARD_SENTENCES, SOURCES, TIERS, TURNS, WHO
from agreements.enums import Status
from agreements.lifecycle import MOVES
from agreements.lifecycle.clocks import CLOCK_OF_STATUS, CLOCKS, INTENT_WARNINGS
from agreements.lifecycle.steps import STEPS
from agreements.rules import SUSPENDABLE
from cooperation.workflow import BACK, STAY

HEAD = """# The lifecycle of a dossier

Written by `manage.py lifecycle` from the tables in `agreements/lifecycle/`. Do not edit: change the tables.

P25 is Permendagri 25/2020, PP28 is PP 28/2018. The rows of the road apply to the schemes `sister`, `regional` and
`institution`, those beside it (from `take_up` on) to every dossier.
"""


def document():
    with override("en"):
        parts = (
            HEAD,
            section("Statuses", table("Status|On screen|Whose turn|What to do|Article|Clock", statuses())),
            section("Moves", table("Move|On screen|From|To|Who|Must be ready|Note|Article", moves()), groups()),
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


def moves():
    for move in MOVES:
        yield (
            f"`{move.name}`",
            move.label,
            SOURCES.get(move.source) or codes(move.source),
            {STAY: "stays", BACK: "back to where it came from"}.get(move.target) or codes([move.target]),
            ", ".join(filter(None, [str(WHO[move.who]), str(TIERS.get(move.tiers, ""))])),
            "<br>".join(str(GUARD_SENTENCES[guard.__name__]) for guard in move.ready),
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
