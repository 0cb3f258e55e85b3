"""The prerequisites that apply to a dossier in one form: answer, explanation and proof of each (P25 5)."""

from django import forms
from django.utils.translation import gettext_lazy as _

from agreements.articles import article_words
from agreements.enums import Answer
from agreements.prerequisites import RELATIONS, prerequisites_of, relations_of
from cooperation.enums import Relations
from cooperation.forms.base import Form
from cooperation.forms.files import FilesMixin, StagedFileField

#: Which of the nine apply is known from the dossier, so that "does not apply" is no answer.
ANSWERS = [(answer.value, answer.label) for answer in (Answer.YES, Answer.NO)]


class PrerequisitesForm(FilesMixin, Form):
    """Base of the forms `prerequisites_form` makes. Rows may stay open; what is answered is complete."""

    hide_optional = True
    seen = forms.CharField(required=False, max_length=16, widget=forms.HiddenInput)

    def __init__(self, *args, dossier, **options):
        super().__init__(*args, **options)
        self.dossier = dossier
        self.given = {row.number: row for row in dossier.prerequisites.select_related("document")}
        for number, given in self.given.items():
            self.initial |= {f"answer_{number}": given.answer, f"explanation_{number}": given.explanation}

    def rows(self):
        """Each prerequisite with its bound fields and what was answered before."""
        return [self._row(row) for row in prerequisites_of(self.dossier)]

    def _row(self, row):
        fields = {what: self[f"{what}_{row.number}"] for what in ("answer", "explanation", "proof")}
        return {"row": row, "article": article_words(row.article), "given": self.given.get(row.number), **fields}

    def clean(self):
        super().clean()
        for row in prerequisites_of(self.dossier):
            answer, explanation, proof = self.answer_to(row)
            if not answer and (explanation or proof):
                self.add_error(f"answer_{row.number}", _("Choose an answer to what you explained here."))
            elif answer == Answer.NO and not explanation:
                self.add_error(f"explanation_{row.number}", _("Explain why it is not met."))
            elif answer and row.number == RELATIONS and self.relations_unknown and not (explanation or proof):
                self.add_error(
                    f"explanation_{row.number}",
                    _("The ministry's list does not know it yet: say where you have it from."),
                )

    @property
    def relations_unknown(self):
        return relations_of(self.dossier) == Relations.UNKNOWN

    def answer_to(self, row):
        return tuple(self.cleaned_data.get(f"{what}_{row.number}") for what in ("answer", "explanation", "proof"))

    def answers(self):
        """{number: (answer, explanation, proof)} of the rows that were answered."""
        given = {row.number: self.answer_to(row) for row in prerequisites_of(self.dossier)}
        return {number: answer for number, answer in given.items() if answer[0]}


def prerequisites_form(dossier):
    fields = {}
    for row in prerequisites_of(dossier):
        number = {"number": row.number}
        fields[f"answer_{row.number}"] = forms.ChoiceField(
            label=f"{row.number}. {row.text}",
            help_text=article_words(row.article),
            choices=ANSWERS,
            widget=forms.RadioSelect,
            required=False,
        )
        fields[f"explanation_{row.number}"] = forms.CharField(
            label=_("Explanation of prerequisite %(number)s") % number,
            max_length=2000,
            widget=forms.Textarea({"rows": 2}),
            help_text=_("For example: %(example)s") % {"example": row.example},
            required=False,
        )
        fields[f"proof_{row.number}"] = StagedFileField(
            label=_("Proof of prerequisite %(number)s") % number, required=False
        )
    return type("PrerequisitesForm", (PrerequisitesForm,), fields)
