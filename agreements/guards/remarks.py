"""Remarks on papers: answered before they are sent again, sent or settled before anybody goes ahead."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from agreements.remarks.sending import to_send
from cooperation.workflow import Problem


def remarks_answered(act):
    open_remarks = act.once("open remarks", lambda: act.obj.remarks.open().count())
    if open_remarks:
        yield Problem(
            _("Answer every remark first: %(count)s still open.") % {"count": open_remarks},
            act.move.article,
            place="remarks",
        )


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
