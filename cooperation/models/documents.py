"""Uploaded files, kept outside the web root under names nobody can guess."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from cooperation.working_days import now

from .people import User


def storage_path(instance, filename):
    """`ab/<uuid>`: the original name is kept in the row only."""
    token = uuid.uuid4().hex
    return f"{token[:2]}/{token}"


class StoredFile(models.Model):
    """A file that passed `cooperation.validators.check_upload`."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    file = models.FileField(_("file"), upload_to=storage_path, max_length=100)
    name = models.CharField(_("file name"), max_length=200)
    size = models.PositiveIntegerField(_("size"))
    content_type = models.CharField(_("type"), max_length=100)
    sha256 = models.CharField(_("SHA-256"), max_length=64)
    uploaded_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name=_("uploaded by"))
    uploaded_at = models.DateTimeField(_("uploaded"), default=now, editable=False)

    class Meta:
        abstract = True

    def __str__(self):
        return self.name


class StagedUpload(StoredFile):
    """A good file whose form was refused for another reason: kept a day, so nobody sends it twice."""

    class Meta:
        verbose_name = _("staged file")
        verbose_name_plural = _("staged files")
