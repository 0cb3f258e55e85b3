"""Remarks on papers: answered before they are sent again, sent or settled before anybody goes ahead."""

from django.db.models import Min
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from agreements.remarks.sending import to_send
from cooperation.workflow import Problem


def remarks_answered(act):
    still_open = act.once("open remarks", lambda: act.obj.remarks.open().count())
    if not still_open:
        return
    first = act.once("first answer", lambda: act.obj.remarks.open().aggregate(day=Min("answer_by"))["day"])
    if first:
        words = _("Answer every remark first, by %(day)s: %(count)s still open.")
        words %= {"count": still_open, "day": date_format(first, "j F Y")}
    else:
        words = _("Answer every remark first: %(count)s still open.") % {"count": still_open}
    yield Problem(words, act.move.article, place="remarks")


def no_remark_waiting(act):
    """What one's own office asks the region to mend is sent, or taken back, before the dossier goes ahead."""
    waiting = act.once("waiting remarks", lambda: to_send(act.obj, act.by).count())
    if waiting:
        sentence = ngettext(
            "%(count)s shared remark of your office waits to be sent: return the dossier, or withdraw or close it.",
            "%(count)s shared remarks of your office wait to be sent: return the dossier, or withdraw or close them.",
            waiting,
        )
        yield Problem(sentence % {"count": waiting}, place="remarks")


def something_to_mend(act):
    """A return says what has to be mended: by remarks noted before, or by a note now."""
    if not act.note.strip() and not to_send(act.obj, act.by).exists():
        yield Problem(_("Say what has to be mended: note remarks on the paper, or write it here."), field="note")
