"""The list of all dossiers that the reader may see."""

from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from agreements.chasing import last_chase, with_chases
from agreements.desk.rows import for_reader, lines
from agreements.forms.filters import DossierFilter
from agreements.models import Dossier
from cooperation.paging import CappedPaginator
from cooperation.views.base import ListPage

#: Choices of the clock under which regions are asked how it goes on.
TO_CHASE = ("dormant", "intent_expired")


class DossierList(ListPage):
    template_name = "agreements/dossier_list.html"
    permission = None
    crumbs = ()
    filterset_class = DossierFilter
    paginator_class = CappedPaginator

    @property
    def heading(self):
        match self.to_chase:
            case "dormant":
                return _("Dormant agreements: no activity for 12 months")
            case "intent_expired":
                return _("Letters of Intent that never became an agreement")
        return _("Dossiers")

    @property
    def lead(self):
        """What such a list is for, to those who may ask."""
        if not (self.to_chase and self.request.user.has_perm("agreements.chase")):
            return ""
        return _("Ask the regions how it goes on, one or many at once; what they answer stands beside each.")

    @cached_property
    def to_chase(self):
        """The choice of the clock, where the reader follows those listed."""
        clock = self.request.GET.get("clock")
        return clock if clock in TO_CHASE and self.request.user.has_perm("agreements.read_progress") else ""

    def get_queryset(self):
        rows = for_reader(Dossier.objects.visible_to(self.request.user), self.request.user)
        return with_chases(rows) if self.to_chase else rows

    def get_context_data(self, **context):
        context, user = super().get_context_data(**context), self.request.user
        found = lines(context["rows"])
        for line in found if self.to_chase else ():
            line["chase"] = last_chase(line["dossier"])
            line["may_chase"] = user.has_perm("agreements.chase", line["dossier"])
        return context | {
            "lines": found,
            "to_chase": self.to_chase,
            "may_chase": any(line.get("may_chase") for line in found),
            "follows": user.has_perm("agreements.read_progress"),
            "may_open": user.has_perm("agreements.open_dossier"),
            "reads_register": user.has_perm("agreements.read_register"),
        }
