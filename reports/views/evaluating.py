"""Writing an evaluation, sending or giving it, asking for one, recording the partner's view."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View

from agreements.articles import article_words
from agreements.forms.refusals import refuse
from agreements.rules import membership_in
from agreements.views.drafts import DraftPage
from agreements.views.moves import people_told
from cooperation.exceptions import Conflict, NotReady
from cooperation.workflow import Act
from reports.enums import Author
from reports.evaluations import writing
from reports.evaluations.evidence import gather
from reports.evaluations.guards import why_not_yet
from reports.evaluations.reading import sheet_of
from reports.evaluations.showing import facts_of
from reports.evaluations.writing import EVALUATIONS, message, next_round, rubric_of, save_draft
from reports.forms.evaluations import AskForm, EvaluationForm, MoveForm, PartnerViewForm
from reports.models import Evaluation, PartnerView
from reports.recipients import recipients
from reports.rules import ASK_EVALUATION, RECORD_PARTNER_VIEW, WRITERS

from .base import ImplementationForm
from .implementation import followed_dossier


class EvaluationView(View):
    """A page about one side's evaluation in one round; 404 where the dossier is not followed, or there is none."""

    def dispatch(self, request, *args, **kwargs):
        self.dossier = followed_dossier(request.user, kwargs["number"])
        self.evaluation = self.find()
        if membership_in(WRITERS[self.evaluation.author], request.user, self.dossier) is None:
            raise PermissionDenied(_("This evaluation is written by the other side."))
        return super().dispatch(request, *args, **kwargs)

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

    def address(self, name, *more):
        evaluation = self.evaluation
        return reverse(f"reports:{name}", args=[self.dossier.number, evaluation.round, evaluation.author, *more])

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
            raise self.moved_on(_("Somebody was faster, or this step is over: the evaluation has been sent."))

    def moved_on(self, message, texts=()):
        return Conflict(message, url=self.back, link=_("Open the evaluations"), texts=list(texts))


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
            return redirect(self.address("evaluation-move", move.name))
        return redirect(self.back if "check" in self.request.POST else self.request.path)

    def conflict(self, form, conflict):
        """Both texts of every part that differs; where none does nothing is lost."""
        self.evaluation = self.find()
        texts = form.against(self.evaluation)
        if not texts and not self.evaluation.concluded_on:
            return self.saved()
        if self.autosaves:
            return self.told_of_both()
        raise self.moved_on(conflict.message, texts)

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
        return self.render("reports/evaluation_form.html", status=status, form=form, parts=parts, outcome_filled=whole)


class MoveEvaluation(EvaluationView):
    """Send or give it: what will be sent, who will be told, the form."""

    def dispatch(self, request, *args, **kwargs):
        self.move = EVALUATIONS.moves.get(kwargs["name"])
        if self.move is None:
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def find(self):
        evaluation = super().find()
        if evaluation.rubric is None or (self.move.when and not self.move.when(evaluation)):
            raise Http404
        return evaluation

    def get(self, request, **kwargs):
        self.permit()
        return self.page(self.form())

    def post(self, request, **kwargs):
        self.permit()
        form = self.form(request.POST)
        if form.is_valid():
            data = {"seen": form.cleaned_data["seen"]}
            note = form.cleaned_data["note"]
            try:
                act = EVALUATIONS.perform(self.evaluation, self.move.name, by=request.user, note=note, data=data)
            except NotReady as refusal:
                refuse(form, refusal.problems)
            except Conflict as conflict:
                raise self.moved_on(conflict.message, self.typed(form)) from conflict
            else:
                messages.success(request, message(act))
                return redirect(self.back)
        return self.page(form, status=422)

    def permit(self):
        if not self.request.user.has_perm(EVALUATIONS.permission(self.move), self.evaluation):
            raise PermissionDenied(_("The head of your office takes this step."))
        if not EVALUATIONS.exists(self.move, self.evaluation):
            form = self.form(self.request.POST) if self.request.POST else None
            message = _("Somebody was faster, or this step is over: the evaluation has been sent.")
            raise self.moved_on(message, self.typed(form) if form else ())

    @staticmethod
    def typed(form):
        note = form["note"].value()
        return [{"label": form["note"].label, "theirs": "", "mine": note}] if note else []

    def form(self, *data):
        return MoveForm(*data, initial={"seen": self.evaluation.edit_version})

    def page(self, form, status=200):
        form.show_version(self.evaluation.edit_version)
        act = Act(self.evaluation, self.move, self.request.user)
        return self.render(
            "reports/evaluation_move.html",
            status=status,
            move=self.move,
            article=article_words(self.move.article),
            form=form,
            write_url=self.address("evaluation-write"),
            problems=EVALUATIONS.problems(self.evaluation, self.move.name, self.request.user),
            recipients=people_told(recipients(act)),
            message=message(act),
            sheet=sheet_of(self.evaluation, facts_of(gather(self.dossier))),
        )


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
