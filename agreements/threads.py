"""Remarks as their reader sees them: each with its rounds, and what the reader may do with it."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from agreements.enums import RemarkAct, RemarkState
from agreements.models import Remark
from agreements.models.remark import OPEN_TO_OTHERS
from agreements.papers import part_label
from agreements.remarks import may_be_shared

#: The colour of each state; an internal remark is violet whatever its state.
TONES = {
    RemarkState.NOTED: "blue",
    RemarkState.OPEN: "amber",
    RemarkState.ANSWERED: "blue",
    RemarkState.REOPENED: "amber",
    RemarkState.CLOSED: "grey",
    RemarkState.WITHDRAWN: "grey",
}


@dataclass(frozen=True)
class Thread:
    """A remark for one reader: `state` and `rounds` leave out what the office that wrote it has not sent."""

    remark: Remark
    state: RemarkState
    rounds: tuple
    #: The part it is about, in words; empty for a whole paper.
    part: str
    #: Whether the reader's office wrote it and has the dossier on the desk.
    on_desk: bool
    may_answer: bool
    #: Whether it may be made shared, or asked anew, where the dossier stands.
    may_go: bool

    @property
    def tone(self):
        return "violet" if self.remark.is_internal else TONES[self.state]

    @property
    def words(self):
        """What stands, and who reads it."""
        if self.state == RemarkState.NOTED:
            return _("Internal: not sent") if self.remark.is_internal else _("Shared: goes with the next return")
        return self.state.label

    @property
    def is_settled(self):
        return self.state in (RemarkState.CLOSED, RemarkState.WITHDRAWN)


def threads_of(dossier, user, **which):
    """Threads of the remarks on `dossier` that `user` may read, newest first; three queries."""
    remarks = dossier.remarks.readable_by(user).filter(**which).select_related("by", "office")
    own = set(dossier.remarks.own_of(user).values_list("pk", flat=True))
    on_desk = user.has_perm("agreements.note_remark", dossier)
    may_answer = user.has_perm("agreements.answer_remark", dossier)
    threads = []
    for remark in remarks.prefetch_related("entries__by", "entries__office"):
        rounds = tuple(one for one in remark.entries.all() if remark.pk in own or one.act in OPEN_TO_OTHERS)
        state = RemarkState(remark.state) if remark.pk in own else _shown_to_others(remark, rounds)
        threads.append(
            Thread(
                remark=remark,
                state=state,
                rounds=rounds,
                part=part_label(remark.paper, remark.part),
                on_desk=on_desk and remark.pk in own,
                may_answer=may_answer and state == RemarkState.OPEN,
                may_go=may_be_shared(dossier, remark.paper),
            )
        )
    return threads


def _shown_to_others(remark, rounds):
    """A reopening that was not sent yet is not known outside the office."""
    if remark.state != RemarkState.REOPENED:
        return RemarkState(remark.state)
    return RemarkState.CLOSED if rounds[-1].act == RemarkAct.CLOSE else RemarkState.ANSWERED
