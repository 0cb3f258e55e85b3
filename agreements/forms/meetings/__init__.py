"""Forms of the inter-ministry meeting."""

from .follow_ups import DoneForm, FollowUpForm, ReturnForm
from .holding import AttendanceForm, HeldForm, MinutesForm, OutcomeForm, SignedForm
from .planning import CancelForm, ChangeForm, ConveneForm

__all__ = [
    "AttendanceForm",
    "CancelForm",
    "ChangeForm",
    "ConveneForm",
    "DoneForm",
    "FollowUpForm",
    "HeldForm",
    "MinutesForm",
    "OutcomeForm",
    "ReturnForm",
    "SignedForm",
]
