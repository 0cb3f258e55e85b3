"""Opening a dossier, editing its basic data, choosing its partner."""

from copy import copy

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.generic import CreateView, FormView, View

from agreements.basics import choose_partner, edit_basics, partner_warnings
from agreements.forms.dossier import ChosenPartnerForm, EditDossierForm, NewDossierForm, PartnerSearch
from agreements.services import open_dossier
from cooperation.models import Partner
from cooperation.views.base import PAGE_SIZE

from .access import permitted_dossier


class DossierNew(CreateView):
    template_name = "agreements/dossier_new.html"
    form_class = NewDossierForm

    def dispatch(self, request, *args, **kwargs):
        if not request.user.has_perm("agreements.open_dossier"):
            raise PermissionDenied(_("Dossiers are opened by officers and heads of regions."))
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "user": self.request.user}

    def form_valid(self, form):
        dossier = open_dossier(form.save(commit=False), by=self.request.user)
        messages.success(
            self.request,
            _("Dossier %(number)s is open. The box below says what comes next.") % {"number": dossier.number},
        )
        return redirect(dossier)

    def form_invalid(self, form):
        return self.render_to_response(self.get_context_data(form=form), status=422)


class DossierEdit(FormView):
    template_name = "agreements/dossier_edit.html"
    form_class = EditDossierForm

    def dispatch(self, request, *args, **kwargs):
        self.dossier = permitted_dossier(request.user, kwargs["number"], "edit_dossier")
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self):
        # The form writes what was typed into its instance; the heading keeps the dossier as it is stored.
        return {**super().get_form_kwargs(), "instance": copy(self.dossier)}

    def get_context_data(self, **context):
        return super().get_context_data(dossier=self.dossier, **context)

    def form_valid(self, form):
        if edit_basics(self.dossier, form.values(), seen=form.cleaned_data["version"], by=self.request.user):
            messages.success(self.request, _("Saved."))
        return redirect(self.dossier)

    def form_invalid(self, form):
        return self.render_to_response(self.get_context_data(form=form), status=422)


class DossierPartner(View):
    """Search a partner and choose it; or propose a new one and come back with it in the address."""

    def dispatch(self, request, *args, **kwargs):
        self.dossier = permitted_dossier(request.user, kwargs["number"], "edit_dossier")
        return super().dispatch(request, *args, **kwargs)

    def get(self, request, number):
        proposed = request.GET.get("partner")
        if proposed is None:
            return self.page()
        form = ChosenPartnerForm({"partner": proposed, "version": self.dossier.edit_version})
        return self.page(form, proposed=form.cleaned_data["partner"] if form.is_valid() else None)

    def post(self, request, number):
        form = ChosenPartnerForm(request.POST)
        if not form.is_valid():
            return self.page(form, status=422)
        partner = form.cleaned_data["partner"]
        if choose_partner(self.dossier, partner, seen=form.cleaned_data["version"], by=request.user):
            messages.success(request, _("The partner is %(partner)s.") % {"partner": partner})
            for warning in partner_warnings(self.dossier, partner):
                messages.warning(request, warning)
        return redirect(self.dossier)

    def page(self, form=None, proposed=None, status=200):
        query = self.request.GET
        choosable = Partner.objects.choosable().select_related("country").order_by("name", "pk")
        found = PartnerSearch(query, choosable, request=self.request)
        page = Paginator(found.qs, PAGE_SIZE).get_page(query.get("page"))
        here = reverse("agreements:dossier-partner", args=[self.dossier.number])
        context = {
            "dossier": self.dossier,
            "form": form,
            "proposed": proposed and self.line(proposed),
            "filter": found,
            "page": page,
            "lines": [self.line(partner) for partner in page],
            "query": query,
            "path": here,
            "propose_url": f"{reverse('cooperation:partner-propose')}?{urlencode({'next': here})}",
        }
        return render(self.request, "agreements/dossier_partner.html", context, status=status)

    def line(self, partner):
        return {
            "partner": partner,
            "chosen": partner.pk == self.dossier.partner_id,
            "warnings": partner_warnings(self.dossier, partner),
        }
