"""Several texts of one kind, a row for each."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cooperation.validators import validate_plain_text, without_control_characters

#: Rows that are open from the start; the others unfold.
OPEN_ROWS = 3


class RowsInput(forms.Widget):
    """As many text areas of one name as the field takes rows, the later ones folded. `row_label` names one."""

    template_name = "components/_rows_input.html"
    use_fieldset = True

    def __init__(self, rows, row_label, attrs=None):
        super().__init__(attrs)
        self.rows, self.row_label = rows, row_label

    def value_from_datadict(self, data, files, name):
        return [row for row in data.getlist(name) if row.strip()]

    def value_omitted_from_data(self, data, files, name):
        return name not in data

    def id_for_label(self, id_):
        return f"{id_}_0"

    def get_context(self, name, value, attrs):
        context = super().get_context(name, None, attrs)
        texts = [without_control_characters(text) for text in value or []]
        shown = max(OPEN_ROWS, min(len(texts) + 1, self.rows))
        texts += [""] * (max(self.rows, shown) - len(texts))
        context["widget"] |= {"row_label": self.row_label, "open": texts[:shown], "folded": texts[shown:]}
        return context


class RowsField(forms.Field):
    """A list of texts; empty rows do not count."""

    default_error_messages = {
        "most": _("%(most)s rows at most."),
        "long": _("Row %(row)s is too long: %(most)s characters at most."),
    }

    def __init__(self, *, row_label, rows=12, max_length=2000, **options):
        self.rows, self.max_length = rows, max_length
        super().__init__(widget=RowsInput(rows, row_label), **options)

    def to_python(self, value):
        return [text.strip() for text in value or []]

    def validate(self, value):
        super().validate(value)
        if len(value) > self.rows:
            raise ValidationError(self.error_messages["most"], code="most", params={"most": self.rows})
        for number, text in enumerate(value, start=1):
            validate_plain_text(text)
            if len(text) > self.max_length:
                params = {"row": number, "most": self.max_length}
                raise ValidationError(self.error_messages["long"], code="long", params=params)
