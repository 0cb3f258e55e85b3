"""The fields of moves that hand a dossier from one person of a desk to another."""

from django import forms
from django.utils.translation import gettext_lazy as _

from agreements.desk.assigning import seen
from agreements.desk.workload import laden, officers_of, reviewers, with_load


class HolderField(forms.ModelChoiceField):
    """One of the people of a desk, each with what lies there."""

    widget = forms.RadioSelect

    def label_from_instance(self, person):
        return with_load(person)


def _reviewer(dossier):
    return HolderField(laden(reviewers(), "reviewer"), label=_("Reviewer"), empty_label=None)


def _governor_officer(dossier):
    people = laden(officers_of(dossier.province_id), "governor_officer")
    return HolderField(people, label=_("Officer of the province"), empty_label=None)


def _seen(holder):
    """Who holds the dossier while the form is shown."""
    return lambda dossier: forms.IntegerField(
        required=False, initial=getattr(dossier, f"{holder}_id"), widget=forms.HiddenInput
    )


FIELDS = {
    "reviewer": _reviewer,
    seen("reviewer"): _seen("reviewer"),
    "governor_officer": _governor_officer,
    seen("governor_officer"): _seen("governor_officer"),
}
