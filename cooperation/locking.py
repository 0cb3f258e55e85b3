"""Holding a row, so that of two people who write at once the second one waits."""


def lock(row):
    """Lock the row to the end of the transaction, and read it anew: what it points to as well, once it is asked for."""
    row.refresh_from_db(from_queryset=type(row)._base_manager.select_for_update())
