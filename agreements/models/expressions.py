"""SQL the constraints of terms need."""

from django.db.models import DateField, Func


class AddYears(Func):
    """A date some whole years later, by PostgreSQL's calendar (29 February becomes 28)."""

    output_field = DateField()

    def __init__(self, expression, years, **extra):
        if not isinstance(years, int):
            raise TypeError("years must be whole")
        super().__init__(expression, years=years, **extra)

    def as_sql(self, compiler, connection, **extra):
        years = self.extra["years"]
        return super().as_sql(
            compiler, connection, template=f"((%(expressions)s + interval '{years} years')::date)", **extra
        )

    def deconstruct(self):
        expression = self.source_expressions[0]
        return "agreements.models.expressions.AddYears", (expression, self.extra["years"]), {}
