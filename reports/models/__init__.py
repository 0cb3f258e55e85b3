from .indicator import Indicator, IndicatorValue
from .log import ActivityLog
from .plan import AnnualPlan, PlannedActivity

__all__ = ["ActivityLog", "AnnualPlan", "Indicator", "IndicatorValue", "PlannedActivity"]
