"""A dossier on which nothing stands against one move, and the ways to break one thing about it."""

from datetime import date, timedelta

from agreements.checklists.lines import lines_of
from agreements.demonstration.samples import activities, pdf_file, values
from agreements.enums import Answer, CouncilOutcome, DocumentKind, PaperKind
from agreements.lifecycle import MOVES
from agreements.lifecycle.beside import RECOMMENDABLE
from agreements.models import (
    CouncilReferral,
    Document,
    Dossier,
    IntentSigning,
    Opinion,
    Prerequisite,
    Recommendation,
    Registration,
)
from agreements.papers import PAPER_MODELS
from agreements.prerequisites import prerequisites_of
from agreements.rules import DESKS
from agreements.services import ROAD
from cooperation.enums import Relations
from cooperation.models import Country, Hold, Office
from cooperation.uploads import file_fields
from cooperation.working_days import now
from tests.agreements.conftest import MONDAY
from tests.agreements.factories import LetterFactory, RemarkFactory

FRIDAY = MONDAY - timedelta(days=3)

STATUS_OF = {move.name: move.source[0] for move in MOVES} | {
    "give_opinion": "verifying",
    "renew_intent": "council_approved",
    "ask_opinion": "verifying",
    "recommend": "verifying",
    "reject": "verifying",
    "stop": "drafting",
}

RETURNED_BY = {
    "resubmit_to_council": "at_council",
    "resubmit_to_governor": "plan_at_governor",
    "resubmit_to_minister": "verifying",
}


DECISIONS = {decision for decisions in RECOMMENDABLE.values() for decision in decisions}

#: Columns of the dossier that a move needs beside the usual ones.
COLUMNS = {
    "record_custody": {"agreement_signed_on": FRIDAY},
    "complete_term": {"origin": "register", "agreement_signed_on": date(2024, 1, 1)},
    "register": {"agreement_signed_on": FRIDAY},
    "end_agreement": {"agreement_signed_on": FRIDAY, "ends_on": date(2029, 3, 1)},
    "expire_agreement": {"agreement_signed_on": date(2024, 1, 1), "ends_on": FRIDAY},
    "forward_plan": {"due_on": MONDAY},
    "forward_draft": {"due_on": MONDAY},
    "send_plan_directly": {"due_on": FRIDAY},
    "send_draft_directly": {"due_on": FRIDAY},
    "deem_council_approved": {"due_on": FRIDAY},
    "lapse_governor_plan": {"due_on": FRIDAY},
    "lapse_governor_draft": {"due_on": FRIDAY},
    "expire_intent": {"intent_expires_on": FRIDAY},
}


def ready(stand, name):
    """A walker beside a dossier of Kota Padang, or of its province, that is ready for the move `name`."""
    walker = stand(
        STATUS_OF[name],
        "13" if name in ("send_plan", "send_draft") else "13.71",
        return_to=RETURNED_BY.get(name, ""),
        **{"intent_expires_on": date(2026, 9, 1)} | COLUMNS.get(name, {}),
    )
    write_papers(walker)
    record_what_happened(walker, name)
    return walker


def write_papers(walker):
    dossier = walker.dossier
    for kind, model in PAPER_MODELS.items():
        extra = {"term_months": 36} if kind == PaperKind.AGREEMENT else {}
        model.objects.create(dossier=dossier, **values(dossier, walker.theme, kind), **extra)
    plan = dossier.cooperationplan_versions.get()
    for activity in activities(walker.theme):
        activity.plan = plan
        activity.save()
    paper(dossier, DocumentKind.CONFIRMATION)
    for kind in (DocumentKind.RESPONSE_LETTER, DocumentKind.APPROVAL_LETTER):
        paper(dossier, kind, dated_on=FRIDAY)


def record_what_happened(walker, name):
    dossier = walker.dossier
    Prerequisite.objects.bulk_create(
        Prerequisite(dossier=dossier, number=row.number, answer="yes", explanation="Checked.")
        for row in prerequisites_of(dossier)
    )
    dossier.contacts.create(way="remote", held_on=FRIDAY, recorded_by=walker.officer)
    IntentSigning.objects.create(dossier=dossier, signed_on=date(2025, 9, 1), expires_on=date(2026, 9, 1))
    if dossier.status == "at_council":
        CouncilReferral.objects.create(
            dossier=dossier, received_on=None if name == "record_council_receipt" else FRIDAY
        )
    else:
        decision = paper(dossier, DocumentKind.COUNCIL_DECISION)
        CouncilReferral.objects.create(
            dossier=dossier, received_on=FRIDAY, outcome=CouncilOutcome.APPROVED, decision=decision
        )
    if name in ("lapse_governor_plan", "lapse_governor_draft", "expire_intent"):
        clock = {"expire_intent": "intent"}.get(name, name.removeprefix("lapse_"))
        dossier.clocks.create(name=clock, length=5, started_on=FRIDAY, due_on=FRIDAY)
    if name == "record_custody":
        Registration.objects.create(
            dossier=dossier, number="KSLN/2026/0001", original_received_on=FRIDAY, copy_issued_on=FRIDAY
        )
    if name == "end_agreement":
        dossier.agreement_signings.create(signed_on=FRIDAY, effective_on=FRIDAY, ends_on=dossier.ends_on)
    if name == "complete_term":
        dossier.agreement_signings.create(origin="register")
    if dossier.status == "discussing":
        walker.record_meeting()
    answer_checklist(dossier, walker.reviewer)
    if dossier.status == "negotiating":
        dossier.consulted.add(kemlu())
        walker.record_talks()
    if name == "give_opinion":
        ask(walker, kemlu())
    if name in DECISIONS:
        recommend(walker, name)


def answer_checklist(dossier, by, **answers):
    """Every line of the present checklist met, but for `answers`."""
    for line in lines_of(dossier, dossier.status):
        answer = answers.get(line.name, Answer.YES)
        note = "" if answer == Answer.YES else "Belum sesuai."
        dossier.check_answers.create(step=dossier.status, line=line.name, answer=answer, note=note, by=by)


def line_open(walker):
    walker.dossier.check_answers.last().delete()


def line_not_met(walker):
    walker.dossier.check_answers.filter(pk=walker.dossier.check_answers.last().pk).update(answer="no", note="Belum.")


def paper(dossier, kind, **fields):
    return Document.objects.create(dossier=dossier, kind=kind, **fields, **file_fields(pdf_file(kind)))


def change(dossier, **fields):
    Dossier.objects.filter(pk=dossier.pk).update(**fields)
    dossier.refresh_from_db()


def kemlu():
    return Office.objects.get(kind="foreign_affairs")


def ask(walker, office, due_on=MONDAY):
    """Ask an office, to answer by today."""
    walker.dossier.consulted.add(office)
    return Opinion.objects.create(
        dossier=walker.dossier, office=office, step=walker.dossier.status, due_on=due_on, asked_by=walker.reviewer
    )


def recommend(walker, move, by=None):
    walker.dossier.recommendations.update(voided_at=now(), voided_because="renewed")
    Recommendation.objects.create(
        dossier=walker.dossier, step=walker.dossier.status, move=move, reasons="…", by=by or walker.reviewer
    )


# What can be broken


def without(**fields):
    """The dossier's own columns are emptied."""
    return lambda walker: change(walker.dossier, **fields)


def no_relations(walker):
    Country.objects.filter(pk=walker.dossier.partner.country_id).update(
        name_en="Atlantis", diplomatic_relations=Relations.NO
    )


def prerequisite(number, answer):
    return lambda walker: walker.dossier.prerequisites.filter(number=number).update(answer=answer)


def prerequisites_bare(walker):
    walker.dossier.prerequisites.filter(number__in=(1, 2, 5)).update(explanation="")


def prerequisites_open(walker):
    walker.dossier.prerequisites.filter(number__in=(4, 9)).delete()


def no_contact(walker):
    walker.dossier.contacts.all().delete()


def part_empty(kind, part):
    return lambda walker: PAPER_MODELS[kind].objects.filter(dossier=walker.dossier).update(**{part: ""})


def no_paper(kind):
    def remove(walker):
        if kind == PaperKind.PLAN:
            walker.dossier.cooperationplan_versions.get().activities.all().delete()
        PAPER_MODELS[kind].objects.filter(dossier=walker.dossier).delete()

    return remove


def no_activity(walker):
    walker.dossier.cooperationplan_versions.get().activities.all().delete()


def sent(kind):
    """The last version was sent already and nobody has written a new one."""
    return lambda walker: PAPER_MODELS[kind].objects.filter(dossier=walker.dossier).update(sent_at=now())


def no_term(walker):
    walker.dossier.agreement_versions.update(term_months=None)


def remark_open(walker):
    RemarkFactory(dossier=walker.dossier, step="verifying", by=walker.reviewer)


def remark_due(walker):
    RemarkFactory(dossier=walker.dossier, step="verifying", by=walker.reviewer, answer_by=date(2026, 3, 13))


def remark_waiting(walker):
    """Whoever has the dossier on the desk noted a remark for the region and has not sent it."""
    by = walker.person(*DESKS[walker.dossier.status])
    office = by.memberships.get().office
    RemarkFactory(
        dossier=walker.dossier, noted=True, audience="shared", step=walker.dossier.status, by=by, office=office
    )


def no_intent(walker):
    walker.dossier.intent_signings.all().delete()


def on_hold(walker):
    Hold.objects.create(region=walker.dossier.region, reason="No report for 2024.")


def not_received(walker):
    walker.dossier.referrals.update(received_on=None)


def council_did(**fields):
    return lambda walker: walker.dossier.referrals.update(**fields)


def opinion_awaited(walker):
    ask(walker, kemlu())


def not_recommended(walker):
    walker.dossier.recommendations.all().delete()


def recommended(move):
    return lambda walker: recommend(walker, move)


def recommended_by_the_one_who_decides(walker):
    by = walker.person(*ROAD.moves[walker.dossier.recommendations.get().move].who)
    walker.dossier.recommendations.update(by=by)


def no_meeting(walker):
    meeting = walker.dossier.meetings.get()
    meeting.items.all().delete()
    meeting.attendances.all().delete()
    meeting.delete()


def absent(**office):
    return lambda walker: (
        walker.dossier.meetings.get()
        .attendances.filter(**{f"office__{key}": value for key, value in office.items()})
        .delete()
    )


def did_not_come(**office):
    """Invited, and absent."""
    return lambda walker: (
        walker.dossier.meetings.get()
        .attendances.filter(**{f"office__{key}": value for key, value in office.items()})
        .update(came=False)
    )


def meeting_says(**fields):
    return lambda walker: walker.dossier.meeting_items.update(**fields)


def met_before_it_was_sent_again(walker):
    walker.dossier.meetings.update(recorded_at=walker.dossier.status_since - timedelta(hours=1))


def no_talks(walker):
    walker.dossier.talks.all().delete()


def talked_before_it_was_sent_again(walker):
    walker.dossier.talks.update(recorded_at=walker.dossier.status_since - timedelta(hours=1))


def no_confirmation(walker):
    walker.dossier.documents.filter(kind=DocumentKind.CONFIRMATION).delete()


def letter_withdrawn(kind):
    return lambda walker: LetterFactory(dossier=walker.dossier, kind=kind, withdrawn=True)
