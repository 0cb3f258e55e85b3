"""The verbs of extensions and amendments: begin, write, settle, move. The dossier is locked first, then the change."""

from contextlib import contextmanager

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from agreements.changes import parts, terms
from agreements.changes.recipients import told_by
from agreements.changes.words import TASKS
from agreements.enums import ChangeKind
from agreements.events import event_of_move, note_event
from agreements.guards.change import end_too_early, end_too_late
from agreements.lifecycle.change import MOVES
from agreements.models import Change, Dossier, DossierEvent
from agreements.services import writing
from cooperation.changes import saved_meanwhile
from cooperation.enums import NoticeKind
from cooperation.exceptions import Conflict, NotReady
from cooperation.locking import lock
from cooperation.outbox import News, notify_all
from cooperation.workflow import Problem, Workflow
from cooperation.working_days import now, today

#: Read inside the ministry only: kept with the change, not in the history.
KEPT_APART = frozenset({"reasons", "seen"})


def _record(acts):
    """One event for each in the history of its dossier, with the seat it was made from."""
    for act in acts:
        dossier, status = act.obj.dossier, {"from": act.previous, "to": act.obj.status}
        stays = {"apart": KEPT_APART, "from_status": dossier.status, "change": act.obj}
        act.event = event_of_move(act, dossier, **stays, **status)
    DossierEvent.objects.bulk_create(act.event for act in acts)


def _tell(acts):
    """Whoever has to act now is told what; the others have news."""
    notify_all([news for act, acting, others in told_by(acts) for news in _news(act, acting, others)])


def _news(act, acting, others):
    occasion = (f"dossier-event-{act.event.pk}", act.obj.get_absolute_url(), lambda: message(act))
    task = TASKS.get(act.obj.status)
    yield News(acting, *occasion, kind=NoticeKind.ACT, task=lambda: task, due_on=act.obj.answer_by)
    yield News(others, *occasion)


def message(act):
    """The sentence people are told, in the active language."""
    words = {"dossier": act.obj.dossier.heading, "change": act.obj.heading, "what": act.move.done}
    return _("%(dossier)s, %(change)s: %(what)s.") % words


CHANGES = Workflow(
    "agreements",
    MOVES,
    scheme=lambda change: change.dossier.scheme,
    tier=lambda change: change.dossier.tier,
    record=_record,
    tell=_tell,
)


def begin(dossier, kind, *, by):
    """Take a working copy of the text in force.

    Raises Conflict when one of this kind is open, NotReady when there is no term to extend.
    """
    with writing(dossier, "begin_change", by):
        if (there := dossier.changes.open().filter(kind=kind).first()) is not None:
            words = _("%(change)s is not finished yet: one of a kind at a time.")
            raise Conflict(words % {"change": there.heading}, url=there.get_absolute_url(), link=there.heading)
        if problems := list(in_the_way(dossier, kind)):
            raise NotReady(problems)
        current = parts.original(dossier)
        last = dossier.changes.order_by("-serial").first()
        change = Change.objects.create(
            dossier=dossier,
            serial=last.serial + 1 if last else 1,
            kind=kind,
            base=current,
            texts={name: parts.text_of(current, name) for name in parts.fields_for(kind)},
            old_ends_on=dossier.ends_on if kind == ChangeKind.EXTENSION else None,
            created_by=by,
            updated_by=by,
            created_at=now(),
            updated_at=now(),
            status_since=now(),
        )
        note_event(dossier, "change_begun", by=by, change=change)
    return change


def in_the_way(dossier, kind):
    """Why a change of this kind cannot begin at all."""
    if kind != ChangeKind.EXTENSION:
        return
    if dossier.ends_on is None:
        yield Problem(
            _("The last day of the agreement is not known: complete its term first."), "P25 32", "complete_term"
        )
    elif dossier.ends_on < today():
        words = _("The term ended on %(date)s: what has ended is not extended.")
        yield Problem(words % {"date": date_format(dossier.ends_on, "j F Y")}, "P25 33")


@contextmanager
def _locked(change, by):
    """The locked dossier and change, for whoever may write now; Conflict when somebody was faster."""
    with transaction.atomic():
        Dossier.objects.select_for_update().get(pk=change.dossier_id)
        lock(change)
        if not by.has_perm("agreements.write_change", change):
            raise Conflict(_("Somebody was faster, or this step is over: it has moved on."))
        yield


def save(change, *, reasons, texts, ends_on, seen, by):
    """Write the working copy; `seen` is the version its writer began from.

    Raises Conflict, with the stored row in `change`, when somebody else wrote or sent it meanwhile; NotReady when
    the new end is outside the law.
    """
    with _locked(change, by):
        if change.edit_version != seen:
            raise saved_meanwhile(change, by)
        if problems := list(wrong_end(change, ends_on)):
            raise NotReady(problems)
        change.reasons, change.ends_on = reasons, ends_on
        change.texts = {name: texts[name] for name in parts.fields_for(change.kind)}
        _written(change, by, "reasons", "ends_on", "texts")


def wrong_end(change, ends_on):
    if ends_on is None or not change.is_extension:
        return
    if ends_on <= change.old_ends_on:
        yield Problem(end_too_early(change.old_ends_on), "P25 33", field="ends_on")
    elif ends_on > terms.longest_end(change.old_ends_on):
        yield Problem(end_too_late(change.old_ends_on), "P25 32", field="ends_on")


def settle(change, *, mine, current_pk, seen, by):
    """Take the text in force as the new base; of the texts in `mine` the copy's own words stay, else the others'.

    Raises Conflict when the copy or the text in force changed since the page was shown.
    """
    with _locked(change, by):
        current = parts.original(change.dossier)
        if change.edit_version != seen or (current and current.pk) != current_pk:
            raise Conflict(_("It has changed again since you opened this page: compare once more."))
        for one in parts.moved(change, current):
            if one.name == parts.TERM:
                change.old_ends_on = one.theirs
                change.ends_on = None if list(wrong_end(change, change.ends_on)) else change.ends_on
            elif one.name not in mine:
                change.texts[one.name] = one.theirs
        change.base = current
        _written(change, by, "base", "texts", "old_ends_on", "ends_on")
        note_event(change.dossier, "change_settled", by=by, change=change)


def _written(change, by, *fields):
    change.edit_version += 1
    change.updated_at, change.updated_by = now(), by
    change.save(update_fields=[*fields, "edit_version", "updated_at", "updated_by"])


def move(change, name, *, by, note="", data=None):
    """Perform a move of the table on the locked dossier: its status and last day stand still meanwhile."""
    with transaction.atomic():
        Dossier.objects.select_for_update().get(pk=change.dossier_id)
        return CHANGES.perform(change, name, by=by, note=note, data=data)


def close_with_agreement(sender, acts, **kwargs):
    """Agreements have ended: what was not signed yet is closed with them. The dossiers are locked already."""
    over = [act.obj for act in acts if act.obj.is_over and not act.obj.is_before_signing]
    if over:
        CHANGES.perform_all(Change.objects.open().filter(dossier__in=over).for_lists(), "close_change")
