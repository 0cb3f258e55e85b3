"""What a move does with remarks: a return sends the shared ones, a go-ahead closes those that were answered."""

from agreements.enums import Audience, RemarkAct, RemarkState
from agreements.models import Remark, RemarkEntry
from agreements.rules import membership_in
from cooperation.working_days import now


def to_send(dossier, user, step=""):
    """Shared remarks of the office of `user` that a return from `step`, usually the present one, sends."""
    return dossier.remarks.own_of(user).to_send().filter(step=step or dossier.status)


def to_close(dossier, user, step=""):
    """Answered remarks of the office of `user` that a go-ahead from `step`, usually the present one, closes."""
    return dossier.remarks.own_of(user).answered().filter(step=step or dossier.status)


def send_remarks(act):
    """Send the shared remarks of the desk that returns, and the note as one more (P25 14, 18-20, 22, 23)."""
    office, day = _office(act), act.data.get("answer_by")
    _add_note(act, office)
    for remark in to_send(act.obj, act.by, act.previous).select_for_update(of=("self",)):
        again = remark.entries.filter(act=RemarkAct.REOPEN).last() if remark.state == RemarkState.REOPENED else None
        remark.state, remark.sent_at, remark.answer_by = RemarkState.OPEN, now(), day
        remark.save(update_fields=["state", "sent_at", "answer_by"])
        RemarkEntry.objects.create(
            remark=remark,
            act=RemarkAct.SEND,
            text=again.text if again else "",
            answer_by=day,
            by=act.by,
            office=office,
        )
        act.outcome["remarks_sent"] = act.outcome.get("remarks_sent", 0) + 1


def _add_note(act, office):
    if not act.note.strip():
        return
    paper, _, part = (act.data.get("about") or "").partition(".")
    Remark.objects.create(
        dossier=act.obj,
        paper=paper,
        part=part,
        text=act.note,
        audience=Audience.SHARED,
        step=act.previous,
        by=act.by,
        office=office,
    )


def close_answered(act):
    """Going ahead says that the answers are enough: those that nobody closed are closed."""
    _close(act, to_close(act.obj, act.by, act.previous), _office(act))


def close_councils(act):
    """The council decides on the plan it asked to be improved, or is deemed to: its remarks are settled."""
    _close(act, act.obj.remarks.answered().filter(step=act.previous), None)


def _close(act, answered, office):
    found = list(answered.select_for_update(of=("self",)))
    if found:
        Remark.objects.filter(pk__in=[remark.pk for remark in found]).update(state=RemarkState.CLOSED)
        RemarkEntry.objects.bulk_create(
            RemarkEntry(remark=remark, act=RemarkAct.CLOSE, by=act.by, office=office) for remark in found
        )
        act.outcome["remarks_closed"] = len(found)


def _office(act):
    return membership_in(act.move.who, act.by, act.obj).office
