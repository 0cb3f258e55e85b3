"""Pages of a list that may be very long."""

from django.core.paginator import Paginator
from django.utils.functional import cached_property

#: Rows that are counted and can be paged through; whoever wants to see others filters.
MOST_ROWS = 10_000


class CappedPaginator(Paginator):
    """Stops counting at `MOST_ROWS`: counting a million rows costs more than showing twenty-five."""

    @cached_property
    def _counted(self):
        return self.object_list.order_by().values("pk")[: MOST_ROWS + 1].count()

    @property
    def is_capped(self):
        return self._counted > MOST_ROWS

    @property
    def count(self):
        return min(self._counted, MOST_ROWS)
