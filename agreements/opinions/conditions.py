"""What becomes of the conditions an office names: remarks the region answers, clauses of the ministry's letters."""

from django.utils.translation import gettext as _

from agreements.enums import Audience, RemarkState
from agreements.letters.drafts import add_clause, remove_clause
from agreements.lifecycle.beside import RECOMMENDABLE
from agreements.models import Condition
from agreements.remarks.noting import may_be_shared, note_remark, withdraw_remark
from agreements.services import writing
from cooperation.exceptions import Conflict


def letters_for(status):
    """Decisions of a step whose letter may carry conditions; a rejection has none."""
    return tuple(move for move in RECOMMENDABLE.get(status, ()) if move != "reject" and status != "discussing")


def make_remark(condition, *, by):
    """A shared remark with the words of the condition: the next return sends it, without saying whose it was.

    It is pinned to the paper the office was asked about, where that is one that goes back from this step.
    """
    dossier, papers = condition.opinion.dossier, condition.opinion.papers
    with writing(dossier, "lead_opinions", by):
        stored = _stored(condition)
        if stored.is_remark:
            raise Conflict(_("This condition has become a remark already."))
        paper = papers[0] if len(papers) == 1 and may_be_shared(dossier, papers[0]) else ""
        stored.remark = note_remark(dossier, text=stored.text, by=by, paper=paper, audience=Audience.SHARED)
        stored.save(update_fields=["remark"])


def undo_remark(condition, *, by):
    with writing(condition.opinion.dossier, "lead_opinions", by):
        stored = _stored(condition)
        if not stored.is_remark or stored.remark.state != RemarkState.NOTED:
            raise Conflict(_("This remark has been sent, or is none any more: it cannot be undone here."))
        withdraw_remark(stored.remark, by=by)


def make_clause(condition, move, *, by):
    """A paragraph in the draft of the letter of the decision `move`."""
    dossier = condition.opinion.dossier
    with writing(dossier, "lead_opinions", by):
        stored = _stored(condition)
        if stored.clause_of:
            raise Conflict(_("This condition stands in the draft of a letter already."))
        if move not in letters_for(dossier.status):
            raise Conflict(_("From this step no such letter is sent."))
        add_clause(dossier, move, stored.text, by)
        stored.clause_of = move
        stored.save(update_fields=["clause_of"])


def undo_clause(condition, *, by):
    dossier = condition.opinion.dossier
    with writing(dossier, "lead_opinions", by):
        stored = _stored(condition)
        if stored.clause_of not in letters_for(dossier.status):
            raise Conflict(_("This letter has been sent, or the condition stands in none: it cannot be undone here."))
        remove_clause(dossier, stored.clause_of, stored.text, by)
        stored.clause_of = ""
        stored.save(update_fields=["clause_of"])


def _stored(condition):
    return Condition.objects.select_for_update(of=("self",)).select_related("remark__dossier").get(pk=condition.pk)
