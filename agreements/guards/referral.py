"""The council and the governor, and the four papers that leave them (P25 17-20)."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from agreements.enums import (
    CouncilOutcome,
    PaperKind,
)
from cooperation.workflow import Problem
from cooperation.working_days import today

from .papers import latest_of, paper_complete


def open_referral(dossier):
    return dossier.referrals.filter(outcome="").first()


def council_received(act):
    referral = open_referral(act.obj)
    if referral is None or referral.received_on is None:
        yield Problem(
            _("Record first when the council secretariat received the plan."),
            "P25 17",
            place="council_receipt",
        )


def council_clock_over(act):
    """45 working days have passed since receipt without an answer."""
    if act.obj.due_on is None or act.obj.due_on >= today():
        yield Problem(_("The council's 45 working days are not over."), "P25 17(3)")


def intent_signing(act):
    """The latest signing of the Letter of Intent, read once an act."""
    return act.once("intent signing", lambda: act.obj.intent_signings.select_related("document").first())


def last_referral(act):
    """The latest referral to the council, read once an act."""
    return act.once("last referral", lambda: act.obj.referrals.select_related("decision").first())


def four_papers_present(act):
    """Study, Letter of Intent, cooperation plan, and the council's approval or what replaces it (P25 19(2))."""
    yield from paper_complete(act, PaperKind.STUDY, "P25 19(2)")
    if intent_signing(act) is None:
        yield Problem(_("The signed Letter of Intent is missing."), "P25 19(2)", place="papers")
    if latest_of(act, PaperKind.PLAN) is None:
        yield Problem(_("The cooperation plan is missing."), "P25 19(2)", place=PaperKind.PLAN)
    referral = last_referral(act)
    approved = referral and (
        (referral.outcome == CouncilOutcome.APPROVED and referral.decision_id)
        or (referral.outcome == CouncilOutcome.DEEMED and referral.received_on)
    )
    if not approved:
        yield Problem(_("The council's approval is missing."), "P25 19(2)", place="papers")


def governor_received(act):
    """The governor's clock has started; forwarding late is still forwarding."""
    if act.obj.due_on is None:
        words = _("Record first when the governor's office received it.")
        yield Problem(words, act.move.article, place="governor_receipt")


def governor_clock_over(act):
    """Five working days have passed since receipt: the region may go to the minister directly."""
    yield from governor_received(act)
    if act.obj.due_on is not None and act.obj.due_on >= today():
        yield Problem(
            _("The governor has until %(date)s to forward it.") % {"date": date_format(act.obj.due_on, "j F Y")},
            act.move.article,
        )
