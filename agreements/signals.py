"""News that goes up, sent inside the transaction."""

from django.dispatch import Signal

#: Dossiers made a move. Sent with `acts`, the performed `cooperation.workflow.Act` of each.
status_changed = Signal()

#: The term of an agreement in force has another last day, without a move of its own. Sent with `dossier`.
term_changed = Signal()

#: A contact with the partner was recorded or corrected. Sent with `dossier`.
contact_recorded = Signal()

#: The daily run has done what is due in this application; those above do theirs, and answer how many they reminded.
day_began = Signal()
