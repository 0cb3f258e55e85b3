"""The ministry's desk: opinions, two persons, the confirmation (P25 19-24)."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from agreements.enums import DocumentKind, LetterKind
from agreements.models import ServiceTarget
from cooperation.workflow import Problem

from .meeting import came_in_at


def opinions_in(act):
    """Every office asked in this step has answered, or let its day pass where the step does not wait for late ones."""
    for opinion in act.once("awaited opinions", lambda: _awaited(act.obj)):
        words = _("%(office)s has until %(date)s to give its opinion.")
        if opinion.is_late:
            words = _("%(office)s has not given its opinion, and this step waits for late ones.")
        yield Problem(
            words % {"office": opinion.office, "date": date_format(opinion.due_on, "j F Y")},
            "P25 19",
            place="opinions",
        )


def _awaited(dossier):
    asked = list(dossier.opinions.open().filter(step=dossier.status).select_related("office"))
    in_time = [opinion for opinion in asked if not opinion.is_late]
    if len(in_time) == len(asked) or ServiceTarget.objects.of(dossier.status).filter(wait_for_late=True).exists():
        return asked
    return in_time


def standing_recommendation(act):
    """What a reviewer recommends on the present step, if anything."""
    standing = act.obj.recommendations.standing().filter(step=act.obj.status).select_related("by")
    return act.once("standing recommendation", standing.first)


def recommended_by_another(act):
    """One person recommends this decision, another one takes it."""
    standing = standing_recommendation(act)
    if standing is None or standing.move != act.move.name:
        yield Problem(
            _("A reviewer has to recommend this decision first: “%(decision)s”.") % {"decision": act.move.label},
            "P25 19, 24",
            place="remarks",
        )
    else:
        yield from not_recommended_by_oneself(act)


def not_recommended_by_oneself(act):
    """A decision that needs no recommendation is still not taken by whoever recommended it."""
    standing = standing_recommendation(act)
    if standing and act.by is not None and (standing.move, standing.by_id) == (act.move.name, act.by.pk):
        yield Problem(
            _("You recommended this decision yourself; another person has to take it."),
            "P25 19, 24",
        )


def response_stands(act):
    """The minister's response was not withdrawn without another one in its place (P25 14)."""
    yield from _letter_stands(act, LetterKind.RESPONSE)


def approval_stands(act):
    """Nor was the approval (P25 24)."""
    yield from _letter_stands(act, LetterKind.APPROVAL)


def _letter_stands(act, kind):
    withdrawn = [letter.withdrawn_at is not None for letter in act.obj.letters.filter(kind=kind)]
    if withdrawn and all(withdrawn):
        yield Problem(_("The ministry has withdrawn its letter and not replaced it yet."), "P25 14, 24", place="papers")


def talks_held(act):
    """One round of talks at least since the text went to the partner: its answer by letter is one too (decision)."""
    if not act.obj.talks.filter(recorded_at__gte=came_in_at(act.obj)).exists():
        yield Problem(
            _("Record at least one round of talks with the partner first; its answer by letter is one too."),
            "P25 23",
            place="talks",
        )


def confirmation_present(act):
    if not act.obj.documents.filter(kind=DocumentKind.CONFIRMATION).exists():
        yield Problem(_("Kemlu's confirmation letter is missing."), "P25 24", place="papers")
