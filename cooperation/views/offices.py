"""Offices: bodies whose people sign in."""

from django.db.models import Count, Q
from django.shortcuts import get_object_or_404
from django.urls import reverse_lazy
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cooperation import administration
from cooperation.enums import AdministrationAct
from cooperation.filters import OfficeFilter
from cooperation.forms.people import OfficeForm
from cooperation.models import Membership, Office

from .base import ConfirmPage, FormPage, ListPage, Permitted

SECTION = (*Permitted.crumbs, (gettext_lazy("Offices"), "cooperation:office-list"))


class OfficeList(ListPage):
    template_name = "cooperation/office_list.html"
    heading = gettext_lazy("Offices")
    model = Office
    filterset_class = OfficeFilter

    def get_queryset(self):
        current = Q(memberships__in=Membership.objects.current())
        counted = Office.objects.annotate(people=Count("memberships__user", filter=current, distinct=True))
        return counted.order_by("name")


class OfficePage(FormPage):
    crumbs = SECTION
    form_class = OfficeForm
    success_url = reverse_lazy("cooperation:office-list")
    submit = gettext_lazy("Save")
    done = gettext_lazy("Saved.")

    @cached_property
    def record(self):
        return get_object_or_404(Office, pk=self.kwargs["pk"])


class OfficeAdd(OfficePage):
    heading = gettext_lazy("Add an office")
    lead = gettext_lazy("Kind and region cannot be changed later: roles and history rest on them.")
    submit = gettext_lazy("Add this office")
    done = gettext_lazy("The office has been added.")
    record = cached_property(lambda self: Office())

    def perform(self, form):
        administration.write(form.save(commit=False), AdministrationAct.OFFICE_ADDED, by=self.request.user)


class OfficeEdit(OfficePage):
    @property
    def heading(self):
        return _("Edit %(name)s") % {"name": self.known_as}

    def perform(self, form):
        administration.write(
            form.save(commit=False),
            AdministrationAct.OFFICE_EDITED,
            by=self.request.user,
            seen=form.cleaned_data["seen"],
        )


class OfficeUse(ConfirmPage, OfficePage):
    """Taking an office out of use, or back into it."""

    form_class = ConfirmPage.form_class
    in_use = False

    def perform(self, form):
        administration.set_office_in_use(self.record, self.in_use, by=self.request.user)


class OfficeClose(OfficeUse):
    submit = gettext_lazy("Take out of use")
    danger = True
    done = gettext_lazy("The office is no longer in use.")

    @property
    def heading(self):
        return _("Take %(name)s out of use") % {"name": self.record}

    @property
    def lead(self):
        count = Membership.objects.current().filter(office=self.record).count()
        return _(
            "Its people (%(count)s today) cannot act for it until it is taken into use again. Nothing is deleted: "
            "its dossiers and its history stay."
        ) % {"count": count}


class OfficeReopen(OfficeUse):
    in_use = True
    submit = gettext_lazy("Take into use again")
    done = gettext_lazy("The office is in use again.")
    lead = gettext_lazy("Assignments that have not ended are in force again.")

    @property
    def heading(self):
        return _("Take %(name)s into use again") % {"name": self.record}
