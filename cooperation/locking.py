"""Holding a row, so that of two people who write at once the second one waits."""


def lock(row, keep=()):
    """Lock the row to the end of the transaction, and read it anew.

    The relations `keep` names were read before and stay as they are, where the row still points there.
    """
    known = {name: getattr(row, name) for name in keep if row._meta.get_field(name).is_cached(row)}
    row.refresh_from_db(from_queryset=type(row)._base_manager.select_for_update())
    for name, value in known.items():
        if value is not None and value.pk == getattr(row, row._meta.get_field(name).attname):
            setattr(row, name, value)
