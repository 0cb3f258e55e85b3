"""What a dossier page says at a glance: the stages passed, whose turn it is, what is missing, the clock."""

from django.db.models import Max
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from agreements import guards
from agreements.advice import advice
from agreements.articles import article_words
from agreements.documentation import GUARD_SENTENCES
from agreements.enums import Origin, PaperKind, Status, Turn
from agreements.lifecycle.beside import RECOMMENDABLE
from agreements.lifecycle.clocks import CLOCK_OF_STATUS
from agreements.lifecycle.steps import STAGES, STEPS
from agreements.opinions.questions import open_opinions
from agreements.prerequisites import relations_of
from agreements.services import ROAD
from agreements.turns import whom
from agreements.waiting import waiting_lines
from cooperation.enums import OfficeKind, Relations
from cooperation.workflow import Act
from cooperation.working_days import JAKARTA, today, working_days_between


def clock_of(dossier):
    """Variables of the clock component for the step's clock; days are working days left."""
    row = CLOCK_OF_STATUS.get(dossier.status)
    if row is None or dossier.due_on is None:
        return {"days": None, "due": None, "article": "", "kind": ""}
    return {
        "days": working_days_between(today(), dossier.due_on),
        "due": dossier.due_on,
        "article": article_words(row.article),
        "kind": row.kind,
    }


# The stepper


def _step_of(dossier):
    status = dossier.return_to if dossier.status == Status.SUSPENDED else dossier.status
    return STEPS[Status(status)]


def arrivals(dossier):
    """{status: when the dossier came to it last}; one taken over from the register was not opened here."""
    opened = {Status.INITIATED: dossier.created_at} if dossier.origin == Origin.FILED else {}
    moves = dossier.events.arrivals().exclude(to_status="").order_by().values("to_status")
    return opened | dict(moves.annotate(last=Max("at")).values_list("to_status", "last"))


def stages(dossier, reached):
    """The stages of the road for this tier, with the day each was reached (`reached`: status -> datetime)."""
    shown = [stage for stage in STAGES if dossier.tier in stage.tiers]
    names = [stage.name for stage in shown]
    days = {}
    for status, at in reached.items():
        stage = STEPS[Status(status)].stage
        if stage and at:
            days[stage] = max(at, days.get(stage, at))
    current = _step_of(dossier).stage
    if not current:
        # Rejected or stopped: where the dossier stood last.
        current = max((name for name in names if name in days), key=names.index, default=names[0])
    # In force, and whatever comes after it, has passed every stage.
    position = names.index(current) if current in names else len(names)
    marks = []
    for index, stage in enumerate(shown):
        state = "done" if index < position else "current" if index == position else "upcoming"
        day = days.get(stage.name)
        note = date_format(localdate(day, JAKARTA), "j M Y") if day and state != "upcoming" else ""
        if stage.name == "intent" and dossier.intent_expires_on and state == "done":
            note = _("until %(date)s") % {"date": date_format(dossier.intent_expires_on, "j M Y")}
        marks.append({"label": stage.label, "state": state, "note": note})
    return marks


# The box "next step"


def has_turn(dossier, user):
    """Whether it is the turn of an office the reader works for."""
    match STEPS[Status(dossier.status)].turn:
        case Turn.REGION | Turn.COUNCIL:
            return dossier.region_id in user.region_codes
        case Turn.PROVINCE:
            return dossier.province_id in user.region_codes
        case Turn.MINISTRY:
            return user.is_home_affairs
        case Turn.KEMLU:
            return any(held.office.kind == OfficeKind.FOREIGN_AFFAIRS for held in user.current_memberships)
    return False


def turn_words(dossier, mine):
    """Whose turn it is, in words for the reader."""
    turn = STEPS[Status(dossier.status)].turn
    if turn == Turn.NOBODY:
        return _("This dossier is closed")
    sentence = _("Turn of %(whom)s") % {"whom": whom(dossier)}
    if not mine:
        return sentence
    words = _("%(turn)s · recorded by you") if turn == Turn.COUNCIL else _("%(turn)s · that is you")
    return words % {"turn": sentence}


#: Where each kind of missing thing is mended: URL name, extra arguments, the permission it takes.
_PLACES = {
    "partner": ("dossier-partner", (), "edit_dossier"),
    "edit": ("dossier-edit", (), "edit_dossier"),
    "prerequisites": ("prerequisites", (), "edit_dossier"),
    "contacts": ("contact-add", (), "add_contact"),
    "meetings": ("dossier-contacts", (), "add_meeting"),
    "talks": ("talks-add", (), "record_talks"),
    "checklist": ("checklist", (), "write_checklist"),
    "renew_intent": ("move", ("renew_intent",), "renew_intent"),
    "council_receipt": ("move", ("record_council_receipt",), "record_council_receipt"),
    "complete_term": ("move", ("complete_term",), "complete_term"),
    **{kind: ("paper", (kind.value,), f"write_{kind}") for kind in PaperKind},
}


def _place_url(place, dossier, user):
    """Address of the page that mends it, or "" when the reader cannot."""
    if place in ("remarks", "papers", "opinions"):
        return reverse(f"agreements:dossier-{place}", args=[dossier.number])
    if place == "hold":
        # Named as a string: reports stand above.
        return reverse("hold-list")
    if place == "governor_receipt":
        draft = dossier.status == Status.DRAFT_AT_GOVERNOR
        move = "record_draft_receipt" if draft else "record_plan_receipt"
        name, extra, permission = "move", (move,), move
    elif place in _PLACES:
        name, extra, permission = _PLACES[place]
    else:
        return ""
    if not user.has_perm(f"agreements.{permission}", dossier):
        return ""
    return reverse(f"agreements:{name}", args=[dossier.number, *extra])


def _is_theirs(place, dossier, user):
    """Whether the reader can put it right there, or only look."""
    if place == "remarks":
        return any(user.has_perm(f"agreements.{name}", dossier) for name in ("answer_remark", "note_remark"))
    return place not in ("papers", "opinions", "hold")


def missing(problems, dossier, user):
    """Problems of guards as lines with a link to where they are mended."""
    return [
        {
            "label": problem.message,
            "done": False,
            "note": article_words(problem.article),
            "url": _place_url(problem.place, dossier, user),
            "url_label": _("Fix this") if _is_theirs(problem.place, dossier, user) else _("See"),
        }
        for problem in problems
    ]


def _checked(dossier, move, user, facts):
    """Each guard of the move with the problems it finds; `facts` are shared by the moves of a page."""
    act = Act(dossier, move, user, facts=facts)
    return [(guard, list(guard(act))) for guard in move.ready]


def _needs(checked, dossier, user, facts):
    """Each thing that must be ready: done, or what is missing."""
    lines = []
    for guard, problems in checked:
        lines += missing(problems, dossier, user)
        if not problems and not _undecided(guard, dossier, facts):
            line = {"label": GUARD_SENTENCES[guard.__name__], "done": True}
            lines.append(line | (_where_checked(dossier, user, facts) if guard is guards.checklist_answered else {}))
    return lines


def _where_checked(dossier, user, facts):
    total = facts["checklist"].total
    return {
        "note": _("%(answered)s of %(total)s") % {"answered": total, "total": total},
        "url": _place_url("checklist", dossier, user),
        "url_label": _("See"),
    }


def _undecided(guard, dossier, facts):
    """Whether nothing can be said: of relations without a partner, or where Kemlu has to be asked first; of a
    checklist where the step has none, or before all of it is answered."""
    if guard is guards.checklist_answered:
        return facts["checklist"] is None
    if guard is guards.checklist_met:
        return facts["checklist"] is None or bool(facts["checklist"].open)
    return guard is guards.relations_exist and relations_of(dossier) != Relations.YES


def _first_problem(checked):
    return next((problem for _guard, problems in checked for problem in problems), None)


def next_step(dossier, user, facts):
    """Variables of the next-step component, and `others`: the buttons kept apart from the road's.

    `facts` keeps what the guards read, for the rest of the page.
    """
    step = STEPS[Status(dossier.status)]
    available = ROAD.available(dossier, user)
    mine = has_turn(dossier, user) and (step.turn != Turn.MINISTRY or bool(available))
    checked = {move.name: _checked(dossier, move, user, facts) for move in available if _in_the_box(move)}
    if "give_opinion" in checked and not open_opinions(user).filter(dossier=dossier.pk).exists():
        # Another office was asked, not the reader's.
        del checked["give_opinion"]
    lead = _lead(checked, dossier.status) if mine else None
    text, lines = "", []
    if lead:
        text, lines = step.task, _needs(checked[lead], dossier, user, facts)
    elif mine and (above := first_ahead(dossier)):
        text = _("The head of your office, or a colleague with that role, takes this step.")
        lines = _needs(_checked(dossier, above, user, facts), dossier, user, facts)
    own = waiting_lines(dossier, user) if dossier.status == Status.IN_FORCE else []
    return {
        "turn": turn_words(dossier, mine),
        "title": ROAD.moves[lead].label if lead else step.task,
        "text": text,
        "advice": advice(dossier, user, facts),
        "mine": mine,
        "needs": lines if not mine else lines + own,
        "own": [] if mine else own,
        "moves": [
            _button(dossier, ROAD.moves[name], name == lead, _first_problem(checked[name]), lines)
            for name in sorted(checked, key=lambda name: name != lead)
            if ROAD.moves[name].kind not in _APART or name == lead
        ],
        "others": [_button(dossier, move) for move in available if move.kind in _APART],
        **clock_of(dossier),
        "end": _clock_end(dossier),
    }


#: Kept away from the buttons of the road: renewing, suspending, rejecting, stopping.
_APART = ("apart", "pause", "end")


def first_ahead(dossier):
    """The first move of the road that exists where the dossier stands, whoever may make it."""
    ahead = (move for move in ROAD.moves.values() if move.kind == "main")
    return next((move for move in ahead if ROAD.exists(move, dossier)), None)


def _decides(move):
    return guards.recommended_by_another in move.ready


def _in_the_box(move):
    return move.kind not in _APART or _decides(move)


def _lead(checked, status):
    """The move that leads: the first that is ready, a recommended decision too; else the first ahead."""
    ahead = [name for name in checked if ROAD.moves[name].kind == "main"]
    if RECOMMENDABLE.get(status) == ("reject",) and len(ahead) > 1:
        # Where only a rejection can be recommended, that is not the way on.
        ahead = [name for name in ahead if name != "recommend"]
    decisions = [name for name in checked if _decides(ROAD.moves[name]) and name not in ahead]
    ready = (name for name in [*ahead, *decisions] if not _first_problem(checked[name]))
    return next(ready, ahead[0] if ahead else None)


def _button(dossier, move, leads=False, problem=None, listed=()):
    # What is listed above the buttons already, what the leading move needs, is not said again.
    said = leads or (problem is not None and problem.message in [line["label"] for line in listed])
    reason = "" if problem is None else _("not ready yet") if said else problem.message
    return {
        "url": reverse("agreements:move", args=[dossier.number, move.name]),
        "label": move.label,
        "primary": leads,
        "danger": move.kind == "end",
        "disabled_reason": reason,
    }


def _clock_end(dossier):
    """What happens when the law's clock runs out."""
    if dossier.due_on is None:
        return ""
    return {
        Status.AT_COUNCIL: _("Without an answer by then, the plan is deemed approved."),
        Status.PLAN_AT_GOVERNOR: _("After that day the region may go to the minister directly."),
        Status.DRAFT_AT_GOVERNOR: _("After that day the region may go to the minister directly."),
    }.get(Status(dossier.status), "")
