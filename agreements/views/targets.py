"""The ministry's service targets: how long its steps should take."""

from django.shortcuts import get_object_or_404
from django.urls import reverse_lazy
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agreements.enums import Status
from agreements.forms.targets import TargetForm
from agreements.models import ServiceTarget
from cooperation import administration
from cooperation.enums import AdministrationAct
from cooperation.views.base import FormPage, Page, Permitted

TARGETS = (*Permitted.crumbs, (gettext_lazy("Service targets"), "agreements:target-list"))


class TargetList(Page):
    template_name = "agreements/target_list.html"
    heading = gettext_lazy("Service targets")

    def get_context_data(self, **context):
        lines = [{"target": one, "step": Status(one.status).label} for one in ServiceTarget.objects.all()]
        return super().get_context_data(lines=lines, **context)


class TargetEdit(FormPage):
    crumbs = TARGETS
    form_class = TargetForm
    success_url = reverse_lazy("agreements:target-list")
    submit = gettext_lazy("Save")
    done = gettext_lazy("Saved. Clocks that run keep the length they started with.")
    lead = gettext_lazy(
        "A change applies to clocks that start afterwards. Those that run, or stand still while the region answers, "
        "keep the length they started with."
    )

    @cached_property
    def record(self):
        return get_object_or_404(ServiceTarget, pk=self.kwargs["pk"])

    @property
    def heading(self):
        return _("Service target: %(name)s") % {"name": self.record}

    def perform(self, form):
        administration.write(
            form.save(commit=False),
            AdministrationAct.TARGET_EDITED,
            by=self.request.user,
            seen=form.cleaned_data["seen"],
        )
