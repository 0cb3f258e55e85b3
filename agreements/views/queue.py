"""The desk of whoever has to act: what lies on it, and what each person makes of the list."""

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponseRedirect
from django.utils.functional import cached_property
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from agreements.desk import columns
from agreements.desk.rows import desk_lines, for_desk
from agreements.desk.tabs import desk_of
from agreements.forms.filters import DeskFilter
from cooperation.views.base import PAGE_SIZE, Page


def address_of(query, tab=""):
    """The filter of an address in one order, with the tab: what a saved view keeps."""
    names = ("tab", *DeskFilter.NAMES)
    kept = {name: query[name] for name in names if query.get(name)}
    return urlencode({**kept, "tab": tab} if tab else kept)


class AtDesk:
    """Pages of the queue: 403 for whoever has no desk."""

    permission = None

    @cached_property
    def desk(self):
        return desk_of(self.request.user)

    def dispatch(self, request, *args, **kwargs):
        if self.desk is None:
            raise PermissionDenied(
                _(
                    "The queue belongs to offices that examine the dossiers of others. "
                    "The dossiers of your own region stand in the list of dossiers."
                )
            )
        return super().dispatch(request, *args, **kwargs)


class Queue(AtDesk, Page):
    template_name = "agreements/queue.html"
    crumbs = ()

    @property
    def heading(self):
        return self.desk.heading

    def get(self, request, *args, **kwargs):
        self.views, self.columns = columns.of(request.user)
        first = next((view["query"] for view in self.views if view["first"] and not view["owner"]), "")
        if first and not request.GET:
            return HttpResponseRedirect(f"{request.path}?{first}")
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **context):
        query = self.request.GET
        found = DeskFilter(query, self.desk.dossiers, request=self.request, desk=self.desk)
        counts = self.desk.counts(found.qs)
        tab = self.chosen(counts)
        rows = for_desk(found.qs.filter(tab.condition), self.request.user)
        paginator = Paginator(rows.order_by("answer_on", "status_since", "pk"), PAGE_SIZE)
        paginator.count = counts[tab.name]
        page = paginator.get_page(query.get("page"))
        address = address_of(query, tab.name)
        return super().get_context_data(
            page=page,
            lines=desk_lines(page.object_list, self.request.user, self.desk.holder),
            columns=self.columns,
            tab=tab,
            tabs=self.tabs(tab, counts),
            keep=[{"name": "tab", "value": tab.name}],
            filter=found,
            filtered=any(query.get(name) for name in found.filters),
            query=query,
            path=self.request.path,
            address=address,
            # Named as a string: reports read across, and stand above.
            reads_ages=self.request.user.has_perm("reports.see_ages"),
            # The address alone would open the first saved view again.
            all_query=f"?tab={tab.name}",
            views=self.views,
            open_view=next((view for view in self.views if view["query"] == address), None),
            **context,
        )

    def chosen(self, counts):
        """The tab in the address; else the first on which something lies."""
        tabs = self.desk.tabs
        named = [tab for tab in tabs if tab.name == self.request.GET.get("tab")]
        return next(iter(named or [tab for tab in tabs if counts[tab.name]]), tabs[0])

    def tabs(self, chosen, counts):
        """Tabs keep the filter."""
        return [
            {
                "label": tab.label,
                "url": f"{self.request.path}?{address_of(self.request.GET, tab.name)}",
                "active": tab is chosen,
                "count": counts[tab.name],
            }
            for tab in self.desk.tabs
        ]
