"""Files of a dossier."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from agreements.enums import DocumentKind
from cooperation.models import StoredFile
from cooperation.uploads import file_fields

from .dossier import Dossier
from .letter import Letter


class Document(StoredFile):
    """A letter, signed paper, decision or minutes, with its own number and date where it has them."""

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="documents")
    kind = models.CharField(_("kind"), max_length=30, choices=DocumentKind, default=DocumentKind.OTHER)
    number = models.CharField(_("number"), max_length=100, blank=True)
    dated_on = models.DateField(_("dated"), null=True, blank=True)
    #: The ministry's own letters: the same stored file.
    letter = models.OneToOneField(Letter, models.PROTECT, null=True, blank=True, related_name="document")
    description = models.CharField(_("description"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        ordering = ["-uploaded_at"]
        indexes = [models.Index(fields=["dossier", "kind"], name="document_of_kind")]

    @classmethod
    def keep(cls, dossier, kind, upload, *, by, **fields):
        """Keep a checked upload among the files of a dossier."""
        return cls.objects.create(dossier=dossier, kind=kind, uploaded_by=by, **fields, **file_fields(upload))
