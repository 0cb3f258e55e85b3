"""Writing a paper: the form that saves itself, both texts after a lost race, the check before sending."""

from django.contrib import messages
from django.db.models import Q
from django.http import Http404, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views import View

from agreements.enums import PaperKind, RemarkState, Status
from agreements.forms.papers import paper_form, plain
from agreements.guidance import EXAMPLES
from agreements.overview import first_ahead, missing
from agreements.papers import ACTIVITIES, draft, languages, latest, sheet
from agreements.remarks.opened import closes, opened, shut
from agreements.remarks.threads import threads_of
from agreements.rules import WRITTEN_IN
from agreements.services import ROAD, save_draft
from cooperation.differences import differences
from cooperation.exceptions import Conflict

from .access import require, visible_dossier
from .activities import activities_of
from .drafts import DraftPage


class PaperView(View):
    """A page about one kind of paper of one dossier."""

    def dispatch(self, request, *args, **kwargs):
        if kwargs["kind"] not in PaperKind.values:
            raise Http404
        self.kind = PaperKind(kwargs["kind"])
        self.dossier = visible_dossier(request.user, kwargs["number"])
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def opened(self):
        """Names of the fields that a return left open, or None."""
        return opened(self.dossier, self.kind)

    def may_write(self):
        """Not when a return left the paper closed: nothing in it was remarked on."""
        return self.is_written_now() and self.opened != frozenset()

    def is_written_now(self):
        return self.request.user.has_perm(f"agreements.write_{self.kind}", self.dossier)

    def to(self, name, *extra):
        return redirect(f"agreements:{name}", self.dossier.number, self.kind, *extra)

    def render(self, template, status=200, **context):
        context |= {"dossier": self.dossier, "kind": self.kind, "paper_name": self.kind.label}
        return render(self.request, f"agreements/{template}.html", context, status=status)


class EditPaper(DraftPage, PaperView):
    """The form of the draft for whoever may write it, the latest version for everybody else.

    Nothing is saved by looking: the first POST begins the draft. With `X-Autosave` the answers are JSON.
    """

    def get(self, request, **kwargs):
        if self.may_write():
            return self.page(self.form())
        last = latest(self.dossier, self.kind)
        return self.to("paper-version", last.number) if last else self.render("paper_none", steps=steps(self.kind))

    def post(self, request, **kwargs):
        form = self.form(request.POST)
        if not self.may_write():
            return self.closed(form)
        if not form.is_valid():
            return self.refused(form)
        if shut(self.dossier, self.kind, draft(self.dossier, self.kind), form.values):
            return self.closed(form)
        return self.save(form)

    def form(self, *data):
        """After a return it holds the open parts, and whatever else was sent all the same."""
        form = paper_form(self.kind)(*data, instance=draft(self.dossier, self.kind))
        if self.opened is not None:
            form.narrow([name for name in form.texts if name in self.opened or name in self.request.POST])
        return form

    def save(self, form):
        try:
            paper = save_draft(self.dossier, self.kind, form.values, seen=form.seen, by=self.request.user)
        except Conflict as conflict:
            del self.opened  # as it is now, after whoever was faster
            return self.conflict(form, conflict) if self.may_write() else self.closed(form)
        return self.saved(paper)

    def saved(self, paper):
        if self.autosaves:
            return self.saved_itself(paper.edit_version)
        if "check" in self.request.POST:
            return self.to("paper-check")
        messages.success(self.request, _("The draft has been saved."))
        return self.to("paper")

    def conflict(self, form, conflict):
        """Both texts of every part that differs; where none does, nothing is lost and nothing to choose."""
        theirs = draft(self.dossier, self.kind)
        rows = both_texts(form, theirs)
        if not rows:
            return self.saved(theirs)
        if self.autosaves:
            return self.told_of_both(conflict)
        said = {"message": conflict.message, **conflict.context}
        return self.render("paper_conflict", status=409, theirs=theirs, rows=rows, **said)

    def closed(self, form):
        """The step is over, or the part closed: 403, with what was typed so that it can be copied."""
        message = _("This paper is not yours to write, or not now: the dossier stands at “%(status)s”.") % {
            "status": self.dossier.status_label
        }
        if self.is_written_now():
            message = _("The paper was returned: only the parts that were remarked on can be changed.")
        if self.autosaves:
            return JsonResponse({"message": message}, status=403)
        rows = both_texts(form, draft(self.dossier, self.kind))
        return self.render("paper_closed", status=403, message=message, rows=rows, steps=steps(self.kind))

    def page(self, form, status=200):
        paper = form.instance
        threads = remarked(self.dossier, self.kind, self.request.user)
        context = {
            "form": form,
            "paper": paper,
            "sections": sections(form, self.kind, threads),
            "closes": self.opened is not None,
            "answer_by": min((one.remark.answer_by for one in threads if one.remark.answer_by), default=None),
            "beside": [form[name] for name in form.fields if name in ("foreign_language", "term_months")],
            "threads": [one for one in threads if not one.remark.part],
        }
        if self.kind == PaperKind.PLAN:
            closed = closes(self.opened, ACTIVITIES)
            context |= activities_of(paper if paper.pk else latest(self.dossier, self.kind), may_edit=not closed)
            context["activities_closed"] = closed
            context["on_activities"] = [one for one in threads if one.remark.part == ACTIVITIES]
        return self.render("paper_form", status=status, **context)


class ResolveConflict(EditPaper):
    """Saves the choice between both texts; only parts of which the writer keeps his own are written."""

    def get(self, request, **kwargs):
        return self.to("paper")

    def form(self, *data):
        form = super().form(*data)
        sent = self.request.POST
        kept = sent.get("all") == "mine"
        form.narrow([name for name in form.texts if name in sent and (kept or sent.get(f"keep-{name}") == "mine")])
        return form

    def refused(self, form):
        """Only texts that were good are sent from the page: this did not come from it."""
        messages.error(self.request, _("The choice could not be read, nothing was saved. Begin from the draft again."))
        return self.to("paper")

    def save(self, form):
        if self.request.POST.get("all") == "theirs" or not form.values:
            messages.info(self.request, _("The other text was kept; yours was not saved."))
            return self.to("paper")
        return super().save(form)


class CheckPaper(PaperView):
    """The draft as it will be sent: what is missing, and the step that sends it."""

    def get(self, request, **kwargs):
        require(request.user, f"write_{self.kind}", self.dossier)
        paper = draft(self.dossier, self.kind)
        if paper.pk is None:
            return self.to("paper")
        move = first_ahead(self.dossier)
        problems = ROAD.problems(self.dossier, move.name, request.user) if move else []
        context = {
            "paper": paper,
            "sheet": sheet(paper),
            "problems": [problem for problem in problems if problem.place == self.kind],
            "elsewhere": missing(
                [problem for problem in problems if problem.place != self.kind], self.dossier, request.user
            ),
            "move": move,
            "form_url": reverse("agreements:paper", args=[self.dossier.number, self.kind]),
            "may_move": move is not None and ROAD.permits(move, request.user, self.dossier),
        }
        if self.kind == PaperKind.PLAN:
            context |= activities_of(paper)
        return self.render("paper_check", **context)


def steps(kind):
    """Names of the steps in which a paper is written."""
    return [Status(status).label for status in WRITTEN_IN[kind]]


def remarked(dossier, kind, user):
    """Threads on the paper and on the whole that the region works on: to be answered, or answered since the return."""
    open_now = Q(state=RemarkState.OPEN) | Q(state=RemarkState.ANSWERED, sent_at__gte=dossier.status_since)
    return threads_of(dossier, user, open_now, paper__in=(kind, ""))


def sections(form, kind, threads):
    """The parts as the form page shows them; the texts of a closed part to read only."""
    shown = []
    named = [language for _lang, language in languages(form.instance)]
    for row in sheet(form.instance):
        part = row["part"]
        fields = [form[name] for name in part.fields if name in form.fields]
        shown.append(
            {
                "part": part,
                "closed": [] if fields else row["texts"],
                "texts": list(zip(fields, named, strict=True)) if fields else [],
                "filled": all(plain(field.value()) for field in fields) if fields else row["filled"],
                "example": EXAMPLES[kind].get(part.name, "") if fields else "",
                "threads": [one for one in threads if one.remark.part in part.fields],
            }
        )
    return shown


def both_texts(form, theirs):
    """The texts of a sent form that are not those of the paper `theirs`, with the words that differ.

    `keep` says whose text to choose at first: the writer's own where the writer touched it.
    """
    touched = form.touched() if form.is_valid() else set(form.texts)
    rows = []
    for name in form.texts:
        field, mine, stored = form[name], plain(form[name].value()), plain(getattr(theirs, name))
        if mine != stored:
            rows.append(
                {
                    "name": name,
                    "label": field.label,
                    "lang": field.field.widget.attrs.get("lang", ""),
                    "mine": mine,
                    "pieces": differences(form.words(name, stored), form.words(name, mine)),
                    "keep": "mine" if name in touched else "theirs",
                }
            )
    return rows
