"""What the ministry checks before it decides, as tables keyed by status; and how far a dossier's checklist is.

Verification: the four papers and the prerequisites that apply (P25 19, 5). Draft text: its eleven parts, its term,
its languages, and that it keeps what LoI and plan fixed (P25 20, 22). Approval: confirmation, hold, LoI (P25 24).
"""

from collections import defaultdict
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agreements.enums import Answer, PaperKind, Status
from agreements.models import CheckAnswer
from agreements.papers import parts_of
from agreements.prerequisites import prerequisites_of
from cooperation.workflow import Words
from cooperation.working_days import now


@dataclass(frozen=True)
class CheckLine:
    """One thing to check: `name` is stored, `label` is short, `text` says what has to hold by `article`."""

    name: str
    label: Words
    text: Words
    article: str


@dataclass(frozen=True)
class CheckGroup:
    label: Words
    lines: tuple[CheckLine, ...]


_PAPERS = CheckGroup(
    gettext_lazy("The four papers"),
    (
        CheckLine(
            "study",
            gettext_lazy("Study"),
            gettext_lazy("The study maps potential and needs of both sides and shows the benefit for the region."),
            "P25 12(3), 19(2)",
        ),
        CheckLine(
            "intent",
            gettext_lazy("Signed LoI"),
            gettext_lazy("The Letter of Intent is signed by both sides and still valid."),
            "P25 13, 19(2)",
        ),
        CheckLine(
            "plan",
            gettext_lazy("Cooperation plan"),
            gettext_lazy("The cooperation plan agrees with study and LoI; its activities are costed and have sources."),
            "P25 15(3), 19(2)",
        ),
        CheckLine(
            "council",
            gettext_lazy("Council approval"),
            gettext_lazy("The regional council approved this plan, or let its 45 working days pass."),
            "P25 17, 19(2)",
        ),
    ),
)

_TERM_AND_LANGUAGE = CheckGroup(
    gettext_lazy("Term and language"),
    (
        CheckLine(
            "term",
            gettext_lazy("Term"),
            gettext_lazy("The text runs five years at most and says how it is extended and ended."),
            "P25 32",
        ),
        CheckLine(
            "language",
            gettext_lazy("Languages"),
            gettext_lazy("Both texts say the same: Indonesian, and the partner's language or English."),
            "UU 24/2009 Pasal 31",
        ),
    ),
)

_KEPT = CheckGroup(
    gettext_lazy("What LoI and plan fixed"),
    (
        CheckLine(
            "kept_subject",
            gettext_lazy("Same parties"),
            gettext_lazy("The parties are those of the LoI and of the cooperation plan."),
            "P25 13(2), 15(3), 20(5)",
        ),
        CheckLine(
            "kept_purpose",
            gettext_lazy("Same purpose"),
            gettext_lazy("The purpose is that of the LoI and of the cooperation plan."),
            "P25 13(2), 15(3), 20(5)",
        ),
        CheckLine(
            "kept_scope",
            gettext_lazy("Same scope"),
            gettext_lazy("The scope does not go beyond the LoI and the plan that the council approved."),
            "P25 13(2), 15(3), 20(5)",
        ),
    ),
)

_APPROVAL = CheckGroup(
    gettext_lazy("Before the approval"),
    (
        CheckLine(
            "confirmation",
            gettext_lazy("Surat Konfirmasi"),
            gettext_lazy("Kemlu's confirmation letter is there, with number, date and file, and is about this text."),
            "P25 23, 24",
        ),
        CheckLine(
            "hold",
            gettext_lazy("No hold"),
            gettext_lazy("The region is not on hold for missing reports."),
            "P25 38",
        ),
        CheckLine(
            "intent",
            gettext_lazy("LoI still valid"),
            gettext_lazy("The Letter of Intent is still running."),
            "P25 13(3)",
        ),
    ),
)


def _prerequisites(dossier):
    lines = (
        CheckLine(
            f"prerequisite_{row.number}",
            _("Prerequisite %(number)s") % {"number": row.number},
            row.text,
            row.article,
        )
        for row in prerequisites_of(dossier)
    )
    return CheckGroup(_("Prerequisites"), tuple(lines))


def _parts():
    lines = (
        CheckLine(
            f"part_{part.name}",
            part.label,
            _("Part %(number)s, %(part)s, is clear and within the region's powers.")
            % {"number": part.number, "part": part.label},
            "P25 20(5)",
        )
        for part in parts_of(PaperKind.AGREEMENT)
    )
    return CheckGroup(_("Eleven parts of the text"), tuple(lines))


_GROUPS = {
    Status.VERIFYING: lambda dossier: [_PAPERS, _prerequisites(dossier)],
    Status.DISCUSSING: lambda dossier: [_parts(), _TERM_AND_LANGUAGE, _KEPT],
    Status.CONFIRMED: lambda dossier: [_APPROVAL],
}

#: Steps in which the ministry works through a checklist before it decides.
CHECKED_STEPS = tuple(_GROUPS)


def groups_of(dossier, step):
    """The checklist of a step as far as it applies to the dossier; empty where the step has none."""
    return _GROUPS[step](dossier) if step in _GROUPS else []


def lines_of(dossier, step):
    return [line for group in groups_of(dossier, step) for line in group.lines]


@dataclass(frozen=True)
class Progress:
    """How far the checklist of the present step is."""

    total: int
    open: tuple[CheckLine, ...]
    not_met: tuple[CheckLine, ...]

    @property
    def answered(self):
        return self.total - len(self.open)


def progress(dossier):
    """Of the running round; None where the present step has no checklist."""
    rows = CheckAnswer.objects.current().filter(dossier=dossier, step=dossier.status)
    return progress_by(dossier, rows.values_list("line", "answer")) if dossier.status in CHECKED_STEPS else None


def progress_by(dossier, answers):
    """As `progress`, by `answers` that were read already: (line, answer)."""
    lines, given = lines_of(dossier, dossier.status), dict(answers)
    if not lines:
        return None
    return Progress(
        total=len(lines),
        open=tuple(line for line in lines if line.name not in given),
        not_met=tuple(line for line in lines if given.get(line.name) == Answer.NO),
    )


def close_round(acts):
    """Effect of every move: a round of answers ends when its step is left; a suspended dossier comes back to it."""
    standing = defaultdict(list)
    for act in acts:
        if act.previous in (*CHECKED_STEPS, Status.SUSPENDED) and act.obj.status != act.previous:
            step = act.obj.return_to if act.obj.status == Status.SUSPENDED else act.obj.status
            standing[step].append(act.obj.pk)
    for step, dossiers in standing.items():
        CheckAnswer.objects.current().filter(dossier__in=dossiers).exclude(step=step).update(closed_at=now())
