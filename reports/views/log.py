"""The log of an activity: what became of it, corrections, more files."""

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _

from reports.forms.fields import given
from reports.forms.log import LogFilesForm, LogForm
from reports.models import ActivityLog, PlannedActivity
from reports.plans import writing

from .base import YearForm


class LogActivity(YearForm):
    heading = _("Record what became of an activity")
    submit = _("Record this")
    done = _("It has been recorded.")

    @property
    def lead(self):
        return self.activity.what

    def prepare(self):
        super().prepare()
        self.activity = get_object_or_404(PlannedActivity, plan=self.plan, pk=self.kwargs["pk"])
        self.activity.plan = self.plan
        self.only_if(self.plan.is_agreed, _("The log begins when the plan has been agreed with the partner."))

    def form(self, *data):
        return LogForm(*data, activity=self.activity, user=self.user)

    def write(self, form):
        writing.log_activity(self.activity, form.instance, given(form), by=self.user)


class _Entry(YearForm):
    """A form about an entry that holds."""

    def prepare(self):
        super().prepare()
        entries = ActivityLog.objects.filter(activity__plan=self.plan).select_related("activity", "corrected_by")
        self.entry = get_object_or_404(entries, pk=self.kwargs["pk"])
        self.entry.activity.plan = self.plan
        self.only_if(not hasattr(self.entry, "corrected_by"), _("This entry has been corrected already."))


class CorrectLog(_Entry):
    heading = _("Correct an entry of the log")
    submit = _("Save the correction")
    done = _("The entry has been corrected.")
    lead = _(
        "The new entry takes the place of the one before, which stays in the log, crossed out. Its files go along."
    )

    def form(self, *data):
        fields = {name: getattr(self.entry, name) for name in LogForm.Meta.fields}
        activity = self.entry.activity
        return LogForm(*data, instance=ActivityLog(activity=activity, **fields), activity=activity, user=self.user)

    def write(self, form):
        writing.log_activity(self.entry.activity, form.instance, given(form), by=self.user, corrects=self.entry)


class AddFiles(_Entry):
    heading = _("Add photos or files")
    submit = _("Add these files")
    done = _("The files have been added.")

    @property
    def lead(self):
        return self.entry.activity.what

    def form(self, *data):
        return LogFilesForm(*data, user=self.user)

    def write(self, form):
        writing.add_files(self.entry, given(form), by=self.user)
