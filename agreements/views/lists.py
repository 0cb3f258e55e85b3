"""Lists of dossiers: all that the reader may see, and the desk of whoever has to act."""

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agreements.desks import desk_of
from agreements.forms.filters import DeskFilter, DossierFilter
from agreements.models import Dossier
from agreements.rows import desk_lines, for_desk, for_reader, lines
from cooperation.paging import CappedPaginator
from cooperation.views.base import PAGE_SIZE, ListPage, Page


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
        }


class Queue(Page):
    template_name = "agreements/queue.html"
    permission = None
    crumbs = ()

    @cached_property
    def desk(self):
        return desk_of(self.request.user)

    @property
    def heading(self):
        return self.desk.heading

    def dispatch(self, request, *args, **kwargs):
        if self.desk is None:
            raise PermissionDenied(
                _(
                    "The queue belongs to offices that examine the dossiers of others. "
                    "The dossiers of your own region stand in the list of dossiers."
                )
            )
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **context):
        query = self.request.GET
        found = DeskFilter(query, self.desk.dossiers, request=self.request)
        counts = self.desk.counts(found.qs)
        tab = self.chosen(counts)
        rows = for_desk(found.qs.filter(tab.condition), self.request.user)
        paginator = Paginator(rows.order_by("answer_on", "status_since", "pk"), PAGE_SIZE)
        paginator.count = counts[tab.name]
        page = paginator.get_page(query.get("page"))
        return super().get_context_data(
            page=page,
            lines=desk_lines(page.object_list, self.request.user),
            tab=tab,
            tabs=self.tabs(tab, counts),
            keep=[{"name": "tab", "value": tab.name}],
            filter=found,
            filtered=any(query.get(name) for name in found.filters),
            query=query,
            path=self.request.path,
            **context,
        )

    def chosen(self, counts):
        """The tab in the address; else the first on which something lies."""
        tabs = self.desk.tabs
        named = [tab for tab in tabs if tab.name == self.request.GET.get("tab")]
        return next(iter(named or [tab for tab in tabs if counts[tab.name]]), tabs[0])

    def tabs(self, chosen, counts):
        """Tabs keep the filter."""
        kept = self.request.GET.copy()
        kept.pop("page", None)
        shown = []
        for tab in self.desk.tabs:
            kept["tab"] = tab.name
            shown.append(
                {
                    "label": tab.label,
                    "url": f"{self.request.path}?{kept.urlencode()}",
                    "active": tab is chosen,
                    "count": counts[tab.name],
                }
            )
        return shown
