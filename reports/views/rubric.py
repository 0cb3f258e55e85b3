"""The rubric of evaluations: what an administrator writes, version by version."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View

from agreements.views.base import typed
from cooperation.exceptions import Conflict
from cooperation.views.base import Page, Permitted
from reports.enums import Point
from reports.evaluations import rubrics
from reports.forms.rubric import RubricForm
from reports.models import Rubric


class EditRubric(Permitted, View):
    """The next version. What it replaces stays, and so do evaluations written by it."""

    heading = gettext_lazy("Rubric of evaluations")

    def form(self, *data):
        return RubricForm(*data, rubric=rubrics.current())

    def get(self, request):
        return self.page(self.form())

    def post(self, request):
        form = self.form(request.POST)
        if not form.is_valid():
            return self.page(form, status=422)
        try:
            written = rubrics.write(form.values, seen=form.cleaned_data["seen"], by=request.user)
        except Conflict as conflict:
            conflict.context.setdefault("texts", typed(form))
            raise
        words = _("The rubric stands as version %(version)s. Evaluations begun from now on use it.")
        messages.success(request, words % {"version": written.version})
        return redirect("rubric:edit")

    def page(self, form, status=200):
        versions = Rubric.objects.select_related("created_by")
        context = self.get_context_data(view=self, form=form, versions=versions)
        return render(self.request, "reports/rubric.html", context, status=status)


class ReadRubric(Page):
    template_name = "reports/rubric_version.html"
    crumbs = (*Permitted.crumbs, (EditRubric.heading, "rubric:edit"))

    @cached_property
    def rubric(self):
        return get_object_or_404(Rubric.objects.select_related("created_by"), version=self.kwargs["version"])

    @property
    def heading(self):
        return str(self.rubric)

    def get_context_data(self, **context):
        rubric = self.rubric
        return super().get_context_data(
            rubric=rubric,
            levels=[
                (score, *words) for score, words in enumerate(zip(rubric.levels_id, rubric.levels_en, strict=True), 1)
            ],
            weights=[(point.label, rubric.weights[point]) for point in Point],
            **context,
        )
