"""Forms of the log: what became of an activity, with photos and files."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cooperation.forms import DayField, PastDateField
from cooperation.forms.base import Form, ModelForm
from cooperation.forms.files import FilesMixin
from reports.enums import LogKind
from reports.models import ActivityLog
from reports.models.money import SOURCES

from .fields import FILES, MoneyField, MoneyMixin, file_fields, given, grouped


class LogForm(FilesMixin, MoneyMixin, ModelForm):
    kind = forms.ChoiceField(label=_("What happened"), choices=LogKind, widget=forms.RadioSelect)
    file, file_2, file_3 = file_fields()

    class Meta:
        model = ActivityLog
        fields = (
            "kind",
            "on",
            "moved_to",
            "note",
            "people",
            "region_money",
            "partner_money",
            "other_money",
            "other_source",
        )
        field_classes = {"on": PastDateField, "moved_to": DayField} | dict.fromkeys(SOURCES, MoneyField)
        labels = {
            "on": _("When it took place, or when this was decided"),
            "moved_to": _("New day, if it was moved"),
            "region_money": _("Spent from the regional budget (APBD)"),
            "partner_money": _("Spent by the partner"),
            "other_money": _("Spent from another source"),
        }
        widgets = {"note": forms.Textarea({"rows": 4})}
        help_texts = {
            "note": _("What was done and what came of it; why it was moved or dropped."),
            "people": _("Leave empty if nobody was counted."),
        }

    def __init__(self, *args, activity, **options):
        self.activity = activity
        super().__init__(*args, **options)

    def clean_on(self):
        day = self.cleaned_data["on"]
        if day.year < self.activity.plan.year:
            raise ValidationError(_("This day lies before %(year)s.") % {"year": self.activity.plan.year})
        return day

    def clean(self):
        data = super().clean()
        if data.get("kind") == LogKind.MOVED:
            self._clean_moved(data)
        elif data.get("moved_to") and data.get("kind"):
            self.add_error("moved_to", _("Only an activity that was moved has a new day."))
        return data

    def _clean_moved(self, data):
        day = data.get("moved_to")
        if not day:
            if "moved_to" not in self.errors:
                self.add_error("moved_to", _("Say to which day it was moved."))
        elif data.get("on") and day < data["on"]:
            self.add_error("moved_to", _("The new day cannot come before this was decided."))

    @property
    def groups(self):
        parts = (
            (_("What happened"), ("kind", "on", "moved_to", "note", "people")),
            (_("Money spent"), ("region_money", "partner_money", "other_money", "other_source")),
            (_("Photos and files"), FILES),
        )
        return grouped(self, parts)


class LogFilesForm(FilesMixin, Form):
    file, file_2, file_3 = file_fields()

    def clean(self):
        data = super().clean()
        if not given(self) and not any(name in self.errors for name in FILES):
            self.add_error("file", _("Choose the file."))
        return data
