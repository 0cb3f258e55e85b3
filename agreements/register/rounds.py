"""Rounds of cooperation: which papers of one region and partner belong to one dossier, and where they lead."""

from datetime import MINYEAR, date

from agreements.enums import Status
from cooperation.enums import Relations
from cooperation.workflow import STAY

from .words import Kind

STATUS_OF_KIND = {
    Kind.INTEREST: Status.EXPLORING,
    Kind.INTENT: Status.INTENT_SIGNED,
    Kind.AGREEMENT: Status.IN_FORCE,
}


def day(signed_on):
    """A day that sorts; papers without a date come first."""
    return signed_on or date(MINYEAR, 1, 1)


def papers(dossier):
    """[(kind, day)] of what was signed."""
    signed = ((Kind.INTENT, dossier.intent_signings), (Kind.AGREEMENT, dossier.agreement_signings))
    return [
        (kind, day(signed_on))
        for kind, signings in signed
        for signed_on in signings.values_list("signed_on", flat=True)
    ]


def last(kind, of_papers):
    return max((signed for of_kind, signed in of_papers if of_kind == kind), default=None)


def belongs(entry, dossier):
    """Whether the paper is one of this round of cooperation: an interest, its LoI, its agreement and renewals.

    A LoI that was signed after an agreement begins a round of its own.
    """
    signed = papers(dossier)
    intent, agreement = last(Kind.INTENT, signed), last(Kind.AGREEMENT, signed)
    if entry.kind == Kind.INTEREST:
        return agreement is None
    if entry.kind == Kind.INTENT:
        return agreement is None or day(entry.signed_on) <= agreement
    return agreement is not None or intent is None or entry.signed_on is None or intent <= entry.signed_on


def target_of(entry, dossier):
    """Status the paper leads to; STAY when the dossier has a later one."""
    if entry.country and entry.country.diplomatic_relations == Relations.NO:
        return Status.ENDED
    if (entry.kind, day(entry.signed_on)) < max(papers(dossier), default=(Kind.INTEREST, day(None))):
        return STAY
    return entry.outcome or STATUS_OF_KIND[entry.kind]
