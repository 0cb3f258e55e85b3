from .attempts import AttemptCount
from .calendar import Holiday
from .documents import StagedUpload, StoredFile
from .events import AdministrationEvent, Event, PartnerEvent, SeatedEvent
from .holds import Hold
from .lists import ChosenColumns, SavedView
from .mail import Mail
from .notices import MailPreference, Notice
from .numbers import NumberSequence
from .partners import Partner, PartnerContact
from .people import Membership, Office, User
from .places import Country, CountryAlias, Region
from .reminders import Reminder
from .runs import DailyRun
from .submissions import SubmissionKey

__all__ = [
    "AdministrationEvent",
    "AttemptCount",
    "ChosenColumns",
    "Country",
    "CountryAlias",
    "DailyRun",
    "Event",
    "Hold",
    "Holiday",
    "Mail",
    "MailPreference",
    "Membership",
    "Notice",
    "NumberSequence",
    "Office",
    "Partner",
    "PartnerContact",
    "PartnerEvent",
    "Region",
    "Reminder",
    "SavedView",
    "SeatedEvent",
    "StagedUpload",
    "StoredFile",
    "SubmissionKey",
    "User",
]
