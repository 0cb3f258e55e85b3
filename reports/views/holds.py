"""Regions that cannot send new cooperation plans: why, what ends it, and lifting it (P25 38)."""

from django.db.models import F, Prefetch
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy

from cooperation.models import Hold, Region
from cooperation.views.base import FormPage, ListPage
from reports import holding
from reports.forms.reports import LiftForm
from reports.models import AnnualReport
from reports.rules import LIFT_HOLD, READ_REPORTS


def holds_for(user):
    """Home Affairs reads all, a region its own, a province also those of its kabupaten and kota; with their reports."""
    holds = Hold.objects.all()
    if not user.is_home_affairs:
        codes = user.region_codes
        holds = holds.filter(region__in=Region.objects.filter(pk__in=codes) | Region.objects.filter(parent__in=codes))
    reports = AnnualReport.objects.for_lists().order_by("year", "pk")
    return holds.select_related("region", "lifted_by").prefetch_related(Prefetch("reports", reports, to_attr="causes"))


class HoldList(ListPage):
    template_name = "reports/hold_list.html"
    permission = READ_REPORTS
    heading = gettext_lazy("Holds on new cooperation plans")
    lead = gettext_lazy(
        "A region of which a yearly report has not reached the minister for one year cannot send new "
        "cooperation plans (Permendagri 25/2020 art. 38). The hold ends by itself when its missing reports "
        "are accepted; before that an evaluator can lift it."
    )
    crumbs = ()

    def get_queryset(self):
        return holds_for(self.request.user).order_by(F("lifted_at").desc(nulls_first=True), "-raised_at", "pk")

    def get_context_data(self, **context):
        return super().get_context_data(may_lift=self.request.user.has_perm(LIFT_HOLD), **context)


class LiftHold(FormPage):
    permission = LIFT_HOLD
    form_class = LiftForm
    crumbs = ((gettext_lazy("Holds on new cooperation plans"), "hold-list"),)
    heading = gettext_lazy("Lift the hold")
    submit = gettext_lazy("Lift the hold")
    done = gettext_lazy("The hold is lifted. The region, its governor and the evaluators are told.")

    @cached_property
    def hold(self):
        return get_object_or_404(holds_for(self.request.user), pk=self.kwargs["pk"])

    @property
    def lead(self):
        return f"{self.hold.region}: {self.hold.reason}"

    def get(self, request, *args, **kwargs):
        holding.only_if_it_stands(self.hold)
        return super().get(request, *args, **kwargs)

    def perform(self, form):
        holding.lift(self.hold, form.cleaned_data["reason"], by=self.request.user)

    def get_success_url(self):
        return reverse("hold-list")
