"""Evaluations to read: the list, the tab of a dossier, a round for print."""

from django.db.models import F, Prefetch
from django.http import Http404
from django.shortcuts import render
from django.utils.translation import gettext_lazy
from django.views import View

from agreements.models import Dossier
from agreements.views.access import followed, visible_dossier
from cooperation.paging import CappedPaginator
from cooperation.views.base import ListPage
from cooperation.working_days import today
from reports.enums import Author, EvaluationState
from reports.evaluations.due import with_state
from reports.evaluations.reading import returned, rounds_of, sent_before
from reports.evaluations.writing import EVALUATIONS, next_round
from reports.follow_ups import after_evaluations
from reports.forms.evaluations import EvaluationFilter
from reports.models import Evaluation
from reports.rules import ASK_EVALUATION, FOLLOW_UP, READ_EVALUATIONS, RECORD_PARTNER_VIEW, WRITE_EVALUATION

from .implementation import FollowedPage


class EvaluationList(ListPage):
    template_name = "reports/evaluation_list.html"
    permission = READ_EVALUATIONS
    heading = gettext_lazy("Evaluations")
    lead = gettext_lazy(
        "Agreements in force. A region evaluates its own cooperation once a year, when the ministry asks, and "
        "in the last twelve months of the term; the ministry's evaluation follows (Permendagri 25/2020 art. "
        "33 and 39)."
    )
    crumbs = ()
    filterset_class = EvaluationFilter
    paginator_class = CappedPaginator

    def get_queryset(self):
        concluded = Evaluation.objects.concluded().select_related("rubric").order_by("round")
        visible = with_state(Dossier.objects.visible_to(self.request.user)).for_lists()
        return visible.prefetch_related(Prefetch("evaluations", concluded, to_attr="concluded")).order_by(
            F("ends_on").asc(nulls_last=True), "pk"
        )

    def get_context_data(self, **context):
        context = super().get_context_data(**context)
        for dossier in context["rows"]:
            newest = {evaluation.author: evaluation for evaluation in dossier.concluded}
            dossier.newest = {author: newest.get(author) for author in Author.values}
            dossier.state = EvaluationState(dossier.evaluation_state)
            dossier.asked_late = dossier.asked_until is not None and dossier.asked_until < today()
        return context


class Evaluations(FollowedPage):
    """The rounds with both sides beside each other, what can be done now, the views of the partner."""

    template_name = "reports/evaluations.html"
    tab = "reports:evaluations"

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        dossier, user = self.dossier, self.request.user
        rounds = rounds_of(dossier)
        newest = rounds[0] if rounds else None
        return context | {
            "newest": newest,
            "earlier": rounds[1:],
            "running": newest and newest.ministry.concluded_on is None,
            "acts": self.acts(newest),
            "backs": self.backs(newest),
            "returned": returned(newest.region) if newest else None,
            "sent_before": list(sent_before(newest.region)) if newest and newest.concluded else [],
            "begin": self.begin(),
            "may_ask": user.has_perm(ASK_EVALUATION, dossier)
            and (newest is None or bool(newest.ministry.concluded_on) or not newest.region.concluded_on),
            "follow_ups": after_evaluations(dossier, user),
            "follow_up_of": self.to_follow_up(rounds),
            "views": dossier.partner_views.select_related("recorded_by", "document"),
            "may_record": user.has_perm(RECORD_PARTNER_VIEW, dossier),
        }

    def to_follow_up(self, rounds):
        """The number of the newest round after which a follow-up can be agreed on, for whoever may."""
        given = [one.number for one in rounds if one.ministry.concluded_on]
        return given[0] if given and self.request.user.has_perm(FOLLOW_UP, self.dossier) else None

    def begin(self):
        """The address at which a region begins a round of its own."""
        number = next_round(self.dossier)
        own = Evaluation(dossier=self.dossier, round=number, author=Author.REGION)
        may = number and self.request.user.has_perm(WRITE_EVALUATION, own)
        return own.url_of("evaluation-write") if may else ""

    def backs(self, newest):
        """Returns of what the region sent, until the ministry's was given."""
        if newest is None or newest.ministry.concluded_on:
            return []
        sent = newest.region
        return [
            {"label": move.label, "url": sent.url_of("evaluation-move", move.name)}
            for move in EVALUATIONS.available(sent, self.request.user)
            if move.kind == "back"
        ]

    def acts(self, newest):
        """What this reader can do with the round that runs."""
        user = self.request.user
        for one in (newest.region, newest.ministry) if newest else ():
            if not user.has_perm(WRITE_EVALUATION, one) or (one.basis and not one.basis.concluded_on):
                continue
            yield {"evaluation": one, "write": one.url_of("evaluation-write")} | {
                "moves": [
                    {
                        "label": move.label,
                        "url": one.url_of("evaluation-move", move.name),
                        "problems": EVALUATIONS.problems(one, move.name, user),
                    }
                    for move in EVALUATIONS.available(one, user)
                ]
                if one.edit_version
                else []
            }


class PrintRound(View):
    """One round for A4."""

    def get(self, request, number, round):
        dossier = visible_dossier(request.user, number, gate=followed)
        found = next((one for one in rounds_of(dossier) if one.number == round and one.concluded), None)
        if found is None:
            raise Http404
        views = dossier.partner_views.select_related("recorded_by")
        return render(request, "reports/evaluation_print.html", {"dossier": dossier, "round": found, "views": views})
