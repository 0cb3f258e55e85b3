"""Regions are asked how a cooperation goes on: a page to confirm, what became of each, and the region's answer."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View

from agreements import chasing
from agreements.forms.chase import AnswerForm, ChaseForm
from agreements.models import Dossier
from cooperation.exceptions import Conflict, NotReady
from cooperation.views.base import Permitted

from .base import DossierForm
from .several import Outcome, chosen_numbers


class Chases(Permitted):
    permission = "agreements.chase"
    crumbs = ((gettext_lazy("Dossiers"), "agreements:dossier-list"),)


class Chase(Chases, View):
    heading = gettext_lazy("Ask how the cooperation goes on")

    @cached_property
    def dossiers(self):
        """The chosen ones that the reader may ask about, in one order, so that two people never lock crosswise."""
        visible = Dossier.objects.visible_to(self.request.user).for_lists()
        rows = chasing.with_chases(visible.filter(number__in=chosen_numbers(self.request))).order_by("pk")
        return [one for one in rows if self.request.user.has_perm(self.permission, one)]

    @cached_property
    def lines(self):
        told = chasing.people_of(self.dossiers)
        return [
            {
                "dossier": one,
                "last": chasing.last_chase(one),
                "told": told.get(one.region_id, []),
                "question": chasing.question(one) if chasing.is_to_chase(one) else "",
            }
            for one in self.dossiers
        ]

    def get(self, request):
        return self.ask(self.form())

    def post(self, request):
        form = self.form(request.POST)
        if not self.dossiers or not form.is_valid():
            return self.ask(form, status=422)
        request.session["chased"] = [self.chase(one, form.cleaned_data) for one in self.dossiers]
        return redirect("agreements:chased")

    def form(self, *data):
        return ChaseForm(*data, again=any(line["last"] and line["last"]["is_recent"] for line in self.lines))

    def ask(self, form, status=200):
        asked = [line["dossier"] for line in self.lines if line["question"] and line["told"]]
        context = self.get_context_data(view=self, form=form, lines=self.lines, example=self.example(asked, form))
        return render(self.request, "agreements/chase.html", context, status=status)

    def example(self, asked, form):
        """What the region of the first one will read, by the day the page shows."""
        if not asked:
            return ""
        day = getattr(form, "cleaned_data", {}).get("answer_by") or form.initial["answer_by"]
        return chasing.message(asked[0], day, "", chasing.office_of(self.request.user, asked[0]))

    def chase(self, dossier, given):
        """Each on its own: what was settled meanwhile says so, and the others are asked about."""
        row = {"number": dossier.number, "heading": dossier.heading, "done": False}
        given = {name: given.get(name, "") for name in ("answer_by", "words", "reason")}
        try:
            chasing.chase(dossier, **given, by=self.request.user)
        except Conflict as conflict:
            return row | {"words": str(conflict.message)}
        except NotReady as refusal:
            return row | {"words": " ".join(str(problem.message) for problem in refusal.problems)}
        except PermissionDenied:
            return row | {"words": _("It is not yours to ask about any more.")}
        return row | {"done": True, "words": _("The region has been asked.")}


class Chased(Outcome, Chases, View):
    kept_as, back, again = "chased", "agreements:dossier-list", "agreements:chase"
    back_label = gettext_lazy("Back to the dossiers")


class AnswerChase(DossierForm):
    """The region says how the cooperation goes on."""

    permission = "answer_chase"
    heading = gettext_lazy("Answer how the cooperation goes on")
    submit = gettext_lazy("Send the answer")
    done = gettext_lazy("The answer has been sent to whoever asked.")

    def prepare(self):
        self.asked = chasing.open_chase(self.dossier)
        self.only_if(self.asked is not None, _("Nobody waits for an answer here."))

    @property
    def lead(self):
        if not chasing.is_to_chase(self.dossier):
            return _("What was asked about is settled. You can still say so in a few words.")
        return f"{self.dossier.heading}: {chasing.question(self.dossier)} {chasing.task(self.dossier)}"

    def form(self, *data):
        return AnswerForm(*data, user=self.user)

    def write(self, form):
        chasing.answer(self.dossier, form.cleaned_data["text"], by=self.user)
