"""Opinions side by side: what the card of each says to its reader."""

from django.db.models import Max
from django.urls import reverse

from agreements.enums import PaperKind, RemarkState
from agreements.letters.kinds import OF_MOVE
from agreements.models import Opinion
from agreements.opinions.conditions import letters_for
from agreements.papers import PAPER_MODELS
from agreements.remarks.noting import may_be_shared
from cooperation.working_days import today, working_days_left


def cards_of(dossier, user):
    """The opinions `user` may read, newest first, with `late`, `days_late` (negative) and `papers_asked`."""
    opinions = Opinion.objects.readable_by(user).filter(dossier=dossier)
    people = ("asked_by", "answered_by", "withdrawn_by")
    cards = list(opinions.select_related("office", "document", *people).prefetch_related("conditions__remark"))
    left = working_days_left(day for card in cards for day in (card.due_on, card.counted_on))
    papers = papers_asked(dossier, {kind for card in cards for kind in card.papers})
    for card in cards:
        card.dossier = dossier
        card.late = card.counted_on > card.due_on and (card.is_open or bool(card.answer))
        card.days_late = left[card.due_on] - left[card.counted_on]
        card.papers_asked = [papers[kind] for kind in PaperKind.values if kind in card.papers and kind in papers]
        card.was_reminded_today = card.reminded_on == today()
        card.uses = [use_of(condition, dossier, user) for condition in card.conditions.all()]
    return cards


def use_of(condition, dossier, user):
    """A condition; for Home Affairs what has become of it, and what the reviewer may make of it now.

    Remarks that were not sent and drafts of letters stay inside the ministry: the office asked sees its words alone.
    """
    if not user.is_home_affairs:
        return {"condition": condition}
    letters = letters_for(dossier.status)
    return {
        "condition": condition,
        "shown": True,
        "remark": condition.is_remark,
        "undo_remark": condition.is_remark and condition.remark.state == RemarkState.NOTED,
        "may_remark": not condition.is_remark and may_be_shared(dossier, ""),
        "clause": condition.clause_of and OF_MOVE[condition.clause_of].label,
        "undo_clause": condition.clause_of in letters,
        "letters": [] if condition.clause_of else [(move, OF_MOVE[move].label) for move in letters],
    }


def papers_asked(dossier, kinds):
    """{kind: {label, url}} of the newest versions of these papers."""
    found = {}
    for kind in kinds:
        number = PAPER_MODELS[kind].objects.filter(dossier=dossier).aggregate(newest=Max("number"))["newest"]
        if number:
            url = reverse("agreements:paper-version", args=[dossier.number, kind, number])
            found[kind] = {"label": PaperKind(kind).label, "url": url}
    return found


def by_step(cards):
    """[(step's words, cards)], the step asked in last first."""
    steps = {}
    for card in cards:
        steps.setdefault(card.get_step_display(), []).append(card)
    return list(steps.items())


def asked_of_others(dossier, user):
    """What everybody for whom the dossier exists learns: that an office was asked, and whether it has answered."""
    readable = Opinion.objects.readable_by(user).values("pk")
    return dossier.opinions.exclude(pk__in=readable).select_related("office")
