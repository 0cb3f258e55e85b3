"""How forms look, and the fields that all applications share."""

from django import forms
from django.core.exceptions import ValidationError
from django.forms.renderers import TemplatesSetting
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _

from cooperation.validators import validate_year, without_control_characters
from cooperation.working_days import today

#: The class of the style sheet for each of Django's widget templates.
WIDGET_CLASSES = {
    "select": "form-select",
    "checkbox": "form-check-input",
    "radio": "form-check-input",
    "hidden": "",
    "multiple_hidden": "",
    "checkbox_select": "",
    "multiple_input": "",
}


SELECT = "django/forms/widgets/select.html"
ERRORS = "django/forms/errors/"


class Renderer(TemplatesSetting):
    """Puts the style sheet's class on every widget by its kind, so that no form has to.

    Control characters, which no form accepts, are left out when a refused form is shown again. Most fields have no
    errors, and then no template is drawn for them.
    """

    def render(self, template_name, context, request=None):
        if template_name.startswith(ERRORS) and not context["errors"]:
            return ""
        if "widget" in context:
            dress(context["widget"])
        if template_name == SELECT:
            return select_html(context["widget"])
        return super().render(template_name, context, request)


def dress(widget):
    kind = widget["template_name"].rpartition("/")[2].removesuffix(".html")
    name = WIDGET_CLASSES.get(kind, "form-control")
    attrs = widget["attrs"]
    # Labels stand above their fields; forms of libraries repeat them inside, in other words.
    attrs.pop("placeholder", None)
    attrs["class"] = " ".join(filter(None, [attrs.get("class"), name, attrs.get("aria-invalid") and "is-invalid"]))
    if not attrs["class"]:
        del attrs["class"]
    if isinstance(widget.get("value"), str):
        widget["value"] = without_control_characters(widget["value"])
    for part in widget.get("subwidgets", ()):
        dress(part)


def select_html(widget):
    """As Django's template writes it, in half the time: filters have long lists."""
    groups = []
    for name, options, _index in widget["optgroups"]:
        html = format_html_join(
            "",
            '<option value="{}"{}>{}</option>',
            ((one["value"], flatatt(one["attrs"]) if one["attrs"] else "", one["label"]) for one in options),
        )
        groups.append((format_html('<optgroup label="{}">{}</optgroup>', name, html) if name else html,))
    named = (widget["name"], flatatt(widget["attrs"]), format_html_join("", "{}", groups))
    return format_html('<select name="{}"{}>{}</select>', *named)


class DateInput(forms.DateInput):
    """The browser's own date picker, which reads and writes ISO dates in every language."""

    input_type = "date"

    def __init__(self, attrs=None):
        super().__init__(attrs, format="%Y-%m-%d")


class DayField(forms.DateField):
    widget = DateInput
    default_validators = (validate_year,)


def validate_not_in_future(day):
    if day > today():
        raise ValidationError(_("This day is still to come."), code="future")


class PastDateField(DayField):
    """A day on which something happened."""

    default_validators = (*DayField.default_validators, validate_not_in_future)
