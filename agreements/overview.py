"""What a dossier page says at a glance: the stages passed, whose turn it is, what is missing, the clock."""

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from agreements.documentation import GUARD_SENTENCES
from agreements.enums import PaperKind, Status, Turn
from agreements.lifecycle.clocks import CLOCK_OF_STATUS
from agreements.lifecycle.steps import STAGES, STEPS
from agreements.services import ROAD
from cooperation.workflow import Act
from cooperation.working_days import JAKARTA, today, working_days_between


def clock_of(dossier):
    """Variables of the clock component for the step's clock; days are working days left."""
    row = CLOCK_OF_STATUS.get(dossier.status)
    if row is None or dossier.due_on is None:
        return {"days": None}
    return {
        "days": working_days_between(today(), dossier.due_on),
        "due": dossier.due_on,
        "article": row.article,
        "kind": "" if row.lawful else "target",
    }


# The stepper


def _step_of(dossier):
    status = dossier.return_to if dossier.status == Status.SUSPENDED else dossier.status
    return STEPS[Status(status)]


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
    position = names.index(current)
    marks = []
    for index, stage in enumerate(shown):
        state = "done" if index < position else "current" if index == position else "upcoming"
        if stage.name == "in_force" and state == "current":
            state = "done"
        day = days.get(stage.name)
        note = date_format(localdate(day, JAKARTA), "j M Y") if day and state != "upcoming" else ""
        if stage.name == "intent" and dossier.intent_expires_on and state == "done":
            note = _("until %(date)s") % {"date": date_format(dossier.intent_expires_on, "j M Y")}
        marks.append({"label": stage.label, "state": state, "note": note})
    return marks


# The box "next step"


def turn_words(dossier, mine):
    """Whose turn it is, in words for the reader."""
    turn = STEPS[Status(dossier.status)].turn
    names = {
        Turn.REGION: dossier.region.name,
        Turn.COUNCIL: _("the regional council of %(region)s") % {"region": dossier.region.name},
        Turn.PROVINCE: _("the Governor of %(province)s") % {"province": dossier.province.name},
        Turn.MINISTRY: _("the Ministry of Home Affairs"),
        Turn.KEMLU: _("Kemlu"),
    }
    if turn == Turn.NOBODY:
        return _("This dossier is closed")
    sentence = _("Turn of %(whom)s") % {"whom": names[turn]}
    if mine and turn == Turn.COUNCIL:
        return _("%(turn)s · recorded by you") % {"turn": sentence}
    return _("%(turn)s · that is you") % {"turn": sentence} if mine else sentence


#: Where each kind of missing thing is mended: URL name, extra arguments, the permission it takes.
_PLACES = {
    "partner": ("dossier-partner", (), "edit_dossier"),
    "edit": ("dossier-edit", (), "edit_dossier"),
    "prerequisites": ("prerequisites", (), "edit_dossier"),
    "contacts": ("contact-add", (), "add_contact"),
    "meetings": ("meeting-add", (), "add_meeting"),
    "renew_intent": ("move", ("renew_intent",), "renew_intent"),
    "council_receipt": ("move", ("record_council_receipt",), "record_council_receipt"),
    **{kind: ("paper", (kind.value,), f"write_{kind}") for kind in PaperKind},
}


def _place_url(place, dossier, user):
    """Address of the page that mends it, or "" when the reader cannot."""
    if place in ("remarks", "papers"):
        return reverse(f"agreements:dossier-{place}", args=[dossier.number])
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


def missing(problems, dossier, user):
    """Problems of guards as lines with a link to where they are mended."""
    return [
        {
            "label": problem.message,
            "done": False,
            "note": problem.article,
            "url": _place_url(problem.place, dossier, user),
            "url_label": _("Mend this"),
        }
        for problem in problems
    ]


def needs(dossier, move, user):
    """Each thing that must be ready for `move`: done, or what is missing."""
    act = Act(dossier, move, user)
    lines = []
    for guard in move.ready:
        problems = list(guard(act))
        if problems:
            lines += missing(problems, dossier, user)
        else:
            lines.append({"label": GUARD_SENTENCES[guard.__name__], "done": True})
    return lines


def _button(move, dossier, *, primary=False, refused=False):
    return {
        "url": reverse("agreements:move", args=[dossier.number, move.name]),
        "label": move.label,
        "primary": primary,
        "danger": move.kind == "end",
        "disabled_reason": _("not ready yet") if refused else "",
    }


def next_step(dossier, user):
    """Variables of the next-step component: the reader's moves, or what the others do."""
    step = STEPS[Status(dossier.status)]
    available = [move for move in ROAD.available(dossier, user) if move.name != "give_opinion"]
    lapsed = dossier.due_on is not None and dossier.due_on < today()
    forward = [
        move
        for move in available
        if move.kind == "main" and (not move.name.endswith("_directly") or lapsed or dossier.due_on is None)
    ]
    asked = _open_question(dossier, user)
    first = next((move for move in available if move.name.startswith("record_") and move.kind == "side"), None)
    head = first or (forward[0] if forward else None)
    lines = needs(dossier, head, user) if head else []
    ready = not any(not line["done"] for line in lines)
    buttons = [_button(asked, dossier, primary=True)] if asked else []
    for move in [head, *(other for other in available if other is not head and other in [*forward, *available])]:
        if move is None or (move.kind in ("end", "pause") or move.name == "renew_intent"):
            continue
        if move.kind == "main" and move not in forward:
            continue
        if move is head:
            refused = not ready
        else:
            refused = bool(ROAD.problems(dossier, move.name, user))
        buttons.append(_button(move, dossier, primary=move is head and not asked, refused=refused))
    return {
        "turn": turn_words(dossier, bool(forward or first)),
        "title": head.label if head else step.task,
        "text": step.task if head else "",
        "mine": bool(forward or first or asked),
        "needs": lines,
        "moves": buttons,
        **clock_of(dossier),
        "end": _clock_end(dossier),
    }


def other_moves(dossier, user):
    """Moves kept away from the road's buttons: renewing the LoI, suspending, rejecting, stopping."""
    return [
        _button(move, dossier)
        for move in ROAD.available(dossier, user)
        if move.kind in ("end", "pause") or move.name == "renew_intent"
    ]


def _open_question(dossier, user):
    """The move to give an opinion, when the reader's office has been asked."""
    offices = [held.office_id for held in user.current_memberships if held.role == "consulted"]
    if offices and dossier.opinions.open().filter(office__in=offices).exists():
        return ROAD.moves["give_opinion"]
    return None


def _clock_end(dossier):
    """What happens when the law's clock runs out."""
    if dossier.due_on is None:
        return ""
    return {
        Status.AT_COUNCIL: _("Without an answer by then, the plan is deemed approved."),
        Status.PLAN_AT_GOVERNOR: _("After that day the region may go to the minister directly."),
        Status.DRAFT_AT_GOVERNOR: _("After that day the region may go to the minister directly."),
    }.get(Status(dossier.status), "")
