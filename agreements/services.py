"""The verbs of the road: open a dossier, move it, write its papers."""

from contextlib import contextmanager

from django.db import transaction
from django.utils.translation import gettext as _

from agreements import clocks
from agreements.checklists.lines import close_round
from agreements.desk.assigning import SEATS
from agreements.effects import drop_letter_drafts, end_questions
from agreements.enums import PaperKind, Scheme
from agreements.events import event_of_move, note_event
from agreements.lifecycle import MOVES
from agreements.lifecycle.clocks import turn_clocks
from agreements.lifecycle.steps import STEPS
from agreements.models import Dossier, DossierEvent
from agreements.papers import KIND_OF, copy_activities, draft, latest
from agreements.recipients import told_by
from agreements.remarks.opened import is_closed, shut
from agreements.rules import in_full
from agreements.signals import status_changed
from cooperation.changes import saved_meanwhile
from cooperation.enums import NoticeKind
from cooperation.exceptions import Conflict
from cooperation.locking import lock
from cooperation.models import NumberSequence
from cooperation.outbox import News, notify_all
from cooperation.workflow import Act, Workflow
from cooperation.working_days import now, today

#: What is typed into a form but read by fewer people than the history: it is kept in rows of its own.
KEPT_APART = frozenset({"offices", "question", "asked", "reasons", "conditions"})


def _record(acts):
    """One event for each performed move, with the seat it was made from."""
    for act in acts:
        act.event = event_of_move(act, act.obj, apart=KEPT_APART, from_status=act.previous)
    DossierEvent.objects.bulk_create(act.event for act in acts)
    status_changed.send(sender=Dossier, acts=acts)


def _tell(acts):
    """Whoever has to act now is told what, and until when; the others have news."""
    notify_all([news for act, acting, others in told_by(acts) for news in _news(act, acting, others)])


def _news(act, acting, others):
    occasion = (f"dossier-event-{act.event.pk}", act.obj.get_absolute_url(), lambda: message(act))
    asked = act.move.name == "ask_opinion"
    yield News(
        acting,
        *occasion,
        kind=NoticeKind.ACT,
        task=lambda: _("Give the opinion of your office.") if asked else STEPS[act.obj.status].task,
        due_on=act.data["answer_by"] if asked else act.obj.due_on,
    )
    yield News(others, *occasion)


def message(act):
    """The sentence people are told, in the active language."""
    what = act.move.done
    for holder in SEATS:
        if person := act.data.get(holder):
            what = f"{what} ({person})"
    return _("%(dossier)s: %(what)s.") % {"dossier": act.obj.heading, "what": what}


ROAD = Workflow(
    "agreements",
    MOVES,
    scheme=lambda dossier: dossier.scheme,
    tier=lambda dossier: dossier.tier,
    always=(turn_clocks, end_questions, drop_letter_drafts, close_round),
    record=_record,
    tell=_tell,
)


def preview(dossier, move, by):
    """The act that would be performed, for showing recipients and the message beforehand."""
    return Act(dossier, move, by)


def take_number(dossier, year):
    """The next number of the dossier's region in a year: `KSDPL-13.71-2026-001`."""
    letters = Scheme(dossier.scheme).letters
    serial = NumberSequence.take(f"dossier-{letters}-{dossier.region_id}-{year}")
    return f"{letters}-{dossier.region_id}-{year}-{serial:03d}"


@transaction.atomic
def open_dossier(dossier, *, by):
    """Save a new dossier of the person's region under the next number of its region and year."""
    dossier.number = take_number(dossier, today().year)
    dossier.province_id = dossier.region.province_id
    dossier.created_by = by
    dossier.save()
    note_event(dossier, "opened", by=by)
    return dossier


@contextmanager
def writing(dossier, permission, by):
    """One transaction on the locked dossier, for changes beside the table's moves.

    Raises Conflict when a move was made meanwhile and the permission went with it.
    """
    with transaction.atomic():
        lock(dossier)
        if not by.has_perm(in_full(permission), dossier):
            raise Conflict(_("Somebody was faster, or this step is over: the dossier has moved on."))
        yield


def save_draft(dossier, kind, values, *, seen, by):
    """Write `values` into the draft of a paper that still is as its writer saw it.

    `seen` is its version and edit version; (1, 0) for a first draft that nobody has saved yet. Returns the
    draft; raises Conflict when somebody else saved, began or sent it meanwhile, or when a part is closed.
    """
    with writing(dossier, f"write_{kind}", by):
        paper = draft(dossier, kind)
        if seen != (paper.number, paper.edit_version):
            raise saved_meanwhile(paper, by)
        if is_closed(dossier, kind) or shut(dossier, kind, paper, values):
            raise Conflict(_("After a return only the parts that were remarked on can be changed."))
        paper = begun(paper, by=by)
        for name, value in values.items():
            setattr(paper, name, value)
        paper.updated_by, paper.updated_at = by, now()
        paper.edit_version = seen[1] + 1
        paper.save()
    return paper


def begun(paper, *, by):
    """The draft, saved when it was not yet. Call inside `writing`."""
    if paper.pk is None:
        kind = KIND_OF[type(paper)]
        before = latest(paper.dossier, kind) if kind == PaperKind.PLAN else None
        paper.edit_version, paper.updated_by = 1, by
        paper.save()
        if before is not None:
            copy_activities(paper, before)
        note_event(paper.dossier, "paper_started", by=by, paper=kind, version=paper.number)
    return paper


def recompute_clocks(sender, days, **kwargs):
    """The holiday table changed: running clocks follow."""
    clocks.recompute(days)
