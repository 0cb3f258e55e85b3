"""Keeping uploaded files: their hash, their clean name, and the ones staged while a form is mended."""

import hashlib
import re
from datetime import timedelta

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from cooperation.models import StagedUpload
from cooperation.validators import UPLOAD_TYPES, file_ending

#: How long a staged file waits for its form to be sent again.
STAGED_FOR = timedelta(days=1)


def clean_name(name):
    """The file's own name without folders or signs that a header could trip over, 200 characters at most."""
    name = re.split(r"[\\/]", name)[-1]
    name = re.sub(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\"<>|:*?]", "_", name).strip(" .") or "file"
    stem, dot, ending = name.rpartition(".")
    return f"{stem[: 199 - len(ending)]}.{ending}" if dot else name[:200]


def file_fields(upload):
    """Field values of a `StoredFile` for a checked upload, or for one staged before."""
    if isinstance(upload, StagedUpload):
        with upload.file.open("rb") as kept:
            content = ContentFile(kept.read(), name=upload.name)
        return {
            "file": content,
            "name": upload.name,
            "size": upload.size,
            "content_type": upload.content_type,
            "sha256": upload.sha256,
        }
    digest = hashlib.sha256()
    for chunk in upload.chunks():
        digest.update(chunk)
    upload.seek(0)
    return {
        "file": upload,
        "name": clean_name(upload.name),
        "size": upload.size,
        "content_type": UPLOAD_TYPES[file_ending(upload.name)][0],
        "sha256": digest.hexdigest(),
    }


def stage(upload, user):
    """Keep a good file whose form was refused, so that it need not be sent again."""
    return StagedUpload.objects.create(uploaded_by=user, **file_fields(upload))


def staged(token, user):
    """The file `user` staged under `token`, or None."""
    return StagedUpload.objects.filter(pk=token, uploaded_by=user).first()


def clear_staged():
    """Delete staged files older than a day, rows and files. Returns how many."""
    old = list(StagedUpload.objects.filter(uploaded_at__lt=timezone.now() - STAGED_FOR))
    for upload in old:
        with transaction.atomic():
            upload.delete()
            transaction.on_commit(lambda kept=upload.file: kept.delete(save=False))
    return len(old)
