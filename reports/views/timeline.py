"""The tab that shows a dossier on one line of time."""

from agreements.views.dossier import DossierPage
from reports.timeline import lanes_of, marks_of


class Timeline(DossierPage):
    template_name = "reports/timeline.html"
    tab = "reports:timeline"

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        marks = marks_of(self.dossier, self.request.user)
        return context | {"marks": marks, "drawing": lanes_of(marks)}
