"""Forms of the four papers: the law's parts, all of which a draft may leave empty; and a plan's activities."""

import hashlib
import re

from django import forms
from django.utils.translation import gettext_lazy as _

from agreements.enums import PaperKind
from agreements.models import PlanActivity
from agreements.papers import KIND_OF, PAPER_MODELS, languages, parts_of
from cooperation import changes
from cooperation.forms import DayField
from cooperation.forms.base import EditForm, ModelForm
from cooperation.forms.files import FilesMixin

#: What a paper holds beside its parts.
BESIDE_PARTS = {PaperKind.AGREEMENT: ("foreign_language", "term_months")}


def plain(text):
    """A text as a form sends it back: line ends of one kind, no blanks around it."""
    return str(text if text is not None else "").replace("\r\n", "\n").strip()


class PartField(forms.CharField):
    def to_python(self, value):
        return super().to_python(plain(value))


class PaperForm(ModelForm):
    """Base of the forms `paper_form` makes. `version` and `number` say which draft its writer saw.

    `base` holds a fingerprint of each part as the page was opened, so that after a lost race it can be
    told which parts this writer touched.
    """

    #: The law asks for all parts when the paper is sent, not before.
    hide_optional = True

    number = forms.IntegerField(min_value=1, widget=forms.HiddenInput)
    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    base = forms.CharField(max_length=500, required=False, widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        paper, kind = self.instance, KIND_OF[type(self.instance)]
        self.shown = self.texts = [*PAPER_MODELS[kind].PARTS, *BESIDE_PARTS.get(kind, ())]
        self.initial |= {
            "number": paper.number,
            "version": paper.edit_version,
            "base": ".".join(fingerprint(getattr(paper, name)) for name in self.texts),
        }
        for part in parts_of(kind):
            for name, (lang, language) in zip(part.fields, languages(paper), strict=True):
                field = self.fields[name]
                field.label = f"{part.label} · {language}" if language else part.label
                # A text of another language may run from right to left.
                field.widget.attrs |= {"lang": lang} if lang else {}
                field.widget.attrs |= {"dir": "auto", "rows": 2 if part.name in _SHORT else 5}

    def narrow(self, names):
        """Keep of the texts only those named."""
        self.texts = [name for name in self.texts if name in names]
        for name in self.Meta.fields:
            if name not in self.texts:
                self.fields.pop(name, None)

    def words(self, name, value):
        """A value as the reader knows it: a choice by its label."""
        field = self.fields[name]
        return str(dict(field.choices).get(value, value)) if isinstance(field, forms.ChoiceField) else value

    @property
    def seen(self):
        return self.cleaned_data["number"], self.cleaned_data["version"]

    @property
    def values(self):
        return {name: self.cleaned_data[name] for name in self.texts}

    def touched(self):
        """Names of the texts that are no longer as the page showed them; all of them when nobody can tell."""
        base = self.cleaned_data["base"].split(".")
        if len(base) != len(self.shown):
            return set(self.texts)
        before = dict(zip(self.shown, base, strict=True))
        return {name for name in self.texts if fingerprint(self.cleaned_data[name]) != before[name]}


#: Parts that are a line rather than a page.
_SHORT = ("title", "validity", "signing", "period")


def fingerprint(value):
    return hashlib.sha256(plain(value).encode()).hexdigest()[:8]


def _part_field(field, **options):
    if field.name in ("foreign_language", "term_months"):
        return field.formfield(**options)
    return field.formfield(form_class=PartField, **options)


def paper_form(kind):
    model = PAPER_MODELS[kind]
    fields = (*model.PARTS, *BESIDE_PARTS.get(kind, ()))
    return forms.modelform_factory(model, form=PaperForm, fields=fields, formfield_callback=_part_field)


# The plan's activities


class RupiahField(forms.DecimalField):
    """Whole rupiah, typed with or without "Rp" and the dots or commas between thousands."""

    widget = forms.TextInput({"inputmode": "numeric"})
    default_error_messages = {
        "invalid": _("Type whole rupiah, for example 1.250.000."),
        "min_value": _("The amount cannot be less than zero."),
        "max_digits": _("This amount is too large."),
        "max_whole_digits": _("This amount is too large."),
    }

    _WRITTEN = re.compile(r"(?:rp\.?\s*)?(-?(?:\d{1,3}(?:[.,\s]\d{3})+|\d+))(?:,-)?", re.IGNORECASE)

    def __init__(self, **options):
        super().__init__(min_value=0, **options)

    def to_python(self, value):
        if value in self.empty_values or not str(value).strip():
            return None
        written = self._WRITTEN.fullmatch(str(value).strip())
        if written is None:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return super().to_python(re.sub(r"[.,\s]", "", written[1]))

    def prepare_value(self, value):
        return value if isinstance(value, str) or value is None else f"{int(value):,}".replace(",", ".")


class ActivityForm(FilesMixin, EditForm):
    FIELDS = ("name", "unit", "target", "amount", "source", "starts_on", "ends_on")

    class Meta:
        model = PlanActivity
        fields = ("name", "unit", "target", "amount", "source", "starts_on", "ends_on")
        field_classes = {"amount": RupiahField, "starts_on": DayField, "ends_on": DayField}
        widgets = {"amount": forms.TextInput({"inputmode": "numeric"})}
        help_texts = {
            "name": _("For example: training of fishers in processing."),
            "amount": _("For example: 1.250.000. Zero when it costs the region nothing."),
        }

    @staticmethod
    def fingerprint(activity):
        return changes.fingerprint(activity, ActivityForm.FIELDS)

    def clean(self):
        super().clean()
        starts, ends = self.cleaned_data.get("starts_on"), self.cleaned_data.get("ends_on")
        if starts and ends and ends < starts:
            self.add_error("ends_on", _("The activity cannot end before it begins."))
