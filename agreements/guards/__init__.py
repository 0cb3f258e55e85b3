"""Is it ready? Each guard yields the problems that stand against a move, with the article behind them."""

from .decision import (
    confirmation_present,
    not_recommended_by_oneself,
    opinions_in,
    own_office_asked,
    recommended_by_another,
    standing_recommendation,
)
from .intent import intent_running, no_hold
from .interest import basics_filled, contact_recorded, prerequisites_met, relations_exist
from .meeting import absent_by_law, came_in_at, meeting_held
from .papers import (
    agreement_complete,
    intent_complete,
    plan_complete,
    plan_renewed,
    remarks_answered,
    study_complete,
    text_renewed,
)
from .referral import council_clock_over, council_received, four_papers_present, governor_clock_over, governor_received
from .typed import (
    asked_office_free,
    decided_after_receipt,
    in_order,
    intent_one_year_at_most,
    intent_runs_longer,
    not_before,
    not_in_future,
    not_in_past,
    original_after_signing,
    received_after_sending,
    term_five_years_at_most,
    years_after,
)

__all__ = [
    "absent_by_law",
    "agreement_complete",
    "asked_office_free",
    "basics_filled",
    "came_in_at",
    "confirmation_present",
    "contact_recorded",
    "council_clock_over",
    "council_received",
    "decided_after_receipt",
    "four_papers_present",
    "governor_clock_over",
    "governor_received",
    "in_order",
    "intent_complete",
    "intent_one_year_at_most",
    "intent_running",
    "intent_runs_longer",
    "meeting_held",
    "no_hold",
    "not_before",
    "not_in_future",
    "not_in_past",
    "not_recommended_by_oneself",
    "opinions_in",
    "original_after_signing",
    "own_office_asked",
    "plan_complete",
    "plan_renewed",
    "prerequisites_met",
    "received_after_sending",
    "recommended_by_another",
    "relations_exist",
    "remarks_answered",
    "standing_recommendation",
    "study_complete",
    "term_five_years_at_most",
    "text_renewed",
    "years_after",
]
