"""What anybody may ask about a letter: a code, and whether a file is the one that was issued."""

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _

from agreements.letters import codes
from cooperation.forms.base import Form


class CodeForm(Form):
    code = forms.CharField(
        label=_("Code on the letter"),
        max_length=60,
        help_text=_("18 letters and digits beside the QR code; dashes, spaces and small letters do not matter."),
        widget=forms.TextInput({"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )

    def clean_code(self):
        code = codes.plain(self.cleaned_data["code"])
        if not codes.is_well_formed(code):
            raise ValidationError(_("Check the code: a letter or digit is missing or mistyped."), code="mistyped")
        return code


class FileForm(Form):
    """A file that is compared and not kept."""

    file = forms.FileField(
        label=_("The file you received"),
        help_text=_("It is compared in your browser where that is possible, and kept nowhere."),
        widget=forms.FileInput({"accept": ".pdf,application/pdf"}),
        error_messages={"required": _("Choose the file."), "empty": _("This file is empty.")},
    )

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > settings.UPLOAD_MAX_BYTES:
            raise ValidationError(
                _("This file is larger than %(limit)s; a letter never is.")
                % {"limit": filesizeformat(settings.UPLOAD_MAX_BYTES)}
            )
        return file
