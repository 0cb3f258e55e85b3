"""The ministry's letters of a dossier: clauses prepared for one, its preview, its withdrawal."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View

from agreements.enums import LetterKind
from agreements.forms.letters import ClausesForm, PreviewForm, WithdrawForm
from agreements.letters import drafts, issuing, withdrawing
from agreements.letters.content import CONCEPT
from agreements.letters.facts import in_preview
from agreements.letters.kinds import OF_MOVE
from agreements.models import Letter, Remark
from agreements.remarks import sending
from agreements.rules import APPROVER, MINISTRY, membership_in
from agreements.services import ROAD
from cooperation.exceptions import NotReady

from .access import permitted_dossier
from .base import DossierForm
from .moves import people_told


def letter_move(dossier, name):
    """The decision `name` that issues a letter; 404 when it issues none, 409 when it is over."""
    if name not in OF_MOVE:
        raise Http404
    move = ROAD.moves[name]
    ROAD.must_exist(move, dossier, url=dossier.get_absolute_url())
    return move


def to_prepare(dossier, user):
    """Links to the clauses of each letter that a decision of the present step would issue, for the ministry."""
    if not user.has_perm("agreements.write_letter", dossier):
        return []
    decisions = [name for name in OF_MOVE if ROAD.exists(ROAD.moves[name], dossier)]
    return [
        {"label": OF_MOVE[name].label, "url": reverse("agreements:letter-clauses", args=[dossier.number, name])}
        for name in decisions
    ]


class WriteClauses(DossierForm):
    """What the reviewer adds to the template for this dossier."""

    permission = "write_letter"
    template_name = "agreements/letter_clauses.html"
    submit = gettext_lazy("Keep these clauses")
    done = gettext_lazy("The clauses have been kept.")

    def prepare(self):
        self.move = letter_move(self.dossier, self.kwargs["move"])

    @property
    def heading(self):
        return _("Letter: %(kind)s") % {"kind": OF_MOVE[self.move.name].label}

    def form(self, *data):
        draft = drafts.draft_of(self.dossier, self.move.name)
        initial = {"clauses": draft.clauses, "clauses_en": draft.clauses_en, "seen": draft.edit_version}
        return ClausesForm(*data, user=self.user, initial=initial)

    def write(self, form):
        typed = form.cleaned_data
        drafts.save_draft(
            self.dossier, self.move.name, typed["clauses"], typed["clauses_en"], seen=typed["seen"], by=self.user
        )

    def context(self):
        return {
            "move": self.move,
            "preview_url": reverse("agreements:letter-preview", args=[self.dossier.number, self.move.name]),
        }


class Preview(View):
    """The letter as it would be issued now, marked as a draft; a POST shows what is typed and not kept yet."""

    def dispatch(self, request, *args, **kwargs):
        self.dossier = permitted_dossier(request.user, kwargs["number"], "write_letter")
        self.move = letter_move(self.dossier, kwargs["move"])
        return super().dispatch(request, *args, **kwargs)

    def get(self, request, number, move):
        return self.page(PreviewForm({}, user=request.user))

    def post(self, request, number, move):
        return self.page(PreviewForm(request.POST, user=request.user))

    def page(self, form):
        if not form.is_valid():
            return self.refused(form)
        try:
            return self.printed(form)
        except NotReady as refusal:
            return self.refused(form, refusal.problems)

    def refused(self, form, problems=()):
        """Says in place of a preview what has to be mended first."""
        context = {"dossier": self.dossier, "form": form, "problems": problems}
        return render(self.request, "agreements/letter_refused.html", context, status=422)

    def printed(self, form):
        typed = form.cleaned_data
        clauses = issuing.clauses_of(drafts.draft_of(self.dossier, self.move.name))
        if "clauses" in form.data:
            clauses = typed["clauses"], typed["clauses_en"] or typed["clauses"]
        signs = membership_in((APPROVER,), self.request.user, self.dossier)
        held = signs or membership_in(MINISTRY, self.request.user, self.dossier)
        signatory = (self.request.user, signs) if signs else None
        printed = issuing.draft_pdf(
            self.facts(typed["note"].strip()), office=held.office, signatory=signatory, clauses=clauses
        )
        return pdf_response(printed, f"{CONCEPT} {self.dossier.number}.pdf")

    def facts(self, note):
        kind = OF_MOVE[self.move.name]
        remarks = []
        if kind == LetterKind.IMPROVEMENT:
            remarks = list(sending.to_send(self.dossier, self.request.user).order_by("pk"))
            if note and remarks:
                remarks.append(Remark(text=note))
        return in_preview(kind, self.dossier, note, remarks)


def pdf_response(printed, name):
    """A PDF this site has made, to be read in the browser."""
    response = HttpResponse(printed, content_type="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="{name}"'
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


class Withdraw(DossierForm):
    """Take an issued letter back, with or without another one in its place."""

    permission = "withdraw_letter"
    template_name = "agreements/letter_withdraw.html"
    submit = gettext_lazy("Withdraw this letter")
    done = gettext_lazy("The letter has been withdrawn.")
    tab = "dossier-papers"

    def prepare(self):
        self.letter = get_object_or_404(
            Letter.objects.select_related("dossier"), dossier=self.dossier, pk=self.kwargs["pk"]
        )
        self.only_if(
            self.letter.withdrawn_at is None, _("Somebody was faster: this letter has been withdrawn already.")
        )

    @property
    def heading(self):
        return _("Withdraw letter %(number)s") % {"number": self.letter.number}

    def form(self, *data):
        content = self.letter.content
        initial = {
            "reasons": content["reasons"],
            "clauses": content["clauses"][0],
            "clauses_en": content["clauses"][1],
        }
        return WithdrawForm(*data, request=self.request, user=self.user, letter=self.letter, initial=initial)

    def write(self, form):
        typed = form.cleaned_data
        if not typed["replace"]:
            withdrawing.withdraw(self.letter, typed["because"], by=self.user)
            return
        new = withdrawing.replace(
            self.letter,
            typed["because"],
            (typed["clauses"], typed["clauses_en"] or typed["clauses"]),
            by=self.user,
            reasons=typed.get("reasons", ""),
        )
        self.done = _("The letter has been withdrawn; %(number)s takes its place.") % {"number": new.number}

    def context(self):
        return {
            "letter": self.letter,
            "recipients": people_told(withdrawing.readers(self.letter, self.user)),
            "message": withdrawing.message(self.letter, "…"),
        }
