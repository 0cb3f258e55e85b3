"""Going through very many rows, a batch at a time."""

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


def save_changed(rows, stored):
    """Write what differs from `stored`, the attributes of each row as it was read, in one statement."""
    fields = [field for field in rows[0]._meta.concrete_fields if not field.primary_key]
    for field in fields:
        for row in rows:
            field.pre_save(row, add=False)  # fills what is filled whenever a row is saved
    pairs = [(vars(row), before) for row, before in zip(rows, stored, strict=True)]
    changed = [f.name for f in fields if any(row[f.attname] != before[f.attname] for row, before in pairs)]
    if changed:
        type(rows[0])._base_manager.bulk_update(rows, changed)
