"""How forms look, and the fields that all applications share."""

from django import forms
from django.forms.renderers import TemplatesSetting
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join

from cooperation.validators import without_control_characters

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


class Renderer(TemplatesSetting):
    """Puts the style sheet's class on every widget by its kind, so that no form has to.

    Control characters, which no form accepts, are left out when a refused form is shown again.
    """

    def render(self, template_name, context, request=None):
        if "widget" in context:
            dress(context["widget"])
        if write := WRITTEN.get(template_name.removeprefix("django/forms/widgets/")):
            return write(context["widget"])
        return super().render(template_name, context, request)


def dress(widget):
    kind = widget["template_name"].rpartition("/")[2].removesuffix(".html")
    name = WIDGET_CLASSES.get(kind, "form-control")
    attrs = widget["attrs"]
    attrs["class"] = " ".join(filter(None, [attrs.get("class"), name, attrs.get("aria-invalid") and "is-invalid"]))
    if not attrs["class"]:
        del attrs["class"]
    if isinstance(widget.get("value"), str):
        widget["value"] = without_control_characters(widget["value"])
    for part in widget.get("subwidgets", ()):
        dress(part)


def select_html(widget):
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


def input_html(widget):
    value = "" if widget["value"] is None else format_html(' value="{}"', widget["value"])
    named = (widget["type"], widget["name"], value, flatatt(widget["attrs"]))
    return format_html('<input type="{}" name="{}"{}{}>', *named)


def textarea_html(widget):
    named = (widget["name"], flatatt(widget["attrs"]), widget["value"] or "")
    return format_html('<textarea name="{}"{}>\n{}</textarea>', *named)


#: Widgets as Django's templates write them, in a fraction of the time: forms and filters are full of them.
WRITTEN = {
    "select.html": select_html,
    "textarea.html": textarea_html,
    **{f"{kind}.html": input_html for kind in ("text", "hidden", "date", "number", "email", "password", "checkbox")},
}


class DateInput(forms.DateInput):
    """The browser's own date picker, which reads and writes ISO dates in every language."""

    input_type = "date"

    def __init__(self, attrs=None):
        super().__init__(attrs, format="%Y-%m-%d")
