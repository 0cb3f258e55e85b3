"""What the pages of the foundation are made of: a list, and a page with one form that does one thing."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.forms import Form
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView, ListView, TemplateView
from django.views.generic.base import ContextMixin

PAGE_SIZE = 25


class Permitted(ContextMixin):
    """403 without `permission`. Closed to everybody but administrators where a view says nothing else."""

    permission = "cooperation.administer"
    #: What the page is called, in its title and as its heading.
    heading = ""
    #: The sections above this page: address (a name or a path) and words.
    crumbs = ((_("Administration"), "cooperation:administration"),)

    def dispatch(self, request, *args, **kwargs):
        if self.permission and not request.user.has_perm(self.permission, self.subject):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @property
    def subject(self):
        """The object the permission is about, where it is about one."""
        return None

    def get_context_data(self, **context):
        above = [
            {"label": label, "url": place if place.startswith("/") else reverse(place)} for label, place in self.crumbs
        ]
        return super().get_context_data(above=above[-2:], **context)


class Page(Permitted, TemplateView):
    pass


class ListPage(Permitted, ListView):
    """Pages of 25 of what the filter in the address finds."""

    filterset_class = None
    context_object_name = "rows"

    def get(self, request, **kwargs):
        """Django's own asks for all rows beside those that the filter finds."""
        return self.render_to_response(self.get_context_data())

    @cached_property
    def filterset(self):
        return self.filterset_class(self.request.GET, queryset=self.get_queryset(), request=self.request)

    def get_context_data(self, **context):
        self.object_list = self.filterset.qs if self.filterset_class else self.get_queryset()
        page = self.get_paginator(self.object_list, PAGE_SIZE).get_page(self.request.GET.get("page"))
        if self.filterset_class:
            context["filter"] = self.filterset
            context["filtered"] = any(self.filterset.data.get(name) for name in self.filterset.filters)
        return super().get_context_data(
            page=page, rows=page.object_list, query=self.request.GET, path=self.request.path, **context
        )


class FormPage(Permitted, FormView):
    """Show `form_class`; on POST do `perform`, say `done`, and go to `get_success_url`.

    What `perform` refuses with a ValidationError is shown above the form, and nothing is changed.
    """

    template_name = "cooperation/form.html"
    #: The act, as the button names it.
    submit = ""
    danger = False
    #: Words above the form.
    lead = ""
    done = ""

    #: The instance a model form edits.
    record = None

    def get_form_kwargs(self):
        kwargs = super().get_form_kwargs()
        if self.record is None:
            return kwargs
        if not self.record._state.adding:
            self.known_as = str(self.record)  # before the form writes what was typed into the record
        return {**kwargs, "instance": self.record}

    def perform(self, form):
        raise NotImplementedError

    def form_valid(self, form):
        try:
            with transaction.atomic():
                self.perform(form)
        except ValidationError as error:
            form.add_error(None, error)
            return self.form_invalid(form)
        if self.done:
            messages.success(self.request, str(self.done))
        return HttpResponseRedirect(self.get_success_url())

    @property
    def back(self):
        """Where "Cancel" leads to."""
        return self.get_success_url()


class ConfirmPage(FormPage):
    """A question and one button."""

    form_class = Form

    def get_form_kwargs(self):
        return {name: value for name, value in super().get_form_kwargs().items() if name != "instance"}
