from .agreement import Agreement, AgreementSigning, Registration
from .change import Change, Ending
from .checklist import CheckAnswer
from .clock import Clock
from .contact import Contact
from .document import Document
from .dossier import Dossier, Prerequisite
from .event import DossierEvent
from .follow_up import FollowUp
from .intent import IntentSigning, LetterOfIntent
from .letter import Letter, LetterDraft, Letterhead, LetterTemplate
from .meeting import Attendance, Meeting, MeetingItem
from .opinion import Condition, Opinion, Recommendation
from .paper import Paper
from .plan import CooperationPlan, CouncilReferral, PlanActivity
from .remark import Remark, RemarkEntry
from .study import Study
from .talks import TalkRound
from .target import ServiceTarget

__all__ = [
    "Agreement",
    "AgreementSigning",
    "Attendance",
    "Change",
    "CheckAnswer",
    "Clock",
    "Condition",
    "Contact",
    "CooperationPlan",
    "CouncilReferral",
    "Document",
    "Dossier",
    "DossierEvent",
    "Ending",
    "FollowUp",
    "IntentSigning",
    "Letter",
    "LetterDraft",
    "LetterOfIntent",
    "LetterTemplate",
    "Letterhead",
    "Meeting",
    "MeetingItem",
    "Opinion",
    "Paper",
    "PlanActivity",
    "Prerequisite",
    "Recommendation",
    "Registration",
    "Remark",
    "RemarkEntry",
    "ServiceTarget",
    "Study",
    "TalkRound",
]
