"""The transition engine: performs the moves of a table. It knows no model.

A table is a tuple of `Move` rows. `Workflow` is the only code that writes `status`: people move one object at a time
(`perform`), the clock moves very many (`perform_all`).
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from cooperation.batches import as_read, save_changed
from cooperation.exceptions import Conflict, NotReady
from cooperation.locking import lock
from cooperation.working_days import now

#: A text, or one that is translated when it is shown.
Words = str | Promise

#: As a target: back to where `return_to` points.
BACK = "BACK"
#: As a target: the status does not change.
STAY = "STAY"


@dataclass(frozen=True)
class Problem:
    """Why a move cannot be made: a message, the article behind it, and where to mend it.

    `place` names the part of the object's pages that mends it; `field` the form field at fault.
    """

    message: str
    article: str = ""
    place: str = ""
    field: str = ""


@dataclass(frozen=True)
class Move:
    """One row of a lifecycle table."""

    name: str
    #: What the button says, and what the history and the notices say afterwards.
    label: Words
    done: Words
    source: tuple[str, ...]
    target: str
    #: Seats (role and office) that may make it; empty when only the clock makes it.
    who: tuple[Any, ...] = ()
    article: str = ""
    schemes: tuple[str, ...] = ()
    tiers: tuple[str, ...] = ()
    #: Further condition under which the row exists for an object at all.
    when: Callable[[Any], bool] | None = None
    #: Guards on the object: what must be ready first. They are shown before the move is tried.
    ready: tuple[Callable[["Act"], Iterable[Problem]], ...] = ()
    #: Guards on what was typed.
    checks: tuple[Callable[["Act"], Iterable[Problem]], ...] = ()
    #: Names of the fields its form asks for.
    asks: tuple[str, ...] = ()
    #: Whether a note belongs to it: "none", "optional" or "required".
    note: str = "none"
    does: tuple[Callable[["Act"], None], ...] = ()
    #: Audiences that are told.
    tells: tuple[str, ...] = ()
    #: "main" is the road ahead, "back" a return, "pause" a suspension, "end" a final stop, "side" what may
    #: be done beside it, "apart" what is rarely needed.
    kind: str = "main"
    #: Cannot be taken back: its page asks for a fresh sign-in.
    final: bool = False

    @property
    def by_clock(self) -> bool:
        return not self.who

    def targets(self, backs: Iterable[str] = ()) -> tuple[str, ...]:
        """Statuses this row can lead to; `backs` are those that BACK may stand for."""
        if self.target == BACK:
            return tuple(backs)
        return self.source if self.target == STAY else (self.target,)


@dataclass
class Act:
    """One attempt at a move: what guards and effects see."""

    obj: Any
    move: Move
    by: Any
    note: str = ""
    data: Mapping[str, Any] = field(default_factory=dict)
    #: The paper the move rests on, kept with the event, and all papers by form field; set by effects.
    document: Any = None
    documents: dict[str, Any] = field(default_factory=dict)
    #: What effects did beside the move, in plain values: kept with the event.
    outcome: dict[str, Any] = field(default_factory=dict)
    previous: str = ""
    #: The event that recorded it.
    event: Any = None
    #: Further sentences for whoever made it; set by effects.
    asides: list[str] = field(default_factory=list)
    #: What guards have read already.
    facts: dict[str, Any] = field(default_factory=dict)

    def once(self, name: str, read: Callable[[], Any]) -> Any:
        """What `read` gives, read once for all guards of this act."""
        if name not in self.facts:
            self.facts[name] = read()
        return self.facts[name]


def each(hook: Callable[[Act], Any]) -> Callable[[Sequence[Act]], None]:
    """A hook of a table out of one for a single act."""

    def on_all(acts: Sequence[Act]) -> None:
        for act in acts:
            hook(act)

    return on_all


class Workflow:
    """Performs the rows of `moves` on objects of one model.

    Three hooks take all acts of one performance, which share their move, inside its transaction: the `always` effects
    after those of the row, `record(acts)`, which writes the events, and `tell(acts)`, which writes the notices.
    Permissions are called `<app_label>.<move name>`.
    """

    def __init__(
        self,
        app_label: str,
        moves: Iterable[Move],
        *,
        scheme: Callable[[Any], str],
        tier: Callable[[Any], str],
        always: tuple[Callable[[Sequence[Act]], None], ...] = (),
        record: Callable[[Sequence[Act]], None],
        tell: Callable[[Sequence[Act]], None],
    ):
        self.app_label = app_label
        self.moves = {move.name: move for move in moves}
        self.scheme, self.tier = scheme, tier
        self.always, self.record, self.tell = always, record, tell

    def permission(self, move: Move) -> str:
        return f"{self.app_label}.{move.name}"

    def permits(self, move: Move, user: Any, obj: Any) -> bool:
        return not move.by_clock and user.has_perm(self.permission(move), obj)

    def exists(self, move: Move, obj: Any) -> bool:
        """Whether the row applies to the object in its present status."""
        return (
            obj.status in move.source
            and (not move.schemes or self.scheme(obj) in move.schemes)
            and (not move.tiers or self.tier(obj) in move.tiers)
            and (move.when is None or move.when(obj))
        )

    def must_exist(self, move: Move, obj: Any, **context: Any) -> None:
        """Raises Conflict, with `context` for its page, where the row does not apply, or does not any more."""
        if not self.exists(move, obj):
            raise Conflict(_("Somebody was faster, or this step is over: the dossier has moved on."), **context)

    def existing(self, obj: Any) -> list[Move]:
        return [move for move in self.moves.values() if self.exists(move, obj)]

    def available(self, obj: Any, user: Any) -> list[Move]:
        """Rows `user` may try now, whether or not everything is ready."""
        return [
            move
            for move in self.moves.values()
            if obj.status in move.source and self.permits(move, user, obj) and self.exists(move, obj)
        ]

    def problems(self, obj: Any, name: str, by: Any) -> list[Problem]:
        """What is not ready yet for the move `name`."""
        act = Act(obj, self.moves[name], by)
        return self._run(act.move.ready, act)

    def perform(
        self,
        obj: Any,
        name: str,
        *,
        by: Any,
        note: str = "",
        data: Mapping[str, Any] | None = None,
    ) -> Act:
        """Make the move in one transaction; `by=None` is the clock.

        Raises PermissionDenied (not theirs), Conflict (the object has moved on: somebody was faster) or
        NotReady (with its problems). Nothing is changed then. On success `obj` is current.
        """
        move = self.moves[name]
        if move.by_clock is not (by is None) or (by is not None and not self.permits(move, by, obj)):
            raise PermissionDenied(_("This step is not yours to take."))
        with transaction.atomic():
            # The row stays locked until the end, so that of two people pressing at once one wins.
            lock(obj)
            self.must_exist(move, obj)
            act = Act(obj, move, by, note, data or {}, previous=obj.status)
            problems = self._run(move.ready + move.checks, act)
            if move.note == "required" and not note.strip():
                problems.append(Problem(_("Say why: a note is needed here."), field="note"))
            if problems:
                raise NotReady(problems)
            self._make([act])
        return act

    def perform_all(self, rows: QuerySet[Any], name: str) -> list[Act]:
        """Make the clock's move `name` on all of `rows` at once, in one transaction; returns its acts.

        Those are passed by for which the move does not exist any more, or against which something stands. Beside what
        the row's own conditions and effects ask for each, it takes as many queries for one as for many: call it with
        a batch of what is to be moved.
        """
        move = self.moves[name]
        if not move.by_clock:
            raise PermissionDenied(_("This step is not yours to take."))
        with transaction.atomic():
            # In the order of their keys: of two runs at once the second one waits, then finds nothing to do.
            found = rows.select_for_update(of=("self",)).order_by("pk")
            acts = [Act(obj, move, None, previous=obj.status) for obj in found if self.exists(move, obj)]
            acts = [act for act in acts if not self._run(move.ready + move.checks, act)]
            if acts:
                self._make(acts)
        return acts

    def _make(self, acts: Sequence[Act]) -> None:
        """What follows once nothing stands against a move: its effects, the rows, the events, the notices."""
        stored, moment = [as_read(act.obj) for act in acts], now()
        for act in acts:
            target = act.obj.return_to if act.move.target == BACK else act.move.target
            if target != STAY:
                act.obj.status, act.obj.status_since = target, moment
            for effect in act.move.does:
                effect(act)
        for effect_on_all in self.always:
            effect_on_all(acts)
        save_changed([act.obj for act in acts], stored)
        self.record(acts)
        self.tell(acts)

    @staticmethod
    def _run(guards: Iterable[Callable[[Act], Iterable[Problem]]], act: Act) -> list[Problem]:
        return [problem for guard in guards for problem in guard(act)]
