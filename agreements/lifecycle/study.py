"""From first interest to the signed Letter of Intent (P25 10-14)."""

from django.utils.translation import gettext_lazy as _

from agreements import effects, guards
from agreements.enums import DocumentKind, LetterKind, PaperKind, Status
from agreements.letters import deciding
from agreements.remarks import sending
from agreements.rules import APPROVER, MINISTRY, REGION, REGION_HEAD

from .row import DECISION, LETTER, RETURN_CHECKS, move

#: Asked again before the study, since partner and objects can still be changed while exploring.
_INTEREST_READY = (guards.basics_filled, guards.relations_exist, guards.prerequisites_met)

STUDY_MOVES = (
    move(
        name="start_exploring",
        label=_("Start exploring"),
        done=_("Exploration started"),
        source=(Status.INITIATED,),
        target=Status.EXPLORING,
        who=REGION,
        article="P25 5, 10",
        ready=_INTEREST_READY,
        tells=("region",),
    ),
    move(
        name="begin_study",
        label=_("Begin the study"),
        done=_("Study begun"),
        source=(Status.EXPLORING,),
        target=Status.STUDYING,
        who=REGION,
        article="P25 11, 12",
        ready=(*_INTEREST_READY, guards.contact_recorded),
        tells=("region",),
    ),
    move(
        name="ask_response",
        label=_("Ask the minister's response"),
        done=_("Minister's response asked"),
        source=(Status.STUDYING,),
        target=Status.AWAITING_RESPONSE,
        who=(REGION_HEAD,),
        article="P25 12, 14(1)",
        ready=(guards.study_complete, guards.intent_complete, guards.remarks_answered),
        **LETTER,
        does=(
            effects.keep("letter", DocumentKind.REQUEST_LETTER),
            effects.send_papers(PaperKind.STUDY, PaperKind.INTENT),
            effects.reach_ministry,
        ),
        tells=("region", "province", "reviewers"),
    ),
    move(
        name="respond",
        label=_("Give the response"),
        done=_("Minister's response given"),
        source=(Status.AWAITING_RESPONSE,),
        target=Status.RESPONDED,
        who=(APPROVER,),
        article="P25 14(2)-(3)",
        ready=(guards.opinions_in, guards.not_recommended_by_oneself, guards.no_remark_waiting),
        **DECISION,
        note="optional",
        does=(deciding.issue_letter(LetterKind.RESPONSE), effects.void_recommendation, sending.close_answered),
        tells=("region", "province", "reviewers"),
    ),
    move(
        name="return_study",
        label=_("Return for improvement"),
        done=_("Study and LoI returned for improvement"),
        source=(Status.AWAITING_RESPONSE,),
        target=Status.STUDYING,
        who=MINISTRY,
        article="P25 14(2)-(3)",
        asks=("answer_by", "about"),
        checks=RETURN_CHECKS,
        note="optional",
        does=(sending.send_remarks, effects.void_recommendation),
        tells=("region", "province"),
        kind="back",
    ),
    move(
        name="record_intent_signing",
        label=_("Record the signing of the LoI"),
        done=_("LoI signed"),
        source=(Status.RESPONDED,),
        target=Status.INTENT_SIGNED,
        who=(REGION_HEAD,),
        article="P25 13, 14(4)-(5)",
        ready=(guards.response_stands,),
        asks=("signed_on", "place", "signatory_region", "signatory_partner", "expires_on", "signed_file"),
        checks=(
            guards.not_in_future("signed_on"),
            guards.not_before(
                "signed_on",
                DocumentKind.RESPONSE_LETTER,
                _("The LoI cannot be signed before the minister's response of %(date)s."),
            ),
            guards.in_order("signed_on", "expires_on", _("The LoI cannot end before it was signed.")),
            guards.intent_one_year_at_most,
        ),
        does=(
            effects.keep("signed_file", DocumentKind.SIGNED_INTENT),
            effects.send_papers(PaperKind.INTENT),
            effects.sign_intent,
        ),
        tells=("region", "province", "reviewers"),
    ),
)
