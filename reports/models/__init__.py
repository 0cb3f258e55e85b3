from .indicator import Indicator, IndicatorValue
from .log import ActivityLog
from .plan import AnnualPlan, PlannedActivity
from .report import AnnualReport, ReportEvent

__all__ = ["ActivityLog", "AnnualPlan", "AnnualReport", "Indicator", "IndicatorValue", "PlannedActivity", "ReportEvent"]
