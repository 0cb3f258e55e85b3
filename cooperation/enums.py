"""Choices of the foundation; values are stored, labels are translated."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class RegionKind(models.TextChoices):
    PROVINCE = "province", _("Province")
    KABUPATEN = "kabupaten", _("Regency")
    KOTA = "kota", _("City")


class TimeZone(models.TextChoices):
    """The three zones of Indonesia, under the names officers use."""

    WIB = "Asia/Jakarta", "WIB"
    WITA = "Asia/Makassar", "WITA"
    WIT = "Asia/Jayapura", "WIT"


class Language(models.TextChoices):
    INDONESIAN = "id", "Bahasa Indonesia"
    ENGLISH = "en", "English"


class Relations(models.TextChoices):
    """Diplomatic relations of Indonesia with a country (P25 5(1)a)."""

    YES = "yes", _("Diplomatic relations exist")
    NO = "no", _("No diplomatic relations")
    UNKNOWN = "unknown", _("To be asked of Kemlu")


class OfficeKind(models.TextChoices):
    REGION = "region", _("Regional government")
    HOME_AFFAIRS = "home_affairs", _("Ministry of Home Affairs")
    FOREIGN_AFFAIRS = "foreign_affairs", _("Ministry of Foreign Affairs (Kemlu)")
    TECHNICAL_MINISTRY = "technical_ministry", _("Technical ministry")


class Role(models.TextChoices):
    OFFICER = "officer", _("Officer")
    HEAD = "head", _("Head")
    REVIEWER = "reviewer", _("Reviewer")
    APPROVER = "approver", _("Approver")
    EVALUATOR = "evaluator", _("Evaluator")
    CONSULTED = "consulted", _("Consulted office")
    AUDITOR = "auditor", _("Auditor")
    ADMIN = "admin", _("Administrator")


#: Which roles an office of each kind can give.
ROLES_OF_OFFICE = {
    OfficeKind.REGION: (Role.OFFICER, Role.HEAD),
    OfficeKind.HOME_AFFAIRS: (Role.REVIEWER, Role.APPROVER, Role.EVALUATOR, Role.AUDITOR, Role.ADMIN),
    OfficeKind.FOREIGN_AFFAIRS: (Role.CONSULTED,),
    OfficeKind.TECHNICAL_MINISTRY: (Role.CONSULTED,),
}


class Acting(models.TextChoices):
    """Acting assignments: daily (Plh.) while the holder is away, or temporary (Plt.) while the post is vacant."""

    PLH = "plh", "Plh."
    PLT = "plt", "Plt."


class PartnerKind(models.TextChoices):
    REGIONAL_GOVERNMENT = "regional_government", _("Foreign regional government")
    UNIVERSITY = "university", _("University or school")
    AGENCY = "agency", _("Agency of a foreign government")
    INTERNATIONAL = "international", _("International organisation")
    NONPROFIT = "nonprofit", _("Non-profit organisation")
    OTHER = "other", _("Other institution")


class PartnerTier(models.TextChoices):
    """Level of a foreign regional government, to compare with the region's own (P25 6(2)-(3))."""

    PROVINCE = "province", _("Province, state or prefecture")
    CITY = "city", _("City, county or district")


class PartnerStatus(models.TextChoices):
    PROPOSED = "proposed", _("Proposed")
    VERIFIED = "verified", _("Verified")
    SUSPENDED = "suspended", _("Suspended")


class HolidayKind(models.TextChoices):
    NATIONAL = "national", _("National holiday")
    COLLECTIVE = "collective", _("Collective leave")


class Precision(models.TextChoices):
    """How much of a date is known."""

    DAY = "day", _("Exact day")
    MONTH = "month", _("Month")
    YEAR = "year", _("Year")
    UNKNOWN = "unknown", _("Not known")


class NoticeKind(models.TextChoices):
    """What a notice asks of its reader."""

    ACT = "act", _("Something waits for me")
    REMINDER = "reminder", _("A date comes near or has passed")
    NEWS = "news", _("News of dossiers and partners that concern me")


class Delivery(models.TextChoices):
    """When a notice also goes out by mail; in the product it always stands at once."""

    NOW = "now", _("A mail at once")
    DIGEST = "digest", _("In the daily digest")
    NONE = "none", _("No mail")


#: Of these nobody is kept in the dark: they can come later in the day, not never.
OBLIGING = (NoticeKind.ACT, NoticeKind.REMINDER)


class MailKind(models.TextChoices):
    NOTICE = "notice", _("Notice")
    DIGEST = "digest", _("Daily digest")
    ACCESS = "access", _("Link to choose a password, and the like")


class MailState(models.TextChoices):
    WAITING = "waiting", _("waiting")
    SENT = "sent", _("sent")
    FAILED = "failed", _("refused")
    DROPPED = "dropped", _("not sent")


class AdministrationAct(models.TextChoices):
    """What an admin did, as history names it."""

    PERSON_ADDED = "person_added", _("Person added")
    PERSON_EDITED = "person_edited", _("Person edited")
    PERSON_DISABLED = "person_disabled", _("Sign-in disabled")
    PERSON_ENABLED = "person_enabled", _("Sign-in enabled")
    INVITATION_SENT = "invitation_sent", _("Link to choose a password sent")
    MAIL_SENT_AGAIN = "mail_sent_again", _("Refused mail sent again")
    ASSIGNMENT_ADDED = "assignment_added", _("Assignment added")
    ASSIGNMENT_ENDED = "assignment_ended", _("Assignment ended")
    ASSIGNMENT_WITHDRAWN = "assignment_withdrawn", _("Assignment withdrawn")
    OFFICE_ADDED = "office_added", _("Office added")
    OFFICE_EDITED = "office_edited", _("Office edited")
    OFFICE_CLOSED = "office_closed", _("Office taken out of use")
    OFFICE_REOPENED = "office_reopened", _("Office taken into use again")
    HOLIDAY_ADDED = "holiday_added", _("Holiday added")
    HOLIDAY_EDITED = "holiday_edited", _("Holiday edited")
    HOLIDAY_DELETED = "holiday_deleted", _("Holiday deleted")
    COUNTRY_EDITED = "country_edited", _("Country edited")
    REGION_EDITED = "region_edited", _("Region edited")
    TARGET_EDITED = "target_edited", _("Service target edited")
    LETTER_TEMPLATE_WRITTEN = "letter_template_written", _("Template of a letter written")
    LETTERHEAD_EDITED = "letterhead_edited", _("Letterhead edited")
    RUBRIC_WRITTEN = "rubric_written", _("Rubric of evaluations written")


class PartnerAct(models.TextChoices):
    """What happened to a partner, as history names it."""

    PROPOSED = "proposed", _("Proposed")
    ADDED = "added", _("Added by an administrator")
    EDITED = "edited", _("Edited")
    VERIFIED = "verified", _("Verified")
    SUSPENDED = "suspended", _("Suspended")
    RELEASED = "released", _("Released from suspension")
    MERGED = "merged", _("Merged into another partner")
    ABSORBED = "absorbed", _("Took over the records of a duplicate")
    CONTACT_ADDED = "contact_added", _("Contact added")
    CONTACT_EDITED = "contact_edited", _("Contact edited")
    CONTACT_REMOVED = "contact_removed", _("Contact removed")
