"""Contacts with the partner, recorded by the region (P25 11)."""

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agreements.enums import Status
from agreements.forms.records import ContactForm
from agreements.models import Contact
from agreements.records import add_contact, edit_contact

from .base import DossierForm


class AddContact(DossierForm):
    permission = "add_contact"
    heading = gettext_lazy("Record a contact with the partner")
    submit = gettext_lazy("Record this contact")
    done = gettext_lazy("The contact has been recorded.")
    tab = "dossier-contacts"

    @property
    def lead(self):
        if self.dossier.status == Status.IN_FORCE:
            return _(
                "What was said with the partner while the agreement is carried out. Without an activity or a contact "
                "for twelve months it counts as dormant."
            )
        return _(
            "Exploration takes one of four ways: from afar, through the Minister or Kemlu, by a visit, or by an "
            "invitation (art. 11 of Minister of Home Affairs Regulation 25/2020). One contact at least has to be on "
            "record before the study begins."
        )

    def form(self, *data):
        return ContactForm(*data, user=self.user)

    def write(self, form):
        add_contact(self.dossier, form.instance, file=form.cleaned_data["file"], by=self.user)


class EditContact(AddContact):
    heading = gettext_lazy("Correct the record of a contact")
    lead = gettext_lazy("What was written before stays in the history.")
    submit = gettext_lazy("Save the correction")
    done = gettext_lazy("The record has been corrected.")

    def prepare(self):
        self.contact = get_object_or_404(
            Contact.objects.select_related("document"), dossier=self.dossier, pk=self.kwargs["pk"]
        )

    def form(self, *data):
        return ContactForm(*data, instance=self.contact, user=self.user)

    def write(self, form):
        edit_contact(
            self.dossier,
            form.instance,
            ContactForm.FIELDS,
            seen=form.cleaned_data["seen"],
            file=form.cleaned_data["file"],
            by=self.user,
        )
