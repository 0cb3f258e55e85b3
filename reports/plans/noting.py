"""Notes on how a year goes, written while it runs."""

from django.utils.translation import gettext as _

from agreements.events import note_event
from agreements.services import writing
from cooperation.exceptions import Conflict
from cooperation.working_days import today
from reports.models import ProgressNote

from .writing import WRITE
from .years import may_be_planned


def may_be_noted(dossier, year):
    """This year, while the agreement is in force; afterwards the yearly report tells."""
    return year == today().year and may_be_planned(dossier, year)


def note_progress(note, *, by):
    with writing(note.dossier, WRITE, by):
        if not may_be_noted(note.dossier, note.year):
            raise Conflict(_("This year is over: the yearly report tells how it went."))
        if notes_of(note.dossier, note.year).filter(text=note.text).exists():
            raise Conflict(_("This has been recorded already."))
        note.by = by
        note.save()
        note_event(note.dossier, "progress_noted", by=by, note=str(note.year))


def notes_of(dossier, year):
    return ProgressNote.objects.filter(dossier=dossier, year=year).select_related("by")
