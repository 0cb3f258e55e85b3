"""What is asked of the ages of dossiers; it stands in the address."""

from datetime import timedelta

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from agreements.enums import Status
from agreements.models.target import TARGETS
from agreements.rules import BEFORE_SIGNING
from cooperation.enums import RegionKind
from cooperation.forms import DayField
from cooperation.forms.base import Form
from cooperation.models import Region
from cooperation.working_days import today

#: Every step that is left again, and the suspension.
STEPS = (*BEFORE_SIGNING, Status.SIGNED, Status.SUSPENDED)
WITH_TARGET = tuple(step for step, _days in TARGETS.values())
ALL = "all"
YEAR = timedelta(days=365)


class AgesForm(Form):
    step = forms.ChoiceField(
        label=_("Step"),
        required=False,
        choices=[
            ("", _("With a target")),
            (ALL, _("All steps")),
            *((step.value, step.label) for step in STEPS),
        ],
    )
    province = forms.ChoiceField(label=_("Province"), required=False)
    since = DayField(label=_("Left the step from"), required=False)
    until = DayField(label=_("until"), required=False)

    def __init__(self, *args, with_province, **kwargs):
        super().__init__(*args, **kwargs)
        if with_province:
            provinces = Region.objects.filter(kind=RegionKind.PROVINCE).order_by("code").values_list("code", "name")
            self.fields["province"].choices = [("", _("All provinces")), *provinces]
        else:
            del self.fields["province"]

    def clean(self):
        data = super().clean()
        if data.get("since") and data.get("until") and data["until"] < data["since"]:
            raise ValidationError({"until": _("The period cannot end before it begins.")})
        return data

    def answers(self):
        """What is asked, with what was left out or cannot be read as it usually is: the last twelve months."""
        self.is_valid()
        step = self.cleaned_data.get("step", "")
        steps = {"": WITH_TARGET, ALL: STEPS}.get(step) or (Status(step),)
        until = self.cleaned_data.get("until") or today()
        since = self.cleaned_data.get("since") or until - YEAR
        return {"steps": steps, "province": self.cleaned_data.get("province", ""), "since": since, "until": until}
