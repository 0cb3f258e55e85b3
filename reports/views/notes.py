"""A note on how a year goes."""

from django.http import Http404
from django.utils.translation import gettext_lazy as _

from reports.forms.notes import NoteForm
from reports.models import ProgressNote
from reports.plans.noting import may_be_noted, note_progress
from reports.plans.years import may_be_planned

from .base import YearForm


class AddNote(YearForm):
    heading = _("Write a progress note")
    lead = _(
        "This note is of your own accord, for example in the middle of the year. Nobody is owed it and nothing becomes "
        "late without it: Permendagri 25/2020 asks for the yearly report alone, in January. What you write here is "
        "read by whoever reads that report, and is taken over into its first draft."
    )
    submit = _("Keep this note")
    done = _("The note has been kept.")

    def prepare(self):
        if not may_be_planned(self.dossier, self.year):
            raise Http404
        self.only_if(
            may_be_noted(self.dossier, self.year),
            _("A note is written while its year runs; afterwards the yearly report tells how it went."),
        )

    def form(self, *data):
        return NoteForm(*data, instance=ProgressNote(dossier=self.dossier, year=self.year), user=self.user)

    def write(self, form):
        note_progress(form.instance, by=self.user)
