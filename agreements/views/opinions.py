"""Opinions of the offices asked: side by side, asking and giving one, reminding, withdrawing a question."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View

from agreements.forms.opinions import UseForm, WithdrawForm
from agreements.models import Condition, Opinion
from agreements.opinions.cards import asked_of_others, by_step, cards_of, papers_asked
from agreements.opinions.conditions import make_clause, make_remark, undo_clause, undo_remark
from agreements.opinions.leading import remind, withdraw
from agreements.opinions.questions import question_to, why_closed, why_none
from cooperation.exceptions import Conflict

from .access import permitted_dossier
from .base import DossierForm
from .dossier import DossierPage
from .moves import MoveView


class Opinions(DossierPage):
    """The cards for whoever may read them; others learn that an office was asked and has answered."""

    template_name = "agreements/dossier_opinions.html"
    tab = "dossier-opinions"

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        dossier, user = self.dossier, self.request.user
        cards = cards_of(dossier, user)
        return context | {
            "cards": [card for card in cards if card.step == dossier.status],
            "earlier": by_step(card for card in cards if card.step != dossier.status),
            "others": asked_of_others(dossier, user),
            "may_lead": user.has_perm("agreements.lead_opinions", dossier),
        }


class AskOpinion(MoveView):
    lead = gettext_lazy(
        "Question and answer are read by the Ministry of Home Affairs and by the office asked. The region does not "
        "read them: it sees only that an office was asked, and whether it has answered."
    )

    def context(self):
        return {"shaken": True}


class GiveOpinion(MoveView):
    lead = gettext_lazy(
        "Your answer is read by the Ministry of Home Affairs and by your own office. The region does not read it: it "
        "sees only that your office was asked and has answered."
    )

    def make_form(self, *data):
        form = super().make_form(*data)
        if not form.is_bound:
            form.initial["asked"] = question_to(self.request.user, self.dossier).pk
        return form

    def shown(self):
        """Key of the question that was read on the page that was sent."""
        return getattr(self.form, "cleaned_data", {}).get("asked")

    def explain(self, conflict):
        """A colleague was faster, the question was withdrawn, or its step is over: the words say which."""
        super().explain(conflict)
        conflict.message = why_none(self.request.user, self.dossier, self.shown())

    def context(self):
        asked = question_to(self.request.user, self.dossier, self.shown())
        papers = papers_asked(self.dossier, asked.papers)
        return {"asked": asked, "papers_asked": [papers[kind] for kind in asked.papers if kind in papers]}


class Remind(View):
    """Press once a day: tells the office again that its opinion is waited for."""

    def post(self, request, number, pk):
        dossier = permitted_dossier(request.user, number, "lead_opinions")
        opinion = get_object_or_404(Opinion, dossier=dossier, pk=pk)
        remind(dossier, opinion, by=request.user)
        messages.success(request, _("%(office)s has been reminded.") % {"office": opinion.office})
        return redirect("agreements:dossier-opinions", number)


class Withdraw(DossierForm):
    permission = "lead_opinions"
    template_name = "agreements/withdraw_form.html"
    heading = gettext_lazy("Withdraw a question")
    submit = gettext_lazy("Withdraw this question")
    done = gettext_lazy("The question has been withdrawn.")
    tab = "dossier-opinions"

    def prepare(self):
        opinions = Opinion.objects.select_related("office", "answered_by")
        self.opinion = get_object_or_404(opinions, dossier=self.dossier, pk=self.kwargs["pk"])

    def get(self, request, **kwargs):
        if not self.opinion.is_open:
            raise Conflict(why_closed(self.opinion), url=self.back)
        return super().get(request, **kwargs)

    def form(self, *data):
        return WithdrawForm(*data, user=self.user)

    def write(self, form):
        withdraw(self.dossier, self.opinion, form.cleaned_data["withdrawn_because"], by=self.user)

    def context(self):
        return {"opinion": self.opinion}


class UseCondition(View):
    """One press makes a condition a remark or a clause, another one undoes it."""

    def post(self, request, number, pk):
        dossier = permitted_dossier(request.user, number, "lead_opinions")
        conditions = Condition.objects.select_related("opinion__dossier")
        condition = get_object_or_404(conditions, opinion__dossier=dossier, pk=pk)
        form = UseForm(request.POST)
        if not form.is_valid():
            raise Conflict(_("Choose what this condition is to become."), url=self.back(dossier))
        try:
            messages.success(request, self.use(condition, form.cleaned_data["become"], form.cleaned_data["move"]))
        except Conflict as conflict:
            conflict.context.setdefault("url", self.back(dossier))
            raise
        return redirect(self.back(dossier))

    def use(self, condition, become, move):
        by = self.request.user
        match become:
            case UseForm.REMARK:
                make_remark(condition, by=by)
                return _("The condition is a shared remark now; the next return sends it to the region.")
            case UseForm.NO_REMARK:
                undo_remark(condition, by=by)
                return _("The remark has been withdrawn.")
            case UseForm.CLAUSE:
                make_clause(condition, move, by=by)
                return _("The condition stands in the draft of the letter now.")
            case UseForm.NO_CLAUSE:
                undo_clause(condition, by=by)
                return _("The clause has been taken out of the draft.")

    @staticmethod
    def back(dossier):
        return reverse("agreements:dossier-opinions", args=[dossier.number])
