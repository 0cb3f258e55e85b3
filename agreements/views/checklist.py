"""The checklist of the step a dossier is in, with what the system knows, and the rounds before (P25 19, 22, 24)."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from agreements.checklists.answering import answer_checklist, current_answers, earlier_rounds
from agreements.checklists.evidence import evidence_of
from agreements.checklists.lines import CHECKED_STEPS, groups_of, lines_of, progress, progress_by
from agreements.enums import Status
from agreements.forms.checklist import checklist_form
from agreements.rules import MINISTRY, membership_in
from cooperation.exceptions import Conflict

from .access import require
from .base import typed
from .dossier import DossierPage


class Checklist(DossierPage):
    """Reviewers and approvers write, the auditor reads; for everybody else there is no such page."""

    template_name = "agreements/dossier_checklist.html"
    tab = "checklist"
    #: The form, where it was refused, and the lines that somebody else answered meanwhile.
    form = None
    clashing = ()

    def dispatch(self, request, *args, **kwargs):
        require(request.user, "read_checklist", self.dossier)
        return super().dispatch(request, *args, **kwargs)

    def post(self, request, **kwargs):
        step = request.POST.get("step")
        if step != self.dossier.status and step in CHECKED_STEPS:
            self.too_late(step)
        require(request.user, "write_checklist", self.dossier)
        step = self.dossier.status
        self.given = current_answers(self.dossier, step)
        self.form = checklist_form(self.dossier, step, self.given)(request.POST)
        if not self.form.is_valid():
            return self.page(422)
        try:
            answer_checklist(self.dossier, step, self.form.answers(), by=request.user)
        except Conflict as conflict:
            self.clashing = conflict.context.get("lines", ())
            if not self.clashing:
                conflict.context.setdefault("texts", typed(self.form))
                raise
            self.given = current_answers(self.dossier, step)
            self.form.see(self.given, self.clashing)
            return self.page(409)
        found = progress(self.dossier)
        messages.success(
            request,
            _("Saved: %(answered)s of %(total)s lines are answered.")
            % {"answered": found.answered, "total": found.total},
        )
        return redirect(self.dossier if not found.open else f"{request.path}#tabs")

    def too_late(self, step):
        """The page was open while somebody moved the dossier: what was noted is shown, to be copied."""
        if membership_in(MINISTRY, self.request.user, self.dossier):
            form = checklist_form(self.dossier, step, {})(self.request.POST)
            raise Conflict(_("This step is over: its checklist is closed."), texts=typed(form))

    def page(self, status):
        return self.render_to_response(self.get_context_data(**self.kwargs), status=status)

    def known(self):
        if self.form is None:
            self.given = current_answers(self.dossier, self.dossier.status)
        return {"checklist": progress_by(self.dossier, [(line, row.answer) for line, row in self.given.items()])}

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        dossier, step = self.dossier, self.dossier.status
        if self.form is None:
            self.form = checklist_form(dossier, step, self.given)(initial={"step": step})
        rounds = earlier_rounds(dossier)
        return context | {
            "form": self.form,
            "groups": self.groups(rounds),
            "may_write": self.request.user.has_perm("agreements.write_checklist", dossier),
            "clashing": bool(self.clashing),
            "rounds": [self.round(*one) for one in rounds],
        }

    def groups(self, rounds):
        """The lines of the step with their fields, what is known, and what was said in the round before."""
        step = self.dossier.status
        known = evidence_of(self.reading, step)
        before = next((rows for name, _closed_at, rows in rounds if name == step), [])
        said = {row.line: row for row in before}
        return [
            {
                "label": group.label,
                "lines": [
                    {
                        "line": line,
                        "answer": self.form[f"answer_{line.name}"],
                        "note": self.form[f"note_{line.name}"],
                        "seen": self.form[f"seen_{line.name}"],
                        "given": self.given.get(line.name),
                        "facts": known.get(line.name, ()),
                        "before": said.get(line.name),
                        "clashes": line.name in self.clashing,
                    }
                    for line in group.lines
                ],
            }
            for group in groups_of(self.dossier, step)
        ]

    def round(self, step, closed_at, rows):
        """An earlier round, to read."""
        labels = {line.name: line.label for line in lines_of(self.dossier, step)}
        for row in rows:
            row.label = labels.get(row.line, row.line)
        return {"step": Status(step).label, "closed_at": closed_at, "rows": rows}
