"""Every change of a plan and its log: one transaction on the locked dossier, one event in its history."""

from functools import reduce
from operator import or_

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from agreements.enums import DocumentKind
from agreements.events import note_event
from agreements.models import Document, Dossier
from agreements.recipients import people
from agreements.services import writing
from cooperation import changes
from cooperation.changes import CHANGED_MEANWHILE
from cooperation.exceptions import Conflict, NotReady
from cooperation.outbox import notify
from cooperation.workflow import Problem
from reports import last_activity
from reports.enums import LogKind
from reports.models import ActivityLog, AnnualPlan
from reports.models.plan import PLANNED

from .beginning import BEGINNINGS
from .years import may_be_planned

WRITE = "reports.write_plan"


def begin_plan(dossier, year, *, source, by):
    """The plan of a year, with the activities of `source` (see `BEGINNINGS`; "" for none)."""
    with writing(dossier, WRITE, by):
        if not may_be_planned(dossier, year):
            raise Conflict(_("This year no longer lies in the term of the agreement."))
        if dossier.annual_plans.filter(year=year).exists():
            raise Conflict(_("Somebody else has begun the plan of this year already."))
        plan = AnnualPlan.objects.create(dossier=dossier, year=year, created_by=by)
        rows = BEGINNINGS[source](dossier, year) if source else []
        for row in rows:
            row.plan = plan
            row.save()
        note_event(dossier, "year_plan_begun", by=by, note=str(year), source=source, activities=len(rows))
    return plan


def add_activity(plan, activity, *, by):
    """After the plan was agreed an activity stands beyond it."""
    with writing(plan.dossier, WRITE, by):
        plan.refresh_from_db()
        activity.plan, activity.is_additional = plan, plan.is_agreed
        activity.save()
        _note(plan, "year_activity_added", activity.what, by)


def edit_activity(activity, *, seen, by):
    with writing(activity.plan.dossier, WRITE, by):
        refuse_frozen(activity)
        changed = changes.write(activity, PLANNED, seen=seen)
        if changed:
            _note(activity.plan, "year_activity_edited", activity.what, by, changes=changed)


def delete_activity(activity, *, by):
    with writing(activity.plan.dossier, WRITE, by):
        refuse_frozen(activity)
        removed, _counts = type(activity).objects.filter(pk=activity.pk).delete()
        if not removed:
            raise Conflict(_("Somebody else has removed this activity already."))
        _note(activity.plan, "year_activity_deleted", activity.what, by)


def is_frozen(activity, plan):
    """What the partner agreed to stays as it is; beyond that, what has a log."""
    return plan.is_agreed and (not activity.is_additional or activity.log.exists())


def refuse_frozen(activity):
    activity.plan.refresh_from_db(fields=["agreed_on"])
    if is_frozen(activity, activity.plan):
        raise Conflict(_("The plan has been agreed with the partner meanwhile: what became of it goes into the log."))


def seen_of(plan):
    """A short text that differs when an activity of the plan differs, came or went."""
    return changes.digest(list(plan.activities.values_list("pk", *PLANNED)))


def incomplete(plan):
    """Names of activities that still lack one of the four parts: those taken over from the RKS name no roles."""
    needed = ("unit", "region_role", "partner_role", "expected_result", "place", "beneficiaries")
    return [row.what for row in plan.activities.all() if not all(getattr(row, name) for name in needed)]


def agree_plan(plan, *, agreed_on, file, seen, by):
    """Both parties signed this plan (P25 26(4)): from now on it stays as it is."""
    with writing(plan.dossier, WRITE, by):
        plan.refresh_from_db()
        if plan.is_agreed:
            raise Conflict(_("Somebody else has recorded this agreement already."))
        if seen != seen_of(plan):
            raise Conflict(CHANGED_MEANWHILE)
        problems = list(not_ready(plan))
        if problems:
            raise NotReady(problems)
        document = Document.keep(plan.dossier, DocumentKind.ANNUAL_PLAN, file, by=by, dated_on=agreed_on)
        plan.agreed_on, plan.agreed_file = agreed_on, document
        plan.save(update_fields=["agreed_on", "agreed_file"])
        event = note_event(plan.dossier, "year_plan_agreed", by=by, note=str(plan.year), document=document)
        told = [people(whom, plan.dossier).exclude(pk=by.pk) for whom in ("region", "province", "evaluators")]
        notify(
            reduce(or_, told).distinct(),
            f"dossier-event-{event.pk}",
            reverse("reports:plan", args=[plan.dossier.number, plan.year]),
            lambda: agreed(plan),
        )


def agreed(plan):
    """What people are told when a plan was agreed."""
    return _("%(dossier)s: the yearly plan %(year)s was agreed with the partner on %(date)s.") % {
        "dossier": plan.dossier.heading,
        "year": plan.year,
        "date": date_format(plan.agreed_on, "j F Y"),
    }


def not_ready(plan):
    """What stands against agreeing on the plan."""
    if not plan.activities.exists():
        yield Problem(_("The plan has no activity yet."), "P25 26(4)")
    for name in incomplete(plan):
        yield Problem(_("Some parts of this activity are still empty: %(name)s.") % {"name": name}, "P25 26(4)")


def log_activity(activity, entry, files, *, by, corrects=None):
    """Add what happened; with `corrects` in place of an earlier entry, which stays readable."""
    with writing(activity.plan.dossier, WRITE, by):
        activity.plan.refresh_from_db(fields=["agreed_on"])
        if not activity.plan.is_agreed:
            raise Conflict(_("The log begins when the plan has been agreed with the partner."))
        held = activity.log.counted()
        _refuse_repeated(held, entry, corrects)
        entry.activity, entry.corrects, entry.by = activity, corrects, by
        entry.save()
        kept = _keep(activity, files, entry.on, by)
        entry.files.set([*kept, *(corrects.files.all() if corrects else ())])
        name = "activity_log_corrected" if corrects else f"activity_{entry.kind}"
        _note(activity.plan, name, activity.what, by, on=entry.on, files=len(kept))
        last_activity.follow(Dossier.objects.filter(pk=activity.plan.dossier_id))


def _refuse_repeated(held, entry, corrects):
    if corrects:
        if not held.filter(pk=corrects.pk).exists():
            raise Conflict(_("Somebody else has corrected this entry already."))
        return
    if held.filter(kind=LogKind.DROPPED).exists():
        raise Conflict(_("This activity was dropped. If it was not, correct that entry."))
    if held.filter(kind=entry.kind, on=entry.on, people=entry.people, note=entry.note).exists():
        raise Conflict(_("This has been recorded already."))


def add_files(entry, files, *, by):
    """More photos and papers for an entry of the log."""
    plan = entry.activity.plan
    with writing(plan.dossier, WRITE, by):
        if not ActivityLog.objects.counted().filter(pk=entry.pk).exists():
            raise Conflict(_("Somebody else has corrected this entry already."))
        kept = _keep(entry.activity, files, entry.on, by)
        entry.files.add(*kept)
        _note(plan, "activity_files_added", entry.activity.what, by, files=len(kept))


def _keep(activity, files, day, by):
    dossier = activity.plan.dossier
    return [
        Document.keep(dossier, DocumentKind.ACTIVITY, file, by=by, dated_on=day, description=activity.what)
        for file in files
    ]


def _note(plan, name, what, by, **data):
    note_event(plan.dossier, name, by=by, note=f"{plan.year} · {what}", year=plan.year, **data)
