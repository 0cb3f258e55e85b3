"""The ministry's service targets, as an administrator sets them."""

from agreements.models import ServiceTarget
from cooperation import administration
from cooperation.forms.people import AdministrationForm

# What the page edits; history and the check for two editors look at the same fields.
administration.EDITED[ServiceTarget] = ("days", "wait_for_late")


class TargetForm(AdministrationForm):
    class Meta:
        model = ServiceTarget
        fields = administration.EDITED[ServiceTarget]
