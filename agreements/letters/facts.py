"""What a letter about one dossier says where its template leaves a gap."""

from dataclasses import dataclass, field
from typing import Any

from django.utils import translation
from django.utils.timezone import localtime

from agreements.enums import DocumentKind, LetterKind, PaperKind
from agreements.papers import part_label
from cooperation.working_days import JAKARTA

from . import words

#: The letter that a letter of the kind answers: the latest of these.
ANSWERED = {
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


def answered(facts, language):
    """`surat nomor 099/17/2026 tanggal 2 Maret 2026`"""
    letters = facts.dossier.documents.filter(kind__in=ANSWERED.get(facts.kind, ()))
    letter = facts.once("answered", letters.order_by("-uploaded_at").first)
    if letter is None or not letter.number:
        return "surat Saudara" if language == "id" else "your letter"
    form = "surat nomor {} tanggal {}" if language == "id" else "the letter number {} of {}"
    return form.format(letter.number, words.day(letter.dated_on, language))


def reasons(facts, language):
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


def governor(facts, language):
    return "" if facts.dossier.region.is_province else words.head(facts.dossier.province, language)


def agreement(facts):
    return facts.once("agreement", lambda: facts.dossier.agreement_versions.order_by("-number").first())


def agreement_title(facts, language):
    text = agreement(facts)
    if text is None:
        return facts.dossier.title
    return (text.title if language == "id" else text.title_foreign) or text.title or facts.dossier.title


def term(facts, language):
    text = agreement(facts)
    if text is None or text.term_months is None:
        return words.NOTHING
    return f"{text.term_months} bulan" if language == "id" else f"{text.term_months} months"


def signing(facts):
    return facts.once("signing", facts.dossier.agreement_signings.first)


def signed_files(facts, language):
    """A line for each signed file, with its hash: what the copy is a copy of."""
    signed = signing(facts)
    files = [signed.document, signed.document_foreign] if signed else []
    return "\n".join(
        f"{number}. {one.name} (SHA-256 {one.sha256})" for number, one in enumerate(filter(None, files), start=1)
    )


def meeting_day(facts, language):
    return words.day(localtime(facts.meeting.starts_at, JAKARTA), language, "l, j F Y")


def meeting_time(facts, language):
    start = localtime(facts.meeting.starts_at, JAKARTA)
    return f"{start:%H.%M} WIB" if language == "id" else f"{start:%H:%M} WIB (Jakarta)"
