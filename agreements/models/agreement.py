"""The agreement: eleven parts in two languages (P25 20(5)), its signing, its registration."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from agreements.enums import ForeignLanguage

from .document import Document
from .dossier import Dossier
from .expressions import AddYears
from .paper import Paper, part
from .signing import Signing

#: P25 32: five years at most.
LONGEST_TERM_MONTHS = 60


class Agreement(Paper):
    """Each part stands twice: in Indonesian, and in the partner's language or English (`…_foreign`)."""

    foreign_language = models.CharField(
        _("second language"), max_length=2, choices=ForeignLanguage, default=ForeignLanguage.ENGLISH
    )
    term_months = models.PositiveSmallIntegerField(
        _("term in months"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(LONGEST_TERM_MONTHS)],
        help_text=_("Five years (60 months) at most (Permendagri 25/2020 art. 32)."),
    )
    title = part(_("Title"))
    title_foreign = part(_("Title, second language"))
    subject = part(_("Parties"))
    subject_foreign = part(_("Parties, second language"))
    purpose = part(_("Purpose and aims"))
    purpose_foreign = part(_("Purpose and aims, second language"))
    scope = part(_("Scope"))
    scope_foreign = part(_("Scope, second language"))
    implementation = part(_("Implementation"), _("By which programmes and technical arrangements."))
    implementation_foreign = part(_("Implementation, second language"))
    funding = part(_("Funding"), _("For example: each side bears its own costs, subject to available funds."))
    funding_foreign = part(_("Funding, second language"))
    working_group = part(_("Joint working group"), _("Plans, monitors, evaluates; how often it meets."))
    working_group_foreign = part(_("Joint working group, second language"))
    disputes = part(_("Settlement of disputes"), _("By consultation and negotiation."))
    disputes_foreign = part(_("Settlement of disputes, second language"))
    amendment = part(_("Amendment"), _("In writing, with the consent of both sides."))
    amendment_foreign = part(_("Amendment, second language"))
    duration = part(
        _("Entry into force, extension and termination"),
        _("Term, how it is extended, how many months' notice ends it, what becomes of running work."),
    )
    duration_foreign = part(_("Entry into force, extension and termination, second language"))
    signing = part(_("Date and place"))
    signing_foreign = part(_("Date and place, second language"))

    PAIRS = (
        "title",
        "subject",
        "purpose",
        "scope",
        "implementation",
        "funding",
        "working_group",
        "disputes",
        "amendment",
        "duration",
        "signing",
    )
    PARTS = tuple(name for pair in PAIRS for name in (pair, f"{pair}_foreign"))

    class Meta(Paper.Meta):
        verbose_name = _("Agreement text")
        verbose_name_plural = _("Agreement texts")
        constraints = [
            *Paper.Meta.constraints,
            models.CheckConstraint(
                condition=Q(term_months=None) | Q(term_months__range=(1, LONGEST_TERM_MONTHS)),
                name="agreement_term_five_years_at_most",
                violation_error_message=_("An agreement runs five years at most (Permendagri 25/2020 art. 32)."),
            ),
        ]


class AgreementSigningQuerySet(models.QuerySet):
    def originals(self):
        """Of agreements themselves: not of what extended or amended them."""
        return self.filter(change=None)


class AgreementSigning(Signing):
    """An agreement was signed, or taken over from the register; or an extension or amendment of it (`change`).

    The latest one of each counts.
    """

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="agreement_signings")
    instrument = models.CharField(_("instrument"), max_length=100, default="MoU")
    effective_on = models.DateField(_("in force from"), null=True, blank=True)
    ends_on = models.DateField(_("ends on"), null=True, blank=True)
    document_foreign = models.ForeignKey(Document, models.PROTECT, null=True, blank=True, related_name="+")
    change = models.OneToOneField(
        "agreements.Change", models.PROTECT, null=True, blank=True, editable=False, related_name="signing"
    )

    objects = AgreementSigningQuerySet.as_manager()

    class Meta(Signing.Meta):
        verbose_name = _("signing of an agreement")
        verbose_name_plural = _("signings of agreements")
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(effective_on=None) | Q(ends_on__gte=F("effective_on")),
                name="signing_dates_in_order",
                violation_error_message=_("The agreement cannot end before it is in force."),
            ),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(effective_on=None) | Q(ends_on__lte=AddYears("effective_on", 5)),
                name="signing_five_years_at_most",
                violation_error_message=_("An agreement runs five years at most (Permendagri 25/2020 art. 32)."),
            ),
        ]

    def __str__(self):
        return f"{self.dossier} · {self.instrument} {self.signed_on}"


class Registration(models.Model):
    """The ministry holds the original and issued the copy (P25 25); custody at Kemlu is optional."""

    dossier = models.OneToOneField(Dossier, models.PROTECT, related_name="registration")
    number = models.CharField(_("register number"), max_length=40, unique=True)
    original_received_on = models.DateField(_("original received"))
    copy_issued_on = models.DateField(_("copy issued"))
    copy = models.ForeignKey(Document, models.PROTECT, null=True, related_name="+", verbose_name=_("copy"))
    custody_on = models.DateField(_("deposited at Kemlu"), null=True, blank=True)
    custody_number = models.CharField(_("Kemlu's register number"), max_length=100, blank=True)

    class Meta:
        verbose_name = _("registration")
        verbose_name_plural = _("registrations")

    def __str__(self):
        return self.number

    @staticmethod
    def number_of(year, serial):
        """`KSLN/2026/0001`"""
        return f"KSLN/{year}/{serial}"
