"""What people make of the queue: views they keep, columns they look at, dossiers they hand over."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from agreements.desk.columns import COLUMNS, PAGE
from agreements.desk.workload import with_load
from cooperation.forms.base import Form, ModelForm
from cooperation.models import SavedView


class SavedViewForm(ModelForm):
    """A view of `instance.owner`. `shared` is with `office`, the one at whose desk they sit."""

    shared = forms.BooleanField(label=_("Share it"), required=False)

    class Meta:
        model = SavedView
        fields = ("name", "is_first")
        labels = {"is_first": _("Open it first")}
        help_texts = {
            "name": _("For example: overdue in verification."),
            "is_first": _("The queue opens with it when you come from the menu."),
        }

    field_order = ("name", "shared", "is_first")

    def __init__(self, *args, office, **kwargs):
        super().__init__(*args, **kwargs)
        self.office = office
        self.fields["shared"].initial = self.instance.office_id is not None
        self.fields["shared"].help_text = _("Everybody at %(office)s can open it; only you can change it.") % {
            "office": office
        }

    def clean_name(self):
        name = self.cleaned_data["name"]
        others = SavedView.objects.filter(owner=self.instance.owner, page=PAGE, name__iexact=name)
        if others.exclude(pk=self.instance.pk).exists():
            raise ValidationError(_("You have a view of this name already. Choose another name."))
        return name

    def clean(self):
        data = super().clean()
        self.instance.office = self.office if data.get("shared") else None
        return data


class ColumnsForm(Form):
    names = forms.MultipleChoiceField(
        label=_("Columns"),
        choices=list(COLUMNS.items()),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("The time left and the dossier always stand first."),
    )


class AssignForm(Form):
    """To whom the chosen dossiers go. `people` are those of the desk; to give back is a choice, too."""

    NOBODY = "nobody"

    to = forms.ChoiceField(label=_("To whom"), widget=forms.RadioSelect)

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.people = {str(person.pk): person for person in people}
        loads = [(key, with_load(person)) for key, person in self.people.items()]
        self.fields["to"].choices = [*loads, (self.NOBODY, _("Nobody: give them back"))]

    @property
    def person(self):
        """Who was chosen; None for nobody."""
        return self.people.get(self.cleaned_data["to"])
