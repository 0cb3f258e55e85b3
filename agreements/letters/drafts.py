"""What a reviewer prepares for a letter beside its template. It never leaves the ministry before it is issued."""

from contextlib import contextmanager

from django.utils.translation import gettext as _

from agreements import recommendations
from agreements.enums import VoidCause
from agreements.events import note_event
from agreements.models import LetterDraft
from agreements.services import ROAD, writing
from cooperation.changes import saved_meanwhile
from cooperation.exceptions import Conflict
from cooperation.working_days import now


def draft_of(dossier, move):
    """The draft for the letter of the decision `move`, not saved yet where nobody has begun it."""
    return LetterDraft.objects.filter(dossier=dossier, move=move).first() or LetterDraft(dossier=dossier, move=move)


@contextmanager
def _writing(dossier, move, by):
    """As `writing`, while the decision `move` can still be taken."""
    with writing(dossier, "write_letter", by):
        ROAD.must_exist(ROAD.moves[move], dossier)
        yield


def save_draft(dossier, move, clauses, clauses_en, *, seen, by):
    """Write the clauses of a draft that still is as its writer saw it, in edit version `seen`."""
    with _writing(dossier, move, by):
        draft = draft_of(dossier, move)
        if draft.edit_version != seen:
            raise saved_meanwhile(
                draft,
                by,
                texts=[
                    {"label": _("Clauses"), "theirs": draft.clauses, "mine": clauses},
                    {"label": _("Clauses, English"), "theirs": draft.clauses_en, "mine": clauses_en},
                ],
            )
        if (draft.clauses, draft.clauses_en) != (clauses, clauses_en):
            _write(draft, clauses, clauses_en, by)
    return draft


def add_clause(dossier, move, text, by):
    """Add one paragraph to the draft of the letter of `move`; to its English clauses too, where it has any."""
    with _writing(dossier, move, by):
        draft = draft_of(dossier, move)
        english = draft.clauses_en and _joined(draft.clauses_en, text)
        _write(draft, _joined(draft.clauses, text), english, by)
    return draft


def remove_clause(dossier, move, text, by):
    """Take a paragraph out of the draft again; raises Conflict when it no longer stands there word for word."""
    with _writing(dossier, move, by):
        draft = draft_of(dossier, move)
        if text.strip() not in draft.clauses:
            raise Conflict(_("The clause has been changed since: take it out in the draft of the letter."))
        _write(draft, _without(draft.clauses, text), _without(draft.clauses_en, text), by)


def _joined(before, text):
    return "\n\n".join(filter(None, [before.rstrip(), text.strip()]))


def _without(clauses, text):
    before, _found, after = clauses.partition(text.strip())
    return _joined(before, after)


def _write(draft, clauses, clauses_en, by):
    draft.clauses, draft.clauses_en = clauses, clauses_en
    draft.edit_version += 1
    draft.updated_by, draft.updated_at = by, now()
    draft.save()
    note_event(draft.dossier, "letter_drafted", by=by, move=draft.move)
    recommendations.void(draft.dossier, VoidCause.LETTER, by)
