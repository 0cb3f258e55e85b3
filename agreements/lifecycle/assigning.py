"""Who holds a dossier at the ministry's desk and at the governor's: given, passed on, given back."""

from django.utils.translation import gettext_lazy as _

from agreements.desk.assigning import hand_over, holder_in_office, seen
from agreements.enums import Status, Tier
from agreements.rules import BEFORE_SIGNING, MINISTRY, PROVINCE
from cooperation.workflow import STAY, Move

from .row import move

#: The ministry's work, and the time the region takes in between.
REVIEWED = (*BEFORE_SIGNING[BEFORE_SIGNING.index(Status.STUDYING) :], Status.SIGNED, Status.SUSPENDED)

#: Until the governor has forwarded the draft.
BEFORE_FORWARDED = BEFORE_SIGNING[: BEFORE_SIGNING.index(Status.DRAFT_AT_GOVERNOR) + 1]

ASSIGNING_MOVES = (
    Move(
        name="assign",
        label=_("Assign the review"),
        done=_("Review assigned"),
        source=REVIEWED,
        target=STAY,
        who=MINISTRY,
        asks=("reviewer", seen("reviewer")),
        checks=(holder_in_office("reviewer"),),
        does=(hand_over("reviewer"),),
        tells=("new_reviewer", "former_reviewer"),
        kind="apart",
    ),
    Move(
        name="release",
        label=_("Give the review back"),
        done=_("Review given back: nobody holds it"),
        source=REVIEWED,
        target=STAY,
        who=MINISTRY,
        when=lambda dossier: dossier.reviewer_id is not None,
        asks=(seen("reviewer"),),
        does=(hand_over("reviewer"),),
        tells=("former_reviewer",),
        kind="apart",
    ),
    move(
        name="assign_at_governor",
        label=_("Assign an officer of the province"),
        done=_("Assigned at the governor's desk"),
        source=BEFORE_FORWARDED,
        target=STAY,
        who=PROVINCE,
        tiers=(Tier.KABKOTA,),
        asks=("governor_officer", seen("governor_officer")),
        checks=(holder_in_office("governor_officer"),),
        does=(hand_over("governor_officer"),),
        tells=("new_governor_officer", "former_governor_officer"),
        kind="apart",
    ),
    move(
        name="release_at_governor",
        label=_("Give it back to the governor's desk"),
        done=_("Given back to the governor's desk: nobody holds it"),
        source=BEFORE_FORWARDED,
        target=STAY,
        who=PROVINCE,
        tiers=(Tier.KABKOTA,),
        when=lambda dossier: dossier.governor_officer_id is not None,
        asks=(seen("governor_officer"),),
        does=(hand_over("governor_officer"),),
        tells=("former_governor_officer",),
        kind="apart",
    ),
)
