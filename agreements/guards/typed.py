"""What was typed into the form of a move: dates in order, within the law's limits."""

from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from agreements.enums import EndGround, OpinionAnswer
from cooperation.workflow import Problem
from cooperation.working_days import JAKARTA, today

from .referral import open_referral


def not_in_future(*fields):
    def check(act):
        for name in fields:
            value = act.data.get(name)
            if value and value > today():
                yield Problem(_("This day is still to come."), field=name)

    return check


def not_in_past(field):
    def check(act):
        value = act.data.get(field)
        if value and value < today():
            yield Problem(_("Choose today or a day still to come."), field=field)

    return check


def in_order(first, second, message):
    """The date `first` comes before or on `second`."""

    def check(act):
        start, end = act.data.get(first), act.data.get(second)
        if start and end and end < start:
            yield Problem(str(message), field=second)

    return check


def intent_one_year_at_most(act):
    signed, expires = act.data.get("signed_on"), act.data.get("expires_on")
    if signed and expires and expires > years_after(signed, 1):
        yield Problem(
            _("A LoI is valid one year at most: until %(date)s.")
            % {"date": date_format(years_after(signed, 1), "j F Y")},
            "P25 13(3)",
            field="expires_on",
        )


def term_five_years_at_most(act):
    start, end = act.data.get("effective_on"), act.data.get("ends_on")
    if start and end and end > years_after(start, 5):
        yield Problem(
            _("An agreement runs five years at most: until %(date)s.")
            % {"date": date_format(years_after(start, 5), "j F Y")},
            "P25 32",
            field="ends_on",
        )


def intent_runs_longer(act):
    """A renewed LoI ends later than the one it renews, and not in the past."""
    expires = act.data.get("expires_on")
    before = act.obj.intent_expires_on
    if expires and (expires < today() or (before and expires <= before)):
        yield Problem(_("The renewed LoI has to run longer than the one before."), field="expires_on")


def intent_ran_at_signing(act):
    """The Letter of Intent still ran on the day the agreement was signed (P25 13(3))."""
    signed, expires_on = act.data.get("signed_on"), act.obj.intent_expires_on
    if signed and expires_on and signed > expires_on:
        yield Problem(
            _("The Letter of Intent ended on %(date)s. Record a renewed one first.")
            % {"date": date_format(expires_on, "j F Y")},
            "P25 13(3)",
            field="signed_on",
        )


def not_before(field, kind, message):
    """The day in `field` is not before the ministry's letter of `kind`, without which nobody signs (P25 14, 24)."""

    def check(act):
        day = act.data.get(field)
        # One that replaces another is dated later, but the day of the first one counts.
        letter = act.obj.documents.filter(kind=kind).exclude(dated_on=None).order_by("dated_on").first()
        if day and letter and day < letter.dated_on:
            yield Problem(str(message) % {"date": date_format(letter.dated_on, "j F Y")}, "P25 14, 24", field=field)

    return check


def replacement_named(act):
    """The third ground names the new agreement, the others none (P25 34)."""
    replaced = act.data.get("ground") == EndGround.REPLACED
    if replaced and not act.data.get("replaced_by"):
        yield Problem(_("Name the agreement that replaces it."), "P25 34", field="replaced_by")
    elif act.data.get("replaced_by") and not replaced:
        yield Problem(
            _("You named another agreement: choose the ground “replaced”, or leave this empty."), field="replaced_by"
        )


def ended_within_term(act):
    """It ended on a day on which it was in force."""
    day, dossier = act.data.get("ended_on"), act.obj
    signing = dossier.agreement_signings.originals().first()
    began = signing and (signing.effective_on or signing.signed_on)
    if day and began and day < began:
        yield Problem(_("It cannot end before it is in force."), field="ended_on")
    elif day and dossier.ends_on and day > dossier.ends_on:
        words = _("Its term ended on %(date)s: after that day it has run out, and is not ended any more.")
        yield Problem(words % {"date": date_format(dossier.ends_on, "j F Y")}, "P25 32", field="ended_on")


def original_after_signing(act):
    received, signed = act.data.get("original_received_on"), act.obj.agreement_signed_on
    if received and signed and received < signed:
        yield Problem(_("The original cannot be received before it was signed."), field="original_received_on")


def deposited_after_receipt(act):
    deposited, received = act.data.get("custody_on"), act.obj.registration.original_received_on
    if deposited and deposited < received:
        yield Problem(_("The original cannot be deposited before it was received."), field="custody_on")


def received_after_sending(act):
    received = act.data.get("received_on")
    sent_on = localdate(act.obj.status_since, JAKARTA)
    if received and received < sent_on:
        yield Problem(
            _("It was sent on %(date)s and cannot have been received before.")
            % {"date": date_format(sent_on, "j F Y")},
            field="received_on",
        )


def decided_after_receipt(act):
    referral = open_referral(act.obj)
    decided = act.data.get("decided_on")
    if referral and referral.received_on and decided and decided < referral.received_on:
        yield Problem(_("The council cannot decide before it received the plan."), field="decided_on")


def refused_in_time(act):
    """A refusal counts within the 45 working days; after them silence has approved the plan already (P25 17(3))."""
    decided, last_day = act.data.get("decided_on"), act.obj.due_on
    if decided and last_day and decided > last_day:
        yield Problem(
            _("The council had until %(date)s; without an answer by then the plan counts as approved.")
            % {"date": date_format(last_day, "j F Y")},
            "P25 17(3)",
            field="decided_on",
        )


def asked_office_free(act):
    """An office is asked once at a time; only where none is free the question is refused."""
    chosen = {office.pk: office for office in act.data.get("offices", ())}
    waiting = list(act.obj.opinions.open().filter(office__in=chosen).select_related("office"))
    if len(waiting) == len(chosen):
        for opinion in waiting:
            yield Problem(
                _("%(office)s has been asked already and has not answered yet.") % {"office": opinion.office},
                field="offices",
            )


def conditions_named(act):
    """Whoever supports with conditions names them one by one, and nobody else names any."""
    conditional = act.data.get("opinion") == OpinionAnswer.CONDITIONS
    if conditional and not act.data.get("conditions"):
        yield Problem(_("Name at least one condition."), field="conditions")
    elif act.data.get("conditions") and not conditional:
        yield Problem(
            _("You named conditions: choose “Supports with conditions”, or empty them."),
            field="opinion",
        )


def years_after(day, years):
    """The same day `years` later; 29 February becomes the 28th, as in the database's constraint."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)
