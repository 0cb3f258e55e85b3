"""The Letter of Intent: six parts (P25 13(2)), and its signing; valid one year at most (13(3))."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from .dossier import Dossier
from .expressions import AddYears
from .paper import Paper, part
from .signing import Signing


class LetterOfIntent(Paper):
    title = part(_("Title"), _("For example: Letter of Intent between Kota Padang and …"))
    subject = part(_("Parties"), _("Who declares the intent: offices, names and positions of both sides."))
    purpose = part(_("Purpose and aims"))
    scope = part(_("Scope"), _("The fields of cooperation, one a line."))
    validity = part(_("Validity"), _("One year at most from the day of signing (Permendagri 25/2020 art. 13(3))."))
    signing = part(_("Place and date of signing"), _("Where and when both sides plan to sign."))

    PARTS = ("title", "subject", "purpose", "scope", "validity", "signing")

    class Meta(Paper.Meta):
        verbose_name = _("Letter of Intent")
        verbose_name_plural = _("Letters of Intent")


class IntentSigning(Signing):
    """A Letter of Intent was signed, or renewed. The latest one counts."""

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="intent_signings")
    expires_on = models.DateField(_("valid until"), null=True, blank=True)

    class Meta(Signing.Meta):
        verbose_name = _("signing of a Letter of Intent")
        verbose_name_plural = _("signings of Letters of Intent")
        constraints = [
            models.CheckConstraint(
                condition=Q(expires_on=None) | Q(signed_on=None) | Q(expires_on__gte=F("signed_on")),
                name="intent_dates_in_order",
                violation_error_message=_("The LoI cannot end before it was signed."),
            ),
            models.CheckConstraint(
                condition=Q(expires_on=None) | Q(signed_on=None) | Q(expires_on__lte=AddYears("signed_on", 1)),
                name="intent_one_year_at_most",
                violation_error_message=_("A LoI is valid one year at most (Permendagri 25/2020 art. 13(3))."),
            ),
        ]

    def __str__(self):
        return f"{self.dossier} · LoI {self.signed_on}"
