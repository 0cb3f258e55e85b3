"""The desk of whoever acts on dossiers of others: tabs, rows, who holds what."""
