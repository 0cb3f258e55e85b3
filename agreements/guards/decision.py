"""The ministry's desk: opinions, two persons, the confirmation (P25 19-24)."""

from django.db.models import Exists
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from agreements.enums import DocumentKind, LetterKind
from agreements.models import ServiceTarget
from cooperation.workflow import Problem
from cooperation.working_days import today

from .meeting import came_in


def opinions_in(act):
    """Every office asked in this step has answered, or let its day pass where the step does not wait for late ones."""
    for office, due_on in act.once("awaited opinions", lambda: _awaited(act.obj)):
        words = _("%(office)s has until %(date)s to give its opinion.")
        if due_on < today():
            words = _("%(office)s has not given its opinion, and this step waits for late ones.")
        yield Problem(
            words % {"office": office, "date": date_format(due_on, "j F Y")},
            act.move.article,
            place="opinions",
        )


def _awaited(dossier):
    """(office, last day) of each; late ones where the step waits for them."""
    waits = Exists(ServiceTarget.objects.of(dossier.status).filter(wait_for_late=True))
    asked = dossier.opinions.open().filter(step=dossier.status)
    rows = asked.values_list("office__short_name", "due_on", waits)
    return [(office, due_on) for office, due_on, waits in rows if waits or due_on >= today()]


def latest_recommendation(act):
    """What a reviewer recommended on the present step last, whether or not it still holds."""

    def read():
        return act.obj.recommendations.filter(step=act.obj.status).order_by("-at", "-pk").first()

    return act.once("latest recommendation", read)


def standing_recommendation(act):
    """What a reviewer recommends on the present step, if anything."""
    latest = latest_recommendation(act)
    return latest if latest and latest.voided_at is None else None


def voided_recommendation(act):
    """The last recommendation of the present step, where something has taken its ground away since."""
    latest = latest_recommendation(act)
    return latest if latest and latest.lost_its_ground else None


def recommended_by_another(act):
    """One person recommends this decision, another one takes it."""
    standing, voided = standing_recommendation(act), voided_recommendation(act)
    if voided and voided.move == act.move.name:
        words = _("%(voided)s A reviewer has to recommend again.") % {"voided": voided_words(voided)}
        yield Problem(words, act.move.article, place="remarks")
    elif standing is None or standing.move != act.move.name:
        yield Problem(
            _("A reviewer has to recommend this decision first: “%(decision)s”.") % {"decision": act.move.label},
            act.move.article,
            place="remarks",
        )
    else:
        yield from not_recommended_by_oneself(act)


def voided_words(recommendation):
    """Since when, why and through whom it no longer holds, as one sentence."""
    words = {
        "who": recommendation.by,
        "when": date_format(localtime(recommendation.voided_at), "j F Y H.i"),
        "cause": recommendation.get_voided_because_display(),
        "by": recommendation.voided_by,
    }
    if recommendation.voided_by:
        return _("The recommendation of %(who)s no longer holds since %(when)s: %(cause)s (%(by)s).") % words
    return _("The recommendation of %(who)s no longer holds since %(when)s: %(cause)s.") % words


def recommendation_as_seen(act):
    """What is recommended now is what the page of the decision showed; `rests_on` is missing where no page was."""
    seen, standing = act.data.get("rests_on"), standing_recommendation(act)
    if seen is None or seen == (str(standing.pk) if standing else ""):
        return
    if standing:
        words = _("%(who)s has recommended anew since you opened this page: “%(reasons)s” Read it and decide again.")
        yield Problem(words % {"who": standing.by, "reasons": standing.reasons}, act.move.article)
    elif recommended_by_another not in act.move.ready and (voided := voided_recommendation(act)):
        yield Problem(_("%(voided)s Decide again.") % {"voided": voided_words(voided)}, act.move.article)


def not_recommended_by_oneself(act):
    """A decision that needs no recommendation is still not taken by whoever recommended it."""
    standing = standing_recommendation(act)
    if standing and act.by is not None and (standing.move, standing.by_id) == (act.move.name, act.by.pk):
        yield Problem(
            _("You recommended this decision yourself; another person has to take it."),
            act.move.article,
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
    if not act.obj.talks.filter(recorded_at__gte=came_in(act)).exists():
        yield Problem(
            _("Record at least one round of talks with the partner first; its answer by letter is one too."),
            "P25 23",
            place="talks",
        )


def confirmation_present(act):
    if not act.obj.documents.filter(kind=DocumentKind.CONFIRMATION).exists():
        yield Problem(_("Kemlu's confirmation letter is missing."), "P25 24", place="papers")
