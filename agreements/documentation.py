"""The table of the road in words: for the help page, the generated document and the boxes of a dossier."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from agreements.articles import article_words
from agreements.changes import words as of_changes
from agreements.enums import ChangeStatus, Scheme, Status, Tier, Turn
from agreements.lifecycle import MOVES
from agreements.lifecycle.assigning import ASSIGNING_MOVES, BEFORE_FORWARDED, REVIEWED
from agreements.lifecycle.beside import BESIDE_MOVES, NEEDS_INTENT
from agreements.lifecycle.change import MOVES as CHANGE_MOVES
from agreements.lifecycle.clocks import CLOCK_OF_STATUS, CLOCKS
from agreements.lifecycle.steps import STAGES, STEPS
from agreements.rules import (
    APPROVER,
    ASKED,
    AT_MINISTRY,
    BEFORE_SIGNING,
    KEMLU,
    MINISTRY,
    PROVINCE,
    REGION,
    REGION_HEAD,
    REVIEWER,
    SUSPENDABLE,
)
from cooperation.workflow import BACK, STAY

#: What each guard of the table asks to be ready, by its name.
GUARD_SENTENCES = {
    "basics_filled": _("Partner, initiator, objects and unit in charge are filled in."),
    "relations_exist": _("Indonesia has diplomatic relations with the partner's country."),
    "prerequisites_met": _("The nine prerequisites are answered, each with an explanation or a proof, and met."),
    "contact_recorded": _("At least one contact with the partner is recorded."),
    "study_complete": _("The study is complete: six parts."),
    "intent_complete": _("The draft LoI is complete: six parts."),
    "plan_complete": _("The cooperation plan is complete: seven parts and costed activities."),
    "plan_renewed": _("An improved version of the cooperation plan is written."),
    "text_renewed": _("After a return, an improved version of the agreement text is written."),
    "agreement_complete": _("The agreement text is complete: eleven parts in both languages, five years at most."),
    "remarks_answered": _("Every remark is answered."),
    "no_remark_waiting": _("No shared remark of one's own office waits to be sent."),
    "intent_running": _("The LoI is signed and still valid."),
    "no_hold": _("The region is not on hold."),
    "council_received": _("The receipt of the council secretariat is recorded."),
    "council_clock_over": _("45 working days have passed since receipt."),
    "four_papers_present": _("Four papers are present: study, LoI, cooperation plan, council approval."),
    "governor_received": _("The receipt of the governor's office is recorded."),
    "governor_clock_over": _("The governor's 5 working days have passed."),
    "opinions_in": _("Every office asked in this step has answered, or its day has passed."),
    "recommended_by_another": _("Another person has recommended this decision."),
    "not_recommended_by_oneself": _("Whoever recommended a decision does not take it."),
    "meeting_held": _("The inter-ministry meeting was held with the offices the law names."),
    "response_stands": _("The minister's response has not been withdrawn."),
    "approval_stands": _("The minister's approval has not been withdrawn."),
    "talks_held": _("At least one round of talks with the partner is recorded."),
    "checklist_answered": _("Every line of the checklist of this step is answered."),
    "checklist_met": _("No line of the checklist is “not met”."),
    "confirmation_present": _("Kemlu's confirmation letter is present."),
}

#: Those of extensions and amendments too.
SENTENCES = GUARD_SENTENCES | of_changes.GUARD_SENTENCES

#: Who may make a move, by the seats its row names.
WHO = {
    (): _("the clock"),
    REGION: _("officer or head of the region"),
    (REGION_HEAD,): _("head of the region"),
    PROVINCE: _("officer or head of the province"),
    PROVINCE + REGION: _("officer or head of the province or of the region"),
    MINISTRY: _("reviewer or approver of the Ministry of Home Affairs"),
    (REVIEWER,): _("reviewer of the Ministry of Home Affairs"),
    (APPROVER,): _("approver of the Ministry of Home Affairs"),
    (KEMLU,): _("Kemlu"),
    ASKED: _("an office that was asked"),
}

#: Moves that are not steps of the road.
BESIDE = (*BESIDE_MOVES, *ASSIGNING_MOVES)

#: Those that are.
ON_THE_ROAD = [move for move in MOVES if move not in BESIDE]

#: Where a row starts that many statuses share.
SOURCES = {
    (*BEFORE_SIGNING, Status.SUSPENDED): _("any step before signing, also while suspended"),
    REVIEWED: _("any step from the study to the register, also while suspended"),
    BEFORE_FORWARDED: _("any step until the governor has forwarded the draft"),
    NEEDS_INTENT: _("any step between the signed LoI and the signed agreement"),
    AT_MINISTRY: _("where it is the ministry's turn before signing"),
    SUSPENDABLE: _("where it is the ministry's turn before signing, and in force"),
    (*AT_MINISTRY, Status.SIGNED): _("where it is the ministry's turn"),
}

TIERS = {
    (Tier.PROVINCE,): _("provinces only"),
    (Tier.KABKOTA,): _("regencies and cities only"),
}

TURNS = {
    Turn.REGION: _("the region"),
    Turn.COUNCIL: _("the regional council; the region records what it does"),
    Turn.PROVINCE: _("the governor"),
    Turn.MINISTRY: _("the Ministry of Home Affairs"),
    Turn.KEMLU: _("Kemlu"),
    Turn.NOBODY: _("nobody"),
}

GLOSSARY = (
    (_("Region"), _("A province, regency (kabupaten) or city (kota). Jembatan knows them by their official codes.")),
    (_("Partner"), _("A foreign regional government or institution; it lives in one country.")),
    (_("Dossier"), _("One cooperation of one region with its partner, from the first interest to its end.")),
    (_("KSDPL"), _("Cooperation of a region with a foreign regional government.")),
    (_("KSDLL"), _("Cooperation of a region with a foreign institution.")),
    (_("Study"), _("The joint study before the LoI: needs, mapping, benefits, conclusion; six parts.")),
    (_("Letter of Intent (LoI)"), _("Both sides declare that they want to cooperate. Valid one year at most.")),
    (_("Cooperation plan (RKS)"), _("What is done, when, at what cost, paid by whom; the council approves it.")),
    (_("Agreement text (MoU)"), _("Eleven parts, in Indonesian and in another language; five years at most.")),
    (_("Opinion"), _("The advice of Kemlu, a technical ministry or the governor on a dossier, where it was asked.")),
    (_("Interkem"), _("The meeting of ministries and regions on the draft, before it goes to the partner.")),
    (_("Confirmation letter"), _("Kemlu's Surat Konfirmasi: the text agreed with the partner.")),
    (_("Kemlu"), _("The Ministry of Foreign Affairs.")),
    (_("DPRD"), _("The regional council.")),
    (_("Hold"), _("A region that does not report may not send a new cooperation plan (art. 38).")),
    (
        _("Working day"),
        _("Not a Saturday, Sunday, national holiday or day of collective leave. Day 1 is the first one after receipt."),
    ),
    (_("Assignment"), _("A person's role in an office from one day to another; acting ones (Plh., Plt.) always end.")),
)


def stages():
    """The marks of the stepper, for a regency or city, which passes all of them."""
    return [{"label": stage.label, "state": "upcoming", "note": ""} for stage in STAGES]


def statuses(lengths):
    """Each status in the order of the road: whose turn, what to do, its clock, the moves of the road out of it."""
    return [
        {
            "status": status,
            "turn": TURNS[step.turn],
            "task": step.task,
            "article": article_words(step.article),
            "clock": clock_words(CLOCK_OF_STATUS[status], lengths) if status in CLOCK_OF_STATUS else "",
            "moves": [described(move) for move in ON_THE_ROAD if status in move.source],
        }
        for status, step in STEPS.items()
    ]


def beside():
    """The moves beside the road: those that many statuses share."""
    return [described(move) for move in BESIDE]


def changes():
    """Extensions and amendments: each status with what to do and the moves out of it."""
    return [
        {
            "status": status,
            "task": of_changes.TASKS.get(status, ""),
            "moves": [described(move, ChangeStatus) for move in CHANGE_MOVES if status in move.source],
        }
        for status in ChangeStatus
    ]


def described(move, statuses=Status):
    """A row of a table in words; `statuses` are those of what it moves."""
    return {
        "name": move.name,
        "label": move.label,
        "who": WHO[move.who],
        "source": SOURCES.get(move.source) or ", ".join(str(statuses(status).label) for status in move.source),
        "target": None if move.target in (STAY, BACK) else statuses(move.target),
        "goes_back": move.target == BACK,
        "tiers": TIERS.get(move.tiers, ""),
        "ready": [SENTENCES[guard.__name__] for guard in move.ready],
        "note": move.note,
        "article": article_words(move.article),
    }


def clocks(lengths):
    """Each clock with its length in words; `lengths` is {clock: working days}."""
    return [{"label": row.name.label, "words": clock_words(row, lengths)} for row in CLOCKS]


def clock_words(row, lengths):
    days = lengths[row.name]
    if row.lawful:
        words = ngettext(
            "%(days)s working day from recorded receipt, by law (%(article)s).",
            "%(days)s working days from recorded receipt, by law (%(article)s).",
            days,
        )
    else:
        words = ngettext(
            "%(days)s working day, a service target of the ministry.",
            "%(days)s working days, a service target of the ministry.",
            days,
        )
    return words % {"days": days, "article": article_words(row.article)}


def as_data(move):
    """A row of the table for programs: a target that depends on the dossier is spelt out."""
    return {
        "name": move.name,
        "from": list(move.source),
        "to": list(move.targets(SUSPENDABLE)),
        "schemes": list(move.schemes or Scheme.values),
        "tiers": list(move.tiers or Tier.values),
        "roles": list(dict.fromkeys(seat.role.value for seat in move.who)),
        "seats": [{"role": seat.role.value, "place": seat.place.value} for seat in move.who],
        "article": move.article,
        "by_clock": move.by_clock,
    }
