"""All follow-ups a person may see; agreeing on one after something this application holds."""

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _

from agreements.enums import FollowUpOrigin
from agreements.follow_ups.acting import with_rights
from agreements.forms.follow_ups import FollowUpForm
from agreements.rules import EVALUATOR, membership_in
from cooperation.paging import CappedPaginator
from cooperation.views.base import ListPage
from reports import follow_ups
from reports.enums import Author
from reports.forms.follow_ups import FollowUpFilter
from reports.models import AnnualReport
from reports.rules import FOLLOW_UP, READ_FOLLOW_UPS

from .base import ImplementationForm


class FollowUpList(ListPage):
    template_name = "reports/follow_up_list.html"
    permission = READ_FOLLOW_UPS
    heading = _("Follow-ups")
    lead = _(
        "What an office took on after a meeting, a yearly report, monitoring or an evaluation: done with "
        "proof, confirmed by somebody else."
    )
    crumbs = ()
    filterset_class = FollowUpFilter
    paginator_class = CappedPaginator

    def get_queryset(self):
        return follow_ups.listed(self.request.user).order_by("due_on", "pk")

    def get_context_data(self, **context):
        context = super().get_context_data(**context)
        user = self.request.user
        rows = with_rights(context["rows"], user)
        for row in rows:
            row.came_from, row.came_from_url = follow_ups.came_from(row, user)
        return context | {"rows": rows, "here": self.request.get_full_path()}


class TakeOn(ImplementationForm):
    """A form that agrees on a follow-up of `self.source`; those of each kind say which that is."""

    origin = ""
    permission = FOLLOW_UP
    heading = _("Agree on a follow-up")
    lead = _(
        "One office takes it on. Its people and the region read it at once; you confirm it when they have reported it "
        "with its proof, and can chase them once its day has passed."
    )
    submit = _("Add this follow-up")
    done = _("The follow-up has been added, and its office has been told.")
    source = None

    @property
    def asked_by(self):
        """The office in whose name it is asked for."""
        return membership_in((EVALUATOR,), self.user, self.dossier).office

    def form(self, *data):
        offices = follow_ups.may_take_on(self.dossier)
        regions = next((office for office in offices if office.region_id == self.dossier.region_id), None)
        return FollowUpForm(*data, offices=offices, user=self.user, initial={"office": regions})

    def write(self, form):
        follow_ups.take_on(
            form.instance, self.source, self.origin, self.permission, asked_by=self.asked_by, by=self.user
        )

    @property
    def back(self):
        return self.source.get_absolute_url()


class FollowUpReport(TakeOn):
    """After a yearly report that was sent to the ministry: on accepting or returning it, or later."""

    origin = FollowUpOrigin.REPORT

    def prepare(self):
        found = AnnualReport.objects.visible_to(self.user).filter(dossier=self.dossier)
        self.source = get_object_or_404(found, year=self.kwargs["year"])
        self.source.dossier = self.dossier
        self.only_if(self.source.was_sent, _("The region has not sent this report yet: there is nothing to follow up."))


class FollowUpEvaluation(TakeOn):
    """After the ministry's evaluation, once the region reads it."""

    origin = FollowUpOrigin.EVALUATION
    tab = "reports:evaluations"

    def prepare(self):
        found = self.dossier.evaluations.filter(author=Author.MINISTRY)
        self.source = get_object_or_404(found, round=self.kwargs["round"])
        self.source.dossier = self.dossier
        self.only_if(
            self.source.concluded_on, _("The ministry has not given its evaluation yet: there is nothing to follow up.")
        )
