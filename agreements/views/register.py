"""The register of agreements: a page with its filters, and the same rows on paper."""

from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View

from agreements.book import as_pdf, entry, registered, with_entries
from agreements.forms.filters import RegisterFilter
from cooperation.views.base import ListPage, Permitted

from .letters import pdf_response


class OfRegister(Permitted):
    permission = "agreements.read_register"
    heading = gettext_lazy("Register of agreements")
    crumbs = ((gettext_lazy("Dossiers"), "agreements:dossier-list"),)
    filterset_class = RegisterFilter

    def get_queryset(self):
        return registered(self.request.user)


class Register(OfRegister, ListPage):
    template_name = "agreements/register.html"

    @cached_property
    def filterset(self):
        return RegisterFilter(self.request.GET, queryset=self.get_queryset(), request=self.request)

    def get_context_data(self, **context):
        context = super().get_context_data(**context)
        return context | {"entries": [entry(dossier) for dossier in with_entries(context["rows"])]}


class PrintRegister(OfRegister, View):
    """All rows that the filter in the address finds, on A4 across."""

    def get(self, request):
        found = RegisterFilter(request.GET, queryset=self.get_queryset(), request=request)
        rows, used = found.qs, found.form.cleaned_data
        chosen = (f"{field.label}: {_words(field)}" for field in found.form.visible_fields() if used.get(field.name))
        return pdf_response(as_pdf(rows, ", ".join(chosen)), f"{_('register')}.pdf")


def _words(field):
    """What was chosen in a field of the filter, or typed into it."""
    choices = {str(value): words for value, words in getattr(field.field, "choices", ())}
    return choices.get(field.value(), field.value())
