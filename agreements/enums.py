"""Choices of the road to a signature; values are stored, labels are translated."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Scheme(models.TextChoices):
    """P25 art. 6-7. `forwarded` (KSDLL penerusan) has a short road of its own."""

    SISTER = "sister", _("Sister province or city (KSDPL)")
    REGIONAL = "regional", _("Other cooperation with a foreign regional government (KSDPL)")
    INSTITUTION = "institution", _("Cooperation with a foreign institution (KSDLL)")
    FORWARDED = "forwarded", _("Forwarded cooperation of the central government (KSDLL)")

    @property
    def letters(self):
        """How the scheme opens a dossier number."""
        return "KSDPL" if self in (Scheme.SISTER, Scheme.REGIONAL) else "KSDLL"


#: Schemes that walk the whole road of P25 art. 9-25.
LONG_ROAD = (Scheme.SISTER, Scheme.REGIONAL, Scheme.INSTITUTION)


class Tier(models.TextChoices):
    """A kabupaten or kota passes the governor twice; a province does not (P25 18, 20)."""

    PROVINCE = "province", _("Province")
    KABKOTA = "kabkota", _("Regency or city")


class Status(models.TextChoices):
    INITIATED = "initiated", _("First interest")
    EXPLORING = "exploring", _("Exploration")
    STUDYING = "studying", _("Study")
    AWAITING_RESPONSE = "awaiting_response", _("Awaiting the minister's response")
    RESPONDED = "responded", _("Ready to sign the LoI")
    INTENT_SIGNED = "intent_signed", _("LoI signed, drawing up the cooperation plan")
    AT_COUNCIL = "at_council", _("With the regional council")
    COUNCIL_APPROVED = "council_approved", _("Approved by the regional council")
    PLAN_AT_GOVERNOR = "plan_at_governor", _("Plan with the governor")
    VERIFYING = "verifying", _("Verification")
    PLAN_REVISION = "plan_revision", _("Cooperation plan to be improved")
    DRAFTING = "drafting", _("Drafting the agreement")
    DRAFT_AT_GOVERNOR = "draft_at_governor", _("Draft with the governor")
    DISCUSSING = "discussing", _("Inter-ministry meeting")
    NEGOTIATING = "negotiating", _("Talks with the partner")
    CONFIRMED = "confirmed", _("Confirmation letter received")
    APPROVED = "approved", _("Ready to sign the agreement")
    SIGNED = "signed", _("Signed")
    IN_FORCE = "in_force", _("In force")
    SUSPENDED = "suspended", _("Suspended")
    REJECTED = "rejected", _("Rejected")
    STOPPED = "stopped", _("Stopped")
    ENDED = "ended", _("Ended")
    EXPIRED = "expired", _("Term has run out")


class Turn(models.TextChoices):
    """Who has to act next."""

    REGION = "region", _("Region")
    COUNCIL = "council", _("Regional council")
    PROVINCE = "province", _("Governor")
    MINISTRY = "ministry", _("Ministry of Home Affairs")
    KEMLU = "kemlu", _("Kemlu")
    NOBODY = "nobody", _("Nobody")


class Origin(models.TextChoices):
    FILED = "filed", _("Filed here")
    REGISTER = "register", _("Taken over from the register")


class Initiator(models.TextChoices):
    """P25 10."""

    REGION = "region", _("The region")
    PARTNER = "partner", _("The partner")
    MINISTRIES = "ministries", _("The partner, through the Minister or Kemlu")


class Objective(models.TextChoices):
    """The five objects of cooperation of P25 4(1)."""

    SCIENCE = "science", _("Science and technology")
    CULTURE = "culture", _("Cultural exchange")
    CAPACITY = "capacity", _("Technical and government-management capacity")
    POTENTIAL = "potential", _("Promotion of the region's potential")
    OTHER = "other", _("Other lawful objects")


class Sector(models.TextChoices):
    """A finer list below the five objects."""

    EDUCATION = "education", _("Education")
    HEALTH = "health", _("Health")
    TOURISM = "tourism", _("Tourism")
    CULTURE = "culture", _("Arts and culture")
    TRADE = "trade", _("Trade and investment")
    SMALL_BUSINESS = "small_business", _("Small business and creative economy")
    AGRICULTURE = "agriculture", _("Agriculture")
    FISHERIES = "fisheries", _("Fisheries")
    ENVIRONMENT = "environment", _("Environment and waste")
    DISASTER = "disaster", _("Disaster management")
    INFRASTRUCTURE = "infrastructure", _("Infrastructure and settlements")
    TRANSPORT = "transport", _("Transport and ports")
    TECHNOLOGY = "technology", _("Technology and smart city")
    SPORT = "sport", _("Youth and sport")
    GOVERNMENT = "government", _("Government and human resources")
    SOCIAL = "social", _("Social affairs")
    OTHER = "other", _("Other")


class PaperKind(models.TextChoices):
    STUDY = "study", _("Study")
    INTENT = "intent", _("Letter of Intent")
    PLAN = "plan", _("Cooperation plan")
    AGREEMENT = "agreement", _("Agreement text")


class DocumentKind(models.TextChoices):
    PREREQUISITE = "prerequisite", _("Proof of a prerequisite")
    CONTACT = "contact", _("Record of a contact")
    REQUEST_LETTER = "request_letter", _("Letter asking for the minister's response")
    RESPONSE_LETTER = "response_letter", _("Minister's response")
    SIGNED_INTENT = "signed_intent", _("Signed Letter of Intent")
    COUNCIL_LETTER = "council_letter", _("Letter to the regional council")
    COUNCIL_RECEIPT = "council_receipt", _("Receipt of the council secretariat")
    COUNCIL_DECISION = "council_decision", _("Decision of the regional council")
    PLAN_LETTER = "plan_letter", _("Letter sending the cooperation plan")
    PROCEED_LETTER = "proceed_letter", _("Letter asking to proceed without a council decision")
    GOVERNOR_RECEIPT = "governor_receipt", _("Receipt of the governor's office")
    GOVERNOR_LETTER = "governor_letter", _("Governor's letter")
    MINISTRY_LETTER = "ministry_letter", _("Minister's letter")
    INVITATION = "invitation", _("Invitation to the inter-ministry meeting")
    DRAFT_LETTER = "draft_letter", _("Letter sending the draft agreement")
    MINUTES = "minutes", _("Minutes of a meeting")
    FOLLOW_UP = "follow_up", _("Proof of a follow-up")
    CONFIRMATION = "confirmation", _("Kemlu's confirmation letter (Surat Konfirmasi)")
    APPROVAL_LETTER = "approval_letter", _("Minister's approval")
    SIGNED_AGREEMENT = "signed_agreement", _("Signed agreement, Indonesian")
    SIGNED_AGREEMENT_FOREIGN = "signed_agreement_foreign", _("Signed agreement, other language")
    ISSUED_COPY = "issued_copy", _("Copy issued by the ministry")
    OPINION = "opinion", _("Opinion")
    TALKS = "talks", _("Record of talks with the partner")
    ANNUAL_PLAN = "annual_plan", _("Yearly plan signed by both parties")
    ACTIVITY = "activity", _("Photo or file of an activity")
    CHANGE_LETTER = "change_letter", _("Letter asking for an extension or an amendment")
    CHANGE_COPY = "change_copy", _("Copy of that letter for the council or the governor")
    CHANGE_ANSWER = "change_answer", _("Minister's answer on an extension or an amendment")
    SIGNED_CHANGE = "signed_change", _("Signed extension or amendment, Indonesian")
    SIGNED_CHANGE_FOREIGN = "signed_change_foreign", _("Signed extension or amendment, other language")
    ENDING = "ending", _("Letter or record that ends the agreement")
    PARTNER_VIEW = "partner_view", _("The partner's view of the cooperation")
    MONITORING = "monitoring", _("Photo or file of monitoring")
    OTHER = "other", _("Other paper")


#: Of an extension or amendment: shown on its page, to those who follow what is carried out.
OF_CHANGES = (
    DocumentKind.CHANGE_LETTER,
    DocumentKind.CHANGE_COPY,
    DocumentKind.CHANGE_ANSWER,
    DocumentKind.SIGNED_CHANGE,
    DocumentKind.SIGNED_CHANGE_FOREIGN,
)

#: Shown where they were given, not in the list of papers.
SHOWN_ELSEWHERE = (
    *OF_CHANGES,
    DocumentKind.OPINION,
    DocumentKind.ANNUAL_PLAN,
    DocumentKind.ACTIVITY,
    DocumentKind.PARTNER_VIEW,
    DocumentKind.MONITORING,
)

#: Read by those who follow what is carried out.
OF_IMPLEMENTATION = (DocumentKind.ANNUAL_PLAN, DocumentKind.ACTIVITY, DocumentKind.PARTNER_VIEW)


class LetterKind(models.TextChoices):
    """Letters the ministry issues (P25 14(2)-(3), 19, 22, 24, 25)."""

    RESPONSE = "response", _("Response")
    DRAFTING = "drafting", _("Go-ahead to draft the agreement")
    IMPROVEMENT = "improvement", _("Request to improve the plan")
    INVITATION = "invitation", _("Invitation to the inter-ministry meeting")
    APPROVAL = "approval", _("Approval of the agreement")
    REJECTION = "rejection", _("Rejection")
    COPY = "copy", _("Copy of the original")


class ChangeKind(models.TextChoices):
    """What becomes of an agreement in force (P25 32-33, and its own clause on amendments)."""

    EXTENSION = "extension", _("Extension")
    AMENDMENT = "amendment", _("Amendment")


class ChangeStatus(models.TextChoices):
    """Where an extension or an amendment stands."""

    DRAFTING = "drafting", _("Being prepared")
    SUBMITTED = "submitted", _("With the minister")
    RETURNED = "returned", _("Returned to be improved")
    APPROVED = "approved", _("Approved, to be signed")
    SIGNED = "signed", _("Signed, to be registered")
    REGISTERED = "registered", _("Registered")
    REJECTED = "rejected", _("Rejected")
    WITHDRAWN = "withdrawn", _("Given up by the region")
    LAPSED = "lapsed", _("Closed with the agreement")


class EndGround(models.TextChoices):
    """The three legal grounds on which an agreement ends before its term is over (P25 34)."""

    AGREED = "agreed", _("Ended by the procedure that the agreement itself lays down")
    REACHED = "reached", _("Its purpose has been reached")
    REPLACED = "replaced", _("Replaced by a new agreement")


class Answer(models.TextChoices):
    YES = "yes", _("Met")
    NO = "no", _("Not met")
    NOT_APPLICABLE = "not_applicable", _("Does not apply")


class ContactWay(models.TextChoices):
    """The four permitted ways of exploration (P25 11)."""

    REMOTE = "remote", _("Remote contact (letter, e-mail, video)")
    MINISTRY = "ministry", _("Through the Minister or Kemlu")
    VISIT = "visit", _("Visit to the partner")
    INVITATION = "invitation", _("Partner invited to the region")


class MeetingState(models.TextChoices):
    PLANNED = "planned", _("Planned")
    HELD = "held", _("Held")
    CANCELLED = "cancelled", _("Cancelled")


class MeetingOutcome(models.TextChoices):
    """What the inter-ministry meeting said of the text of one dossier (P25 22)."""

    AGREED = "agreed", _("Agreed: the text can go to the partner")
    CHANGES = "changes", _("The text must change")
    POSTPONED = "postponed", _("Postponed to another meeting")


class FollowUpOrigin(models.TextChoices):
    """Where an office took a follow-up on. Applications above lead from theirs to it."""

    MEETING = "meeting", _("Inter-ministry meeting")
    REPORT = "report", _("Yearly report")
    MONITORING = "monitoring", _("Monitoring")
    EVALUATION = "evaluation", _("Evaluation")


class ClockName(models.TextChoices):
    COUNCIL = "council", _("Council's answer")
    GOVERNOR_PLAN = "governor_plan", _("Governor forwards the plan")
    GOVERNOR_DRAFT = "governor_draft", _("Governor forwards the draft")
    INTENT = "intent", _("Validity of the Letter of Intent")
    RESPONSE = "response", _("Minister's response")
    VERIFICATION = "verification", _("Verification")
    INTERKEM = "interkem", _("Inter-ministry meeting")
    TALKS = "talks", _("Talks with the partner")
    APPROVAL = "approval", _("Minister's approval")


class ClockState(models.TextChoices):
    RUNNING = "running", _("Running")
    MET = "met", _("Met")
    PAUSED = "paused", _("Paused")
    LAPSED = "lapsed", _("Lapsed")


class CouncilOutcome(models.TextChoices):
    APPROVED = "approved", _("Approved")
    REFUSED = "refused", _("Refused")
    DEEMED = "deemed", _("Deemed approved (45 working days without an answer)")


class OpinionAnswer(models.TextChoices):
    SUPPORT = "support", _("Supports")
    CONDITIONS = "conditions", _("Supports with conditions")
    OBJECT = "object", _("Objects")
    NO_COMMENT = "no_comment", _("No comment")


class TalksChannel(models.TextChoices):
    """How a round of talks with the partner was held."""

    LETTER = "letter", _("Note or letter")
    VIDEO = "video", _("Video meeting")
    MEETING = "meeting", _("Meeting in person")
    EMBASSY = "embassy", _("Through the embassy")


class VoidCause(models.TextChoices):
    """Why a recommendation no longer holds."""

    LEFT = "left", _("the step has been left")
    RENEWED = "renewed", _("a newer recommendation was made")
    ASKED = "asked", _("an office was asked for its opinion")
    OPINION = "opinion", _("an opinion was given")
    WITHDRAWN = "withdrawn", _("a question to an office was withdrawn")
    REMARK = "remark", _("a remark was made, answered or withdrawn")
    CHECKLIST = "checklist", _("the checklist was changed")
    LETTER = "letter", _("the draft of the letter was changed")
    MEETING = "meeting", _("the inter-ministry meeting was recorded or changed")
    PAPER = "paper", _("a paper was added or changed")
    INTENT = "intent", _("the LoI was renewed or has ended")


class Audience(models.TextChoices):
    """Who reads a remark."""

    INTERNAL = "internal", _("Internal: only your own office reads it")
    SHARED = "shared", _("Shared: the region reads it once the paper is returned")


class RemarkState(models.TextChoices):
    NOTED = "noted", _("Not sent")
    OPEN = "open", _("To be answered")
    ANSWERED = "answered", _("Answered")
    REOPENED = "reopened", _("Reopened, not sent yet")
    CLOSED = "closed", _("Closed")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class RemarkAct(models.TextChoices):
    SHARE = "share", _("Made shared")
    SEND = "send", _("Sent to the region")
    ANSWER = "answer", _("Answer")
    CLOSE = "close", _("Closed")
    REOPEN = "reopen", _("Reopened")
    WITHDRAW = "withdraw", _("Withdrawn")


class ForeignLanguage(models.TextChoices):
    """Languages beside Indonesian an agreement may be written in (UU 24/2009 art. 31)."""

    ENGLISH = "en", _("English")
    ARABIC = "ar", _("Arabic")
    CHINESE = "zh", _("Chinese")
    DUTCH = "nl", _("Dutch")
    FRENCH = "fr", _("French")
    GERMAN = "de", _("German")
    JAPANESE = "ja", _("Japanese")
    KOREAN = "ko", _("Korean")
    MALAY = "ms", _("Malay")
    PORTUGUESE = "pt", _("Portuguese")
    RUSSIAN = "ru", _("Russian")
    SPANISH = "es", _("Spanish")
    THAI = "th", _("Thai")
    TURKISH = "tr", _("Turkish")
    VIETNAMESE = "vi", _("Vietnamese")
    OTHER = "xx", _("Another language")
