"""The checklist of a step in one form: an answer and a note for each line; any number of them may stay open."""

from django import forms
from django.utils.translation import gettext as _

from agreements.articles import article_words
from agreements.checklists.answering import fingerprint, fingerprint_of
from agreements.checklists.lines import lines_of
from agreements.enums import Answer
from cooperation.forms.base import Form


class ChecklistForm(Form):
    """Base of the forms `checklist_form` makes."""

    hide_optional = True
    step = forms.CharField(widget=forms.HiddenInput, required=False)

    def clean(self):
        super().clean()
        for name in self.lines:
            answer, note = self.cleaned_data.get(f"answer_{name}"), self.cleaned_data.get(f"note_{name}")
            if note and not answer and f"answer_{name}" not in self.errors:
                self.add_error(f"answer_{name}", _("Choose an answer to what you noted here."))
            elif answer and answer != Answer.YES and not note and f"note_{name}" not in self.errors:
                self.add_error(f"note_{name}", _("Say in a note why it is not met or does not apply."))

    def answers(self):
        """{line: (answer, note, seen)} of the lines that have an answer."""
        typed = {
            name: tuple(self.cleaned_data[f"{what}_{name}"] for what in ("answer", "note", "seen"))
            for name in self.lines
        }
        return {name: answer for name, answer in typed.items() if answer[0]}

    def see(self, given, names):
        """The lines `names` are shown again beside what others answered: saving them now is meant."""
        self.data = self.data.copy()
        for name in names:
            self.data[f"seen_{name}"] = fingerprint_of(given.get(name))


def checklist_form(dossier, step, given):
    """The form class of the checklist of `step`; `given` is {line: answer} of the running round."""
    lines = {line.name: line for line in lines_of(dossier, step)}
    fields = {"lines": lines}
    for name, line in lines.items():
        row = given.get(name)
        fields[f"answer_{name}"] = forms.ChoiceField(
            label=line.text,
            help_text=article_words(line.article),
            choices=Answer,
            widget=forms.RadioSelect,
            required=False,
            initial=row and row.answer,
        )
        fields[f"note_{name}"] = forms.CharField(
            label=_("Note on “%(line)s”") % {"line": line.label},
            max_length=2000,
            widget=forms.Textarea({"rows": 2}),
            required=False,
            initial=row and row.note,
        )
        fields[f"seen_{name}"] = forms.CharField(
            max_length=16,
            widget=forms.HiddenInput,
            required=False,
            initial=row and fingerprint(row.answer, row.note),
        )
    return type("ChecklistForm", (ChecklistForm,), fields)
