"""What many rows of the table share."""

from typing import Any

from agreements import guards
from agreements.enums import LONG_ROAD
from cooperation.workflow import Move

#: For rows made by a letter of somebody else: its number, date and file.
LETTER: dict[str, Any] = {
    "asks": ("letter_number", "letter_date", "letter"),
    "checks": (guards.not_in_future("letter_date"),),
}

#: A return sends the remarks noted before, or a note, to be answered by a day still to come.
RETURN_CHECKS = (guards.not_in_past("answer_by"), guards.something_to_mend)


#: For the approver's decisions: what the page showed still stands, and the sign-in is fresh.
DECISION: dict[str, Any] = {"checks": (guards.recommendation_as_seen,), "final": True}


def move(**row: Any) -> Move:
    """A row of the long road, which three of the four schemes walk."""
    return Move(schemes=LONG_ROAD, **row)
