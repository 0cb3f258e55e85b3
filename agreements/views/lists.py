"""The list of all dossiers that the reader may see."""

from django.utils.translation import gettext_lazy

from agreements.desk.rows import for_reader, lines
from agreements.forms.filters import DossierFilter
from agreements.models import Dossier
from cooperation.paging import CappedPaginator
from cooperation.views.base import ListPage


class DossierList(ListPage):
    template_name = "agreements/dossier_list.html"
    permission = None
    heading = gettext_lazy("Dossiers")
    crumbs = ()
    filterset_class = DossierFilter
    paginator_class = CappedPaginator

    def get_queryset(self):
        return for_reader(Dossier.objects.visible_to(self.request.user), self.request.user)

    def get_context_data(self, **context):
        context = super().get_context_data(**context)
        return context | {
            "lines": lines(context["rows"]),
            "may_open": self.request.user.has_perm("agreements.open_dossier"),
            "reads_register": self.request.user.has_perm("agreements.read_register"),
        }
