"""Beginning an extension or amendment, writing it, settling it with the original, moving it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agreements.changes import parts, terms
from agreements.changes.recipients import recipients
from agreements.changes.writing import CHANGES, begin, in_the_way, message, move, save, settle
from agreements.enums import ChangeKind
from agreements.forms.changes import BeginForm, ChangeForm, change_move_form
from agreements.forms.refusals import refuse
from agreements.models import Change
from agreements.overview import missing
from cooperation.differences import differences
from cooperation.exceptions import Conflict, NotReady

from .access import followed
from .base import DossierForm
from .changes import ChangeView
from .drafts import DraftPage
from .moving import MovePage


def not_yours(change):
    words = _("This is not yours to do, or not now: it stands at “%(status)s”.")
    return words % {"status": change.get_status_display()}


class BeginChange(DossierForm):
    """What it will be, and what stands in the way; the button takes the working copy."""

    permission = "begin_change"
    gate = staticmethod(followed)
    template_name = "agreements/change_begin.html"
    tab = "dossier-changes"
    done = gettext_lazy("It has begun: write what changes.")

    def prepare(self):
        if self.kwargs["kind"] not in ChangeKind.values:
            raise Http404
        self.kind = ChangeKind(self.kwargs["kind"])

    @property
    def heading(self):
        extends = self.kind == ChangeKind.EXTENSION
        return _("Prepare an extension") if extends else _("Prepare an amendment")

    def form(self, *data):
        return BeginForm(*data, user=self.user)

    def write(self, form):
        self.change = begin(self.dossier, self.kind, by=self.user)

    @property
    def back(self):
        change = getattr(self, "change", None)
        return self.to(change) if change else super().back

    @staticmethod
    def to(change):
        return f"{change.get_absolute_url()}edit/"

    def context(self):
        return {
            "kind": self.kind,
            "parts": parts.parts_for(self.kind),
            "problems": missing(list(in_the_way(self.dossier, self.kind)), self.dossier, self.user),
            "current": parts.original(self.dossier),
        }


class EditChange(DraftPage, ChangeView):
    """The working copy. With `X-Autosave` the answers are JSON."""

    def get(self, request, **kwargs):
        self.permit()
        return self.page(ChangeForm(change=self.change))

    def post(self, request, **kwargs):
        if self.dossier.region_id not in request.user.region_codes:
            raise PermissionDenied(self.closed)
        form = ChangeForm(request.POST, change=self.change)
        if not form.is_valid():
            return self.refused(form)
        try:
            save(self.change, by=request.user, **form.values())
        except NotReady as refusal:
            refuse(form, refusal.problems)
            return self.refused(form)
        except Conflict as conflict:
            return self.conflict(form, conflict)
        return self.saved()

    def permit(self):
        if not self.request.user.has_perm("agreements.write_change", self.change):
            raise PermissionDenied(self.closed)

    @property
    def closed(self):
        return not_yours(self.change)

    def saved(self):
        if self.autosaves:
            return self.saved_itself(self.change.edit_version)
        messages.success(self.request, _("The draft has been saved."))
        return redirect(self.change if "check" in self.request.POST else self.request.path)

    def conflict(self, form, conflict):
        """Both texts of every field that differs; where none does nothing is lost."""
        texts = form.against(self.change)
        if not texts and self.request.user.has_perm("agreements.write_change", self.change):
            return self.saved()
        if self.autosaves:
            return self.told_of_both(conflict)
        conflict.context.update(texts=texts, url=self.change.get_absolute_url())
        raise conflict

    def page(self, form, status=200):
        languages = [language for _lang, language in parts.languages_of(self.change)]
        sections = [
            {
                "part": part,
                "texts": list(zip([form[name] for name in part.fields], languages, strict=True)),
                "filled": all(form[name].value() for name in part.fields),
            }
            for part in parts.parts_for(self.change.kind)
        ]
        beside = [form[name] for name in ("ends_on", "reasons") if name in form.fields]
        moved = parts.moved(self.change, self.current)
        context = {"form": form, "sections": sections, "beside": beside, "moved": moved, "returned": self.returned()}
        return self.render("change_form", status=status, **context)


class SettleChange(ChangeView):
    """Base, theirs and mine of every field that the original changed meanwhile, and whose words stay."""

    def get(self, request, **kwargs):
        self.permit()
        rows = parts.moved(self.change, self.current)
        if not rows:
            messages.info(request, _("Nothing has changed in the agreement since this was begun."))
            return redirect(self.change)
        return self.render(
            "change_settle",
            current=self.current,
            rows=[
                {
                    "one": one,
                    "theirs": differences(str(one.base or ""), str(one.theirs or "")),
                    "mine": differences(str(one.base or ""), str(one.mine or "")),
                    "is_term": one.name == parts.TERM,
                    "choose": one.clashes,
                }
                for one in rows
            ],
        )

    def post(self, request, **kwargs):
        self.permit()
        sent = request.POST
        mine = {name for name in parts.fields_for(self.change.kind) if sent.get(f"keep-{name}") == "mine"}
        current_pk = int(sent["current"]) if sent.get("current", "").isdecimal() else None
        seen = int(sent["seen"]) if sent.get("seen", "").isdecimal() else -1
        try:
            settle(self.change, mine=mine, current_pk=current_pk, seen=seen, by=request.user)
        except Conflict as conflict:
            conflict.context.setdefault("url", self.url("change-settle"))
            raise
        messages.success(request, _("It stands on the agreement as it reads now. Go through it once more."))
        return redirect(self.url("change-edit"))

    def permit(self):
        if not self.request.user.has_perm("agreements.write_change", self.change):
            raise PermissionDenied(not_yours(self.change))


class MoveChange(MovePage, ChangeView):
    workflow, message, recipients = CHANGES, staticmethod(message), staticmethod(recipients)
    template_name = "change_move"

    @property
    def record(self):
        return self.change

    @property
    def onwards(self):
        return self.change.get_absolute_url(), self.change.heading

    @property
    def closed(self):
        return not_yours(self.change)

    @property
    def over(self):
        return _("Somebody was faster, or this step is over: it has moved on.")

    def form(self, *data):
        options = {"request": self.request} if self.move.final else {}
        return change_move_form(self.move, self.change)(*data, user=self.request.user, **options)

    def perform(self, form):
        return move(self.change, self.move.name, by=self.request.user, note=form.note(), data=form.answers())

    def page(self, form, status=200):
        # Read anew: what a refused attempt found is shown as it stands.
        self.change = Change.objects.for_lists().select_related("base").get(pk=self.change.pk)
        return super().page(form, status)

    def context(self, form):
        return {
            "sends": "seen" in self.move.asks,
            "would_be_late": self.change.is_written and terms.would_be_late(self.change),
            "advice": self.advice(),
            "fields": [field for field in form.visible_fields() if field.name != "password"],
            "password": form["password"] if "password" in form.fields else None,
            **self.shown(),
        }
