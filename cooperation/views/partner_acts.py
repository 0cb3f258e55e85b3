"""What is done to a partner: verifying, suspending, releasing, merging, and its contacts."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cooperation import names, partners
from cooperation.enums import PartnerStatus
from cooperation.exceptions import Conflict
from cooperation.filters import PartnerFilter
from cooperation.forms.partners import ContactForm, MergeForm, NoteForm, ReasonForm
from cooperation.models import Partner, PartnerContact

from .base import ConfirmPage, FormPage
from .partners import KeptPartner

#: How many partners a search for the one that stays shows.
CHOICES = 25


class PartnerAct(KeptPartner, FormPage):
    """One change of status."""

    form_class = NoteForm
    statuses = ()

    def get(self, request, *args, **kwargs):
        if self.partner.status not in self.statuses:
            raise Conflict(_("Somebody was faster: this partner has changed in the meantime."))
        return super().get(request, *args, **kwargs)


class PartnerVerify(PartnerAct):
    statuses = (PartnerStatus.PROPOSED,)
    submit = gettext_lazy("Verify this partner")
    done = gettext_lazy("The partner has been verified.")
    lead = gettext_lazy("You confirm that this institution exists and that its names, kind and country are right.")

    @property
    def heading(self):
        return _("Verify %(name)s") % {"name": self.partner.name}

    def perform(self, form):
        partners.verify(self.partner, by=self.request.user, note=form.cleaned_data["note"])


class PartnerSuspend(PartnerAct):
    form_class = ReasonForm
    statuses = (PartnerStatus.PROPOSED, PartnerStatus.VERIFIED)
    submit = gettext_lazy("Suspend this partner")
    done = gettext_lazy("The partner has been suspended.")
    danger = True
    lead = gettext_lazy("No new dossier can name a suspended partner. Running dossiers keep it.")

    @property
    def heading(self):
        return _("Suspend %(name)s") % {"name": self.partner.name}

    def perform(self, form):
        partners.suspend(self.partner, by=self.request.user, note=form.cleaned_data["note"])


class PartnerRelease(PartnerAct):
    statuses = (PartnerStatus.SUSPENDED,)
    submit = gettext_lazy("Release this partner")
    done = gettext_lazy("The partner has been released.")
    lead = gettext_lazy("New dossiers can name it again. It gets back the status it had before it was suspended.")

    @property
    def heading(self):
        return _("Release %(name)s") % {"name": self.partner.name}

    def perform(self, form):
        partners.release(self.partner, by=self.request.user, note=form.cleaned_data["note"])


class PartnerMerge(KeptPartner, FormPage):
    """First the one that stays is chosen, by a search in the address; then both are shown side by side."""

    template_name = "cooperation/partner_merge.html"
    form_class = MergeForm
    submit = gettext_lazy("Merge the two")
    done = gettext_lazy("The two partners have been merged.")
    danger = True

    @property
    def heading(self):
        return _("Merge %(name)s into another partner") % {"name": self.partner.name}

    @property
    def lead(self):
        if self.into:
            return _("Compare the two. The duplicate goes, the other one stays; this cannot be undone.")
        return _("%(name)s is the duplicate. Choose the partner that stays.") % {"name": self.partner.name}

    @cached_property
    def into(self):
        """The partner that stays, once it is chosen."""
        if not self.request.GET.get("into"):
            return None
        chosen = MergeForm(self.request.GET, duplicate=self.partner)
        if not chosen.is_valid():
            raise Http404
        return chosen.cleaned_data["into"]

    def get_initial(self):
        return {"into": self.into}

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "duplicate": self.partner}

    def get_context_data(self, **context):
        if self.into:
            context |= {
                "into": self.into,
                "both": compared(self.partner, self.into),
                "followers": partners.records_that_follow(self.partner),
            }
        else:
            context |= {"filter": self.filterset, "choices": self.choices()}
        return super().get_context_data(partner=self.partner, **context)

    @cached_property
    def filterset(self):
        others = Partner.objects.kept().exclude(pk=self.partner.pk).select_related("country")
        return PartnerFilter(self.request.GET, queryset=others, request=self.request)

    def choices(self):
        """What the search finds; without a search the look-alikes."""
        if self.request.GET.get("q") or self.request.GET.get("country"):
            return self.filterset.qs[:CHOICES]
        alike = names.near_duplicates(names.names_of(self.partner), self.partner.country)
        return [other for other in alike if other.pk != self.partner.pk]

    def perform(self, form):
        self.kept = partners.merge(self.partner, form.cleaned_data["into"], by=self.request.user)


def compared(duplicate, into):
    """[(label, the duplicate's value, the other's value)]"""
    fields = [Partner._meta.get_field(name) for name in (*partners.EDITED, "status")]
    return [
        {
            "label": field.verbose_name,
            "duplicate": shown(duplicate, field),
            "into": shown(into, field),
        }
        for field in fields
    ]


def shown(partner, field):
    display = f"get_{field.name}_display"
    return getattr(partner, display)() if field.choices else getattr(partner, field.name)


# Contacts


class ContactPage(KeptPartner, FormPage):
    permission = "cooperation.change_partner_contacts"
    form_class = ContactForm
    submit = gettext_lazy("Save")
    done = gettext_lazy("Saved.")

    @cached_property
    def record(self):
        return get_object_or_404(PartnerContact, pk=self.kwargs["contact"], partner=self.partner)

    def perform(self, form):
        partners.write_contact(form.save(commit=False), by=self.request.user, seen=form.cleaned_data["seen"])


class ContactAdd(ContactPage):
    submit = gettext_lazy("Add this contact")
    done = gettext_lazy("The contact has been added.")

    @property
    def heading(self):
        return _("New contact at %(name)s") % {"name": self.partner.name}

    @cached_property
    def record(self):
        return PartnerContact(partner=self.partner)


class ContactEdit(ContactPage):
    @property
    def heading(self):
        return _("Edit the contact %(name)s") % {"name": self.known_as}


class ContactRemove(ConfirmPage, ContactPage):
    submit = gettext_lazy("Remove this contact")
    done = gettext_lazy("The contact has been removed.")
    danger = True

    @property
    def heading(self):
        return _("Remove the contact %(name)s") % {"name": self.record}

    def perform(self, form):
        partners.remove_contact(self.record, by=self.request.user)
