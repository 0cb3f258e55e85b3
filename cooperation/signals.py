"""News that goes up: the foundation sends it, the upper applications listen."""

from django.dispatch import Signal

#: The table of holidays has changed. Sent inside the transaction that changed it, with `days`: the set of
#: dates that became or stopped being a holiday. Whoever keeps the end of a clock recomputes it.
holidays_changed = Signal()

#: One partner is merged into another. Sent inside the transaction, before what names the `duplicate` names the other
#: one (`into`), with who does it (`by`).
partners_merged = Signal()
