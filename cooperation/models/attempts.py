"""How often an address has tried something lately: counters that all workers share."""

from django.db import models


class AttemptCount(models.Model):
    """Tries of one kind by one address in one span of time. The address itself is not kept, only a keyed hash."""

    key = models.CharField(max_length=80, primary_key=True)
    span = models.PositiveBigIntegerField(db_index=True)
    count = models.PositiveIntegerField(default=0)

    def __str__(self):
        return f"{self.key}: {self.count}"
