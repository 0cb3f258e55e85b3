"""Fields of amounts and figures."""

import re

from django import forms
from django.utils.formats import get_format
from django.utils.translation import gettext_lazy as _

from agreements.forms.papers import RupiahField
from cooperation.forms.files import StagedFileField
from cooperation.templatetags.ui import figure
from reports.models.money import SOURCES

#: Photos and papers handed in at once; more can follow.
FILES = ("file", "file_2", "file_3")


class MoneyField(RupiahField):
    """An amount that may be left empty: then it is nothing."""

    def clean(self, value):
        return super().clean(value) or 0


class FigureField(forms.DecimalField):
    """A figure as the reader writes it: `1.250,5` in Indonesian, `1,250.5` in English."""

    widget = forms.TextInput({"inputmode": "decimal"})
    default_error_messages = {
        "invalid": _("Type a figure, for example 1250 or 12,5."),
        "max_digits": _("This figure is too large."),
        "max_whole_digits": _("This figure is too large."),
        "max_decimal_places": _("Two decimals at most."),
    }

    def to_python(self, value):
        if value in self.empty_values or not isinstance(value, str):
            return super().to_python(value)
        point = get_format("DECIMAL_SEPARATOR")
        comma = "." if point == "," else ","
        written = re.sub(r"\s", "", value)
        if re.fullmatch(rf"-?\d{{1,3}}({re.escape(comma)}\d{{3}})+({re.escape(point)}\d+)?", written):
            written = written.replace(comma, "")
        elif not re.fullmatch(r"-?\d+([.,]\d+)?", written):
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return super().to_python(written.replace(",", "."))

    def prepare_value(self, value):
        if value is None or isinstance(value, str):
            return value
        return figure(value)


class MoneyMixin:
    """What forms of `reports.models.money.Money` share: amounts may be left empty, another source has its name."""

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        for name in SOURCES:
            self.fields[name].required = False
            if not self.is_bound and not getattr(self.instance, name):
                self.initial[name] = None

    def clean(self):
        data = super().clean()
        if data.get("other_money") and not data.get("other_source"):
            self.add_error("other_source", _("Name the other source."))
        return data


def grouped(form, parts):
    """`parts` are (title, names of fields), as `components/_form.html` shows groups; without what the form lacks."""
    return [{"title": title, "fields": [form[name] for name in names if name in form.fields]} for title, names in parts]


def file_fields():
    """One field for each of `FILES`."""
    labels = (_("Photo or file"), _("Second file"), _("Third file"))
    return [StagedFileField(label=label, required=False) for label in labels]


def given(form):
    """The files that were handed in."""
    return [form.cleaned_data[name] for name in FILES if form.cleaned_data.get(name)]
