"""Who holds a dossier at a desk, a reviewer of the ministry or an officer of the province: from one to another."""

from django.utils.translation import gettext as _

from agreements.rules import PROVINCE, REVIEWER, membership_in
from cooperation.exceptions import Conflict
from cooperation.workflow import Problem

#: The seats of who may hold it, by the field of the dossier that names the holder.
SEATS = {"reviewer": (REVIEWER,), "governor_officer": PROVINCE}


def seen(holder):
    """Name of the form field that says who held the dossier when the page was opened."""
    return f"seen_{holder}"


def holder_in_office(holder):
    """Guard: who is named works at the desk today, and does not hold the dossier already."""

    def check(act):
        person = act.data.get(holder)
        if person is None:
            yield Problem(_("Choose a person."), field=holder)
        elif membership_in(SEATS[holder], person, act.obj) is None:
            yield Problem(_("%(person)s does not work at this desk today.") % {"person": person}, field=holder)
        elif person.pk == getattr(act.obj, f"{holder}_id"):
            yield Problem(_("%(person)s holds it already.") % {"person": person}, field=holder)

    return check


def hand_over(holder):
    """Effect: to the person named, or back to nobody. Refused when it was handed to somebody else meanwhile."""

    def effect(act):
        held_by = getattr(act.obj, holder)
        if act.data.get(seen(holder)) != getattr(held_by, "pk", None):
            if held_by is None:
                raise Conflict(_("Somebody was faster: nobody holds it now."))
            raise Conflict(_("Somebody was faster: %(person)s holds it now.") % {"person": held_by})
        setattr(act.obj, holder, act.data.get(holder))

    return effect
