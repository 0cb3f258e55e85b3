"""What a letter about one dossier says where its template leaves a gap."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils import translation
from django.utils.timezone import localtime

from agreements.enums import DocumentKind, LetterKind, PaperKind, RemarkAct
from agreements.models import Registration
from agreements.papers import part_label
from cooperation.working_days import JAKARTA, today

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


#: What stands in a preview for reasons nobody has written yet.
NO_REASONS = "(…)"


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
    #: When the letter was first issued in whose place this one is issued: what came in later is no part of it.
    as_of: datetime | None = None
    read: dict[str, Any] = field(default_factory=dict)

    def once(self, name, read):
        if name not in self.read:
            self.read[name] = read()
        return self.read[name]


def in_preview(kind, dossier, reasons="", remarks=()):
    """Facts of a letter as it would be issued now, with a stand-in for what only its issuing gives."""
    registration = Registration(number=Registration.number_of(today().year, "____"), original_received_on=today())
    return Facts(kind, dossier, reasons=reasons or NO_REASONS, remarks=tuple(remarks), registration=registration)


def answered(facts, language):
    """`surat nomor 099/17/2026 tanggal 2 Maret 2026`"""
    letters = facts.dossier.documents.filter(kind__in=ANSWERED.get(facts.kind, ()))
    if facts.as_of:
        letters = letters.filter(uploaded_at__lte=facts.as_of)
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
    text = " ".join(_asked(remark).split())
    if not remark.paper:
        return text
    about = [str(PaperKind(remark.paper).label)]
    if remark.part:
        about.append(str(part_label(remark.paper, remark.part)))
    return f"{', '.join(about)}: {text}"


def _asked(remark):
    """What it asks for now: a remark that was reopened has other words than at first."""
    if remark.pk is None:
        return remark.text
    renewed = remark.entries.filter(act__in=(RemarkAct.SEND, RemarkAct.REOPEN)).exclude(text="").last()
    return renewed.text if renewed else remark.text


def governor(facts, language):
    return "" if facts.dossier.region.is_province else words.head(facts.dossier.province, language)


def agreement(facts):
    """The version last sent; what a region is still writing is no text yet."""
    sent = facts.dossier.agreement_versions.sent()
    if facts.as_of:
        sent = sent.filter(sent_at__lte=facts.as_of)
    return facts.once("agreement", sent.order_by("-number").first)


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
    return facts.once("signing", facts.dossier.agreement_signings.originals().first)


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
