"""Remarks as their reader sees them: each with its rounds, and what the reader may do with it."""

from dataclasses import dataclass

from django.db.models import Prefetch
from django.utils.translation import gettext_lazy as _

from agreements.enums import RemarkAct, RemarkState
from agreements.models import Remark, RemarkEntry
from agreements.models.remark import OPEN_TO_OTHERS, is_own_office
from agreements.papers import part_label
from agreements.remarks.noting import may_be_corrected, may_be_shared
from cooperation.working_days import today

#: The colour of each state; an internal remark is violet whatever its state.
TONES = {
    RemarkState.NOTED: "blue",
    RemarkState.OPEN: "amber",
    RemarkState.ANSWERED: "blue",
    RemarkState.REOPENED: "amber",
    RemarkState.CLOSED: "grey",
    RemarkState.WITHDRAWN: "grey",
}


#: What the office that wrote it may do with a remark while the dossier is on its desk.
BY_STATE = {
    RemarkState.NOTED: ("edit", "share", "withdraw"),
    RemarkState.OPEN: (),
    RemarkState.ANSWERED: ("close", "reopen"),
    RemarkState.REOPENED: ("close",),
    RemarkState.CLOSED: ("reopen",),
    RemarkState.WITHDRAWN: (),
}

ACTS = {
    name: {"address": f"agreements:remark-{'answer' if name == 'correct' else name}", "label": label}
    for name, label in {
        "answer": _("Answer this remark"),
        "correct": _("Correct this answer"),
        "edit": _("Change"),
        "share": _("Make shared"),
        "withdraw": _("Withdraw"),
        "close": _("Close"),
        "reopen": _("Reopen"),
    }.items()
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
    def is_late(self):
        return self.state == RemarkState.OPEN and bool(self.remark.answer_by) and self.remark.answer_by < today()

    @property
    def acts(self):
        """Buttons: what the reader may do with it now."""
        if self.may_answer:
            return [ACTS["answer" if self.state == RemarkState.OPEN else "correct"]]
        if not self.on_desk:
            return []
        names = BY_STATE[self.state]
        kept_in = () if self.may_go else ("share", "reopen")
        skipped = kept_in if self.remark.is_internal else (*kept_in, "share")
        return [ACTS[name] for name in names if name not in skipped]

    @property
    def is_settled(self):
        return self.state in (RemarkState.CLOSED, RemarkState.WITHDRAWN)


def threads_of(dossier, user, *conditions, **which):
    """Threads of the remarks on `dossier` that `user` may read, newest first; two queries."""
    remarks = dossier.remarks.readable_by(user).filter(*conditions, **which).select_related("by", "office")
    on_desk = user.has_perm("agreements.note_remark", dossier)
    may_answer = user.has_perm("agreements.answer_remark", dossier)
    threads = []
    entries = Prefetch("entries", RemarkEntry.objects.select_related("by", "office"))
    for remark in remarks.prefetch_related(entries):
        own = is_own_office(remark.office, user)
        rounds = tuple(one for one in remark.entries.all() if own or one.act in OPEN_TO_OTHERS)
        state = RemarkState(remark.state) if own else _shown_to_others(remark, rounds)
        threads.append(
            Thread(
                remark=remark,
                state=state,
                rounds=rounds,
                part=part_label(remark.paper, remark.part),
                on_desk=on_desk and own,
                may_answer=may_answer and (state == RemarkState.OPEN or may_be_corrected(remark, dossier)),
                may_go=may_be_shared(dossier, remark.paper),
            )
        )
    return threads


def _shown_to_others(remark, rounds):
    """A reopening that was not sent yet is not known outside the office."""
    if remark.state != RemarkState.REOPENED:
        return RemarkState(remark.state)
    return RemarkState.CLOSED if rounds[-1].act == RemarkAct.CLOSE else RemarkState.ANSWERED


def grouped(threads):
    """Groups of the remarks tab that hold something: what waits first, what is settled last and folded."""
    groups = [
        {
            "title": _("Remarks to answer"),
            "help": _("Only what was remarked on can be changed; each remark is answered before the papers go again."),
            "threads": [one for one in threads if one.state == RemarkState.OPEN],
        },
        {
            "title": _("Answered: is it enough?"),
            "help": _("Close what is mended, reopen what is not. Going ahead closes what is left."),
            "threads": [one for one in threads if one.state == RemarkState.ANSWERED and one.on_desk],
        },
        {
            "title": _("Go to the region with the next return"),
            "help": _("Only your own office reads these until then."),
            "threads": [one for one in threads if one.state == RemarkState.REOPENED or _waits(one)],
        },
        {
            "title": _("Internal notes of your office"),
            "help": _("Nobody else reads them, neither now nor later."),
            "threads": [one for one in threads if one.state == RemarkState.NOTED and one.remark.is_internal],
        },
        {
            "title": _("Answered"),
            "threads": [one for one in threads if one.state == RemarkState.ANSWERED and not one.on_desk],
        },
        {"title": _("Closed"), "folded": True, "threads": [one for one in threads if one.is_settled]},
    ]
    return [{"help": "", "folded": False} | group for group in groups if group["threads"]]


def _waits(thread):
    return thread.state == RemarkState.NOTED and not thread.remark.is_internal
