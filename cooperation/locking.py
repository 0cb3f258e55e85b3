"""Holding a row, or all partners, so that of two people who write at once the second one waits."""

from django.db import connection

#: Number of the lock that stands for which partners there are; no row stands for that.
PARTNERS = 367_120_820


def lock(row):
    """Lock the row to the end of the transaction, and read it anew: what it points to as well, once it is asked for."""
    row.refresh_from_db(from_queryset=type(row)._base_manager.select_for_update())


def lock_partners():
    """Whoever names partners by the hundred, and whoever merges two, wait for each other to the transaction's end."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [PARTNERS])
