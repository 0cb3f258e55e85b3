"""The ministry's people answer the checklist of a step; a round ends when the step is left."""

from django.utils.translation import gettext as _

from agreements.checklists.lines import lines_of
from agreements.enums import Answer, VoidCause
from agreements.events import note_event
from agreements.models import CheckAnswer
from agreements.recommendations import void
from agreements.services import writing
from cooperation import changes
from cooperation.changes import CHANGED_MEANWHILE
from cooperation.exceptions import Conflict
from cooperation.working_days import now


def fingerprint(answer, note):
    """A short text that differs when answer or note differ; empty where there is no answer."""
    return changes.digest([answer, note]) if answer else ""


def current_answers(dossier, step):
    """{line: answer} of the running round."""
    rows = CheckAnswer.objects.current().filter(dossier=dossier, step=step).select_related("by")
    return {row.line: row for row in rows}


def answer_checklist(dossier, step, answers, *, by):
    """Write `answers`, {line: (answer, note, seen)}, where `seen` is the fingerprint the page showed.

    Lines that stay as they were seen are left to whoever changed them meanwhile. A line that two people changed
    raises Conflict, whose context names such `lines`; nothing is written then. A recommendation on the step loses
    its ground when anything changes. Returns how many lines were written.
    """
    with writing(dossier, "write_checklist", by):
        if dossier.status != step:
            raise Conflict(_("This step is over: its checklist is closed."))
        stored = current_answers(dossier, step)
        changed = {}
        for line, (answer, note, seen) in answers.items():
            mine, theirs = fingerprint(answer, note), fingerprint_of(stored.get(line))
            if mine not in (seen, theirs):
                changed[line] = seen == theirs
        clashing = [line for line, alone in changed.items() if not alone]
        if clashing:
            raise Conflict(
                CHANGED_MEANWHILE,
                texts=_both(dossier, step, stored, answers, clashing),
                lines=clashing,
            )
        rows = [stored.get(line) or CheckAnswer(dossier=dossier, step=step, line=line) for line in changed]
        for row in rows:
            row.answer, row.note, _seen = answers[row.line]
            row.by, row.at = by, now()
        known = [row for row in rows if row.pk]
        CheckAnswer.objects.bulk_create(row for row in rows if not row.pk)
        CheckAnswer.objects.bulk_update(known, ["answer", "note", "by", "at"])
        if changed:
            given = {line: list(answers[line][:2]) for line in changed}
            note_event(dossier, "checklist_answered", by=by, answers=given)
            void(dossier, VoidCause.CHECKLIST, by)
    return len(changed)


def fingerprint_of(row):
    return fingerprint(row.answer, row.note) if row else ""


def _both(dossier, step, stored, answers, names):
    labels = {line.name: str(line.label) for line in lines_of(dossier, step)}
    both = []
    for name in names:
        answer, note, _seen = answers[name]
        row = stored.get(name)
        theirs = f"{row.get_answer_display()}\n{row.note}".strip() if row else ""
        both.append({"label": labels[name], "theirs": theirs, "mine": f"{Answer(answer).label}\n{note}".strip()})
    return both


def earlier_rounds(dossier):
    """[(step, when it was closed, answers)] of the rounds that are over, newest first."""
    rounds = {}
    closed = CheckAnswer.objects.filter(dossier=dossier).exclude(closed_at=None).select_related("by")
    for row in closed.order_by("-closed_at", "pk"):
        rounds.setdefault((row.step, row.closed_at), []).append(row)
    return [(step, closed_at, rows) for (step, closed_at), rows in rounds.items()]
