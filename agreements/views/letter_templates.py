"""Templates of letters and the letterhead: what an administrator writes, version by version."""

from django.contrib import messages
from django.db.models import Count
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View

from agreements.enums import LetterKind
from agreements.forms.letters import LetterheadForm, TemplateForm
from agreements.letters import issuing, placeholders, templates
from agreements.letters.content import LANGUAGES
from agreements.letters.facts import in_preview
from agreements.letters.first import BLOCKS
from agreements.models import Letter, Letterhead, LetterTemplate
from cooperation import administration, changes
from cooperation.enums import AdministrationAct, Role
from cooperation.exceptions import Conflict, NotReady
from cooperation.views.base import FormPage, Page, Permitted

from .access import visible_dossier
from .base import typed
from .letters import pdf_response

LETTERS = (*Permitted.crumbs, (gettext_lazy("Letters"), "agreements:letter-templates"))


def own_office(user):
    """The office whose letters the administrator looks after."""
    return user.memberships_as(Role.ADMIN)[0].office


class TemplateList(Page):
    template_name = "agreements/letter_templates.html"
    heading = gettext_lazy("Letters")

    def get_context_data(self, **context):
        issued = dict(Letter.objects.values_list("kind").annotate(Count("pk")))
        latest = {one.kind: one for one in LetterTemplate.objects.select_related("created_by").order_by("version")}
        rows = [{"kind": kind, "template": latest.get(kind), "issued": issued.get(kind, 0)} for kind in LetterKind]
        head = issuing.letterhead(own_office(self.request.user))
        return super().get_context_data(rows=rows, letterhead=head, **context)


class OfKind(Permitted):
    """Pages about the template of the kind in the address."""

    crumbs = LETTERS

    @cached_property
    def kind(self):
        try:
            return LetterKind(self.kwargs["kind"])
        except ValueError as error:
            raise Http404 from error

    @property
    def heading(self):
        return self.kind.label


class EditTemplate(OfKind, View):
    """The next version of a template. What it replaces stays, and so do letters issued from it."""

    def form(self, *data):
        current = templates.current(self.kind)
        return TemplateForm(*data, kind=self.kind, blocks=current.blocks, version=current.version)

    def get(self, request, kind):
        return self.page(self.form())

    def post(self, request, kind):
        form = self.form(request.POST)
        if not form.is_valid():
            return self.page(form, status=422)
        try:
            written = templates.write(self.kind, form.blocks(), seen=form.cleaned_data["seen"], by=request.user)
        except Conflict as conflict:
            conflict.context.setdefault("texts", typed(form))
            raise
        messages.success(
            request,
            _("The template stands as version %(version)s. Letters to come use it.") % {"version": written.version},
        )
        return redirect("agreements:letter-templates")

    def page(self, form, status=200):
        context = self.get_context_data(
            view=self,
            form=form,
            placeholders=placeholders.known_to(self.kind),
            versions=LetterTemplate.objects.filter(kind=self.kind).select_related("created_by"),
            preview_url=reverse("agreements:letter-template-preview", args=[self.kind]),
        )
        return render(self.request, "agreements/letter_template.html", context, status=status)


class PreviewTemplate(OfKind, View):
    """A letter from the template, or from the blocks typed and not kept yet: about an example, or a dossier."""

    def get(self, request, kind):
        return self.letter(templates.current(self.kind).blocks)

    def post(self, request, kind):
        current = templates.current(self.kind)
        form = TemplateForm(request.POST, kind=self.kind, blocks=current.blocks, version=current.version)
        return self.letter(form.blocks()) if form.is_valid() else self.refused(form=form)

    def refused(self, **why):
        context = self.get_context_data(view=self, **why)
        return render(self.request, "agreements/letter_template_refused.html", context, status=422)

    def letter(self, blocks):
        try:
            printed = self.printed(blocks)
        except NotReady as refusal:
            return self.refused(problems=refusal.problems)
        return pdf_response(printed, f"{self.kind}.pdf")

    def printed(self, blocks):
        office = own_office(self.request.user)
        number = self.request.GET.get("dossier", "").strip() or self.request.POST.get("dossier", "").strip()
        if number and self.kind != LetterKind.INVITATION:
            facts = in_preview(self.kind, visible_dossier(self.request.user, number))
            return issuing.draft_pdf(facts, office=office, blocks=blocks)
        return issuing.example_pdf(self.kind, blocks, office)


class ReadTemplate(OfKind, Page):
    template_name = "agreements/letter_template_version.html"

    @cached_property
    def version(self):
        return get_object_or_404(
            LetterTemplate.objects.select_related("created_by"), kind=self.kind, version=self.kwargs["version"]
        )

    @property
    def heading(self):
        return _("%(kind)s, version %(version)s") % {"kind": self.kind.label, "version": self.version.version}

    def get_context_data(self, **context):
        from_form = TemplateForm(kind=self.kind, blocks=self.version.blocks, version=self.version.version)
        texts = [
            {
                "language": language,
                "label": from_form[f"{language}_{block}"].label,
                "text": self.version.blocks[language][block],
            }
            for language in LANGUAGES
            for block in BLOCKS
        ]
        return super().get_context_data(texts=texts, template=self.version, **context)


class EditLetterhead(FormPage):
    heading = gettext_lazy("Letterhead, numbers and signature")
    lead = gettext_lazy("Letters that were issued stay as they are; those to come begin and end as written here.")
    crumbs = LETTERS
    form_class = LetterheadForm
    submit = gettext_lazy("Save")
    done = gettext_lazy("The letterhead has been saved.")

    @cached_property
    def record(self):
        return issuing.letterhead(own_office(self.request.user))

    def get_success_url(self):
        return reverse("agreements:letter-templates")

    def perform(self, form):
        head = form.save(commit=False)
        changed = changes.write(head, Letterhead.EDITED, seen=form.cleaned_data["seen"])
        if changed:
            fields = ", ".join(str(Letterhead._meta.get_field(name).verbose_name) for name in changed)
            administration.record(AdministrationAct.LETTERHEAD_EDITED, head, by=self.request.user, note=fields)
