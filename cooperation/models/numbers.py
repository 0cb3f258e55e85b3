"""Numbers without gaps or doubles, from locked counter rows."""

from django.db import connection, models


class NumberSequence(models.Model):
    """The last number given in a series, for example all dossiers of one region in one year."""

    series = models.CharField(max_length=60, primary_key=True)
    last = models.PositiveIntegerField(default=0)

    def __str__(self):
        return f"{self.series}: {self.last}"

    @classmethod
    def take(cls, series):
        """The next number of `series`. Call inside a transaction: the row stays locked until it ends."""
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO cooperation_numbersequence AS row (series, last) VALUES (%s, 1)"
                " ON CONFLICT (series) DO UPDATE SET last = row.last + 1 RETURNING last",
                [series],
            )
            return cursor.fetchone()[0]
