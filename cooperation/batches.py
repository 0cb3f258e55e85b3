"""Going through very many rows, a batch at a time."""

import logging
from copy import deepcopy

from django.db import InterfaceError, OperationalError

log = logging.getLogger(__name__)

#: Differs from every value a column can have.
UNREAD = object()
#: Rows held at once: memory and queries for each batch stay the same, however many there are.
BATCH = 500


def batches(queryset, size=BATCH):
    """Lists of at most `size` rows in the order of their keys; each once, also when it changes meanwhile."""
    if not queryset.exists():  # as on most days: asked in few words, where a row has a hundred columns
        return
    queryset, last = queryset.order_by("pk"), 0
    while batch := list(queryset.filter(pk__gt=last)[:size]):
        yield batch
        if len(batch) < size:
            return
        last = batch[-1].pk


def key_batches(queryset):
    """The same, of the keys alone."""
    return ([row.pk for row in batch] for batch in batches(queryset.prefetch_related(None).only("pk")))


def done_of(batch, do, named):
    """What `do(batch)` gives, a number, where it can be done of all; else of each that it can be done of.

    One that fails keeps none of the others back: it is logged as `named(one)`, and its turn comes with the next run.
    `do` changes nothing where it fails. A database that cannot be reached fails for all.
    """
    try:
        return do(batch)
    except (OperationalError, InterfaceError):
        raise
    except Exception:
        if len(batch) == 1:
            log.exception("%s failed and was passed by.", named(batch[0]))
            return 0
        return sum(done_of([one], do, named) for one in batch)


def _columns(row):
    return [one for one in row._meta.concrete_fields if one.attname in vars(row)]


def as_read(row):
    """{column: value} of what was read of the row, to be compared once it has been changed; see `save_changed`."""
    return {one.attname: deepcopy(vars(row)[one.attname]) for one in _columns(row)}


def save_changed(rows, stored):
    """Write what differs from `stored`, each row `as_read`, in one statement.

    What was neither read nor given stays as it is.
    """
    fields = [one for one in _columns(rows[0]) if not one.primary_key]
    for field in fields:
        for row in rows:
            field.pre_save(row, add=False)  # fills what is filled whenever a row is saved
    pairs = [(vars(row), before) for row, before in zip(rows, stored, strict=True)]
    changed = [f.name for f in fields if any(row[f.attname] != before.get(f.attname, UNREAD) for row, before in pairs)]
    write(rows, changed)


def write(rows, columns):
    """Write these columns of the rows in one statement."""
    if len(rows) == 1:
        rows[0].save(update_fields=columns)  # in fewer words than for many
    elif rows and columns:
        type(rows[0])._base_manager.bulk_update(rows, columns)
