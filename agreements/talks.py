"""Rounds of talks with the partner, recorded by Kemlu (P25 23)."""

from django.utils.translation import gettext as _

from agreements.enums import DocumentKind, PaperKind
from agreements.events import note_event
from agreements.models import Document
from agreements.papers import parts_of
from agreements.services import writing
from cooperation import changes
from cooperation.exceptions import Conflict


def add_round(dossier, talks, *, file, by):
    """Record the next round under the next number."""
    with writing(dossier, "record_talks", by):
        same = dossier.talks.filter(held_on=talks.held_on, channel=talks.channel, changes=talks.changes)
        if same.exists():
            raise Conflict(_("This round has been recorded already."))
        last = dossier.talks.first()
        talks.dossier, talks.number, talks.recorded_by = dossier, last.number + 1 if last else 1, by
        _keep(talks, file, by)
        talks.save()
        note_event(dossier, "talks_added", by=by, document=talks.document, number=talks.number, held_on=talks.held_on)


def edit_round(dossier, talks, fields, *, seen, file, by):
    """Correct a round while the talks go on; what was written before stays in the history."""
    with writing(dossier, "record_talks", by):
        _keep(talks, file, by)
        changed = changes.write(talks, fields, seen=seen)
        if changed:
            note_event(dossier, "talks_edited", by=by, document=talks.document if file else None, changes=changed)


def _keep(talks, file, by):
    if file:
        talks.document = Document.keep(talks.dossier, DocumentKind.TALKS, file, by=by, dated_on=talks.held_on)


def rounds_of(dossier):
    """The rounds of a dossier, newest first, with the names of the parts that changed."""
    labels = {part.name: part.label for part in parts_of(PaperKind.AGREEMENT)}
    rounds = list(dossier.talks.select_related("recorded_by", "document"))
    for talks in rounds:
        talks.part_labels = [labels[name] for name in talks.parts if name in labels]
    return rounds
