"""The history's rows: of moves of a table, and of what is changed beside them."""

from agreements.models import DossierEvent
from agreements.rules import REGION, membership_in
from cooperation.models import User


def note_event(dossier, name, **about):
    """Write a change beside the table's moves into the history. Call inside its transaction."""
    event = event_of(dossier, name, **about)
    event.save()
    return event


def event_of(dossier, name, *, by, note="", document=None, change=None, seats=REGION, **data):
    """The event of a change beside the table's moves, not written yet; `by=None` is the clock.

    Its office is that of the first of `seats` that `by` holds, else of any assignment.
    """
    held = by and (membership_in(seats, by, dossier) or next(iter(by.current_memberships), None))
    return DossierEvent(
        dossier=dossier,
        name=name,
        from_status=dossier.status,
        to_status=dossier.status,
        by=by,
        **seat_of(held),
        note=note,
        document=document,
        change=change,
        data={key: plain(value) for key, value in data.items()},
    )


def event_of_move(act, dossier, *, apart, from_status, change=None, **data):
    """The event of a performed move in the history of `dossier`, not written yet, with the seat it was made from.

    `apart` names the answers that are kept elsewhere; `data` stands beside the others.
    """
    held = membership_in(act.move.who, act.by, dossier) if act.by else None
    answers = {
        name: plain(value) for name, value in act.data.items() if name not in act.documents and name not in apart
    }
    return DossierEvent(
        dossier=dossier,
        change=change,
        name=act.move.name,
        from_status=from_status,
        to_status=dossier.status,
        by=act.by,
        **seat_of(held),
        note=act.note,
        document=act.document,
        data=answers | data | act.outcome,
    )


def seat_of(held):
    """Event columns of the membership somebody acted under."""
    if not held:
        return {}
    return {"office": held.office, "role": held.role, "acting": held.acting, "acting_for": held.acting_for}


def plain(value):
    """As the history's details keep it; a person by key, and by the name of that day."""
    if isinstance(value, User):
        return {"pk": value.pk, "name": value.name}
    return value if value is None or isinstance(value, str | int | bool | list | dict) else str(value)
