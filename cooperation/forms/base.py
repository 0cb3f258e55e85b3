"""What the forms of the foundation share."""

from django import forms

from cooperation.validators import validate_plain_text


class PlainTextMixin:
    """Every text field refuses control characters."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if isinstance(field, forms.CharField) and validate_plain_text not in field.validators:
                field.validators = [*field.validators, validate_plain_text]


class Form(PlainTextMixin, forms.Form):
    pass


class ModelForm(PlainTextMixin, forms.ModelForm):
    pass


class EditForm(ModelForm):
    """Remembers the row the editor started from; see `cooperation.changes.write`."""

    seen = forms.CharField(required=False, max_length=16, widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["seen"].initial = self.fingerprint(self.instance)

    @staticmethod
    def fingerprint(instance):
        raise NotImplementedError
