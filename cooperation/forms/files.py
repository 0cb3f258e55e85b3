"""A file field whose file survives an error elsewhere in the form."""

import uuid

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cooperation.uploads import stage, staged
from cooperation.validators import ACCEPTED_UPLOADS, check_upload


class StagedFileInput(forms.ClearableFileInput):
    """A file input beside a hidden token of the file that was received before."""

    template_name = "components/_file_input.html"

    def __init__(self, attrs=None):
        super().__init__({"accept": ACCEPTED_UPLOADS, **(attrs or {})})
        self.user = None
        self.kept = None

    def token_name(self, name):
        return f"{name}_staged"

    def value_from_datadict(self, data, files, name):
        upload = files.get(name)
        if upload is not None:
            return upload
        try:
            token = uuid.UUID(data.get(self.token_name(name), ""))
        except ValueError:
            return None
        self.kept = staged(token, self.user)
        return self.kept

    def value_omitted_from_data(self, data, files, name):
        return name not in files and self.token_name(name) not in data

    def use_required_attribute(self, initial):
        return super().use_required_attribute(initial) and self.kept is None

    def get_context(self, name, value, attrs):
        context = super().get_context(name, None, attrs)
        context["widget"] |= {"token_name": self.token_name(name), "kept": self.kept}
        return context


class StagedFileField(forms.FileField):
    """An upload of an accepted kind. Set `user` through `FilesMixin`."""

    widget = StagedFileInput
    default_error_messages = {"required": _("Choose the file.")}

    def __init__(self, **options):
        options.setdefault("help_text", _("PDF, DOCX, XLSX, JPG or PNG, 10 MB at most."))
        super().__init__(**options)

    def to_python(self, data):
        if data in self.empty_values or hasattr(data, "sha256"):
            return data or None
        check_upload(data)
        return data

    def clean(self, data, initial=None):
        value = self.to_python(data)
        self.validate(value)
        return value


class FilesMixin:
    """For forms with file fields: `FilesMixin(…, user=…)`; call `keep_files` before showing errors."""

    def __init__(self, *args, user, **options):
        super().__init__(*args, **options)
        self.user = user
        for field in self.fields.values():
            if isinstance(field, StagedFileField):
                field.widget.user = user

    def keep_files(self):
        """Stage the good files of a refused form."""
        for name, field in self.fields.items():
            if not isinstance(field, StagedFileField) or field.widget.kept or name not in self.files:
                continue
            try:
                upload = field.clean(self.files[name])
            except ValidationError:
                continue
            field.widget.kept = stage(upload, self.user)
