"""Which decision issues which letter, and as what it lies among the papers of the dossier."""

from agreements.enums import DocumentKind, LetterKind

#: Moves that issue a letter.
OF_MOVE = {
    "respond": LetterKind.RESPONSE,
    "ask_for_draft": LetterKind.DRAFTING,
    "improve_plan": LetterKind.IMPROVEMENT,
    "approve": LetterKind.APPROVAL,
    "reject": LetterKind.REJECTION,
    "register": LetterKind.COPY,
}

DOCUMENT_KINDS = {
    LetterKind.RESPONSE: DocumentKind.RESPONSE_LETTER,
    LetterKind.DRAFTING: DocumentKind.MINISTRY_LETTER,
    LetterKind.IMPROVEMENT: DocumentKind.MINISTRY_LETTER,
    LetterKind.INVITATION: DocumentKind.INVITATION,
    LetterKind.APPROVAL: DocumentKind.APPROVAL_LETTER,
    LetterKind.REJECTION: DocumentKind.MINISTRY_LETTER,
    LetterKind.COPY: DocumentKind.ISSUED_COPY,
}
