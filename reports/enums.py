"""Choices of what recurs after signing; values are stored, labels are translated."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class LogKind(models.TextChoices):
    """What became of a planned activity."""

    DONE = "done", _("Carried out")
    MOVED = "moved", _("Moved to another day")
    DROPPED = "dropped", _("Dropped")


class ActivityState(models.TextChoices):
    """Where an activity stands, computed from its log."""

    PLANNED = "planned", _("Planned")
    DONE = "done", _("Carried out")
    MOVED = "moved", _("Moved")
    DROPPED = "dropped", _("Dropped")


class Benefit(models.TextChoices):
    """What a cooperation must show beside its papers (second recommendation of the 2019 coordination meeting)."""

    INNOVATION = "innovation", _("Innovation")
    GROWTH = "growth", _("Growth")
    WELFARE = "welfare", _("Welfare")


class YearState(models.TextChoices):
    """Where the plan of a year stands."""

    MISSED = "missed", _("No plan was made")
    UNPLANNED = "unplanned", _("Waiting for the yearly plan")
    TO_PLAN = "to_plan", _("To be planned")
    DRAWN_UP = "drafting", _("Being drawn up, not agreed yet")
    AGREED = "agreed", _("Agreed with the partner")


class MonitoringWay(models.TextChoices):
    """How an agreement is monitored."""

    VISIT = "visit", _("Visit")
    REMOTE = "remote", _("Remotely (video meeting, telephone)")
    DESK = "desk", _("At the desk, by its papers")


class MonitoringState(models.TextChoices):
    PLANNED = "planned", _("Planned")
    HELD = "held", _("Carried out, findings not sent yet")
    SENT = "sent", _("Findings sent")
    CANCELLED = "cancelled", _("Cancelled")


class ReportStatus(models.TextChoices):
    """Where a yearly report stands. Late, and not yet due, are computed from its days."""

    OPEN = "open", _("To be written")
    SUBMITTED = "submitted", _("With the governor")
    FORWARDED = "forwarded", _("With the minister")
    RETURNED = "returned", _("Returned to be improved")
    ACCEPTED = "accepted", _("Accepted")


class Point(models.TextChoices):
    """The seven points an evaluation scores, in the order of the rubric; none are in the law (P25 39)."""

    ACTIVITY = "activity", _("Activity")
    BENEFIT = "benefit", _("Benefit")
    FIT = "fit", _("Fit with plans and functions")
    CONTACT = "contact", _("Reciprocity and contact")
    FUNDING = "funding", _("Funding")
    COMPLIANCE = "compliance", _("Compliance")
    OBSTACLES = "obstacles", _("Obstacles and follow-up")


class Author(models.TextChoices):
    """Who evaluates: the region itself, then the ministry."""

    REGION = "region", _("Region")
    MINISTRY = "ministry", _("Ministry of Home Affairs")


class EvaluationStatus(models.TextChoices):
    DRAFT = "draft", _("Being written")
    SENT = "sent", _("Sent to the ministry")
    GIVEN = "given", _("Given to the region")


class Outcome(models.TextChoices):
    """What an evaluation concludes."""

    CONTINUE = "continue", _("Continue as it is")
    IMPROVE = "improve", _("Continue, and improve")
    EXTEND = "extend", _("Extend the agreement")
    END = "end", _("End the agreement")


class EvaluationState(models.TextChoices):
    """Whose turn it is to evaluate an agreement in force, computed."""

    REGION = "region_to_do", _("The region has to evaluate")
    MINISTRY = "ministry_to_do", _("The ministry has to evaluate")
    GIVEN = "given", _("Evaluated by both")
    NOT_DUE = "not_due", _("Not due yet")
