"""Fields of the two forms of an opinion: asking offices, and answering; the form of withdrawing a question."""

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from agreements.enums import OpinionAnswer, PaperKind, Status, Tier
from agreements.models import Opinion
from agreements.papers import PAPER_MODELS
from agreements.rules import CONSULTED_KINDS, SENT_BACK
from cooperation.enums import OfficeKind
from cooperation.forms import DayField
from cooperation.forms.base import Form, ModelForm
from cooperation.forms.files import FilesMixin, StagedFileField
from cooperation.forms.rows import RowsField
from cooperation.models import Office
from cooperation.working_days import clock_end, today

#: Working days an office gets where the step has no target, or the target has passed.
USUAL_DAYS = 5

#: The papers each step is about.
PAPERS_OF_STEP = {**SENT_BACK, Status.CONFIRMED: (PaperKind.AGREEMENT,)}


class OfficesField(forms.ModelMultipleChoiceField):
    """Offices that may be asked about a dossier: Kemlu, technical ministries, the governor of a kabupaten or kota."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, dossier, **options):
        offices = Office.objects.filter(is_active=True, kind__in=CONSULTED_KINDS)
        if dossier.tier == Tier.KABKOTA:
            offices |= Office.objects.filter(is_active=True, region=dossier.province_id)
        self.waiting = {opinion.office_id: opinion for opinion in dossier.opinions.open()}
        super().__init__(offices.order_by("kind", "short_name"), **options)

    def label_from_instance(self, office):
        words = "%(office)s"
        if office.pk in self.waiting:
            due_on = date_format(self.waiting[office.pk].due_on, "j M Y")
            return gettext("%(office)s (asked, has until %(date)s)") % {"office": office, "date": due_on}
        if office.kind == OfficeKind.REGION:
            words = gettext("Governor: %(office)s")
        return words % {"office": office}


def _offices(dossier):
    return OfficesField(dossier, label=_("Offices"), help_text=_("Each gets the question and answers for itself."))


def _papers(dossier):
    """Papers that are written so far; those the step is about are ticked."""
    written = [kind for kind, model in PAPER_MODELS.items() if model.objects.filter(dossier=dossier).exists()]
    return forms.MultipleChoiceField(
        label=_("Which papers it is about"),
        choices=[(kind.value, kind.label) for kind in written],
        initial=[kind.value for kind in PAPERS_OF_STEP.get(dossier.status, ()) if kind in written],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )


def _answer_by(dossier):
    """Up to the step's own target, while that is still to come."""
    target = dossier.due_on
    return DayField(
        label=_("Answer by"),
        initial=lambda: target if target and target > today() else clock_end(today(), USUAL_DAYS),
        help_text=_("The day of the step's own target, unless you choose another one."),
    )


FIELDS = {
    "offices": _offices,
    "question": lambda dossier: forms.CharField(
        label=_("What you ask"), max_length=2000, widget=forms.Textarea({"rows": 4})
    ),
    "papers": _papers,
    "answer_by": _answer_by,
    # The question the page shows; missing where no page was.
    "asked": lambda dossier: forms.IntegerField(required=False, widget=forms.HiddenInput),
    "opinion": lambda dossier: forms.ChoiceField(label=_("Opinion"), choices=OpinionAnswer, widget=forms.RadioSelect),
    "conditions": lambda dossier: RowsField(
        label=_("Conditions"),
        row_label=_("Condition"),
        required=False,
        help_text=_("Only with “Supports with conditions”: one in each row, so that each can be followed up."),
    ),
    "opinion_file": lambda dossier: StagedFileField(label=_("Letter with the opinion"), required=False),
}


class WithdrawForm(FilesMixin, ModelForm):
    class Meta:
        model = Opinion
        fields = ("withdrawn_because",)
        widgets = {"withdrawn_because": forms.Textarea({"rows": 3})}
        help_texts = {"withdrawn_because": _("The office reads it.")}

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["withdrawn_because"].required = True


class UseForm(Form):
    """What one press makes of a condition."""

    REMARK, NO_REMARK, CLAUSE, NO_CLAUSE = "remark", "no-remark", "clause", "no-clause"

    become = forms.ChoiceField(choices=[(act, act) for act in (REMARK, NO_REMARK, CLAUSE, NO_CLAUSE)])
    #: The decision whose letter gets the clause.
    move = forms.CharField(max_length=40, required=False)
