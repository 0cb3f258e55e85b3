"""Going through very many rows, a batch at a time."""

#: Rows held at once: memory and queries for each batch stay the same, however many there are.
BATCH = 500


def batches(queryset, size=BATCH):
    """Lists of at most `size` rows in the order of their keys; each once, also when it changes meanwhile."""
    queryset, last = queryset.order_by("pk"), 0
    while batch := list(queryset.filter(pk__gt=last)[:size]):
        yield batch
        last = batch[-1].pk
