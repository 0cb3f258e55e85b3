"""Letters the ministry issues: their templates, what a reviewer prepares for one, and the issued letters."""

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from agreements.enums import LetterKind
from cooperation.models import Office, StoredFile, User
from cooperation.working_days import now

from .dossier import Dossier


class Letterhead(models.Model):
    """How an office's letters begin, are numbered and are signed (P25 14(3), 19, 24, 25: the Secretary General)."""

    office = models.OneToOneField(Office, models.PROTECT, related_name="letterhead", verbose_name=_("office"))
    name = models.CharField(_("name"), max_length=120, default="Kementerian Dalam Negeri Republik Indonesia")
    name_en = models.CharField(
        _("name, English"), max_length=120, default="Ministry of Home Affairs of the Republic of Indonesia"
    )
    unit = models.CharField(_("unit"), max_length=120, default="Sekretariat Jenderal", blank=True)
    unit_en = models.CharField(_("unit, English"), max_length=120, default="Secretariat General", blank=True)
    address = models.CharField(
        _("address"), max_length=200, default="Jalan Medan Merdeka Utara Nomor 7, Jakarta Pusat 10110"
    )
    place = models.CharField(_("place of letters"), max_length=60, default="Jakarta")
    number_format = models.CharField(
        _("format of numbers"),
        max_length=60,
        default="000.9/{number}/SJ/{year}",
        validators=[
            RegexValidator(
                r"^[^{}]*\{number\}[^{}]*\{year\}[^{}]*$",
                _("Write {number} and then {year}, once each, for example 000.9/{number}/SJ/{year}."),
            )
        ],
        help_text=_("{number} and {year} are filled in; numbers begin anew each year."),
    )
    on_behalf_of = models.CharField(_("signs on behalf of"), max_length=80, default="Menteri Dalam Negeri", blank=True)
    on_behalf_of_en = models.CharField(
        _("signs on behalf of, English"), max_length=80, default="Minister of Home Affairs", blank=True
    )
    position = models.CharField(_("position of the signatory"), max_length=80, default="Sekretaris Jenderal")
    position_en = models.CharField(_("position of the signatory, English"), max_length=80, default="Secretary General")

    #: What a page may edit.
    EDITED = (
        "name",
        "name_en",
        "unit",
        "unit_en",
        "address",
        "place",
        "number_format",
        "on_behalf_of",
        "on_behalf_of_en",
        "position",
        "position_en",
    )

    class Meta:
        verbose_name = _("letterhead")
        verbose_name_plural = _("letterheads")

    def __str__(self):
        return str(self.office)


class LetterTemplate(models.Model):
    """The text blocks of one kind of letter. A change is the next version; none is ever altered."""

    kind = models.CharField(_("kind of letter"), max_length=12, choices=LetterKind)
    version = models.PositiveIntegerField(_("version"), default=1)
    #: {"id": {block: text}, "en": {block: text}}
    blocks = models.JSONField(_("text blocks"))
    created_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name=_("written by"))
    created_at = models.DateTimeField(_("written"), default=now, editable=False)

    class Meta:
        verbose_name = _("template of a letter")
        verbose_name_plural = _("templates of letters")
        ordering = ["kind", "-version"]
        constraints = [models.UniqueConstraint(fields=["kind", "version"], name="letter_template_version_once")]

    def __str__(self):
        return f"{self.get_kind_display()} {self.version}"

    def get_absolute_url(self):
        return reverse("agreements:letter-template-version", args=[self.kind, self.version])


class LetterDraft(models.Model):
    """Clauses for one dossier's letter, beside the template. Inside the ministry only."""

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="letter_drafts")
    move = models.CharField(_("decision"), max_length=40)
    clauses = models.TextField(_("clauses"), max_length=10000, blank=True)
    clauses_en = models.TextField(_("clauses, English"), max_length=10000, blank=True)
    edit_version = models.PositiveIntegerField(default=0, editable=False)
    updated_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", editable=False)
    updated_at = models.DateTimeField(_("changed"), default=now, editable=False)

    class Meta:
        verbose_name = _("draft of a letter")
        verbose_name_plural = _("drafts of letters")
        constraints = [models.UniqueConstraint(fields=["dossier", "move"], name="letter_draft_once")]

    def __str__(self):
        return f"{self.dossier} · {self.move}"


class LetterQuerySet(models.QuerySet):
    def standing(self):
        return self.filter(withdrawn_at=None)


class Letter(StoredFile):
    """An issued letter. A trigger of the database lets nothing of it change but its withdrawal, once."""

    kind = models.CharField(_("kind of letter"), max_length=12, choices=LetterKind)
    dossier = models.ForeignKey(Dossier, models.PROTECT, null=True, blank=True, related_name="letters")
    meeting = models.ForeignKey("agreements.Meeting", models.PROTECT, null=True, blank=True, related_name="letters")
    template = models.ForeignKey(LetterTemplate, models.PROTECT, related_name="letters")
    number = models.CharField(_("number"), max_length=100, unique=True)
    dated_on = models.DateField(_("dated"))
    #: Everything that was printed, as it was.
    content = models.JSONField(_("content"))
    code = models.CharField(_("code"), max_length=20, unique=True)
    signed_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("signed by"))
    signed_as = models.CharField(_("signed as"), max_length=250)
    issued_at = models.DateTimeField(_("issued"), default=now)
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True)
    withdrawn_because = models.TextField(_("reason"), max_length=2000, blank=True)
    withdrawn_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    replaced_by = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="replaces")

    objects = LetterQuerySet.as_manager()

    class Meta:
        verbose_name = _("letter")
        verbose_name_plural = _("letters")
        ordering = ["-issued_at", "-number"]
        constraints = [
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, withdrawn_because="", withdrawn_by=None, replaced_by=None)
                | (Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False) & ~Q(withdrawn_because="")),
                name="letter_withdrawn_with_a_reason",
            )
        ]

    def __str__(self):
        return self.number

    @property
    def verify_path(self):
        """The public page that says whether the letter is genuine."""
        return reverse("agreements:verify", args=[self.code])
