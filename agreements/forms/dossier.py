"""Opening a dossier, its basic data, its partner."""

from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from agreements.basics import EDITED, schemes_for
from agreements.enums import LONG_ROAD, Objective, Scheme, Sector
from agreements.models import Dossier
from cooperation.enums import Role
from cooperation.filters import PartnerFilter, search
from cooperation.forms.base import ModelForm
from cooperation.models import Partner, Region

#: What each scheme is for, beside its name.
SCHEME_HELP = {
    Scheme.SISTER: _(
        "A lasting tie of a province with a foreign province, or of a regency or city with a foreign city, "
        "in several fields (art. 6)."
    ),
    Scheme.REGIONAL: _("One certain field, with a foreign regional government of any kind (art. 6)."),
    Scheme.INSTITUTION: _("With a foreign university, agency or other institution (art. 7)."),
}


def explained(schemes):
    """Choices with their explanation below the name."""
    line = '<strong>{}</strong> <span class="choice-help">{}</span>'
    return [(scheme.value, format_html(line, scheme.label, SCHEME_HELP[scheme])) for scheme in schemes]


class BasicsForm(ModelForm):
    """Fields whose widgets both forms share."""

    class Meta:
        model = Dossier
        fields = ()

    def __init__(self, *args, schemes, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["scheme"] = forms.ChoiceField(
            label=_("Scheme"), choices=explained(schemes), widget=forms.RadioSelect
        )


class NewDossierForm(BasicsForm):
    """Region (of those the person works for), scheme and subject; all the rest is filled in afterwards."""

    class Meta(BasicsForm.Meta):
        fields = ("region", "scheme", "title")

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, schemes=LONG_ROAD, **kwargs)
        codes = [held.office.region_id for held in user.memberships_as(Role.OFFICER, Role.HEAD)]
        region = self.fields["region"]
        region.queryset = Region.objects.autonomous().filter(pk__in=codes)
        if len(codes) == 1:
            region.initial, region.empty_label = codes[0], None


class EditDossierForm(BasicsForm):
    hide_optional = True

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    objectives = forms.MultipleChoiceField(
        label=_("Objects of cooperation"),
        help_text=_("The five objects the law allows (art. 4); choose all that apply."),
        choices=Objective.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    sectors = forms.MultipleChoiceField(
        label=_("Sectors"),
        help_text=_("For searching and for statistics; choose all that apply."),
        choices=Sector.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    class Meta(BasicsForm.Meta):
        fields = EDITED

    def __init__(self, *args, instance, **kwargs):
        schemes = schemes_for(instance)
        super().__init__(*args, instance=instance, schemes=schemes, **kwargs)
        self.fields["version"].initial = instance.edit_version
        if len(schemes) == 1:
            del self.fields["scheme"]

    def values(self):
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}


class ChosenPartnerForm(forms.Form):
    """The partner somebody pressed the button of."""

    version = forms.IntegerField(min_value=1)
    partner = forms.ModelChoiceField(
        queryset=Partner.objects.choosable().select_related("country"),
        error_messages={
            "required": _("Choose a partner."),
            "invalid_choice": _(
                "This partner cannot be chosen: it is not in the list, has been suspended, or merged into another one."
            ),
        },
    )


class PartnerSearch(PartnerFilter):
    """The list of partners, to choose from: name and country tell them apart."""

    FIRST = ()
    kind = status = sort = None
    q = search(_("Name of the partner"))
