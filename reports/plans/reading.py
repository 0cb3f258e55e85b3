"""A plan beside its log: what became of each activity, what it reached and cost."""

from dataclasses import dataclass
from functools import cached_property

from django.db.models import Prefetch

from cooperation.working_days import today
from reports.enums import ActivityState, LogKind
from reports.models import ActivityLog, PlannedActivity
from reports.models.money import SOURCES


@dataclass
class Row:
    """One activity with all entries of its log, those that were corrected too."""

    activity: PlannedActivity
    entries: list[ActivityLog]

    @cached_property
    def counted(self):
        """Entries that hold: those that no other one corrects."""
        corrected = {entry.corrects_id for entry in self.entries}
        return [entry for entry in self.entries if entry.pk not in corrected]

    @property
    def state(self):
        return ActivityState(self.counted[-1].kind) if self.counted else ActivityState.PLANNED

    @property
    def day(self):
        """When it shall be carried out: as planned, or as it was moved."""
        moved = [entry.moved_to for entry in self.counted if entry.kind == LogKind.MOVED]
        return moved[-1] if moved else self.activity.due_on

    @property
    def is_late(self):
        return self.state in (ActivityState.PLANNED, ActivityState.MOVED) and self.day < today()

    @property
    def people(self):
        return sum(entry.people or 0 for entry in self.counted)

    @property
    def spent(self):
        return sum(entry.money for entry in self.counted)


@dataclass
class Sheet:
    """All rows of a plan, with sums by source."""

    rows: list[Row]

    def planned(self, source):
        return sum(getattr(row.activity, source) for row in self.rows)

    def spent(self, source):
        return sum(getattr(entry, source) for row in self.rows for entry in row.counted)

    @property
    def money(self):
        """[(source, planned, spent)], the sources that count; the last line is the total."""
        lines = [(name, self.planned(name), self.spent(name)) for name in SOURCES]
        total = ("total", sum(line[1] for line in lines), sum(line[2] for line in lines))
        return [line for line in lines if line[1] or line[2]] + [total]

    @property
    def has_log(self):
        return any(row.entries for row in self.rows)


def sheet_of(plan):
    """The plan's activities in the order of their days, with their log; three queries, however many there are."""
    entries = ActivityLog.objects.select_related("by").prefetch_related("files")
    activities = plan.activities.prefetch_related(Prefetch("log", entries))
    return Sheet([Row(activity, list(activity.log.all())) for activity in activities])
