"""Remarks: pinned to a part while it is read, answered by the region, closed or reopened (P25 14, 17-20, 22, 23)."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from agreements.enums import PaperKind, RemarkState
from agreements.forms.records import NoFieldsForm
from agreements.forms.remarks import AnswerForm, RemarkForm, ReopenForm
from agreements.models import Remark
from agreements.papers import ACTIVITIES, last_sent, parts_of, sheet
from agreements.remarks.noting import (
    already_answered,
    answer_remark,
    close_remark,
    correctable,
    edit_remark,
    note_remark,
    reopen_remark,
    share_remark,
    withdraw_remark,
)
from agreements.remarks.threads import threads_of
from agreements.rules import KEMLU, MINISTRY, PROVINCE, REGION, membership_in
from cooperation.exceptions import Conflict

from .access import visible_dossier
from .activities import activities_of
from .base import DossierForm


class RemarkPage(DossierForm):
    """Beside the form stands what the remark is about: the part of the paper, or the rounds so far."""

    template_name = "agreements/remark_form.html"
    tab = "dossier-remarks"
    permission = "note_remark"
    #: Who may do it where the dossier lies with them.
    seats = MINISTRY + PROVINCE + (KEMLU,)
    danger = False

    def dispatch(self, request, *args, **kwargs):
        """Whoever typed while the dossier moved on gets the text back with the refusal."""
        try:
            return super().dispatch(request, *args, **kwargs)
        except PermissionDenied as refusal:
            mine = request.POST.get("text") or request.POST.get("answer")
            if not mine:
                raise
            self.dossier = visible_dossier(self.user, kwargs["number"])
            if membership_in(self.seats, self.user, self.dossier) is None:
                raise
            texts = [{"label": gettext("Text"), "theirs": "", "mine": mine}]
            raise Conflict(str(refusal), texts=texts, url=super().back) from refusal

    def place(self):
        """(paper, name of the part) the remark is about."""
        raise NotImplementedError

    def context(self):
        kind, part = self.place()
        paper = last_sent(self.dossier, kind) if kind else None
        context = {"paper_name": PaperKind(kind).label if kind else "", "paper": paper, "part": part}
        if paper and part == ACTIVITIES:
            context |= activities_of(paper)
        elif paper:
            context["rows"] = [row for row in sheet(paper) if not part or part in row["part"].fields]
        return context


class AddRemark(RemarkPage):
    """`?paper=plan&part=funding` names the part; without it the remark is on the whole dossier."""

    heading = _("Note a remark")
    submit = _("Note this remark")
    done = _("The remark has been noted.")

    def prepare(self):
        kind, part = self.place()
        known = {name for one in parts_of(kind) for name in one.fields} if kind in PaperKind.values else set()
        if kind == PaperKind.PLAN:
            known.add(ACTIVITIES)
        if (kind and kind not in PaperKind.values) or (part and part not in known):
            raise Http404
        if kind and last_sent(self.dossier, kind) is None:
            raise Http404

    def place(self):
        return self.request.GET.get("paper", ""), self.request.GET.get("part", "")

    def form(self, *data):
        kind, _part = self.place()
        return RemarkForm(*data, instance=Remark(paper=kind), dossier=self.dossier, user=self.user)

    def write(self, form):
        kind, part = self.place()
        note_remark(
            self.dossier,
            paper=kind,
            part=part,
            text=form.cleaned_data["text"],
            audience=form.cleaned_data["audience"],
            by=self.user,
        )

    @property
    def back(self):
        """Where it was being read."""
        kind, part = self.place()
        paper = last_sent(self.dossier, kind) if kind else None
        if paper is None:
            return super().back
        address = reverse("agreements:paper-version", args=[self.dossier.number, kind, paper.number])
        return f"{address}#part-{part}" if part else address


class OneRemark(RemarkPage):
    """A page about one remark; it refuses what the remark's state no longer allows before anything is typed."""

    #: States of the remark in which this can be done.
    states: tuple[RemarkState, ...] = ()

    def prepare(self):
        readable = Remark.objects.readable_by(self.user).select_related("by", "office")
        self.remark = get_object_or_404(readable, dossier=self.dossier, pk=self.kwargs["pk"])
        self.remark.dossier = self.dossier
        self.require_own()

    def require_own(self):
        if not Remark.objects.own_of(self.user).filter(pk=self.remark.pk).exists():
            raise PermissionDenied(gettext("This remark is of another office."))

    def get(self, request, **kwargs):
        if self.remark.state not in self.states:
            conflict = self.too_late()
            conflict.context["url"] = self.back
            raise conflict
        return super().get(request, **kwargs)

    def too_late(self):
        return Conflict(gettext("Somebody was faster: this remark no longer stands as you saw it."))

    def place(self):
        return self.remark.paper, self.remark.part

    def context(self):
        threads = threads_of(self.dossier, self.user, pk=self.remark.pk)
        return {**super().context(), "thread": threads[0]}

    @property
    def back(self):
        return f"{super().back}#remark-{self.remark.pk}"


class EditRemark(OneRemark):
    heading = _("Change a remark")
    submit = _("Save this remark")
    done = _("The remark has been changed.")
    states = (RemarkState.NOTED,)

    def form(self, *data):
        return RemarkForm(*data, instance=self.remark, dossier=self.dossier, user=self.user)

    def write(self, form):
        edit_remark(form.instance, seen=form.cleaned_data["seen"], by=self.user)


class OneButton(OneRemark):
    """What one press does with a remark, after a look at it."""

    states = (RemarkState.NOTED,)

    def form(self, *data):
        return NoFieldsForm(*data, user=self.user)


class ShareRemark(OneButton):
    heading = _("Make a remark shared")
    lead = _("The region reads it once the paper is returned, and has to answer it.")
    submit = _("Make it shared")
    done = _("The remark is shared: it goes with the next return.")

    def write(self, form):
        share_remark(self.remark, by=self.user)


class WithdrawRemark(OneButton):
    heading = _("Withdraw a remark")
    lead = _("It is not sent. Your own office can still read it among the remarks that are over.")
    submit = _("Withdraw this remark")
    done = _("The remark has been withdrawn.")
    danger = True

    def write(self, form):
        withdraw_remark(self.remark, by=self.user)


class CloseRemark(OneButton):
    heading = _("Close a remark")
    lead = _("The answer is enough; nothing more has to be mended here.")
    submit = _("Close this remark")
    done = _("The remark has been closed.")
    states = (RemarkState.ANSWERED, RemarkState.REOPENED)

    def write(self, form):
        close_remark(self.remark, by=self.user)


class ReopenRemark(OneRemark):
    heading = _("Reopen a remark")
    lead = _("The region answers again once the dossier is returned; until then only your office reads this.")
    submit = _("Reopen this remark")
    done = _("The remark is open again: it goes with the next return.")
    states = (RemarkState.ANSWERED, RemarkState.CLOSED)

    def form(self, *data):
        return ReopenForm(*data, user=self.user)

    def write(self, form):
        reopen_remark(self.remark, form.cleaned_data["text"], by=self.user)


class AnswerRemark(OneRemark):
    permission = "answer_remark"
    seats = REGION
    submit = _("Answer this remark")
    done = _("The remark has been answered.")

    def prepare(self):
        super().prepare()
        self.given = correctable(self.remark, self.dossier)

    @property
    def states(self):
        return (RemarkState.OPEN, RemarkState.ANSWERED) if self.given else (RemarkState.OPEN,)

    @property
    def heading(self):
        return gettext("Correct an answer") if self.given else gettext("Answer a remark")

    def require_own(self):
        """The region answers remarks of others."""

    def too_late(self):
        return already_answered(self.remark)

    def form(self, *data):
        return AnswerForm(*data, given=self.given, user=self.user)

    def write(self, form):
        answer_remark(self.remark, form.cleaned_data["answer"], by=self.user, seen=form.cleaned_data["seen"])

    def context(self):
        """With the way to the part, where it can be mended now."""
        context = super().context()
        kind, part = self.place()
        if kind and self.user.has_perm(f"agreements.write_{kind}", self.dossier):
            anchor = next((f"#part-{one.name}" for one in parts_of(kind) if part in one.fields), "")
            anchor = "#activities" if part == ACTIVITIES else anchor
            context["paper_url"] = reverse("agreements:paper", args=[self.dossier.number, kind]) + anchor
        return context
