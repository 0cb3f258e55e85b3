"""SQL that more than one query or constraint needs."""

from django.db.models import Count, DateField, Func, OuterRef, Subquery
from django.utils.deconstruct import deconstructible


@deconstructible(path="agreements.models.expressions.AddYears")
class AddYears(Func):
    """A date some whole years later, by PostgreSQL's calendar (29 February becomes 28)."""

    output_field = DateField()

    def __init__(self, field, years):
        if not isinstance(years, int):
            raise TypeError("years must be whole")
        super().__init__(field)
        self.years = years

    def as_sql(self, compiler, connection, **extra):
        template = f"((%(expressions)s + interval '{self.years} years')::date)"
        return super().as_sql(compiler, connection, template=template, **extra)


def how_many(rows, of="dossier"):
    """How many of `rows` name the row of the outer query in their column `of`; null where none does."""
    own = rows.filter(**{of: OuterRef("pk")}).order_by()
    return Subquery(own.values(of).annotate(n=Count("pk")).values("n"))
