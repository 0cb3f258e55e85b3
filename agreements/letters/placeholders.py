"""What a template may name in braces, and what stands there in a letter about one dossier."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.utils import translation
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from agreements.enums import DocumentKind, LetterKind, PaperKind
from agreements.papers import part_label
from cooperation.workflow import Words
from cooperation.working_days import JAKARTA

from . import words

#: The letter that a letter of the kind answers: the latest of these.
_ANSWERED = {
    LetterKind.RESPONSE: (DocumentKind.REQUEST_LETTER,),
    LetterKind.DRAFTING: (DocumentKind.GOVERNOR_LETTER, DocumentKind.PLAN_LETTER, DocumentKind.PROCEED_LETTER),
    LetterKind.IMPROVEMENT: (DocumentKind.GOVERNOR_LETTER, DocumentKind.PLAN_LETTER, DocumentKind.PROCEED_LETTER),
    LetterKind.INVITATION: (DocumentKind.GOVERNOR_LETTER, DocumentKind.DRAFT_LETTER),
    LetterKind.APPROVAL: (DocumentKind.CONFIRMATION,),
    LetterKind.REJECTION: (
        DocumentKind.GOVERNOR_LETTER,
        DocumentKind.DRAFT_LETTER,
        DocumentKind.PLAN_LETTER,
        DocumentKind.PROCEED_LETTER,
        DocumentKind.REQUEST_LETTER,
    ),
}


@dataclass
class Facts:
    """What a letter is about. Reasons or remarks come with a decision; meeting, agenda, offices with an invitation."""

    kind: str
    dossier: Any
    reasons: str = ""
    remarks: tuple[Any, ...] = ()
    meeting: Any = None
    agenda: str = ""
    offices: tuple[str, ...] = ()
    registration: Any = None
    read: dict[str, Any] = field(default_factory=dict)

    def once(self, name, read):
        if name not in self.read:
            self.read[name] = read()
        return self.read[name]


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


def _answered(facts, language):
    """`surat nomor 099/17/2026 tanggal 2 Maret 2026`"""
    letters = facts.dossier.documents.filter(kind__in=_ANSWERED.get(facts.kind, ()))
    letter = facts.once("answered", letters.order_by("-uploaded_at").first)
    if letter is None or not letter.number:
        return "surat Saudara" if language == "id" else "your letter"
    form = "surat nomor {} tanggal {}" if language == "id" else "the letter number {} of {}"
    return form.format(letter.number, words.day(letter.dated_on, language))


def _reasons(facts, language):
    """The note of the decision; where remarks are sent with it, each of them with the part it is about."""
    if not facts.remarks:
        return facts.reasons
    with translation.override(language):
        lines = [f"{number}. {_remark(one)}" for number, one in enumerate(facts.remarks, start=1)]
    return "\n".join(lines)


def _remark(remark):
    text = " ".join(remark.text.split())
    if not remark.paper:
        return text
    about = [str(PaperKind(remark.paper).label)]
    if remark.part:
        about.append(str(part_label(remark.paper, remark.part)))
    return f"{', '.join(about)}: {text}"


def _governor(facts, language):
    return "" if facts.dossier.region.is_province else words.head(facts.dossier.province, language)


def _agreement(facts):
    return facts.once("agreement", lambda: facts.dossier.agreement_versions.order_by("-number").first())


def _agreement_title(facts, language):
    text = _agreement(facts)
    if text is None:
        return facts.dossier.title
    return (text.title if language == "id" else text.title_foreign) or text.title or facts.dossier.title


def _term(facts, language):
    text = _agreement(facts)
    if text is None or text.term_months is None:
        return words.NOTHING
    return f"{text.term_months} bulan" if language == "id" else f"{text.term_months} months"


def _signing(facts):
    return facts.once("signing", facts.dossier.agreement_signings.first)


def _signed_files(facts, language):
    """A line for each signed file, with its hash: what the copy is a copy of."""
    signing = _signing(facts)
    files = [signing.document, signing.document_foreign] if signing else []
    return "\n".join(
        f"{number}. {one.name} (SHA-256 {one.sha256})" for number, one in enumerate(filter(None, files), start=1)
    )


def _meeting_time(facts, language):
    start = localtime(facts.meeting.starts_at, JAKARTA)
    return f"{start:%H.%M} WIB" if language == "id" else f"{start:%H:%M} WIB (Jakarta)"


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
        _governor,
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
        _answered,
        ("surat nomor 099/17/2026 tanggal 2 Maret 2026", "the letter number 099/17/2026 of 2 March 2026"),
        tuple(_ANSWERED),
    ),
    Placeholder(
        "reasons",
        _("Reasons written with the decision, or the remarks sent with it"),
        _reasons,
        ("Sumber pembiayaan kegiatan ketiga belum jelas.", "The funding of the third activity is not clear yet."),
        (LetterKind.IMPROVEMENT, LetterKind.REJECTION),
    ),
    Placeholder(
        "agreement_title",
        _("Title of the agreement"),
        _agreement_title,
        ("Memorandum Saling Pengertian tentang pariwisata", "Memorandum of Understanding on tourism"),
        (LetterKind.INVITATION, LetterKind.APPROVAL, LetterKind.COPY),
    ),
    Placeholder("term", _("Term of the agreement"), _term, ("36 bulan", "36 months"), (LetterKind.APPROVAL,)),
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
        _signed_files,
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
        lambda facts, language: words.day(localtime(facts.meeting.starts_at, JAKARTA), language, "l, j F Y"),
        ("Senin, 9 Maret 2026", "Monday, 9 March 2026"),
        (LetterKind.INVITATION,),
    ),
    Placeholder(
        "meeting_time", _("Time of the meeting"), _meeting_time, ("09.00 WIB", "09:00 WIB"), (LetterKind.INVITATION,)
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
