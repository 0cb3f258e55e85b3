"""Foreign partners, their contacts, and what is done to them."""

import unicodedata

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cooperation import changes, partners
from cooperation.enums import PartnerKind
from cooperation.models import Partner, PartnerContact

from .base import EditForm, Form

#: Partners are foreign.
HOME = "ID"


class PartnerForm(EditForm):
    website = forms.URLField(
        label=_("Website"), required=False, assume_scheme="https", help_text=_("For example: https://www.city.example")
    )

    fingerprint = staticmethod(partners.fingerprint)

    class Meta:
        model = Partner
        fields = partners.EDITED
        widgets = {"address": forms.Textarea(attrs={"rows": 3}), "notes": forms.Textarea(attrs={"rows": 4})}
        help_texts = {
            "country": _("Leave empty for an international organisation without a seat."),
            "notes": _("Read by the ministry and by the region that proposed the partner."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        country = self.fields["country"]
        country.required = self.data.get("kind") != PartnerKind.INTERNATIONAL
        country.error_messages["required"] = _("Name the country; only an international organisation has none.")
        country.queryset = country.queryset.exclude(pk=HOME)
        tier = self.fields["tier"]
        tier.required = not self.is_bound or self.data.get("kind") == PartnerKind.REGIONAL_GOVERNMENT
        tier.error_messages["required"] = _("Say which level this government has; the region's own must match it.")

    def clean_name(self):
        name = self.cleaned_data["name"]
        if not any(unicodedata.name(letter, "").startswith("LATIN") for letter in name):
            raise ValidationError(_("Write this name in Latin letters; the one in its own script goes below."))
        return name

    def clean(self):
        data = super().clean()
        if data.get("kind") not in (None, PartnerKind.REGIONAL_GOVERNMENT):
            data["tier"] = ""
        self.namesake = self.other_of_name(data) if data.get("name") and "country" in data else None
        if self.namesake:
            self.add_error("name", _("A partner of this name in this country is in the list already."))
        return data

    def other_of_name(self, data):
        same = Partner.objects.kept().filter(name__iexact=data["name"], country=data["country"])
        return same.exclude(pk=self.instance.pk).select_related("country").first()


class NewPartnerForm(PartnerForm):
    """`different_from` lists the look-alikes that the person has seen and says are others."""

    different_from = forms.CharField(required=False, max_length=500, widget=forms.HiddenInput)

    def clean_different_from(self):
        return {int(pk) for pk in self.cleaned_data["different_from"].split(",") if pk.isdecimal()}


class ContactForm(EditForm):
    class Meta:
        model = PartnerContact
        fields = ("name", "position", "email", "phone")
        help_texts = {"name": _("A person, or a desk such as “International Relations Division”.")}

    @staticmethod
    def fingerprint(contact):
        return changes.fingerprint(contact, partners.CONTACT_EDITED)


class NoteForm(Form):
    note = forms.CharField(label=_("Note"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))


class ReasonForm(Form):
    note = forms.CharField(
        label=_("Reason"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Shown on the partner's page to everybody who may see it."),
    )


class MergeForm(Form):
    """The partner that stays."""

    into = forms.ModelChoiceField(
        label=_("The partner that stays"), queryset=Partner.objects.none(), widget=forms.HiddenInput
    )

    def __init__(self, *args, duplicate, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["into"].queryset = Partner.objects.kept().exclude(pk=duplicate.pk).select_related("country")
