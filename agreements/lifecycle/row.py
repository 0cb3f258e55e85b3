"""What many rows of the table share."""

from typing import Any

from agreements import guards
from agreements.enums import LONG_ROAD
from cooperation.workflow import Move

LETTER_FIELDS = ("letter_number", "letter_date", "letter")

#: For rows made by a letter: its number, date and file.
LETTER: dict[str, Any] = {"asks": LETTER_FIELDS, "checks": (guards.not_in_future("letter_date"),)}


def move(**row: Any) -> Move:
    """A row of the long road, which three of the four schemes walk."""
    return Move(schemes=LONG_ROAD, **row)
