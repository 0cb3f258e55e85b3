"""Forms of the inter-ministry meeting."""

from .holding import AttendanceForm, HeldForm, MinutesForm, OutcomeForm, SignedForm
from .planning import CancelForm, ChangeForm, ConveneForm

__all__ = [
    "AttendanceForm",
    "CancelForm",
    "ChangeForm",
    "ConveneForm",
    "HeldForm",
    "MinutesForm",
    "OutcomeForm",
    "SignedForm",
]
