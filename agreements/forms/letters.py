"""Forms around letters: clauses beside a template, withdrawing, the text blocks of a template, the letterhead."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agreements.enums import LetterKind
from agreements.letters import placeholders
from agreements.letters.content import LANGUAGES
from agreements.letters.first import BLOCKS
from agreements.models import Letterhead
from cooperation import changes
from cooperation.forms.base import EditForm, Form
from cooperation.forms.files import FilesMixin
from cooperation.fresh_sign_in import FreshSignInMixin

_LISTS = gettext_lazy("Paragraphs are parted by an empty line; lines that begin with “1.” or “-” become a list.")
_CLAUSES = {"max_length": 10000, "required": False}


def _text(label, rows, **options):
    return forms.CharField(label=label, widget=forms.Textarea({"rows": rows}), **options)


class ClausesForm(FilesMixin, Form):
    clauses = _text(gettext_lazy("Further clauses"), 8, help_text=_LISTS, **_CLAUSES)
    clauses_en = _text(
        gettext_lazy("Further clauses, English"),
        8,
        help_text=gettext_lazy("Left empty, the English copy shows the Indonesian clauses."),
        **_CLAUSES,
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


class PreviewForm(ClausesForm):
    """What a letter would say: clauses, or the note of the decision, not kept yet."""

    note = _text(gettext_lazy("Reasons and remarks"), 5, max_length=5000, required=False)
    seen = None


class WithdrawForm(FreshSignInMixin, FilesMixin, Form):
    """Withdraw a letter; with `replace`, issue another one with these texts in its place."""

    because = _text(
        gettext_lazy("Why it is withdrawn"),
        3,
        max_length=2000,
        help_text=gettext_lazy("The region reads this. It does not appear on the public page of verification."),
    )
    replace = forms.BooleanField(label=gettext_lazy("Issue another letter in its place"), required=False)
    reasons = _text(gettext_lazy("Reasons in the new letter"), 4, max_length=20000, required=False)
    clauses = _text(gettext_lazy("Further clauses of the new letter"), 5, help_text=_LISTS, **_CLAUSES)
    clauses_en = _text(gettext_lazy("Further clauses, English"), 5, **_CLAUSES)

    def __init__(self, *args, letter, **options):
        super().__init__(*args, **options)
        if letter.kind not in (LetterKind.IMPROVEMENT, LetterKind.REJECTION):
            del self.fields["reasons"]

    def clean(self):
        data = super().clean()
        if data.get("replace") and "reasons" in self.fields and not data.get("reasons"):
            self.add_error("reasons", _("Write the reasons: the new letter states them."))
        return data


# Templates

_LABELS = {
    "subject": gettext_lazy("Subject"),
    "attachment": gettext_lazy("Enclosures"),
    "addressee": gettext_lazy("Addressee"),
    "body": gettext_lazy("Body"),
    "closing": gettext_lazy("Closing words"),
    "copies": gettext_lazy("Copies to, a line each"),
}
_ROWS = {"addressee": 3, "body": 14, "closing": 3, "copies": 4}
_OPTIONAL = ("closing", "copies")


class TemplateForm(Form):
    """The text blocks of a template in both languages, one field each: `id_subject`, `en_subject`, …"""

    def __init__(self, *args, kind, blocks, version, **options):
        super().__init__(*args, **options)
        self.kind = kind
        for language in LANGUAGES:
            for block in BLOCKS:
                self.fields[f"{language}_{block}"] = forms.CharField(
                    label=_LABELS[block],
                    max_length=20000,
                    required=block not in _OPTIONAL,
                    initial=blocks[language].get(block, ""),
                    widget=forms.Textarea({"rows": _ROWS[block]}) if block in _ROWS else forms.TextInput,
                    help_text=_LISTS if block == "body" else "",
                )
        self.fields["seen"] = forms.IntegerField(widget=forms.HiddenInput, min_value=1, initial=version)

    def groups(self):
        titles = {"id": gettext_lazy("Indonesian letter"), "en": gettext_lazy("English copy")}
        return [
            {"title": titles[language], "fields": [self[f"{language}_{block}"] for block in BLOCKS]}
            for language in LANGUAGES
        ]

    def clean(self):
        data = super().clean()
        for name in [name for name in data if name != "seen"]:
            wrong = placeholders.unknown(self.kind, data[name])
            if wrong:
                self.add_error(
                    name,
                    ValidationError(
                        _("No letter of this kind knows %(names)s. Use only the placeholders listed on this page."),
                        params={"names": ", ".join(wrong)},
                    ),
                )
        return data

    def blocks(self):
        data = self.cleaned_data
        return {
            language: {block: data[f"{language}_{block}"].replace("\r\n", "\n").strip() for block in BLOCKS}
            for language in LANGUAGES
        }


class LetterheadForm(EditForm):
    class Meta:
        model = Letterhead
        fields = Letterhead.EDITED

    @staticmethod
    def fingerprint(letterhead):
        return changes.fingerprint(letterhead, Letterhead.EDITED)
