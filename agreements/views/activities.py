"""The costed activities of the cooperation plan's draft (P25 15(3))."""

from django.core.exceptions import PermissionDenied
from django.db.models import Sum
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from agreements.enums import PaperKind
from agreements.forms.papers import ActivityForm
from agreements.models import PlanActivity
from agreements.records import add_activity, delete_activity, edit_activity
from agreements.remarks.opened import activities_closed

from .base import DossierForm


def activities_of(plan, *, may_edit=False):
    """Variables of the table of activities; those of a version that was sent can no longer be edited."""
    if plan is None:
        return {"activities": [], "total": None, "may_edit": may_edit}
    total = plan.activities.aggregate(total=Sum("amount"))["total"]
    may_edit = may_edit and plan.is_draft
    return {"activities": plan.activities.all(), "total": total, "plan": plan, "may_edit": may_edit}


class AddActivity(DossierForm):
    permission = "write_plan"
    heading = _("Add an activity to the cooperation plan")
    lead = _("Each activity has its own amount, source of funding and period.")
    submit = _("Add this activity")
    done = _("The activity has been added.")

    def prepare(self):
        if activities_closed(self.dossier):
            raise PermissionDenied(_("After a return only what was remarked on can be changed: activities are closed."))

    def form(self, *data):
        return ActivityForm(*data, user=self.user)

    def write(self, form):
        add_activity(self.dossier, form.instance, by=self.user)

    @property
    def back(self):
        return reverse("agreements:paper", args=[self.dossier.number, PaperKind.PLAN]) + "#activities"


class EditActivity(AddActivity):
    heading = _("Change an activity of the cooperation plan")
    lead = ""
    submit = _("Save this activity")
    done = _("The activity has been changed.")

    def prepare(self):
        """Activities of a version that was sent are not there to be changed."""
        super().prepare()
        drafted = PlanActivity.objects.filter(plan__dossier=self.dossier, plan__sent_at=None)
        self.activity = get_object_or_404(drafted.select_related("plan"), pk=self.kwargs["pk"])

    def form(self, *data):
        return ActivityForm(*data, instance=self.activity, user=self.user)

    def write(self, form):
        edit_activity(self.dossier, form.instance, ActivityForm.FIELDS, seen=form.cleaned_data["seen"], by=self.user)


class DeleteActivity(EditActivity):
    done = _("The activity has been removed.")

    def get(self, request, **kwargs):
        context = {"dossier": self.dossier, "activity": self.activity, "back": self.back}
        return render(request, "agreements/activity_delete.html", context)

    def post(self, request, **kwargs):
        delete_activity(self.dossier, self.activity, by=self.user)
        return self.leave()
