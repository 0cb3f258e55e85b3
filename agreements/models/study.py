"""The joint study: six parts (P25 12(3), Annex I)."""

from django.utils.translation import gettext_lazy as _

from .paper import Paper, part


class Study(Paper):
    title = part(_("Title"), _("For example: Joint study on fisheries and tourism, Kota Padang and partner."))
    background = part(_("Background"), _("Why this cooperation, why this partner, and what has happened so far."))
    purpose = part(_("Purpose and aims"), _("What both sides want to reach."))
    mapping = part(
        _("Mapping of potential, characteristics and needs"),
        _("The region's and the partner's potential, the fields that come first, costs against benefits."),
    )
    benefits = part(_("Benefits"), _("Social, cultural and economic benefits for the people of the region."))
    conclusion = part(_("Conclusion"), _("Is the cooperation feasible, and under which conditions?"))

    PARTS = ("title", "background", "purpose", "mapping", "benefits", "conclusion")

    class Meta(Paper.Meta):
        verbose_name = _("Study")
        verbose_name_plural = _("Studies")
