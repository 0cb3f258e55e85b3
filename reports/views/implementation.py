"""The tab “Implementation” of a dossier, and the page of one year's plan with its log."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.views import View

from agreements.views.access import followed, visible_dossier
from agreements.views.dossier import DossierPage
from cooperation.working_days import today
from reports.enums import Benefit, YearState
from reports.models import AnnualPlan, AnnualReport
from reports.monitoring.reading import of_dossier
from reports.plans.measuring import indicators_of
from reports.plans.noting import may_be_noted, notes_of
from reports.plans.reading import sheet_of
from reports.plans.writing import WRITE, is_frozen, not_ready
from reports.plans.years import Year, may_be_planned, years_of
from reports.rules import MONITOR
from reports.words import MONEY


class FollowedPage(DossierPage):
    """A tab of a dossier in force, or that once was."""

    gate = staticmethod(followed)


class Implementation(FollowedPage):
    """The years of the term with their plans and reports; the indicators."""

    template_name = "reports/implementation.html"
    tab = "reports:implementation"

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        dossier = self.dossier
        years = years_of(dossier)
        indicators = indicators_of(dossier, [year.number for year in years if year.number <= today().year])
        reports = AnnualReport.objects.visible_to(self.request.user).filter(dossier=dossier)
        reports = {report.year: report for report in reports}
        return context | {
            "years": [(year, reports.get(year.number)) for year in years],
            "monitorings": of_dossier(dossier, self.request.user),
            "may_monitor": self.request.user.has_perm(MONITOR, dossier),
            "waiting": any(year.state == YearState.UNPLANNED for year in years),
            "may_write": self.request.user.has_perm(WRITE, dossier),
            "fields": [
                {"label": label, "indicators": [one for one in indicators if one.field == field]}
                for field, label in Benefit.choices
            ],
        }


class PlanPage(View):
    """One year: the activities with what became of them, the money, the log."""

    template = "reports/plan.html"

    def get(self, request, number, year):
        dossier = visible_dossier(request.user, number, gate=followed)
        plan = AnnualPlan.objects.select_related("agreed_file").filter(dossier=dossier, year=year).first()
        if plan is None and not may_be_planned(dossier, year):
            raise Http404
        context = {
            "dossier": dossier,
            "year": Year(year, plan),
            "may_write": request.user.has_perm(WRITE, dossier),
            "notes": notes_of(dossier, year),
        }
        context["may_note"] = context["may_write"] and may_be_noted(dossier, year)
        if plan is not None:
            plan.dossier = dossier
            context |= self.planned(plan, context["may_write"])
        return render(request, self.template, context)

    def planned(self, plan, may_write):
        sheet = sheet_of(plan)
        for row in sheet.rows:
            row.is_open = may_write and not is_frozen(row.activity, plan)
        return {
            "plan": plan,
            "sheet": sheet,
            "money": [(MONEY[name], planned, spent) for name, planned, spent in sheet.money],
            "missing": [] if plan.is_agreed else list(not_ready(plan)),
        }


class PrintPlan(PlanPage):
    """The plan for A4, to be signed by both parties."""

    template = "reports/plan_print.html"

    def get(self, request, number, year):
        get_object_or_404(AnnualPlan, dossier__number=number, year=year)
        return super().get(request, number, year)
