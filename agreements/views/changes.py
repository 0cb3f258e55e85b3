"""Extensions and amendments: the tab of a dossier, one of them, the list of all."""

from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy
from django.views import View

from agreements.articles import article_words
from agreements.changes import parts, terms
from agreements.changes.cards import card, letter_day
from agreements.changes.writing import CHANGES
from agreements.enums import ChangeKind, ChangeStatus
from agreements.forms.changes import ChangeFilter
from agreements.history import describe, readable
from agreements.models import Change
from cooperation.paging import CappedPaginator
from cooperation.views.base import ListPage
from cooperation.working_days import today

from .access import followed, light_dossier
from .dossier import DossierPage


class DossierChanges(DossierPage):
    """What was changed, what runs, and what can be begun."""

    template_name = "agreements/dossier_changes.html"
    tab = "dossier-changes"
    gate = staticmethod(followed)

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        dossier, user = self.dossier, self.request.user
        changes = Change.objects.visible_to(user).filter(dossier=dossier).for_lists().select_related("signing")
        cards = [card(change, user) for change in changes]
        open_kinds = {change.kind for change in changes if change.is_open}
        may_begin = user.has_perm("agreements.begin_change", dossier)
        began_on = terms.began_on(dossier)
        return context | {
            "cards": cards,
            "letter_due_on": dossier.ends_on and terms.letter_due_on(dossier.ends_on),
            "urge": letter_day(dossier),
            "term_began_on": began_on,
            "prolonged": began_on is not None and began_on > today(),
            "beginnings": [kind for kind in ChangeKind if may_begin and kind not in open_kinds],
        }


class ChangeView(View):
    """A page about one extension or amendment; 404 where it does not exist for the reader."""

    def dispatch(self, request, *args, **kwargs):
        if request.method.lower() not in ("get", "head", "options") and not hasattr(self, "post"):
            return self.http_method_not_allowed(request)
        light_dossier(request.user, kwargs["number"], followed)
        visible = Change.objects.visible_to(request.user).for_lists().select_related("base", "updated_by")
        self.change = get_object_or_404(visible, dossier__number=kwargs["number"], serial=kwargs["serial"])
        self.dossier = self.change.dossier
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def current(self):
        """The text in force."""
        return parts.original(self.dossier)

    def url(self, name, *more):
        return reverse(f"agreements:{name}", args=[self.dossier.number, self.change.serial, *more])

    def place_url(self, place):
        """Where something missing is mended."""
        return {
            "edit": lambda: self.url("change-edit"),
            "settle": lambda: self.url("change-settle"),
            # Named as a string: reports stand above.
            "evaluation": lambda: reverse("reports:evaluations", args=[self.dossier.number]),
        }.get(place, lambda: "")()

    def needs(self, problems):
        return [
            {"label": one.message, "note": article_words(one.article), "url": self.place_url(one.place)}
            for one in problems
        ]

    def advice(self):
        """What was recommended, for those it is meant for."""
        advised = self.change.recommended and self.request.user.is_home_affairs
        return {"label": CHANGES.moves[self.change.recommended].label} if advised else None

    def render(self, template, status=200, **context):
        context |= {"change": self.change, "dossier": self.dossier, "view": self}
        return render(self.request, f"agreements/{template}.html", context, status=status)

    def returned(self):
        """The event of the return that is open, with what has to be improved."""
        if self.change.status != ChangeStatus.RETURNED:
            return None
        return self.change.events.filter(name="return_change").order_by("-at", "-pk").first()

    def shown(self):
        """What the page of it, its print, and the check before sending show."""
        change = self.change
        return {
            "differing": parts.differing(change),
            "letter_due_on": change.old_ends_on and terms.letter_due_on(change.old_ends_on),
            "late": terms.is_late(change),
        }


class ChangePage(ChangeView):
    """What changes, part by part; what can be done now; its history."""

    def get(self, request, **kwargs):
        change, user = self.change, request.user
        related = ("by", "acting_for", "office", "document", "dossier", "change")
        events = list(readable(change.events.select_related(*related).order_by("-at", "-pk"), user))
        may_write = user.has_perm("agreements.write_change", change)
        whose, moves = card(change, user), [self.button(move) for move in CHANGES.available(change, user)]
        return self.render(
            "change",
            card=whose,
            returned=self.returned(),
            events=[describe(event) for event in events],
            documents=[event.document for event in reversed(events) if event.document],
            signing=getattr(change, "signing", None),
            advice=self.advice(),
            may_write=may_write,
            moved=parts.moved(change, self.current) if change.is_open else [],
            moves=moves,
            needs=self.missing() if whose["mine"] and not moves else [],
            **self.shown(),
        )

    def missing(self):
        """What the next step of somebody else in the reader's office still needs."""
        ahead = (move for move in CHANGES.moves.values() if move.kind == "main" and CHANGES.exists(move, self.change))
        move = next(ahead, None)
        return self.needs(CHANGES.problems(self.change, move.name, None)) if move else []

    def button(self, move):
        return {
            "label": move.label,
            "url": self.url("change-move", move.name),
            "problems": self.needs(CHANGES.problems(self.change, move.name, self.request.user)),
            "primary": move.kind == "main",
            "danger": move.kind == "end",
        }


class PrintChange(ChangeView):
    def get(self, request, **kwargs):
        return self.render("change_print", signing=getattr(self.change, "signing", None), **self.shown())


class ChangeList(ListPage):
    """All that the reader may see; the longest in its state first."""

    template_name = "agreements/change_list.html"
    permission = "agreements.read_progress"
    heading = gettext_lazy("Extensions and amendments")
    lead = gettext_lazy(
        "Agreements in force that are extended by five years at most (art. 32, 33), or amended. The longest "
        "in its state comes first."
    )
    crumbs = ()
    filterset_class = ChangeFilter
    paginator_class = CappedPaginator

    def get_queryset(self):
        return Change.objects.visible_to(self.request.user).for_lists().order_by("status_since", "pk")

    def get_context_data(self, **context):
        context = super().get_context_data(**context)
        return context | {"cards": [card(change, self.request.user) for change in context["rows"]]}
