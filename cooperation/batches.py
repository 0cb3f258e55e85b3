"""Going through very many rows, a batch at a time."""

import logging

from django.db import InterfaceError, OperationalError

log = logging.getLogger(__name__)

#: Rows held at once: memory and queries for each batch stay the same, however many there are.
BATCH = 500


def batches(queryset, size=BATCH):
    """Lists of at most `size` rows in the order of their keys; each once, also when it changes meanwhile."""
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


def save_changed(rows, stored):
    """Write what differs from `stored`, the attributes of each row as it was read, in one statement.

    What was not read stays as it is.
    """
    fields = [one for one in rows[0]._meta.concrete_fields if one.attname in stored[0] and not one.primary_key]
    for field in fields:
        for row in rows:
            field.pre_save(row, add=False)  # fills what is filled whenever a row is saved
    pairs = [(vars(row), before) for row, before in zip(rows, stored, strict=True)]
    changed = [f.name for f in fields if any(row[f.attname] != before[f.attname] for row, before in pairs)]
    if len(rows) == 1:
        rows[0].save(update_fields=changed)
    elif changed:
        type(rows[0])._base_manager.bulk_update(rows, changed)
