"""What a template may name in braces."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from agreements.enums import LetterKind
from cooperation.workflow import Words

from . import words
from .facts import (
    ANSWERED,
    Facts,
    agreement_title,
    answered,
    governor,
    meeting_day,
    meeting_time,
    reasons,
    signed_files,
    term,
)


@dataclass(frozen=True)
class Placeholder:
    name: str
    label: Words
    #: What it stands for, in a language.
    value: Callable[[Facts, str], str]
    #: What an example letter says, in Indonesian and English.
    example: tuple[str, str]
    #: Kinds of letters that know it; all where none is named.
    kinds: tuple[str, ...] = ()


_NUMBERED = "1. Penjelasan umum\n2. Pembahasan rancangan naskah", "1. Introduction\n2. Discussion of the draft text"

PLACEHOLDERS = (
    Placeholder(
        "region",
        _("Name of the region"),
        lambda facts, language: words.region(facts.dossier.region, language),
        ("Kota Contoh", "the City of Contoh"),
    ),
    Placeholder(
        "head",
        _("Title of the head of the region"),
        lambda facts, language: words.head(facts.dossier.region, language),
        ("Wali Kota Contoh", "the Mayor of Contoh"),
    ),
    Placeholder(
        "seat",
        _("Place the letter goes to"),
        lambda facts, language: words.seat(facts.dossier.region),
        ("Contoh", "Contoh"),
    ),
    Placeholder(
        "province",
        _("Name of the province"),
        lambda facts, language: words.region(facts.dossier.province, language),
        ("Provinsi Contoh", "the Province of Contoh"),
    ),
    Placeholder(
        "governor",
        _("Title of the governor; empty where the region is the province"),
        governor,
        ("Gubernur Contoh", "the Governor of Contoh"),
    ),
    Placeholder(
        "partner",
        _("Name of the partner"),
        lambda facts, language: words.partner(facts.dossier.partner, language),
        ("Kota Mitra", "the City of Partner"),
    ),
    Placeholder(
        "country",
        _("Country of the partner"),
        lambda facts, language: words.country(facts.dossier.partner, language),
        ("Jepang", "Japan"),
    ),
    Placeholder(
        "subject",
        _("Subject of the cooperation"),
        lambda facts, language: facts.dossier.title,
        ("pariwisata dan pendidikan vokasi", "tourism and vocational education"),
    ),
    Placeholder(
        "dossier",
        _("Number of the dossier"),
        lambda facts, language: facts.dossier.number,
        ("KSDPL-99.71-2026-001", "KSDPL-99.71-2026-001"),
    ),
    Placeholder(
        "answered_letter",
        _("The letter that is answered, with its number and date"),
        answered,
        ("surat nomor 099/17/2026 tanggal 2 Maret 2026", "the letter number 099/17/2026 of 2 March 2026"),
        tuple(ANSWERED),
    ),
    Placeholder(
        "reasons",
        _("Reasons written with the decision, or the remarks sent with it"),
        reasons,
        ("Sumber pembiayaan kegiatan ketiga belum jelas.", "The funding of the third activity is not clear yet."),
        (LetterKind.IMPROVEMENT, LetterKind.REJECTION),
    ),
    Placeholder(
        "agreement_title",
        _("Title of the agreement"),
        agreement_title,
        ("Memorandum Saling Pengertian tentang pariwisata", "Memorandum of Understanding on tourism"),
        (LetterKind.INVITATION, LetterKind.APPROVAL, LetterKind.COPY),
    ),
    Placeholder("term", _("Term of the agreement"), term, ("36 bulan", "36 months"), (LetterKind.APPROVAL,)),
    Placeholder(
        "register_number",
        _("Register number"),
        lambda facts, language: facts.registration.number,
        ("KSLN/2026/0001", "KSLN/2026/0001"),
        (LetterKind.COPY,),
    ),
    Placeholder(
        "received_on",
        _("Day on which the original was received"),
        lambda facts, language: words.day(facts.registration.original_received_on, language),
        ("2 Maret 2026", "2 March 2026"),
        (LetterKind.COPY,),
    ),
    Placeholder(
        "signed_on",
        _("Day on which the agreement was signed"),
        lambda facts, language: words.day(facts.dossier.agreement_signed_on, language),
        ("20 Februari 2026", "20 February 2026"),
        (LetterKind.COPY,),
    ),
    Placeholder(
        "ends_on",
        _("Last day of the agreement"),
        lambda facts, language: words.day(facts.dossier.ends_on, language),
        ("19 Februari 2029", "19 February 2029"),
        (LetterKind.COPY,),
    ),
    Placeholder(
        "signed_files",
        _("The signed files with their hashes"),
        signed_files,
        (f"1. mou-id.pdf (SHA-256 {'0' * 64})", f"1. mou-id.pdf (SHA-256 {'0' * 64})"),
        (LetterKind.COPY,),
    ),
    Placeholder(
        "offices",
        _("Offices that are invited, a line each"),
        lambda facts, language: "\n".join(
            f"{number}. {office}" for number, office in enumerate(facts.offices, start=1)
        ),
        ("1. Kementerian Luar Negeri\n2. Provinsi Contoh", "1. Kementerian Luar Negeri\n2. Provinsi Contoh"),
        (LetterKind.INVITATION,),
    ),
    Placeholder(
        "meeting_day",
        _("Day of the meeting"),
        meeting_day,
        ("Senin, 9 Maret 2026", "Monday, 9 March 2026"),
        (LetterKind.INVITATION,),
    ),
    Placeholder(
        "meeting_time",
        _("Time of the meeting"),
        meeting_time,
        ("09.00 WIB", "09:00 WIB"),
        (LetterKind.INVITATION,),
    ),
    Placeholder(
        "meeting_place",
        _("Place and address of the meeting"),
        lambda facts, language: ", ".join(filter(None, [facts.meeting.place, facts.meeting.link])),
        ("Jakarta, ruang rapat Pusat Fasilitasi Kerja Sama", "Jakarta, ruang rapat Pusat Fasilitasi Kerja Sama"),
        (LetterKind.INVITATION,),
    ),
    Placeholder("agenda", _("Agenda"), lambda facts, language: facts.agenda, _NUMBERED, (LetterKind.INVITATION,)),
)


def known_to(kind):
    """The placeholders a template of `kind` may name."""
    return [one for one in PLACEHOLDERS if not one.kinds or kind in one.kinds]


#: A name in braces, or a brace that belongs to none.
_BRACES = re.compile(r"\{([^{}]*)\}|[{}]")


def unknown(kind, text):
    """What stands in braces, or is a lone brace, and is no placeholder of `kind`; each once."""
    names = {one.name for one in known_to(kind)}
    return list(dict.fromkeys(found[0] for found in _BRACES.finditer(text) if found[1] not in names))


def fill(text, values):
    """`text` with every placeholder replaced by `values(name)`. What is filled in is not looked at again."""
    return _BRACES.sub(lambda found: values(found[1]), text)


def values_of(facts, language):
    """What the placeholders stand for in a letter about `facts`."""
    readers = {one.name: one.value for one in known_to(facts.kind)}
    return lambda name: readers[name](facts, language)


def examples(kind, language):
    """What they stand for in an example."""
    texts = {one.name: one.example[language == "en"] for one in known_to(kind)}
    return texts.__getitem__
