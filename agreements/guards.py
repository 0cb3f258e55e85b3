"""Is it ready? Each guard yields the problems that stand against a move, with the article behind them."""

from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from agreements.enums import (
    Answer,
    CouncilOutcome,
    DocumentKind,
    PaperKind,
    Status,
    Tier,
)
from agreements.models import CooperationPlan
from agreements.models.agreement import LONGEST_TERM_MONTHS
from agreements.papers import latest
from agreements.prerequisites import prerequisites_of
from cooperation.enums import OfficeKind, Relations, Role
from cooperation.models import Hold
from cooperation.workflow import Problem
from cooperation.working_days import JAKARTA, today

# First interest


def basics_filled(act):
    """Region, partner, initiator, object and unit in charge (P25 10)."""
    dossier = act.obj
    if dossier.partner is None:
        yield Problem(_("Choose the partner."), "P25 10", place="partner")
    if not dossier.initiator:
        yield Problem(_("Say from whom the first interest came."), "P25 10", place="edit")
    if not dossier.objectives:
        yield Problem(_("Choose at least one object of cooperation."), "P25 4(1)", place="edit")
    if not dossier.unit:
        yield Problem(_("Name the regional unit in charge."), "P25 16(2)", place="edit")


def prerequisites_met(act):
    """The prerequisites that apply are answered, and those that stop a cooperation are met (P25 5)."""
    answers = {row.number: row for row in act.obj.prerequisites.all()}
    open_rows = [row for row in prerequisites_of(act.obj) if row.number not in answers]
    if open_rows:
        yield Problem(
            _("Answer the prerequisites still open: %(numbers)s.")
            % {"numbers": ", ".join(str(row.number) for row in open_rows)},
            "P25 5",
            place="prerequisites",
        )
    for row in prerequisites_of(act.obj):
        given = answers.get(row.number)
        if given and given.answer != Answer.YES and not row.only_warns:
            yield Problem(
                _("Prerequisite %(number)s is not met: %(text)s") % {"number": row.number, "text": row.text},
                str(row.article),
                place="prerequisites",
            )


def relations_exist(act):
    """The country table knows of no missing diplomatic relations; "unknown" is asked, not refused."""
    partner = act.obj.partner
    country = partner.country if partner else None
    if country and country.diplomatic_relations == Relations.NO:
        yield Problem(
            _("Indonesia has no diplomatic relations with %(country)s.") % {"country": country.name},
            "P25 5(1)a",
            place="partner",
        )


def contact_recorded(act):
    if not act.obj.contacts.exists():
        yield Problem(
            _("Record at least one contact with the partner, by one of the four permitted ways."),
            "P25 11",
            place="contacts",
        )


# Papers


def _paper_complete(dossier, kind, article):
    paper = latest(dossier, kind)
    label = PaperKind(kind).label
    if paper is None:
        yield Problem(_("Write the paper: %(paper)s.") % {"paper": label}, article, place=kind)
        return
    missing = paper.missing_parts()
    if missing:
        yield Problem(
            _("%(paper)s: these parts are still empty: %(parts)s.")
            % {"paper": label, "parts": ", ".join(str(part) for part in missing)},
            article,
            place=kind,
        )


def study_complete(act):
    yield from _paper_complete(act.obj, PaperKind.STUDY, "P25 12(3)")


def intent_complete(act):
    yield from _paper_complete(act.obj, PaperKind.INTENT, "P25 13(2)")


def plan_complete(act):
    """Seven parts, and every activity costed (P25 15(3))."""
    yield from _paper_complete(act.obj, PaperKind.PLAN, "P25 15(3)")
    plan = latest(act.obj, PaperKind.PLAN)
    if plan is not None and not plan.activities.exists():
        yield Problem(_("Enter at least one activity with its amount and period."), "P25 15(3)", place=PaperKind.PLAN)


def text_renewed(act):
    """After a return the agreement text is a new version (decision)."""
    text = latest(act.obj, PaperKind.AGREEMENT)
    if text is not None and not text.is_draft:
        yield Problem(
            _("Write an improved version of the agreement text."), "P25 20, 22, 23", place=PaperKind.AGREEMENT
        )


def plan_renewed(act):
    """After a return the plan is a new version (decision)."""
    if not CooperationPlan.objects.drafts().filter(dossier=act.obj).exists():
        yield Problem(_("Write an improved version of the cooperation plan."), "P25 17, 19", place=PaperKind.PLAN)


def agreement_complete(act):
    """Eleven parts in both languages, a term of five years at most (P25 20(5), 32)."""
    yield from _paper_complete(act.obj, PaperKind.AGREEMENT, "P25 20(5)")
    text = latest(act.obj, PaperKind.AGREEMENT)
    if text is not None and not text.term_months:
        yield Problem(_("Enter the term of the agreement."), "P25 32", place=PaperKind.AGREEMENT)
    if text is not None and (text.term_months or 0) > LONGEST_TERM_MONTHS:
        yield Problem(_("An agreement runs five years at most."), "P25 32", place=PaperKind.AGREEMENT)


def remarks_answered(act):
    open_remarks = act.obj.remarks.open().count()
    if open_remarks:
        yield Problem(
            _("Answer every remark first: %(count)s still open.") % {"count": open_remarks},
            "P25 17, 19",
            place="remarks",
        )


# The Letter of Intent and the hold


def intent_running(act):
    expires_on = act.obj.intent_expires_on
    if expires_on is None:
        yield Problem(_("There is no signed Letter of Intent."), "P25 13", place="renew_intent")
    elif expires_on < today():
        yield Problem(
            _("The Letter of Intent ended on %(date)s. Record a renewed one first.")
            % {"date": date_format(expires_on, "j F Y")},
            "P25 13(3)",
            place="renew_intent",
        )


def no_hold(act):
    hold = Hold.objects.active().filter(region=act.obj.region_id).first()
    if hold:
        yield Problem(
            _("New cooperation plans of this region are on hold: %(reason)s") % {"reason": hold.reason},
            "P25 38",
        )


# The council and the governor


def _open_referral(dossier):
    return dossier.referrals.filter(outcome="").first()


def council_received(act):
    referral = _open_referral(act.obj)
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


def four_papers_present(act):
    """Study, Letter of Intent, cooperation plan, and the council's approval or what replaces it (P25 19(2))."""
    dossier = act.obj
    yield from _paper_complete(dossier, PaperKind.STUDY, "P25 19(2)")
    if not dossier.intent_signings.exists():
        yield Problem(_("The signed Letter of Intent is missing."), "P25 19(2)", place="papers")
    if latest(dossier, PaperKind.PLAN) is None:
        yield Problem(_("The cooperation plan is missing."), "P25 19(2)", place=PaperKind.PLAN)
    referral = dossier.referrals.first()
    approved = referral and (
        (referral.outcome == CouncilOutcome.APPROVED and referral.decision_id)
        or (referral.outcome == CouncilOutcome.DEEMED and referral.received_on)
    )
    if not approved:
        yield Problem(_("The council's approval is missing."), "P25 19(2)", place="papers")


def governor_received(act):
    """The governor's clock has started; forwarding late is still forwarding."""
    if act.obj.due_on is None:
        yield Problem(_("Record first when the governor's office received it."), "P25 18(4)", place="governor_receipt")


def governor_clock_over(act):
    """Five working days have passed since receipt: the region may go to the minister directly."""
    yield from governor_received(act)
    if act.obj.due_on is not None and act.obj.due_on >= today():
        yield Problem(
            _("The governor has until %(date)s to forward it.") % {"date": date_format(act.obj.due_on, "j F Y")},
            "P25 18(5)",
        )


# The ministry


def opinions_in(act):
    """Every office that was asked has answered, or let its day pass."""
    for opinion in act.obj.opinions.awaited().select_related("office"):
        yield Problem(
            _("%(office)s has until %(date)s to give its opinion.")
            % {"office": opinion.office, "date": date_format(opinion.due_on, "j F Y")},
            "P25 19",
            place="remarks",
        )


def own_office_asked(act):
    """The person's own office has a question open."""
    offices = [held.office_id for held in act.by.memberships_as(Role.CONSULTED)]
    if not act.obj.opinions.open().filter(office__in=offices).exists():
        yield Problem(_("Your office has no open question on this dossier."), "P25 19")


def _standing_recommendation(dossier):
    return dossier.recommendations.filter(voided_at=None, step=dossier.status).first()


def recommended_by_another(act):
    """One person recommends this decision, another one takes it."""
    standing = _standing_recommendation(act.obj)
    if standing is None or standing.move != act.move.name:
        yield Problem(
            _("A reviewer has to recommend this decision first: “%(decision)s”.") % {"decision": act.move.label},
            "P25 19, 24",
            place="remarks",
        )
    else:
        yield from not_recommended_by_oneself(act)


def not_recommended_by_oneself(act):
    """A decision that needs no recommendation is still not taken by whoever recommended it."""
    standing = _standing_recommendation(act.obj)
    if standing and act.by is not None and (standing.move, standing.by_id) == (act.move.name, act.by.pk):
        yield Problem(
            _("You recommended this decision yourself; another person has to take it."),
            "P25 19, 24",
        )


def meeting_held(act):
    """Kemlu, a ministry of the subject, the province and the kabupaten or kota were there (P25 22)."""
    dossier = act.obj
    # A suspension in between does not undo a meeting.
    came_in = dossier.events.filter(to_status=dossier.status).exclude(
        from_status__in=(dossier.status, Status.SUSPENDED)
    )
    came_in_at = came_in.values_list("at", flat=True).order_by("-at", "-pk").first() or dossier.status_since
    since = localdate(came_in_at, JAKARTA)
    meeting = dossier.meetings.filter(recorded_at__gte=came_in_at).prefetch_related("attendances__office").first()
    if meeting is None:
        yield Problem(
            _("Record the inter-ministry meeting held since %(date)s, with attendance and signed minutes.")
            % {"date": date_format(since, "j F Y")},
            "P25 22",
            place="meetings",
        )
        return
    offices = [attendance.office for attendance in meeting.attendances.all()]
    kinds = {office.kind for office in offices}
    regions = {office.region_id for office in offices}
    absent = []
    if OfficeKind.FOREIGN_AFFAIRS not in kinds:
        absent.append(_("Kemlu"))
    if OfficeKind.TECHNICAL_MINISTRY not in kinds:
        absent.append(_("a ministry of the subject"))
    if dossier.province_id not in regions:
        absent.append(_("the province"))
    if dossier.tier == Tier.KABKOTA and dossier.region_id not in regions:
        absent.append(_("the regency or city"))
    if absent:
        yield Problem(
            _("The meeting needs these offices too: %(offices)s.") % {"offices": ", ".join(absent)},
            "P25 22",
            place="meetings",
        )


def confirmation_present(act):
    if not act.obj.documents.filter(kind=DocumentKind.CONFIRMATION).exists():
        yield Problem(_("Kemlu's confirmation letter is missing."), "P25 24", place="papers")


# What was typed


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


def not_before(field, kind, message):
    """The day in `field` is not before the ministry's letter of `kind`, without which nobody signs (P25 14, 24)."""

    def check(act):
        day = act.data.get(field)
        letter = act.obj.documents.filter(kind=kind).exclude(dated_on=None).order_by("-dated_on").first()
        if day and letter and day < letter.dated_on:
            yield Problem(str(message) % {"date": date_format(letter.dated_on, "j F Y")}, "P25 14, 24", field=field)

    return check


def original_after_signing(act):
    received, signed = act.data.get("original_received_on"), act.obj.agreement_signed_on
    if received and signed and received < signed:
        yield Problem(_("The original cannot be received before it was signed."), field="original_received_on")


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
    referral = _open_referral(act.obj)
    decided = act.data.get("decided_on")
    if referral and referral.received_on and decided and decided < referral.received_on:
        yield Problem(_("The council cannot decide before it received the plan."), field="decided_on")


def asked_office_free(act):
    """An office is asked once at a time."""
    office = act.data.get("office")
    if office and act.obj.opinions.open().filter(office=office).exists():
        yield Problem(
            _("%(office)s has been asked already and has not answered yet.") % {"office": office},
            field="office",
        )


def years_after(day, years):
    """The same day `years` later; 29 February becomes the 28th, as in the database's constraint."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)
