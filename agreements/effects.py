"""What a move does beside changing the status. Each effect works on the locked dossier of one `Act`."""

from collections import defaultdict

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from agreements import clocks, recommendations
from agreements.enums import ClockName, ClockState, CouncilOutcome, DocumentKind, Status, VoidCause
from agreements.models import (
    AgreementSigning,
    Condition,
    CouncilReferral,
    Document,
    Ending,
    IntentSigning,
    LetterDraft,
    Opinion,
    Recommendation,
)
from agreements.opinions.questions import question_to
from agreements.papers import PAPER_MODELS
from agreements.rules import AT_MINISTRY, let_see
from cooperation.enums import OfficeKind
from cooperation.models import Office
from cooperation.working_days import now


def keep(field, kind):
    """Keep the uploaded file of form field `field` as a document of `kind`, with its letter number and date.

    The first one kept is the paper the event points to.
    """

    def effect(act):
        upload = act.data.get(field)
        if not upload:
            return
        letter = {"number": act.data.get("letter_number") or "", "dated_on": act.data.get("letter_date")}
        document = Document.keep(act.obj, kind, upload, by=act.by, **letter)
        act.documents[field] = document
        act.document = act.document or document

    return effect


def send_papers(*kinds):
    """Freeze the drafts of these papers: a sent version never changes."""

    def effect(act):
        for kind in kinds:
            drafts = PAPER_MODELS[kind].objects.drafts().filter(dossier=act.obj)
            drafts.update(sent_at=now(), updated_by=act.by)

    return effect


def reach_ministry(act):
    """From now on Home Affairs sees the dossier."""
    act.obj.first_sent_at = act.obj.first_sent_at or now()


def return_later(act):
    """Remember where the dossier came from: there it goes back."""
    act.obj.return_to = act.previous


def forget_return(act):
    act.obj.return_to = ""


# The Letter of Intent


def sign_intent(act):
    """Record the signing; the LoI clock runs by the calendar to its last day (P25 13(3))."""
    data = act.data
    IntentSigning.objects.create(
        dossier=act.obj,
        signed_on=data["signed_on"],
        place=data["place"],
        signatory_region=data["signatory_region"],
        signatory_partner=data["signatory_partner"],
        expires_on=data["expires_on"],
        document=act.document,
    )
    act.obj.intent_expires_on = data["expires_on"]
    clocks.stop(act.obj, ClockName.INTENT)
    clocks.start(act.obj, ClockName.INTENT, started_on=data["signed_on"], due_on=data["expires_on"])


def expire_intent(act):
    clocks.stop(act.obj, ClockName.INTENT, ClockState.LAPSED)


# The council


def refer_to_council(act):
    CouncilReferral.objects.create(dossier=act.obj)


def receive_at_council(act):
    """45 working days run from receipt by the council secretariat (P25 17)."""
    act.obj.referrals.filter(outcome="").update(received_on=act.data["received_on"])


def decide_council(outcome):
    """Record what the council decided; silence decides on the last day of its clock."""

    def effect(act):
        act.obj.referrals.filter(outcome="").update(
            outcome=outcome,
            decided_on=act.data.get("decided_on") or act.obj.due_on,
            decision_number=act.data.get("letter_number") or "",
            decision=act.document,
        )

    return effect


def keep_plan_letter(act):
    """After a deemed approval the letter is the one that asks to proceed (P25 17(4))."""
    referral = act.obj.referrals.first()
    deemed = referral is not None and referral.outcome == CouncilOutcome.DEEMED
    keep("letter", DocumentKind.PROCEED_LETTER if deemed else DocumentKind.PLAN_LETTER)(act)


# The ministry


def ask_offices(act):
    """Ask those that have no question open; the others are named to whoever asks."""
    waiting = {opinion.office_id: opinion for opinion in act.obj.opinions.open()}
    asked = act.facts["asked offices"] = []
    for office in act.data["offices"]:
        if opinion := waiting.get(office.pk):
            words = _("%(office)s was asked before and has until %(date)s: it was not asked again.")
            act.asides.append(words % {"office": office, "date": date_format(opinion.due_on, "j F Y")})
            continue
        Opinion.objects.create(
            dossier=act.obj,
            office=office,
            step=act.obj.status,
            question=act.data["question"],
            papers=act.data["papers"],
            due_on=act.data["answer_by"],
            asked_by=act.by,
        )
        asked.append(office)
        act.asides.append(_("%(office)s was asked.") % {"office": office})
    let_see(act.obj, asked)
    recommendations.void(act.obj, VoidCause.ASKED, act.by)
    act.note = ", ".join(str(office) for office in asked)


def answer_opinion(act):
    """Raises Conflict when a colleague was faster, or the question that was shown is no longer open."""
    opinion = question_to(act.by, act.obj, act.data.get("asked"))
    keep("opinion_file", DocumentKind.OPINION)(act)
    opinion.answer, opinion.reasons = act.data["opinion"], act.data["reasons"]
    opinion.answered_by, opinion.answered_at = act.by, now()
    opinion.document = act.document
    opinion.save(update_fields=["answer", "reasons", "answered_by", "answered_at", "document"])
    Condition.objects.bulk_create(Condition(opinion=opinion, text=text) for text in act.data["conditions"])
    act.note = str(opinion.office)
    recommendations.void(act.obj, VoidCause.OPINION, act.by)


#: Where questions may be open: a suspended dossier has those of the step it comes back to.
WITH_QUESTIONS = (*AT_MINISTRY, Status.SUSPENDED)


def end_questions(acts):
    """Nobody waits for what was asked in a step that is over; a suspension does not end it."""
    reached = defaultdict(list)
    for act in acts:
        if act.previous in WITH_QUESTIONS and act.obj.status not in (act.previous, Status.SUSPENDED):
            reached[act.obj.status].append(act.obj.pk)
    for step, dossiers in reached.items():
        Opinion.objects.open().filter(dossier__in=dossiers).exclude(step=step).update(closed_at=now())


def drop_letter_drafts(acts):
    """Letters of the step that is left are not sent any more: what was prepared for them goes into no later one.

    A suspension, which comes back to its step, leaves it.
    """
    left = {
        act.obj.pk: act.previous
        for act in acts
        if act.obj.status != act.previous and Status.SUSPENDED not in (act.obj.status, act.previous)
    }
    for draft in LetterDraft.objects.filter(dossier__in=left) if left else ():
        step = {"opinion__dossier": draft.dossier_id, "opinion__step": left[draft.dossier_id]}
        prepared = Condition.objects.filter(**step, clause_of=draft.move)
        dropped = [one.pk for one in prepared if one.text.strip() in draft.clauses]
        Condition.objects.filter(pk__in=dropped).update(clause_of="")
        draft.delete()


def recommend(act):
    recommendations.close(act.obj, VoidCause.RENEWED, act.by)
    Recommendation.objects.create(
        dossier=act.obj,
        step=act.obj.status,
        move=act.data["recommended"],
        reasons=act.data["reasons"],
        by=act.by,
    )


def shake_recommendation(cause):
    """What a recommendation rested on has changed: it no longer holds."""

    def effect(act):
        recommendations.void(act.obj, cause, act.by)

    return effect


def void_recommendation(act):
    recommendations.close(act.obj, VoidCause.LEFT, act.by)


def take_up(act):
    act.obj.reviewer = act.by


def ask_kemlu(act):
    """Kemlu talks with the partner, so it sees the dossier from now on (P25 23)."""
    offices = Office.objects.filter(kind=OfficeKind.FOREIGN_AFFAIRS, is_active=True)
    let_see(act.obj, offices)


# The agreement


def plan_signing(act):
    act.obj.planned_signing_on = act.data["planned_on"]
    act.obj.planned_signing_place = act.data["planned_place"]


def sign_agreement(act):
    data = act.data
    AgreementSigning.objects.create(
        dossier=act.obj,
        signed_on=data["signed_on"],
        place=data["place"],
        signatory_region=data["signatory_region"],
        signatory_partner=data["signatory_partner"],
        effective_on=data["effective_on"],
        ends_on=data["ends_on"],
        document=act.documents.get("signed_file"),
        document_foreign=act.documents.get("signed_file_foreign"),
    )
    act.obj.agreement_signed_on, act.obj.ends_on = data["signed_on"], data["ends_on"]
    clocks.stop(act.obj, ClockName.INTENT)


def complete_term(act):
    """The region completes the term of an agreement taken over from the register."""
    signing = act.obj.agreement_signings.originals().first()
    signing.effective_on, signing.ends_on = act.data["effective_on"], act.data["ends_on"]
    signing.document = act.document or signing.document
    signing.save(update_fields=["effective_on", "ends_on", "document"])
    act.obj.ends_on = act.data["ends_on"]


def end_agreement(act):
    """From that day on nothing accrues any more: the last day of the term is the day it ended."""
    Ending.objects.create(
        dossier=act.obj,
        ground=act.data["ground"],
        ended_on=act.data["ended_on"],
        replaced_by=act.data["replaced_by"],
        document=act.document,
    )
    act.obj.ends_on = act.data["ended_on"]


# Clocks


def start_clock(row, field):
    """Start the law's clock of the table row on the date typed into `field`."""

    def effect(act):
        act.obj.due_on = clocks.start(act.obj, row.name, started_on=act.data[field], length=row.length).due_on

    return effect


def lapse(row):
    """The clock of the table row ran out. Its last day stays in sight until the step is left."""

    def effect(act):
        clocks.stop(act.obj, row.name, ClockState.LAPSED)

    return effect
