"""What the forms under the tab “Implementation” share."""

from django.shortcuts import get_object_or_404
from django.urls import reverse

from agreements.views.access import followed
from agreements.views.base import DossierForm
from reports.models import AnnualPlan
from reports.plans.writing import WRITE


class ImplementationForm(DossierForm):
    permission = WRITE
    gate = staticmethod(followed)
    template_name = "reports/form.html"
    tab = "reports:implementation"


class YearForm(ImplementationForm):
    """A form of one year's plan; it goes back to the page of the year."""

    @property
    def year(self):
        return self.kwargs["year"]

    def prepare(self):
        self.plan = get_object_or_404(AnnualPlan, dossier=self.dossier, year=self.year)
        self.plan.dossier = self.dossier

    @property
    def back(self):
        return reverse("reports:plan", args=[self.dossier.number, self.year])
