"""Checks on input that more than one form needs; every refusal says how to mend it."""

import re
import zipfile

import magic
from django.conf import settings
from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _

#: Control characters but for tab and line ends; and characters that turn the direction of text.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff]")

#: Years that days of this site lie in: the oldest papers are no older than the Republic.
YEARS = range(1945, 2101)

#: What may be uploaded: the ending, its content types as libmagic and the server call them.
UPLOAD_TYPES = {
    "pdf": ("application/pdf", ("application/pdf",)),
    "docx": (
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        (
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            "application/zip",
            "application/octet-stream",
        ),
    ),
    "xlsx": (
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        (
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            "application/zip",
            "application/octet-stream",
        ),
    ),
    "jpg": ("image/jpeg", ("image/jpeg",)),
    "jpeg": ("image/jpeg", ("image/jpeg",)),
    "png": ("image/png", ("image/png",)),
}

#: The part every Word or Excel file has, and the parts none may have (macros, embedded programs).
_OFFICE_PART = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml"}
_FORBIDDEN_PARTS = ("vbaproject", "activex", "oleobject")

#: How a complete file ends.
_END_MARK = {"pdf": b"%%EOF", "png": b"IEND"}
#: How Word and Excel begin a file of the old format, and one under a password.
_OLE = b"\xd0\xcf\x11\xe0"
_PDF_ENCRYPTED = re.compile(rb"/Encrypt\b")
_PDF_PROGRAM = re.compile(rb"/(?:JavaScript|Launch)\b")

ACCEPTED_UPLOADS = ",".join(f".{ending}" for ending in UPLOAD_TYPES)


def without_control_characters(text):
    """What is left of a text when the signs that `validate_plain_text` refuses are taken out."""
    return _CONTROL.sub("", text)


def validate_plain_text(value):
    """Refuse control characters, which no keyboard types and no printer shows."""
    if _CONTROL.search(str(value)):
        raise ValidationError(
            _("This text holds invisible control characters. Type it again, or paste it as plain text."),
            code="control_characters",
        )


def validate_year(day):
    """Refuse days that are slips of the keyboard."""
    if day.year not in YEARS:
        raise ValidationError(
            _("The year must lie between %(first)s and %(last)s.") % {"first": YEARS[0], "last": YEARS[-1]}
        )


def file_ending(name):
    return name.rpartition(".")[2].lower() if "." in name else ""


def check_upload(upload):
    """Refuse a file that is empty, too large, of the wrong kind, or not what its name says.

    Returns the content type to serve it with.
    """
    if not upload.size:
        raise ValidationError(_("This file is empty. Choose it again."), code="empty")
    if upload.size > settings.UPLOAD_MAX_BYTES:
        raise ValidationError(
            _("This file is larger than %(limit)s. Scan it at a lower resolution, or send it in parts."),
            code="too_large",
            params={"limit": filesizeformat(settings.UPLOAD_MAX_BYTES)},
        )
    ending = file_ending(upload.name)
    if ending not in UPLOAD_TYPES:
        raise ValidationError(
            _("Files of this kind are not accepted. Send PDF, DOCX, XLSX, JPG or PNG."), code="wrong_kind"
        )
    content_type, signatures = UPLOAD_TYPES[ending]
    upload.seek(0)
    found = magic.from_buffer(upload.read(8192), mime=True)
    upload.seek(0)
    if found not in signatures:
        raise ValidationError(
            _("The content of this file is not what its name says (.%(ending)s). Save it again as a PDF."),
            code="mismatch",
            params={"ending": ending},
        )
    if ending in _OFFICE_PART:
        _check_office(upload, ending)
    if ending in _END_MARK and _END_MARK[ending] not in _tail(upload):
        raise ValidationError(_("This file is incomplete: it was cut off on the way. Send it again."), code="cut")
    if ending == "pdf":
        _check_pdf(upload)
    return content_type


def _tail(upload):
    upload.seek(max(0, upload.size - 4096))
    tail = upload.read()
    upload.seek(0)
    return tail


def _check_pdf(upload):
    content = upload.read()
    upload.seek(0)
    if _PDF_ENCRYPTED.search(content):
        raise ValidationError(_("This PDF is protected by a password. Save it without one."), code="encrypted")
    if _PDF_PROGRAM.search(content):
        raise ValidationError(
            _("This PDF holds scripts or embedded programs. Print it to a new PDF and send that."), code="macros"
        )


def _check_office(upload, ending):
    if upload.read(4) == _OLE:
        raise ValidationError(
            _("This file is protected by a password or has an old format. Save it as a PDF and send that."),
            code="encrypted",
        )
    try:
        with zipfile.ZipFile(upload) as archive:
            parts = [name.lower() for name in archive.namelist()]
            unpacked = sum(entry.file_size for entry in archive.infolist())
            encrypted = any(entry.flag_bits & 1 for entry in archive.infolist())
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError) as error:
        raise ValidationError(
            _("This file is damaged or was cut off on the way. Send it again."), code="cut"
        ) from error
    finally:
        upload.seek(0)
    if encrypted:
        raise ValidationError(_("This file is protected by a password. Save it without one."), code="encrypted")
    if _OFFICE_PART[ending] not in parts:
        raise ValidationError(
            _("The content of this file is not what its name says (.%(ending)s). Save it again as a PDF."),
            code="mismatch",
            params={"ending": ending},
        )
    if any(forbidden in part for part in parts for forbidden in _FORBIDDEN_PARTS):
        raise ValidationError(
            _("This file holds macros or embedded programs. Save it as a PDF and send that."), code="macros"
        )
    if unpacked > 20 * settings.UPLOAD_MAX_BYTES:
        raise ValidationError(_("This file unpacks to far too much. Save it as a PDF."), code="bomb")
