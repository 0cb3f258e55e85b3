"""The ministry's desk: opinions, two persons, the confirmation (P25 19-24)."""

from django.db.models import Q
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from agreements.enums import DocumentKind, LetterKind
from agreements.models import ServiceTarget
from cooperation.enums import Role
from cooperation.workflow import Problem


def opinions_in(act):
    """Every office that was asked has answered, or let its day pass where the step does not wait for late ones."""
    for opinion in act.once("awaited opinions", lambda: _awaited(act.obj)):
        if opinion.is_late:
            yield Problem(
                _("%(office)s has not given its opinion, and this step waits for late ones.")
                % {"office": opinion.office},
                "P25 19",
                place="remarks",
            )
            continue
        yield Problem(
            _("%(office)s has until %(date)s to give its opinion.")
            % {"office": opinion.office, "date": date_format(opinion.due_on, "j F Y")},
            "P25 19",
            place="remarks",
        )


def _awaited(dossier):
    opinions = dossier.opinions.select_related("office")
    waits = ServiceTarget.objects.of(dossier.status).filter(wait_for_late=True).exists()
    # What was asked at an earlier step, and never answered, holds nobody up.
    late = Q(step=dossier.status) if waits else Q(pk__in=[])
    return list(opinions.awaited() | opinions.open().filter(late))


def own_office_asked(act):
    """The person's own office has a question open."""
    offices = [held.office_id for held in act.by.memberships_as(Role.CONSULTED)]
    if not act.obj.opinions.open().filter(office__in=offices).exists():
        yield Problem(_("Your office has no open question on this dossier."), "P25 19")


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


def confirmation_present(act):
    if not act.obj.documents.filter(kind=DocumentKind.CONFIRMATION).exists():
        yield Problem(_("Kemlu's confirmation letter is missing."), "P25 24", place="papers")
