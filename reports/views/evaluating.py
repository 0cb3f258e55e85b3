"""Writing an evaluation, sending or giving it, asking for one, recording the partner's view."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View

from agreements.rules import EVALUATOR, membership_in
from agreements.views.access import followed, visible_dossier
from agreements.views.drafts import DraftPage
from agreements.views.moving import MovePage
from cooperation.exceptions import Conflict
from reports.enums import Author
from reports.evaluations import writing
from reports.evaluations.evidence import gather
from reports.evaluations.guards import why_not_yet
from reports.evaluations.lifecycle import OF
from reports.evaluations.reading import returned, sheet_of
from reports.evaluations.showing import facts_of
from reports.evaluations.writing import EVALUATIONS, message, next_round, rubric_of, save_draft
from reports.forms.evaluations import AskForm, EvaluationForm, PartnerViewForm
from reports.forms.moves import MoveForm
from reports.models import Evaluation, PartnerView
from reports.recipients import recipients
from reports.rules import ASK_EVALUATION, RECORD_PARTNER_VIEW, WRITERS

from .base import ImplementationForm


class EvaluationView(View):
    """A page about one side's evaluation in one round; 404 where the dossier is not followed, or there is none."""

    def dispatch(self, request, *args, **kwargs):
        self.dossier = visible_dossier(request.user, kwargs["number"], gate=followed)
        self.evaluation = self.find()
        self.admit()
        return super().dispatch(request, *args, **kwargs)

    def admit(self):
        if membership_in(WRITERS[self.evaluation.author], self.request.user, self.dossier) is None:
            raise PermissionDenied(_("This evaluation is written by the other side."))

    def find(self):
        asked = {"round": self.kwargs["round"], "author": self.kwargs["author"]}
        rows = self.dossier.evaluations.select_related("rubric", "basis__rubric", "updated_by")
        evaluation = rows.filter(**asked).first() or self.upcoming(**asked)
        if evaluation is None:
            raise Http404
        evaluation.dossier = self.dossier
        return evaluation

    def upcoming(self, round, author):
        """The region's evaluation of the round it may begin, not saved."""
        if author == Author.REGION and round == next_round(self.dossier):
            return Evaluation(dossier=self.dossier, round=round, author=author)
        return None

    def render(self, template, status=200, **context):
        context |= {"evaluation": self.evaluation, "dossier": self.dossier, "view": self}
        return render(self.request, template, context, status=status)

    @property
    def back(self):
        return self.evaluation.get_absolute_url()

    def only_if_open(self):
        """A draft of the region is open until it is sent; the ministry's from then on, until it is given."""
        basis = self.evaluation.basis
        if basis and not basis.concluded_on:
            raise Conflict(
                why_not_yet(),
                url=reverse("reports:evaluation-ask", args=[self.dossier.number]),
                link=_("Ask the region to evaluate"),
            )
        if self.evaluation.concluded_on:
            over = Conflict(_("Somebody was faster, or this step is over: the evaluation has been sent."))
            raise self.leading_back(over)

    def leading_back(self, conflict, texts=()):
        conflict.context.update(url=self.back, link=_("Open the evaluations"), texts=list(texts))
        return conflict


class WriteEvaluation(DraftPage, EvaluationView):
    """The draft. Nothing is saved by looking: the first save begins it. With `X-Autosave` the answers are JSON."""

    def get(self, request, **kwargs):
        self.only_if_open()
        return self.page(self.form(instance=self.evaluation))

    def form(self, *data, **options):
        return EvaluationForm(*data, rubric=rubric_of(self.evaluation), **options)

    def post(self, request, **kwargs):
        if not self.evaluation.concluded_on:
            self.only_if_open()
        own = {name: getattr(self.evaluation, name) for name in ("dossier", "round", "author", "edit_version")}
        form = self.form(request.POST, instance=Evaluation(**own))
        if not form.is_valid():
            return self.refused(form)
        try:
            save_draft(self.evaluation, form.values, seen=form.cleaned_data["version"], by=request.user)
        except Conflict as conflict:
            return self.conflict(form, conflict)
        return self.saved()

    def saved(self):
        if self.autosaves:
            return self.saved_itself(self.evaluation.edit_version)
        messages.success(self.request, _("The draft has been saved."))
        move = next(iter(EVALUATIONS.existing(self.evaluation)), None)
        if "check" in self.request.POST and move and EVALUATIONS.permits(move, self.request.user, self.evaluation):
            return redirect(self.evaluation.url_of("evaluation-move", move.name))
        return redirect(self.back if "check" in self.request.POST else self.request.path)

    def conflict(self, form, conflict):
        """Both texts of every part that differs; where none does nothing is lost."""
        self.evaluation = self.find()
        texts = form.against(self.evaluation)
        if not texts and not self.evaluation.concluded_on:
            return self.saved()
        if self.autosaves:
            return self.told_of_both(conflict)
        raise self.leading_back(conflict, texts)

    def page(self, form, status=200):
        facts, weights = facts_of(gather(self.dossier)), rubric_of(self.evaluation).weights
        parts = [
            {
                "number": number,
                "name": point.value,
                "label": point.label,
                "weight": weights[point],
                "score": score,
                "words": words,
                "filled": bool(score.value() and words.value()),
                "facts": facts[point.value],
            }
            for number, (point, score, words) in enumerate(form.parts, 1)
        ]
        whole = bool(form["outcome"].value() and form["reason"].value())
        return self.render(
            "reports/evaluation_form.html",
            status=status,
            form=form,
            parts=parts,
            outcome_filled=whole,
            returned=returned(self.evaluation),
        )


class MoveEvaluation(MovePage, EvaluationView):
    workflow, message, recipients = EVALUATIONS, staticmethod(message), staticmethod(recipients)
    template_name = "reports/evaluation_move.html"

    def find(self):
        evaluation = super().find()
        if evaluation.rubric is None or OF[self.move.name] != evaluation.author:
            raise Http404
        return evaluation

    def admit(self):
        """Its table says whose step it is."""

    @property
    def record(self):
        return self.evaluation

    @property
    def onwards(self):
        return self.back, _("Open the evaluations")

    @property
    def closed(self):
        if EVALUATOR in self.move.who:
            return _("The ministry's evaluators take this step.")
        return _("The head of the region takes this step.")

    @property
    def over(self):
        return _("Somebody was faster, or this step is over: the evaluation has moved on.")

    def form(self, *data):
        return MoveForm(*data, move=self.move, record=self.evaluation, user=self.request.user)

    def context(self, form):
        evaluation, sends = self.evaluation, "seen" in self.move.asks
        return {
            "mend": evaluation.url_of("evaluation-write") if sends else "",
            "sheet": sheet_of(evaluation, facts_of(gather(self.dossier) if sends else evaluation.evidence)),
        }

    def needs(self, problems):
        url = self.evaluation.url_of("evaluation-write") if "seen" in self.move.asks else ""
        return [need | {"url": url, "url_label": _("Go on writing")} for need in super().needs(problems)]


class EvaluationForms(ImplementationForm):
    """Forms beside the evaluations."""

    tab = "reports:evaluations"


class AskEvaluation(EvaluationForms):
    permission = ASK_EVALUATION
    heading = gettext_lazy("Ask the region to evaluate")
    lead = gettext_lazy(
        "The region's own evaluation is what the ministry's evaluation and a decision on an extension rest on. "
        "Its officers and head are told at once; a day that was set before is replaced."
    )
    submit = gettext_lazy("Ask for the evaluation")
    done = gettext_lazy("The region has been asked.")

    def prepare(self):
        running = self.dossier.evaluations.open()
        self.only_if(
            not running.exists() or running.filter(author=Author.REGION).exists(),
            _("The region has sent its own evaluation already: it is the ministry's turn."),
        )

    def form(self, *data):
        return AskForm(*data, user=self.user)

    def write(self, form):
        given = form.cleaned_data
        writing.ask(self.dossier, given["due_on"], by=self.user, note=given["note"])


class RecordPartnerView(EvaluationForms):
    permission = RECORD_PARTNER_VIEW
    heading = gettext_lazy("Record the partner's view")
    lead = gettext_lazy(
        "What the partner thinks of the cooperation, as it told the region or the ministry. The region, its governor "
        "and the ministry read it at once. What was recorded stays."
    )
    submit = gettext_lazy("Record this view")
    done = gettext_lazy("The partner's view has been recorded.")

    def form(self, *data):
        return PartnerViewForm(*data, instance=PartnerView(dossier=self.dossier), user=self.user)

    def write(self, form):
        writing.record_partner_view(form.instance, file=form.cleaned_data["file"], by=self.user)
