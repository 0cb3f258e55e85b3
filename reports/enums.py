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


class ReportStatus(models.TextChoices):
    """Where a yearly report stands. Late, and not yet due, are computed from its days."""

    OPEN = "open", _("To be written")
    SUBMITTED = "submitted", _("With the governor")
    FORWARDED = "forwarded", _("With the minister")
    RETURNED = "returned", _("Returned to be improved")
    ACCEPTED = "accepted", _("Accepted")
