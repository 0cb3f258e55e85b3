"""Which moves lead from first interest to each status, for the walker of the demonstration and of tests."""

from agreements.enums import Status, Tier

BOTH, PROVINCE, KABKOTA = tuple(Tier), (Tier.PROVINCE,), (Tier.KABKOTA,)

#: The straight road: status it starts from, move, decision it recommends, tiers that make it.
_STRAIGHT = (
    (Status.INITIATED, "start_exploring", "", BOTH),
    (Status.EXPLORING, "begin_study", "", BOTH),
    (Status.STUDYING, "ask_response", "", BOTH),
    (Status.AWAITING_RESPONSE, "take_up", "", BOTH),
    (Status.AWAITING_RESPONSE, "respond", "", BOTH),
    (Status.RESPONDED, "record_intent_signing", "", BOTH),
    (Status.INTENT_SIGNED, "send_to_council", "", BOTH),
    (Status.AT_COUNCIL, "record_council_receipt", "", BOTH),
    (Status.AT_COUNCIL, "record_council_approval", "", BOTH),
    (Status.COUNCIL_APPROVED, "send_plan", "", PROVINCE),
    (Status.COUNCIL_APPROVED, "send_plan_to_governor", "", KABKOTA),
    (Status.PLAN_AT_GOVERNOR, "record_plan_receipt", "", KABKOTA),
    (Status.PLAN_AT_GOVERNOR, "forward_plan", "", KABKOTA),
    (Status.VERIFYING, "recommend", "ask_for_draft", BOTH),
    (Status.VERIFYING, "ask_for_draft", "", BOTH),
    (Status.DRAFTING, "send_draft", "", PROVINCE),
    (Status.DRAFTING, "send_draft_to_governor", "", KABKOTA),
    (Status.DRAFT_AT_GOVERNOR, "record_draft_receipt", "", KABKOTA),
    (Status.DRAFT_AT_GOVERNOR, "forward_draft", "", KABKOTA),
    (Status.DISCUSSING, "send_to_partner", "", BOTH),
    (Status.NEGOTIATING, "confirm_text", "", BOTH),
    (Status.CONFIRMED, "recommend", "approve", BOTH),
    (Status.CONFIRMED, "approve", "", BOTH),
    (Status.APPROVED, "plan_signing", "", BOTH),
    (Status.APPROVED, "record_signing", "", BOTH),
    (Status.SIGNED, "register", "", BOTH),
)

#: Statuses beside it: where they are left from, and by which moves.
_BESIDE = {
    Status.PLAN_REVISION: (Status.VERIFYING, (("recommend", "improve_plan"), ("improve_plan", ""))),
    Status.REJECTED: (Status.VERIFYING, (("recommend", "reject"), ("reject", ""))),
    Status.SUSPENDED: (Status.VERIFYING, (("suspend", ""),)),
    Status.STOPPED: (Status.RESPONDED, (("stop", ""),)),
}


def route(tier, status):
    """[(move, decision it recommends)] from first interest to `status`."""
    end, detour = _BESIDE.get(status, (status, ()))
    steps = []
    for source, name, decision, tiers in _STRAIGHT:
        if source == end:
            break
        if tier in tiers:
            steps.append((name, decision))
    return [*steps, *detour]
