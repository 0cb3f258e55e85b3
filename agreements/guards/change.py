"""What must be ready before an extension or an amendment moves (P25 32-33)."""

from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from agreements.changes import parts, terms
from agreements.enums import Status
from cooperation.workflow import Problem
from cooperation.working_days import JAKARTA, today


def _day(day):
    return date_format(day, "j F Y")


def _current(act):
    return act.once("current text", lambda: parts.original(act.obj.dossier))


def agreement_in_force(act):
    """What is suspended waits, and what has ended is neither extended nor amended."""
    dossier = act.obj.dossier
    if dossier.status == Status.SUSPENDED:
        yield Problem(_("The agreement is suspended: this waits until the ministry resumes it."), "P25 32")
    elif dossier.status != Status.IN_FORCE:
        yield Problem(_("The agreement is no longer in force."), "P25 32, 34")


def term_runs(act):
    """Only a term that still runs is extended (P25 33)."""
    change = act.obj
    if change.is_extension and change.old_ends_on < today():
        yield Problem(
            _("The term ended on %(date)s: what has ended is not extended. Begin a new dossier instead.")
            % {"date": _day(change.old_ends_on)},
            "P25 33",
        )


def evaluated_by_both(act):
    """The region's own evaluation and then the ministry's, both within the present term."""
    change = act.obj
    if not change.is_extension:
        return
    dossier, began = change.dossier, act.once("term began", lambda: terms.began_on(act.obj.dossier))
    region, ministry = dossier.region_evaluated_on, dossier.ministry_evaluated_on
    if region is None or (began and region < began):
        yield Problem(
            _("The region has not evaluated this cooperation in its present term: an extension rests on that."),
            "P25 33",
            place="evaluation",
        )
    elif ministry is None or (began and ministry < began):
        yield Problem(
            _("The ministry has not evaluated this cooperation in its present term: an extension rests on that."),
            "P25 33",
            place="evaluation",
        )
    elif ministry < region:
        yield Problem(
            _("The ministry evaluated on %(ministry)s, before the region did on %(region)s: it has to follow it.")
            % {"ministry": _day(ministry), "region": _day(region)},
            "P25 33",
            place="evaluation",
        )


def text_complete(act):
    """Reasons, and what changes: of an extension the new end date, of an amendment a word at least."""
    change = act.obj
    if not change.reasons:
        yield Problem(_("Say why: the reasons are still empty."), place="edit")
    if change.is_extension:
        if change.ends_on is None:
            yield Problem(_("The new end date is missing."), "P25 32", place="edit")
    elif not parts.changed_fields(change):
        yield Problem(_("No word of the agreement has changed yet."), place="edit")
    for part in parts.one_sided(change):
        yield Problem(
            _("“%(part)s” is changed in one language only; both texts say the same.") % {"part": part.label},
            "UU 24/2009 31",
            place="edit",
        )


def end_within_law(act):
    """Later than the present end, and five years later at most; the database holds the same."""
    change = act.obj
    if change.ends_on is None:
        return
    if change.ends_on <= change.old_ends_on:
        yield Problem(end_too_early(change.old_ends_on), "P25 33", place="edit")
    elif change.ends_on > terms.longest_end(change.old_ends_on):
        yield Problem(end_too_late(change.old_ends_on), "P25 32", place="edit")


def end_too_early(ends_on):
    return _("The term ends on %(date)s already: an extension has to end later.") % {"date": _day(ends_on)}


def end_too_late(ends_on):
    words = _("An extension adds five years at most: until %(date)s.")
    return words % {"date": _day(terms.longest_end(ends_on))}


def original_settled(act):
    """What changed in the original meanwhile is settled, field by field."""
    if parts.moved(act.obj, _current(act)):
        yield Problem(
            _("The agreement has changed since this was begun: compare and settle it, field by field."),
            place="settle",
        )


def original_without_clash(act):
    """What was approved can be signed: nothing it changes was changed in the original to something else."""
    if any(one.clashes or one.name == parts.TERM for one in parts.moved(act.obj, _current(act))):
        yield Problem(
            _("The agreement was changed in the same places since the approval: ask the ministry to return this.")
        )


def recommended_by_another_person(act):
    """One person recommends this decision, another one takes it."""
    change = act.obj
    if change.recommended != act.move.name:
        yield Problem(
            _("A reviewer has to recommend this decision first: “%(decision)s”.") % {"decision": act.move.label}
        )
    elif act.by is not None and change.recommended_by_id == act.by.pk:
        yield Problem(_("You recommended this decision yourself; another person has to take it."))


# What was typed


def as_seen(act):
    """What the page showed still stands."""
    if act.data["seen"] != act.obj.edit_version:
        yield Problem(_("This was changed meanwhile: read it again, then go on."), field="seen")


def new_day_ahead(act):
    if act.data["answer_by"] <= today():
        yield Problem(_("The new day must lie in the future."), field="answer_by")


def letter_before_copies(act):
    """A copy goes out with the letter or after it, and what is recorded has happened."""
    letter = act.data.get("letter_date")
    for name in ("council_copied_on", "governor_copied_on"):
        copied = act.data.get(name)
        if copied and letter and copied < letter:
            yield Problem(_("The copy cannot be older than the letter."), field=name)


def signed_after_approval(act):
    signed, approved = act.data["signed_on"], localdate(act.obj.status_since, JAKARTA)
    if signed < approved:
        yield Problem(
            _("It cannot be signed before the minister's approval of %(date)s.") % {"date": _day(approved)},
            field="signed_on",
        )


def signed_within_term(act):
    """The agreement still ran when its extension was signed (P25 33)."""
    change = act.obj
    if change.is_extension and act.data["signed_on"] > change.old_ends_on:
        yield Problem(
            _("The agreement ended on %(date)s: it can only have been extended until that day.")
            % {"date": _day(change.old_ends_on)},
            "P25 33",
            field="signed_on",
        )


def effective_within_term(act):
    """An amendment holds from a day between its signature and the end of the agreement."""
    effective, ends_on = act.data.get("effective_on"), act.obj.dossier.ends_on
    if effective and effective < act.data["signed_on"]:
        yield Problem(_("It cannot be in force before it was signed."), field="effective_on")
    elif effective and ends_on and effective > ends_on:
        yield Problem(_("The agreement ends on %(date)s.") % {"date": _day(ends_on)}, field="effective_on")


def received_after_signing(act):
    received = act.data["original_received_on"]
    if received < act.obj.signing.signed_on:
        yield Problem(_("The original cannot be received before it was signed."), field="original_received_on")
