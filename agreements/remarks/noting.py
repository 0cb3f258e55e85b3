"""Remarks: noted by whoever has the dossier on the desk, answered by the region, closed or reopened.

Each write is one transaction on the locked dossier and leaves its event. What an office notes stays inside it
until a return sends what is shared (`agreements.remarks.sending`).
"""

from django.utils.translation import gettext as _

from agreements.enums import Audience, RemarkAct, RemarkState, VoidCause
from agreements.events import note_event
from agreements.models import Remark, RemarkEntry
from agreements.papers import last_sent
from agreements.recommendations import void
from agreements.remarks.opened import is_back
from agreements.rules import DESKS, REGION, SENT_BACK, membership_in
from agreements.services import writing
from cooperation import changes
from cooperation.exceptions import Conflict

#: What can be changed of a remark before it is sent.
FIELDS = ("text", "audience")


def may_be_shared(dossier, paper):
    """Whether a remark on `paper` ("" for the whole) can go to the region from where the dossier stands."""
    return dossier.status in SENT_BACK and (not paper or paper in SENT_BACK[dossier.status])


def note_remark(dossier, *, text, by, paper="", part="", audience=Audience.INTERNAL):
    """Pin a remark to a part of the version last sent, to a whole paper, or to the whole dossier."""
    with writing(dossier, "note_remark", by):
        _refuse_unsendable(dossier, paper, audience)
        sent = last_sent(dossier, paper) if paper else None
        remark = Remark.objects.create(
            dossier=dossier,
            paper=paper,
            part=part,
            version=sent and sent.number,
            text=text,
            audience=audience,
            step=dossier.status,
            by=by,
            office=_seat(dossier, by).office,
        )
        _event("remark_noted", remark, by)
    return remark


def edit_remark(remark, *, seen, by):
    """Save the changed text and audience of a remark that was not sent; `seen` is how its editor saw it."""
    with writing(remark.dossier, "note_remark", by):
        stored = _locked(remark, by, RemarkState.NOTED)
        _refuse_unsendable(remark.dossier, stored.paper, remark.audience)
        changed = changes.write(remark, FIELDS, seen=seen)
        if changed:
            shared = "audience" in changed and not remark.is_internal
            if shared:
                _entry(remark, RemarkAct.SHARE, by)
            _event("remark_shared" if shared else "remark_edited", remark, by)


def share_remark(remark, *, by):
    """Make an internal remark a shared one: it goes with the next return."""
    with writing(remark.dossier, "note_remark", by):
        stored = _locked(remark, by, RemarkState.NOTED)
        _refuse_unsendable(remark.dossier, stored.paper, Audience.SHARED)
        if stored.is_internal:
            stored.audience = Audience.SHARED
            stored.save(update_fields=["audience"])
            _entry(stored, RemarkAct.SHARE, by)
            _event("remark_shared", stored, by)


def withdraw_remark(remark, *, by):
    with writing(remark.dossier, "note_remark", by):
        _turn(remark, by, RemarkState.WITHDRAWN, RemarkAct.WITHDRAW, "remark_withdrawn", RemarkState.NOTED)


def close_remark(remark, *, by):
    """The answer is enough; a reopening that was not sent is taken back."""
    with writing(remark.dossier, "note_remark", by):
        _turn(
            remark,
            by,
            RemarkState.CLOSED,
            RemarkAct.CLOSE,
            "remark_closed",
            RemarkState.ANSWERED,
            RemarkState.REOPENED,
        )


def reopen_remark(remark, text, *, by):
    """The answer is not enough: the region has to answer again once the dossier is returned."""
    with writing(remark.dossier, "note_remark", by):
        _refuse_unsendable(remark.dossier, remark.paper, Audience.SHARED)
        _turn(
            remark,
            by,
            RemarkState.REOPENED,
            RemarkAct.REOPEN,
            "remark_reopened",
            RemarkState.ANSWERED,
            RemarkState.CLOSED,
            text=text,
        )


def answer_remark(remark, answer, *, by, seen=None):
    """Answer a remark; until the papers go again, correct the answer `seen` (number of its entry).

    Every answer is kept, the last one counts. Raises Conflict with both texts where another answer came first.
    """
    dossier = remark.dossier
    with writing(dossier, "answer_remark", by):
        stored = Remark.objects.select_for_update(of=("self",)).get(pk=remark.pk)
        given = correctable(stored, dossier)
        if stored.state != RemarkState.OPEN and (given is None or given.pk != seen):
            raise already_answered(stored, answer)
        stored.state = RemarkState.ANSWERED
        stored.save(update_fields=["state"])
        held = membership_in(REGION, by, dossier)
        _entry(stored, RemarkAct.ANSWER, by, text=answer, office=held.office)
        void(dossier, VoidCause.REMARK, by)
        note_event(dossier, "remark_answered", by=by, note=answer, remark=stored.pk)


def correctable(remark, dossier):
    """The answer that the region may still correct, since nobody has been sent it; None where there is none."""
    return _answers(remark).last() if may_be_corrected(remark, dossier) else None


def may_be_corrected(remark, dossier):
    return remark.state == RemarkState.ANSWERED and is_back(remark, dossier)


def already_answered(remark, mine=""):
    """The Conflict of an answer that comes second, with both texts."""
    given = _answers(remark).last()
    if given is None:
        return Conflict(_("This remark is not to be answered now."))
    texts = [{"label": _("Answer"), "theirs": given.text, "mine": mine}] if mine else []
    return Conflict(_("%(who)s has answered this remark already.") % {"who": given.by}, texts=texts)


def _answers(remark):
    return remark.entries.filter(act=RemarkAct.ANSWER).select_related("by")


# What they share


def _turn(remark, by, state, act, event, *states, text=""):
    """Take the remark from one of `states` to `state`."""
    stored = _locked(remark, by, *states)
    stored.state = state
    stored.save(update_fields=["state"])
    _entry(stored, act, by, text=text)
    _event(event, stored, by)


def _locked(remark, by, *states):
    """The remark as it is stored, when it belongs to an office of `by` and still stands in one of `states`."""
    stored = Remark.objects.own_of(by).select_for_update(of=("self",)).filter(pk=remark.pk).first()
    if stored is None or stored.state not in states:
        raise Conflict(_("Somebody was faster: this remark no longer stands as you saw it."))
    return stored


def _refuse_unsendable(dossier, paper, audience):
    if audience == Audience.SHARED and not may_be_shared(dossier, paper):
        raise Conflict(_("From this step this paper is not returned to the region: note the remark internally."))


def _seat(dossier, by):
    return membership_in(DESKS[dossier.status], by, dossier)


def _entry(remark, act, by, *, office=None, **fields):
    office = office or _seat(remark.dossier, by).office
    RemarkEntry.objects.create(remark=remark, act=act, by=by, office=office, **fields)


def _event(name, remark, by):
    """The event says that, not what: the text is read where the remark is, by those who may.

    A recommendation made before rested on other remarks; only the approval of an answer changes nothing in it.
    """
    if name != "remark_closed":
        void(remark.dossier, VoidCause.REMARK, by)
    note_event(remark.dossier, name, by=by, seats=DESKS[remark.dossier.status], remark=remark.pk)
