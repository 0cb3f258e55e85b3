"""Contacts with the partner, recorded by the region (P25 11)."""

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _

from agreements.forms.records import ContactForm
from agreements.models import Contact
from agreements.records import add_contact, edit_contact

from .base import DossierForm


class AddContact(DossierForm):
    permission = "add_contact"
    heading = _("Record a contact with the partner")
    lead = _(
        "Exploration takes one of four ways: from afar, through the Minister or Kemlu, by a visit, or by an "
        "invitation (art. 11 of Minister of Home Affairs Regulation 25/2020). One contact at least has to be on "
        "record before the study begins."
    )
    submit = _("Record this contact")
    done = _("The contact has been recorded.")
    tab = "dossier-contacts"

    def form(self, *data):
        return ContactForm(*data, user=self.user)

    def write(self, form):
        add_contact(self.dossier, form.instance, file=form.cleaned_data["file"], by=self.user)


class EditContact(AddContact):
    heading = _("Correct the record of a contact")
    lead = _("What was written before stays in the history.")
    submit = _("Save the correction")
    done = _("The record has been corrected.")

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
