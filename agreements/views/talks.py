"""Rounds of talks with the partner, recorded by Kemlu (P25 23)."""

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _

from agreements.forms.talks import TalksForm
from agreements.models import TalkRound
from agreements.talks import add_round, edit_round

from .base import DossierForm


class AddTalks(DossierForm):
    permission = "record_talks"
    heading = _("Record a round of talks")
    lead = _(
        "Kemlu talks with the partner about the text (art. 23 of Minister of Home Affairs Regulation 25/2020). The "
        "region, its province and the ministry read what is recorded here. The Surat Konfirmasi follows the last round."
    )
    submit = _("Record this round")
    done = _("The round has been recorded.")
    tab = "dossier-contacts"

    def form(self, *data):
        return TalksForm(*data, dossier=self.dossier, user=self.user)

    def write(self, form):
        add_round(self.dossier, form.instance, file=form.cleaned_data["file"], by=self.user)


class EditTalks(AddTalks):
    heading = _("Correct the record of a round")
    lead = _("What was written before stays in the history.")
    submit = _("Save the correction")
    done = _("The record has been corrected.")

    def prepare(self):
        rounds = TalkRound.objects.select_related("document")
        self.talks = get_object_or_404(rounds, dossier=self.dossier, pk=self.kwargs["pk"])

    def form(self, *data):
        return TalksForm(*data, instance=self.talks, dossier=self.dossier, user=self.user)

    def write(self, form):
        seen, file = form.cleaned_data["seen"], form.cleaned_data["file"]
        edit_round(self.dossier, form.instance, TalksForm.FIELDS, seen=seen, file=file, by=self.user)
