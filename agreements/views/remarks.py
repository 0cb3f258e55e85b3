"""Answering a remark that came with a return (P25 17, 19)."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from agreements.enums import RemarkState
from agreements.forms.remarks import AnswerForm
from agreements.models import Remark
from agreements.papers import parts_of
from agreements.remarks import already_answered, answer_remark

from .base import DossierForm


class AnswerRemark(DossierForm):
    permission = "answer_remark"
    template_name = "agreements/remark_form.html"
    heading = _("Answer a remark")
    submit = _("Answer this remark")
    done = _("The remark has been answered.")
    tab = "dossier-remarks"

    def prepare(self):
        self.remark = get_object_or_404(
            Remark.objects.readable_by(self.user).select_related("by", "office"),
            dossier=self.dossier,
            pk=self.kwargs["pk"],
        )
        self.remark.dossier = self.dossier

    def get(self, request, **kwargs):
        if self.remark.state != RemarkState.OPEN:
            conflict = already_answered(self.remark)
            conflict.context["url"] = self.back
            raise conflict
        return super().get(request, **kwargs)

    def form(self, *data):
        return AnswerForm(*data, user=self.user)

    def write(self, form):
        answer_remark(self.remark, form.cleaned_data["answer"], by=self.user)

    def context(self):
        remark, dossier = self.remark, self.dossier
        context = {"remark": remark}
        for part in parts_of(remark.paper) if remark.paper else ():
            if remark.part in part.fields:
                context["part_label"] = part.label
                if self.user.has_perm(f"agreements.write_{remark.paper}", dossier):
                    address = reverse("agreements:paper", args=[dossier.number, remark.paper])
                    context["paper_url"] = f"{address}#part-{part.name}"
        return context
