"""Issuing a letter: number, text, PDF, hash, code, in the transaction of the decision.

The number comes from a locked counter of the office and year, so that a decision that is taken back takes none.
"""

import hashlib

from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.utils.translation import gettext as _

from agreements.enums import LetterKind
from agreements.models import Document, Letter, LetterDraft, Letterhead
from agreements.rules import APPROVER, membership_in
from cooperation.exceptions import NotReady
from cooperation.models import NumberSequence
from cooperation.uploads import clean_name
from cooperation.workflow import Problem
from cooperation.working_days import today

from . import templates, words
from .codes import new_code
from .content import LANGUAGES, page, whole
from .facts import Facts, reasons
from .kinds import DOCUMENT_KINDS
from .placeholders import examples, values_of
from .signature import signature_of
from .typesetting import pdf_of


def issue(facts, *, by, held, clauses=("", "")):
    """Issue the letter about `facts`, signed by the person `by` from the seat `held`.

    `clauses` are further paragraphs, Indonesian and English. Returns the letter's document in the dossier. Call it
    in the transaction of the act it belongs to, on the locked dossier.
    """
    head = letterhead(held.office)
    template = templates.kept(facts.kind)
    number, code = take_number(head), new_code()
    content = whole(
        pages(
            template.blocks,
            lambda language: values_of(facts, language),
            head=head,
            number=number,
            signatory=(by, held),
            clauses=clauses,
            code=code,
        ),
        author=head.name,
        number=number,
        dated_on=today(),
        code=code,
    ) | {"concerns": concerned(facts.dossier), "reasons": reasons(facts, "id"), "clauses": list(clauses)}
    printed = pdf_of(content)
    stored = {
        "name": clean_name(f"{number.replace('/', '-')}.pdf"),
        "size": len(printed),
        "content_type": "application/pdf",
        "sha256": hashlib.sha256(printed).hexdigest(),
        "uploaded_by": by,
        "number": number,
        "dated_on": today(),
        "dossier": facts.dossier,
    }
    letter = Letter.objects.create(
        file=ContentFile(printed, name=stored["name"]),
        kind=facts.kind,
        meeting=facts.meeting,
        template=template,
        content=content,
        code=code,
        signed_by=by,
        signed_as=signed_as(content),
        **stored,
    )
    return Document.objects.create(
        file=letter.file.name, kind=DOCUMENT_KINDS[LetterKind(facts.kind)], letter=letter, **stored
    )


def issue_prepared(facts, move, *, by, held):
    """Issue the letter of the decision `move` with the clauses prepared for it, which are used up by that."""
    prepared = LetterDraft.objects.filter(dossier=facts.dossier, move=move).first()
    document = issue(facts, by=by, held=held, clauses=clauses_of(prepared))
    if prepared:
        prepared.delete()
    return document


def issue_invitation(meeting, by):
    """Invite to the inter-ministry meeting (P25 22): one letter for each dossier, so that no region reads of another.

    A dossier whose letter stands gets no other. `by` is an approver, who signs. Returns the letters' documents.
    """
    items = meeting.items_to_letter().select_related(
        "dossier__region", "dossier__province", "dossier__partner__country"
    )
    return [issue(invitation_facts(meeting, item), by=by, held=seat_of(by, item.dossier)) for item in items]


def seat_of(by, dossier):
    """The seat from which `by` signs letters on `dossier`."""
    held = membership_in((APPROVER,), by, dossier)
    if held is None:
        raise PermissionDenied(_("Letters are issued by an approver of the Ministry of Home Affairs."))
    return held


def invitation_facts(meeting, item, as_of=None):
    """The meeting as one of its dossiers is invited to it: other regions are not named."""
    dossier = item.dossier
    invited = meeting.attendances.filter(invited=True).select_related("office")
    own = {dossier.region_id, dossier.province_id, None}
    offices = tuple(row.office.name for row in invited if row.office.region_id in own)
    return Facts(LetterKind.INVITATION, dossier, meeting=meeting, agenda=item.agenda, offices=offices, as_of=as_of)


def draft_pdf(facts, *, office, blocks=None, signatory=None, clauses=("", "")):
    """The letter about `facts` as `office` would issue it now, marked as a draft: no number, no code.

    `signatory` is (person, their membership) where it is known who signs; `blocks` are those of the template.
    """
    blocks = blocks or templates.current(facts.kind).blocks
    return _concept(blocks, lambda language: values_of(facts, language), office, signatory, clauses)


def example_pdf(kind, blocks, office):
    """A letter of `kind` about an invented dossier, with these text blocks."""
    return _concept(blocks, lambda language: examples(kind, language), office)


def _concept(blocks, values, office, signatory=None, clauses=("", "")):
    head = letterhead(office)
    number = head.number_format.format(number="____", year=today().year)
    texts = pages(blocks, values, head=head, number=number, signatory=signatory, clauses=clauses)
    return pdf_of(whole(texts, author=head.name, number=number, dated_on=today()))


def pages(blocks, values, *, head, number, signatory, clauses, code=""):
    return [
        page(
            language,
            blocks[language],
            values(language),
            head=head,
            number=number,
            dated_on=today(),
            signature=signature_of(head, signatory, language),
            clauses=clauses[index],
            code=code,
        )
        for index, language in enumerate(LANGUAGES)
    ]


def letterhead(office):
    """The letterhead of an office; the usual one while nobody has written its own."""
    return Letterhead.objects.filter(office=office).first() or Letterhead(office=office)


def clauses_of(prepared):
    """The clauses of a draft; the Indonesian ones stand in the English copy too where nobody wrote others."""
    if prepared is None:
        return "", ""
    return prepared.clauses, prepared.clauses_en or prepared.clauses


def take_number(head):
    year = today().year
    serial = NumberSequence.take(f"letter-{head.office_id}-{year}")
    number = head.number_format.format(number=f"{serial:04d}", year=year)
    if Letter.objects.filter(number=number).exists():
        raise NotReady(
            [
                Problem(
                    _("The number %(number)s has been given already. An administrator has to change the format.")
                    % {"number": number}
                )
            ]
        )
    return number


def concerned(dossier):
    """Whom a letter concerns, in both languages: all that a verification may tell."""
    return {
        language: {
            "region": words.region(dossier.region, language),
            "partner": words.partner(dossier.partner, language),
            "country": words.country(dossier.partner, language),
        }
        for language in LANGUAGES
    }


def signed_as(content):
    """`a.n. Menteri Dalam Negeri, Sekretaris Jenderal`"""
    signature = content["pages"][0]["signature"]
    return ", ".join(filter(None, [signature["on_behalf_of"], signature["position"]]))
