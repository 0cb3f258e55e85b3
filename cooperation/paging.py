"""Pages of a list that may be very long."""

from django.contrib.postgres.expressions import ArraySubquery
from django.core.paginator import Paginator
from django.db.models import BooleanField, F, Func, Q
from django.utils.functional import cached_property

#: Rows that are counted and can be paged through; whoever wants to see others filters.
MOST_ROWS = 10_000


def among(keys, column="pk"):
    """Condition as `column__in=keys`, of few keys: the database finds them first, whatever it joins to their rows."""
    named = {"template": "%(expressions)s)", "arg_joiner": " = ANY("}
    return Q(Func(F(column), ArraySubquery(keys), output_field=BooleanField(), **named))


class CappedPaginator(Paginator):
    """Stops counting at `MOST_ROWS`: counting a million rows costs more than showing twenty-five.

    Of a page the keys alone are searched and sorted; what is joined to them is read for those few.
    """

    def _get_page(self, object_list, number, paginator):
        return super()._get_page(self.object_list.filter(among(object_list.values("pk"))), number, paginator)

    @cached_property
    def _counted(self):
        return self.object_list.order_by().values("pk")[: MOST_ROWS + 1].count()

    @property
    def is_capped(self):
        return self._counted > MOST_ROWS

    @property
    def count(self):
        return min(self._counted, MOST_ROWS)
