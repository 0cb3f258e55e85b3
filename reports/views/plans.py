"""Writing a yearly plan: begin it, its activities, the agreement of the partner (P25 26)."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy as _

from agreements.articles import article_words
from cooperation.workflow import Problem
from reports.forms.plans import ActivityForm, AgreeForm, BeginForm
from reports.models import PlannedActivity
from reports.plans import writing
from reports.plans.years import may_be_planned

from .base import YearForm


class BeginPlan(YearForm):
    heading = _("Draw up the yearly plan")
    lead = _(
        "Each year of the term has a plan of both parties, with activities, roles, expected results and funding "
        "(art. 26(4) of Minister of Home Affairs Regulation 25/2020). It is due by 31 December of the year before."
    )
    submit = _("Begin this plan")
    done = _("The plan has been begun. Complete its activities, then record that the partner agrees.")

    def prepare(self):
        if not may_be_planned(self.dossier, self.year):
            raise Http404
        self.only_if(
            not self.dossier.annual_plans.filter(year=self.year).exists(),
            _("The plan of this year has been begun already."),
        )

    def form(self, *data):
        return BeginForm(*data, dossier=self.dossier, year=self.year, user=self.user)

    def write(self, form):
        writing.begin_plan(self.dossier, self.year, source=form.cleaned_data["source"], by=self.user)


class AddActivity(YearForm):
    heading = _("Add an activity to the yearly plan")
    submit = _("Add this activity")
    done = _("The activity has been added.")

    @property
    def lead(self):
        if self.plan.is_agreed:
            return _(
                "The plan has been agreed with the partner already: this activity is shown as one beyond the plan."
            )
        return ""

    def form(self, *data):
        activity = PlannedActivity(plan=self.plan)
        return ActivityForm(*data, instance=activity, year=self.year, user=self.user)

    def write(self, form):
        writing.add_activity(self.plan, form.instance, by=self.user)


class EditActivity(AddActivity):
    heading = _("Change an activity of the yearly plan")
    lead = ""
    submit = _("Save this activity")
    done = _("The activity has been changed.")

    def prepare(self):
        super().prepare()
        self.activity = get_object_or_404(PlannedActivity, plan=self.plan, pk=self.kwargs["pk"])
        self.activity.plan = self.plan
        self.only_if(
            not writing.is_frozen(self.activity, self.plan),
            _("The partner has agreed to this activity: what became of it goes into the log."),
        )

    def form(self, *data):
        return ActivityForm(*data, instance=self.activity, year=self.year, user=self.user)

    def write(self, form):
        writing.edit_activity(form.instance, seen=form.cleaned_data["seen"], by=self.user)


class DeleteActivity(EditActivity):
    done = _("The activity has been removed.")

    def get(self, request, **kwargs):
        context = {"dossier": self.dossier, "activity": self.activity, "view": self, "back": self.back}
        return render(request, "reports/activity_delete.html", context)

    def post(self, request, **kwargs):
        writing.delete_activity(self.activity, by=self.user)
        return self.leave()


class AgreePlan(YearForm):
    template_name = "reports/plan_agree.html"
    heading = _("Record that the partner agrees to the plan")
    lead = _(
        "Hand in the plan that both parties signed. From then on its activities stay as they are; what becomes of them "
        "goes into the log, and an activity that is added later is shown as one beyond the plan."
    )
    submit = _("Record this agreement")
    done = _("The plan has been agreed with the partner. Its log is open.")

    def prepare(self):
        super().prepare()
        self.only_if(not self.plan.is_agreed, _("This plan has been agreed with the partner already."))

    def form(self, *data):
        return AgreeForm(*data, initial={"seen": writing.seen_of(self.plan)}, user=self.user)

    def write(self, form):
        given = form.cleaned_data
        writing.agree_plan(
            self.plan, agreed_on=given["agreed_on"], file=given["file"], seen=given["seen"], by=self.user
        )

    def context(self):
        return {"problems": [_line(problem) for problem in writing.not_ready(self.plan)]}


def _line(problem: Problem):
    return f"{problem.message} ({article_words(problem.article)})"
