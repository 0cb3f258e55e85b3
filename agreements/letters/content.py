"""What is printed on a letter, as data: the filled-in blocks of both languages, reference, signature."""

import re

from django.conf import settings

from agreements.demonstration.samples.files import MARK

from . import words
from .codes import grouped
from .placeholders import fill

LANGUAGES = ("id", "en")

_LABELS = {
    "id": {
        "number": "Nomor",
        "nature": ("Sifat", "Biasa"),
        "attachment": "Lampiran",
        "subject": "Hal",
        "copies_label": "Tembusan",
        "copy_of": "",
        "verify": "Surat ini diterbitkan secara elektronik. Pindai kode QR atau buka {address} dan masukkan kode",
        "qr_alt": "Kode QR ke {url}, tempat memeriksa keaslian surat ini",
        "foot": "Keaslian surat ini dapat diperiksa di {url}",
    },
    "en": {
        "number": "Number",
        "nature": ("Nature", "Ordinary"),
        "attachment": "Enclosures",
        "subject": "Subject",
        "copies_label": "Copies to",
        "copy_of": "English copy; the Indonesian text is the letter.",
        "verify": "This letter was issued electronically. Scan the QR code or open {address} and enter the code",
        "qr_alt": "QR code to {url}, where this letter can be verified",
        "foot": "Verify this letter at {url}",
    },
}
_CONCEPT_FOOT = {"id": "Konsep: belum diterbitkan, tidak bernomor", "en": "Draft: not issued, without a number"}

CONCEPT = "KONSEP"


def verify_url(code):
    return f"{settings.SITE_ADDRESS}/verify/{grouped(code)}/"


def page(language, blocks, values, *, head, number, dated_on, signature, clauses="", code=""):
    """One language's page of a letter. `values` gives what each placeholder stands for."""
    labels = _LABELS[language]
    filled = {name: fill(text, values).strip() for name, text in blocks.items()}
    place = {
        "url": verify_url(code),
        "address": f"{settings.SITE_ADDRESS.partition('://')[2]}/verify/",
    }
    return {
        "language": language,
        "head": {name: getattr(head, name if language == "id" else f"{name}_en") for name in ("name", "unit")}
        | {"address": head.address},
        "reference": [
            [labels["number"], number],
            list(labels["nature"]),
            [labels["attachment"], filled["attachment"]],
            [labels["subject"], filled["subject"]],
        ],
        "number_line": number,
        "dated": f"{head.place}, {words.day(dated_on, language)}",
        "addressee": paragraphs(filled["addressee"]),
        "body": paragraphs(filled["body"]) + paragraphs(clauses),
        "closing": paragraphs(filled["closing"]),
        "signature": signature,
        "copies_label": labels["copies_label"],
        "copies": [line[0].upper() + line[1:] for line in filled["copies"].splitlines() if line.strip()],
        "copy_of": labels["copy_of"],
        "verify": labels["verify"].format(**place) if code else "",
        "code": grouped(code),
        "qr_alt": labels["qr_alt"].format(**place) if code else "",
        "foot": labels["foot"].format(**place) if code else _CONCEPT_FOOT[language],
    }


def whole(pages, *, author, number, dated_on, code=""):
    """The content of a letter as it is stored and set. Without a code it is a draft."""
    return {
        "title": f"{number} · {pages[0]['reference'][-1][1]}",
        "author": author,
        "year": dated_on.year,
        "month": dated_on.month,
        "day": dated_on.day,
        "concept": not code,
        "concept_word": CONCEPT,
        "code": code,
        "example": MARK if settings.DEMONSTRATION else "",
        "pages": pages,
    }


# Text as people type it


_NUMBERED = re.compile(r"(\d{1,3})\.\s+(.*)")
_BULLET = re.compile(r"[-•]\s+(.*)")
_PAIR = re.compile(r"([^:]{1,30}):\s+(.*)")


def paragraphs(text):
    """Blocks of a text: an empty line parts paragraphs, lines with `1.` or `-` are lists, `Day: Monday` pairs."""
    return [_block(part.splitlines()) for part in re.split(r"\n\s*\n", text.replace("\r\n", "\n").strip()) if part]


def _block(lines):
    for kind, pattern in (("enum", _NUMBERED), ("list", _BULLET)):
        if pattern.match(lines[0]):
            return {"kind": kind, "items": _items(pattern, kind, lines)}
    pairs = [_PAIR.fullmatch(line) for line in lines]
    if len(lines) > 1 and all(pairs):
        return {"kind": "pairs", "items": [list(pair.groups()) for pair in pairs]}
    return {"kind": "text", "lines": lines}


def _items(pattern, kind, lines):
    """A line that begins no item goes on with the one before."""
    items = []
    for line in lines:
        if found := pattern.match(line):
            number = {"number": int(found[1])} if kind == "enum" else {}
            items.append({**number, "lines": [found[found.lastindex]]})
        else:
            items[-1]["lines"].append(line.strip())
    return items
