from .evaluation import Evaluation, PartnerView
from .feed import CalendarFeed
from .indicator import Indicator, IndicatorValue
from .log import ActivityLog
from .monitoring import Monitoring
from .note import ProgressNote
from .plan import AnnualPlan, PlannedActivity
from .report import AnnualReport, ReportEvent
from .rubric import Rubric

__all__ = [
    "ActivityLog",
    "AnnualPlan",
    "AnnualReport",
    "CalendarFeed",
    "Evaluation",
    "Indicator",
    "IndicatorValue",
    "Monitoring",
    "PartnerView",
    "PlannedActivity",
    "ProgressNote",
    "ReportEvent",
    "Rubric",
]
