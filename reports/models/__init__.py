from .feed import CalendarFeed
from .indicator import Indicator, IndicatorValue
from .log import ActivityLog
from .plan import AnnualPlan, PlannedActivity
from .report import AnnualReport, ReportEvent

__all__ = [
    "ActivityLog",
    "AnnualPlan",
    "AnnualReport",
    "CalendarFeed",
    "Indicator",
    "IndicatorValue",
    "PlannedActivity",
    "ReportEvent",
]
