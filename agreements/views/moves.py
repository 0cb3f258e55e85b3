"""One view for all moves: what it takes, who will be told, the form, the move."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views import View

from agreements.advice import recommendation_to_read
from agreements.articles import article_words
from agreements.desk.assigning import SEATS
from agreements.forms.moves import move_form
from agreements.forms.refusals import refuse
from agreements.guards import no_remark_waiting
from agreements.letters.kinds import OF_MOVE
from agreements.overview import clock_of, missing
from agreements.recipients import recipients
from agreements.remarks import sending
from agreements.remarks.threads import threads_of
from agreements.running import still_running
from agreements.services import ROAD, message, preview
from cooperation.exceptions import Conflict, NotReady
from cooperation.models import Membership

from .access import permitted_dossier
from .base import typed


def people_told(people):
    """People, or their keys, as the box "who will be told" shows them: with the offices they work for today."""
    held = Membership.objects.current().filter(user__in=people).order_by("user__name", "user", "office__name")
    offices = {}
    for person, name, office in held.values_list("user", "user__name", "office__short_name"):
        offices.setdefault((person, name), []).append(office)
    return [{"name": name, "office": ", ".join(dict.fromkeys(of))} for (_person, name), of in offices.items()]


class MoveView(View):
    #: Said above the form.
    lead = ""

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.move, self.form = ROAD.moves.get(kwargs["name"]), None

    def dispatch(self, request, *args, **kwargs):
        if self.move is None or self.move.by_clock:
            raise Http404
        self.dossier = permitted_dossier(request.user, kwargs["number"], self.move.name)
        try:
            return super().dispatch(request, *args, **kwargs)
        except Conflict as conflict:
            self.explain(conflict)
            raise

    def explain(self, conflict):
        """The step's own page would only say so again: after "back" or a reload the way on is the dossier.

        What was typed is shown with the refusal, so that it can be copied.
        """
        conflict.context.update(url=self.dossier.get_absolute_url(), link=_("Open the dossier"))
        if self.form:
            conflict.context.setdefault("texts", typed(self.form))

    def get(self, request, number, name):
        ROAD.must_exist(self.move, self.dossier)
        return self.page(self.make_form())

    def post(self, request, number, name):
        form = self.form = self.make_form(request.POST, request.FILES)
        if form.is_valid():
            try:
                act = ROAD.perform(self.dossier, name, by=request.user, note=form.note(), data=form.answers())
            except NotReady as refusal:
                refuse(form, refusal.problems)
            else:
                messages.success(request, message(act))
                for aside in act.asides:
                    messages.info(request, aside)
                return redirect(self.dossier)
        form.keep_files()
        return self.page(form, status=422)

    def make_form(self, *data):
        options = {"request": self.request} if self.move.final else {}
        return move_form(self.move, self.dossier)(*data, user=self.request.user, **options)

    def page(self, form, status=200):
        user = self.request.user
        recommendation = recommendation_to_read(self.dossier, user)
        form.rest_on(recommendation)
        act = preview(self.dossier, self.move, user)
        context = {
            "dossier": self.dossier,
            "move": self.move,
            "article": article_words(self.move.article),
            "form": form,
            "problems": missing(ROAD.problems(self.dossier, self.move.name, user), self.dossier, user),
            "recipients": people_told(recipients(act)),
            "letter": OF_MOVE.get(self.move.name),
            "chosen_offices": "asked_offices" in self.move.tells,
            "chosen_person": any(holder in self.move.asks for holder in SEATS),
            "message": message(act),
            "clock": clock_of(self.dossier),
            "lead": self.lead,
            **self.remarks(),
            "recommendation": recommendation,
            "fields": [field for field in form.visible_fields() if field.name != "password"],
            "password": form["password"] if "password" in form.fields else None,
        }
        return render(self.request, "agreements/move.html", context | self.context(), status=status)

    def context(self):
        """Further variables of the page."""
        return {}

    def remarks(self):
        """Remarks of the reader's office: those this step sends to the region, and those it closes."""
        dossier, user = self.dossier, self.request.user
        taken = {"sent": [], "closed": []}
        if self.move.kind == "back":
            taken["sent"] = threads_of(dossier, user, pk__in=sending.to_send(dossier, user))
        elif no_remark_waiting in self.move.ready:
            taken["closed"] = threads_of(dossier, user, pk__in=sending.to_close(dossier, user))
        return taken


class EndAgreement(MoveView):
    """What still runs is said before the agreement is ended (P25 34)."""

    def context(self):
        return {"running": still_running(self.dossier, self.request.user)}
