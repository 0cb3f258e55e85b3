"""Forms of the yearly plan: how it begins, its activities, its agreement."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from agreements.enums import Sector
from cooperation import changes
from cooperation.forms import DayField, PastDateField
from cooperation.forms.base import EditForm, Form
from cooperation.forms.files import FilesMixin, StagedFileField
from reports.models import PlannedActivity
from reports.models.money import SOURCES
from reports.models.plan import PLANNED
from reports.plans.beginning import BEGINNINGS

from .fields import MoneyField, MoneyMixin, grouped


class BeginForm(FilesMixin, Form):
    """What the plan begins with; only what there is can be chosen."""

    source = forms.ChoiceField(label=_("Begin with"), required=False, widget=forms.RadioSelect)

    def __init__(self, *args, dossier, year, **options):
        super().__init__(*args, **options)
        found = {name: len(rows(dossier, year)) for name, rows in BEGINNINGS.items()}
        choices = [(name, _words(name, count, year)) for name, count in found.items() if count]
        self.fields["source"].choices = [*choices, ("", _("No activity: write all of them anew"))]
        self.fields["source"].initial = choices[0][0] if choices else ""


def _words(name, count, year):
    if name == "last_year":
        words = ngettext(
            "The activity of %(year)s, a year later", "The %(count)s activities of %(year)s, a year later", count
        )
    else:
        words = ngettext(
            "The activity of the cooperation plan (RKS) that falls into this year",
            "The %(count)s activities of the cooperation plan (RKS) that fall into this year",
            count,
        )
    return words % {"count": count, "year": year - 1}


class ActivityForm(FilesMixin, MoneyMixin, EditForm):
    """The four parts of one activity (P25 26(4), Annex III)."""

    class Meta:
        model = PlannedActivity
        fields = PLANNED
        field_classes = {"due_on": DayField} | dict.fromkeys(SOURCES, MoneyField)
        widgets = {
            "region_role": forms.Textarea({"rows": 2}),
            "partner_role": forms.Textarea({"rows": 2}),
            "expected_result": forms.Textarea({"rows": 2}),
        }
        help_texts = {
            "what": _("For example: training of fishers in processing."),
            "sector": _("Results are counted by field: one without activities shows as never activated."),
            "region_role": _("For example: prepares the place, chooses and sends the participants."),
            "partner_role": _("For example: sends two trainers and the teaching material."),
            "expected_result": _("What can be seen or counted afterwards."),
            "beneficiaries": _("For example: fish processors of two villages."),
            "region_money": _("For example: 1.250.000. Leave empty when nothing."),
        }

    @staticmethod
    def fingerprint(activity):
        return changes.fingerprint(activity, PLANNED)

    def __init__(self, *args, year, **options):
        self.year = year
        super().__init__(*args, **options)
        sectors = self.instance.plan.dossier.sectors
        if self.instance.sector and self.instance.sector not in sectors:
            sectors = [*sectors, self.instance.sector]
        if sectors:
            self.fields["sector"].choices = [("", _("not said")), *((one, Sector(one).label) for one in sectors)]
        else:
            del self.fields["sector"]

    def clean_due_on(self):
        day = self.cleaned_data["due_on"]
        if day.year != self.year:
            raise ValidationError(_("This day does not lie in %(year)s.") % {"year": self.year})
        return day

    @property
    def groups(self):
        """The four parts, in the order of the annex."""
        parts = (
            (_("1. The activity"), ("what", "sector", "unit", "due_on")),
            (_("2. What each party does"), ("region_role", "partner_role")),
            (_("3. Expected result"), ("expected_result", "place", "beneficiaries", "reach")),
            (_("4. Funding"), ("region_money", "partner_money", "other_money", "other_source")),
        )
        return grouped(self, parts)


class AgreeForm(FilesMixin, Form):
    agreed_on = PastDateField(label=_("Agreed on"))
    file = StagedFileField(label=_("Plan signed by both parties"))
    seen = forms.CharField(max_length=16, widget=forms.HiddenInput)
