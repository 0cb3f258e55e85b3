"""The nine prerequisites of a dossier, as far as they apply (P25 5)."""

from django.utils.translation import gettext_lazy as _

from agreements.basics import LEVELS
from agreements.forms.prerequisites import prerequisites_form
from agreements.prerequisites import EQUAL_LEVEL, RELATIONS
from agreements.records import answer_prerequisites, answers_seen

from .access import require, visible_dossier
from .base import DossierForm


class Prerequisites(DossierForm):
    """Answered by the region while it explores; whoever sees the dossier reads the answers."""

    permission = "edit_dossier"
    template_name = "agreements/prerequisites.html"
    heading = _("Prerequisites")
    submit = _("Save the answers")
    done = _("The answers have been saved.")

    def dispatch(self, request, *args, **kwargs):
        self.dossier = visible_dossier(self.user, kwargs["number"])
        if request.method == "POST":
            require(self.user, self.permission, self.dossier)
        return super(DossierForm, self).dispatch(request, *args, **kwargs)

    def form(self, *data):
        form = prerequisites_form(self.dossier)(*data, dossier=self.dossier, user=self.user)
        form.initial["seen"] = answers_seen(self.dossier)
        return form

    def write(self, form):
        answer_prerequisites(self.dossier, form.answers(), seen=form.cleaned_data["seen"], by=self.user)

    def context(self):
        partner = self.dossier.partner
        return {
            "may_edit": self.user.has_perm("agreements.edit_dossier", self.dossier),
            "country": partner and partner.country,
            "levels_differ": bool(partner and partner.tier) and partner.tier != LEVELS[self.dossier.tier],
            "relations_row": RELATIONS,
            "level_row": EQUAL_LEVEL,
        }
