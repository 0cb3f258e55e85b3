"""Starting, stopping and recomputing clocks: arithmetic on dates, no status."""

from agreements.enums import ClockState
from agreements.models import Clock, Dossier
from cooperation.batches import write
from cooperation.working_days import clock_end, today, working_days_between


def start(dossier, name, *, started_on, length=None, due_on=None):
    """Start a clock of `length` working days from `started_on`, or one that ends on the day `due_on`.

    A clock that was paused goes on with the working days that were left.
    """
    if due_on is None:
        paused = dossier.clocks.filter(name=name, state=ClockState.PAUSED).order_by("-pk").first()
        if paused is not None:
            length = paused.left
            paused.state = ClockState.MET
            paused.save(update_fields=["state"])
        due_on = clock_end(started_on, length) if length > 0 else started_on
    return Clock.objects.create(dossier=dossier, name=name, length=length, started_on=started_on, due_on=due_on)


def stop(dossier, name, state=ClockState.MET):
    """Stop the running clock `name`, if there is one, for good: `stop_where` pauses one."""
    dossier.clocks.running().filter(name=name).update(state=state, stopped_on=today())


def stop_where(dossiers, state_of):
    """Stop the running clocks of these dossiers for which `state_of` names the state they are left in."""
    stopped = []
    for clock in Clock.objects.running().filter(dossier__in=dossiers).order_by():
        if state := state_of(clock):
            clock.state, clock.stopped_on = state, today()
            if state == ClockState.PAUSED:
                clock.left = max(0, clock.length - working_days_between(clock.started_on, today()))
            stopped.append(clock)
    write(stopped, ["state", "stopped_on", "left"])


def recompute(days):
    """The holidays on `days` changed: running working-day clocks get their new last day, dossiers theirs.

    Returns how many clocks moved.
    """
    moved = 0
    touched = Clock.objects.running().exclude(length=None)
    for clock in touched.filter(started_on__lte=max(days), due_on__gte=min(days)):
        due_on = clock_end(clock.started_on, clock.length) if clock.length else clock.started_on
        if due_on != clock.due_on:
            Clock.objects.filter(pk=clock.pk).update(due_on=due_on)
            Dossier.objects.filter(pk=clock.dossier_id).update(due_on=due_on)
            moved += 1
    return moved
