"""Monitoring: the plan of visits, planning some, one monitoring with what it found."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views import View

from agreements.articles import article_words
from agreements.enums import FollowUpOrigin
from agreements.models import Dossier
from agreements.views.access import followed, visible_dossier
from agreements.views.base import RecordForm
from agreements.views.moves import people_told
from cooperation.exceptions import Conflict
from cooperation.paging import CappedPaginator
from cooperation.views.base import ListPage
from reports import follow_ups
from reports.forms.fields import given
from reports.forms.monitoring import CancelForm, FoundForm, MoveForm, PlanForm, SendForm, VisitFilter
from reports.models import Monitoring
from reports.monitoring import acting, visits
from reports.rules import CARRY_OUT, MONITOR, PLAN_VISITS, READ_FINDINGS, READ_VISITS, monitoring_desk

from .base import ImplementationForm
from .follow_ups import TakeOn

#: Agreements for which visits are planned at once.
MOST = 25


class VisitList(ListPage):
    """Agreements in force, with how often the reader's office monitored each in the year."""

    template_name = "reports/visit_list.html"
    permission = READ_VISITS
    heading = _("Monitoring")
    crumbs = ()
    paginator_class = CappedPaginator

    @cached_property
    def office(self):
        return monitoring_desk(self.request.user).office

    def get_queryset(self):
        return visits.watched(self.office).for_lists()

    @cached_property
    def filterset(self):
        return VisitFilter(self.request.GET, self.get_queryset(), request=self.request, office=self.office)

    filterset_class = VisitFilter

    def get_context_data(self, **context):
        context = super().get_context_data(**context)
        year = self.filterset.chosen_year
        for row in context["rows"]:
            row.missing = max(visits.A_YEAR - row.monitored, 0)
        return context | {
            "office": self.office,
            "year": year,
            "summary": visits.summary(visits.in_year(visits.watched(self.office), year), self.office, year),
            "may_plan": self.request.user.has_perm(PLAN_VISITS),
        }


class PlanVisits(RecordForm):
    """The agreements stand in the address, as they were ticked in the plan of visits."""

    template_name = "reports/visits_plan.html"
    heading = _("Plan monitoring")
    lead = _("The region of each agreement is told the day and the way.")
    submit = _("Plan and tell the regions")

    def dispatch(self, request, *args, **kwargs):
        if not self.user.has_perm(PLAN_VISITS):
            raise PermissionDenied(
                _("The ministry's evaluators plan monitoring, and governors that of their regencies and cities.")
            )
        numbers = request.GET.getlist("dossier")[:MOST]
        visible = Dossier.objects.visible_to(self.user).filter(number__in=numbers).for_lists().order_by("pk")
        self.dossiers = [one for one in visible if self.user.has_perm(MONITOR, one)]
        if request.method == "POST" and not self.dossiers:
            return self.page(self.form(request.POST), status=422)
        return super().dispatch(request, *args, **kwargs)

    def form(self, *data):
        return PlanForm(*data, dossiers=self.dossiers, user=self.user)

    def write(self, form):
        """Each on its own: what was planned meanwhile says so, and the others are done."""
        planned, refused = [], []
        for dossier in self.dossiers:
            try:
                planned.append(acting.plan(dossier, form.day_of(dossier), form.cleaned_data["way"], by=self.user))
            except Conflict as conflict:
                refused.append(f"{dossier.heading}: {conflict.message}")
        if refused and not planned:
            raise Conflict(" ".join(refused))
        for words in refused:
            messages.warning(self.request, words)
        words = ngettext("%(count)s monitoring is planned.", "%(count)s monitorings are planned.", len(planned))
        self.done = words % {"count": len(planned)}

    def context(self):
        return {"dossiers": self.dossiers}

    @property
    def back(self):
        return reverse("visit-list")


class _Page:
    """What the pages of one monitoring share: it exists for whoever follows its dossier."""

    def find_monitoring(self, dossier, pk):
        found = Monitoring.objects.select_related("office", "planned_by", "sent_by")
        monitoring = get_object_or_404(found, dossier=dossier, pk=pk)
        monitoring.dossier = dossier
        return monitoring


class MonitoringPage(_Page, View):
    """When, how and by whom; what was found, for whoever may read it; what followed."""

    def get(self, request, number, pk):
        user, dossier = request.user, visible_dossier(request.user, number, gate=followed)
        monitoring = self.find_monitoring(dossier, pk)
        may_write, reads = user.has_perm(CARRY_OUT, monitoring), user.has_perm(READ_FINDINGS, monitoring)
        add = reverse("reports:monitoring-follow-up", args=[number, pk]) if may_write and monitoring.is_sent else ""
        context = {
            "dossier": dossier,
            "monitoring": monitoring,
            "may_write": may_write,
            "reads": reads,
            "files": monitoring.files.order_by("pk") if reads else [],
            "problems": list(acting.not_ready(monitoring)) if may_write and monitoring.is_held else [],
            "follow_ups": follow_ups.follow_ups_of(monitoring, user),
            "add_follow_up": add,
        }
        return render(request, "reports/monitoring.html", context)


class _MonitoringForm(_Page, ImplementationForm):
    """A form of the office that carries it out, while the monitoring is in one of `states`."""

    permission = "agreements.read_implementation"
    states = ()

    def prepare(self):
        self.monitoring = self.find_monitoring(self.dossier, self.kwargs["pk"])
        if not self.user.has_perm(CARRY_OUT, self.monitoring):
            raise PermissionDenied(
                gettext("%(office)s monitors this; its people write of it.") % {"office": self.monitoring.office}
            )
        self.only_if(
            self.monitoring.state in self.states,
            gettext("This monitoring is now “%(state)s”.") % {"state": self.monitoring.get_state_display()},
        )

    @property
    def back(self):
        return self.monitoring.get_absolute_url()


class MoveMonitoring(_MonitoringForm):
    states = ("planned",)
    heading = _("Move the monitoring")
    submit = _("Move and tell the region")
    done = _("The monitoring has been moved, and the region has been told.")

    def form(self, *data):
        stored = {"planned_on": self.monitoring.planned_on, "way": self.monitoring.way}
        return MoveForm(*data, initial=stored, user=self.user)

    def write(self, form):
        typed = form.cleaned_data
        acting.move(self.monitoring, typed["planned_on"], typed["way"], typed["reason"], by=self.user)


class CancelMonitoring(_MonitoringForm):
    states = ("planned",)
    heading = _("Cancel the monitoring")
    submit = _("Cancel and tell the region")
    done = _("The monitoring has been cancelled, and the region has been told.")

    def form(self, *data):
        return CancelForm(*data, user=self.user)

    def write(self, form):
        acting.cancel(self.monitoring, form.cleaned_data["reason"], by=self.user)


class RecordMonitoring(_MonitoringForm):
    states = ("planned", "held")
    heading = _("What the monitoring found")
    submit = _("Save the findings")
    done = _("The findings have been saved. Only your office reads them until you send them.")

    @property
    def lead(self):
        return gettext(
            "Only %(office)s reads what you write here, and its files. Once you send the findings, the region, its "
            "governor and the ministry read them, and they stay as they are."
        ) % {"office": self.monitoring.office}

    def form(self, *data):
        return FoundForm(*data, instance=self.monitoring, user=self.user)

    def write(self, form):
        dropped = form.cleaned_data.get("dropped", ())
        acting.record(form.instance, given(form), dropped, seen=form.cleaned_data["seen"], by=self.user)


class SendMonitoring(_MonitoringForm):
    """The findings once more, who will read them, one button."""

    states = ("held",)
    template_name = "reports/monitoring_send.html"
    heading = _("Send the findings")
    submit = _("Send to the region")
    done = _("The findings have been sent. What has to be done now can be agreed on below.")

    def form(self, *data):
        return SendForm(*data, initial={"seen": acting.seen_of(self.monitoring)}, user=self.user)

    def write(self, form):
        acting.send(self.monitoring, seen=form.cleaned_data["seen"], by=self.user)

    def context(self):
        return {
            "monitoring": self.monitoring,
            "files": self.monitoring.files.order_by("pk"),
            "problems": [f"{one.message} ({article_words(one.article)})" for one in acting.not_ready(self.monitoring)],
            "recipients": people_told(acting.readers(self.monitoring, self.user)),
            "message": acting.message(self.monitoring),
        }


class FollowUpMonitoring(_Page, TakeOn):
    """Once its findings were sent: before, an office would be asked for what it cannot read."""

    origin = FollowUpOrigin.MONITORING
    permission = "agreements.read_implementation"

    def prepare(self):
        self.source = self.find_monitoring(self.dossier, self.kwargs["pk"])
        if not self.user.has_perm(CARRY_OUT, self.source):
            raise PermissionDenied(
                gettext("%(office)s monitors this; its people write of it.") % {"office": self.source.office}
            )
        self.only_if(
            self.source.is_sent, gettext("Send the findings first: an office reads there what it is asked for.")
        )

    @property
    def asked_by(self):
        return self.source.office
