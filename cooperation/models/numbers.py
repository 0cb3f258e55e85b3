"""Numbers without gaps or doubles, from locked counter rows."""

from django.db import models


class NumberSequence(models.Model):
    """The last number given in a series, for example all dossiers of one region in one year."""

    series = models.CharField(max_length=60, primary_key=True)
    last = models.PositiveIntegerField(default=0)

    def __str__(self):
        return f"{self.series}: {self.last}"

    @classmethod
    def take(cls, series):
        """The next number of `series`. Call inside a transaction: the row stays locked until it ends."""
        cls.objects.bulk_create([cls(series=series)], ignore_conflicts=True)
        row = cls.objects.select_for_update().get(pk=series)
        row.last += 1
        row.save(update_fields=["last"])
        return row.last
