"""The road to a signature, as one table of moves; each is a permission `agreements.<name>`."""

import rules

from agreements.rules import holds

from .assigning import ASSIGNING_MOVES
from .beside import BESIDE_MOVES
from .ending import ENDING_MOVES
from .plan import PLAN_MOVES
from .study import STUDY_MOVES
from .text import TEXT_MOVES
from .verification import VERIFICATION_MOVES

MOVES = (*STUDY_MOVES, *PLAN_MOVES, *VERIFICATION_MOVES, *TEXT_MOVES, *ENDING_MOVES, *BESIDE_MOVES, *ASSIGNING_MOVES)

for _move in MOVES:
    rules.add_perm(f"agreements.{_move.name}", holds(_move.who))
