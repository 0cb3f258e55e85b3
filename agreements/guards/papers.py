"""The four papers: every part the law lists."""

from django.utils.translation import gettext as _

from agreements.enums import (
    PaperKind,
)
from agreements.models.agreement import LONGEST_TERM_MONTHS
from agreements.papers import latest
from agreements.remarks.opened import is_closed
from cooperation.workflow import Problem


def latest_of(act, kind):
    """The newest version of a paper, read once an act."""
    return act.once(kind, lambda: latest(act.obj, kind))


def paper_complete(act, kind, article):
    paper = latest_of(act, kind)
    label = PaperKind(kind).label
    if paper is None:
        yield Problem(_("Write the paper: %(paper)s.") % {"paper": label}, article, place=kind)
        return
    missing = paper.missing_parts()
    if missing:
        yield Problem(
            _("%(paper)s: these parts are still empty: %(parts)s.")
            % {"paper": label, "parts": ", ".join(str(part) for part in missing)},
            article,
            place=kind,
        )


def study_complete(act):
    yield from paper_complete(act, PaperKind.STUDY, "P25 12(3)")


def intent_complete(act):
    yield from paper_complete(act, PaperKind.INTENT, "P25 13(2)")


def plan_complete(act):
    """Seven parts, and every activity costed (P25 15(3))."""
    yield from paper_complete(act, PaperKind.PLAN, "P25 15(3)")
    plan = latest_of(act, PaperKind.PLAN)
    if plan is not None and not plan.activities.exists():
        yield Problem(_("Enter at least one activity with its amount and period."), "P25 15(3)", place=PaperKind.PLAN)


def text_renewed(act):
    """After a return the agreement text is a new version (decision)."""
    text = latest_of(act, PaperKind.AGREEMENT)
    if text is not None and not text.is_draft:
        yield Problem(
            _("Write an improved version of the agreement text."), "P25 20, 22, 23", place=PaperKind.AGREEMENT
        )


def plan_renewed(act):
    """After a return the plan is a new version, unless only the study was remarked on (decision)."""
    plan = latest_of(act, PaperKind.PLAN)
    if (plan is None or not plan.is_draft) and not is_closed(act.obj, PaperKind.PLAN):
        yield Problem(_("Write an improved version of the cooperation plan."), "P25 17, 19", place=PaperKind.PLAN)


def agreement_complete(act):
    """Eleven parts in both languages, a term of five years at most (P25 20(5), 32)."""
    yield from paper_complete(act, PaperKind.AGREEMENT, "P25 20(5)")
    text = latest_of(act, PaperKind.AGREEMENT)
    if text is not None and not text.term_months:
        yield Problem(_("Enter the term of the agreement."), "P25 32", place=PaperKind.AGREEMENT)
    if text is not None and (text.term_months or 0) > LONGEST_TERM_MONTHS:
        yield Problem(_("An agreement runs five years at most."), "P25 32", place=PaperKind.AGREEMENT)
