"""Many dossiers of a desk handed to one person, or given back: a page to confirm, then what became of each."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View

from agreements.desk.assigning import seen
from agreements.desk.workload import laden
from agreements.forms.queue import AssignForm
from agreements.services import ROAD
from cooperation.exceptions import Conflict, NotReady
from cooperation.views.base import Permitted

from .queue import AtDesk
from .several import Outcome, chosen_numbers

QUEUE = ((gettext_lazy("Queue"), "agreements:queue"),)


class AssignPage(AtDesk, Permitted):
    crumbs = QUEUE

    def dispatch(self, request, *args, **kwargs):
        if self.desk is not None and not self.desk.may_assign:
            raise PermissionDenied(_("Reviewers and approvers hand dossiers over."))
        return super().dispatch(request, *args, **kwargs)

    def page(self, template, status=200, **context):
        return render(self.request, template, self.get_context_data(view=self, **context), status=status)


class Assign(AssignPage, View):
    heading = gettext_lazy("Assign dossiers")

    @cached_property
    def dossiers(self):
        """The chosen ones that lie on this desk, in one order, so that two people never lock crosswise."""
        rows = (
            self.desk.dossiers.filter(number__in=chosen_numbers(self.request))
            .for_lists()
            .select_related("governor_officer")
        )
        return list(rows.order_by("pk"))

    @cached_property
    def people(self):
        return list(laden(self.desk.people, self.desk.holder))

    def get(self, request):
        return self.ask(AssignForm(people=self.people))

    def post(self, request):
        form = AssignForm(request.POST, people=self.people)
        if not self.dossiers or not form.is_valid():
            return self.ask(form, status=422)
        request.session["assigned"] = [self.hand_over(dossier, form.person) for dossier in self.dossiers]
        return redirect("agreements:queue-assigned")

    def ask(self, form, status=200):
        holder = self.desk.holder
        lines = [{"dossier": one, "holder": getattr(one, holder), "seen": self.seen(one)} for one in self.dossiers]
        return self.page("agreements/queue_assign.html", status, form=form, lines=lines)

    def seen(self, dossier):
        """Who held it when the page was opened: as the form sent back says, else now."""
        return self.request.POST.get(f"seen-{dossier.number}", str(getattr(dossier, f"{self.desk.holder}_id") or ""))

    def hand_over(self, dossier, person):
        """Each on its own: what was moved meanwhile says so, and the others are done."""
        holder, seen_by = self.desk.holder, self.seen(dossier)
        assign, release = self.desk.moves
        row = {"number": dossier.number, "heading": dossier.heading, "done": False}
        data = {seen(holder): int(seen_by) if seen_by.isdecimal() else None}
        if person is not None:
            data[holder] = person
        elif not seen_by:
            return row | {"words": _("Nobody held it.")}
        try:
            ROAD.perform(dossier, assign if person else release, by=self.request.user, data=data)
        except Conflict as conflict:
            return row | {"words": str(conflict.message)}
        except NotReady as refusal:
            return row | {"words": " ".join(str(problem.message) for problem in refusal.problems)}
        except PermissionDenied:
            return row | {"words": _("It has moved on: this desk does not hand it over any more.")}
        words = _("Assigned to %(person)s.") % {"person": person} if person else _("Given back.")
        return row | {"done": True, "words": words}


class Assigned(Outcome, AssignPage, View):
    kept_as, back, again = "assigned", "agreements:queue", "agreements:queue-assign"
    back_label = gettext_lazy("Back to the queue")
