"""What the site knows about each point of an evaluation, in plain values that can be kept (P25 26, 35-39).

The number of queries is the same for every dossier.
"""

import re

from django.db.models import Case, Count, DateField, Max, Min, OuterRef, Q, Subquery, Sum, When
from django.db.models.functions import Coalesce
from django.utils.timezone import localdate

from agreements.enums import PaperKind
from agreements.models import Registration
from agreements.papers import last_sent
from cooperation.working_days import JAKARTA, today
from reports import schedule
from reports.enums import Benefit, LogKind, Point
from reports.models import ActivityLog, PlannedActivity, ReportEvent
from reports.models.money import SOURCES
from reports.models.report import AT_REGION
from reports.plans.measuring import indicators_of
from reports.plans.years import span

#: Longest excerpt of a text beside a score.
EXCERPT = 700
#: How plans of development are named.
_PLANS = re.compile(r"\b(RPJPD|RPJMD|RPJMN|RKPD|Renstra|development plan)\b", re.IGNORECASE)
#: The prerequisites about functions, and about plans.
_FUNCTION, _POLICY = 2, 5


def gather(dossier):
    """{point: {fact: value}}, as it stands today."""
    activities, sent = activities_of(dossier), last_report(dossier)
    return {
        Point.ACTIVITY: activity(dossier, activities),
        Point.BENEFIT: benefit(dossier, activities, sent),
        Point.FIT: fit(dossier),
        Point.CONTACT: contact(dossier),
        Point.FUNDING: funding(dossier, activities),
        Point.COMPLIANCE: compliance(dossier),
        Point.OBSTACLES: obstacles(dossier, sent),
    }


def activities_of(dossier):
    """Counts and sums of the planned activities: those due by now, and those carried out already."""
    log = ActivityLog.objects.counted().filter(activity=OuterRef("pk")).order_by("-on", "-pk")
    moved = log.filter(kind=LogKind.MOVED).values("moved_to")[:1]
    planned = PlannedActivity.objects.filter(plan__dossier=dossier).exclude(plan__agreed_on=None)
    done, dropped = Q(state=LogKind.DONE), Q(state=LogKind.DROPPED)
    counts = Q(due_on__lte=today()) | done
    return (
        planned.annotate(state=Subquery(log.values("kind")[:1]), moved_to=Subquery(moved))
        .annotate(day=Case(When(moved_to__isnull=False, then="moved_to"), default="due_on", output_field=DateField()))
        .aggregate(
            planned=Count("pk", filter=counts),
            done=Count("pk", filter=done),
            dropped=Count("pk", filter=dropped),
            moved=Count("pk", filter=Q(state=LogKind.MOVED)),
            late=Count("pk", filter=Q(day__lt=today()) & ~done & ~dropped | Q(day__lt=today(), state=None)),
            to_reach=Sum("reach", filter=counts),
            **{name: Sum(name, filter=counts) for name in SOURCES},
        )
    )


def last_report(dossier):
    """The parts of the newest yearly report as the region sent them, with its year."""
    sendings = ReportEvent.objects.filter(report__dossier=dossier, data__has_key="parts")
    newest = sendings.order_by("-report__year", "-at", "-pk").values("report__year", "data").first()
    return {"year": newest["report__year"], **newest["data"]["parts"]} if newest else {}


def activity(dossier, activities):
    first, last = span(dossier)
    agreed = set(dossier.annual_plans.exclude(agreed_on=None).values_list("year", flat=True))
    return {
        **{name: activities[name] for name in ("planned", "done", "moved", "dropped", "late")},
        "without_plan": [year for year in range(first, min(last, today().year) + 1) if year not in agreed],
        "last_activity_on": plain_day(dossier.last_activity_on),
    }


def benefit(dossier, activities, sent):
    """People, indicators by field, fields in which nothing was measured, what the last report says."""
    reached = ActivityLog.objects.counted().filter(activity__plan__dossier=dossier)
    measured = [one for one in indicators_of(dossier, []) if one.by_year]
    return {
        "to_reach": activities["to_reach"] or 0,
        "reached": reached.aggregate(people=Sum("people"))["people"] or 0,
        "indicators": [progress(one) for one in measured],
        **by_sector(dossier),
        "never": [field for field in Benefit.values if field not in {one.field for one in measured}],
        **told(sent, "results", "beneficiaries"),
    }


def by_sector(dossier):
    """What was carried out in each agreed field, and how many activities that were carried out name none."""
    log = ActivityLog.objects.counted().filter(activity__plan__dossier=dossier, kind=LogKind.DONE).order_by()
    counts = {"done": Count("activity", distinct=True), "people": Coalesce(Sum("people"), 0)}
    found = {row.pop("activity__sector"): row for row in log.values("activity__sector").annotate(**counts)}
    none = {"done": 0, "people": 0}
    return {
        "sectors": {sector: found.get(sector, none) for sector in dossier.sectors},
        "without_sector": found.get("", none)["done"],
    }


def progress(indicator):
    """How far the newest value has come from the beginning to the target, in percent."""
    year, newest = indicator.by_year[-1]
    way = indicator.target - indicator.baseline
    return {
        "field": indicator.field,
        "name": indicator.name,
        "unit": indicator.unit,
        "year": year,
        "value": str(newest.value),
        "target": str(indicator.target),
        "percent": round((newest.value - indicator.baseline) / way * 100) if way else None,
    }


def fit(dossier):
    """What the region answered about functions and plans, and the sentences of its papers that name a plan."""
    answers = dossier.prerequisites.filter(number__in=(_FUNCTION, _POLICY))
    answers = {one.number: [one.answer, one.explanation] for one in answers}
    study, plan = last_sent(dossier, PaperKind.STUDY), last_sent(dossier, PaperKind.PLAN)
    texts = [study.background, study.mapping, study.purpose] if study else []
    texts += [plan.background, plan.purpose] if plan else []
    named = dict.fromkeys(line for text in texts for line in sentences(text))
    return {
        "function": answers.get(_FUNCTION, ["", ""]),
        "policy": answers.get(_POLICY, ["", ""]),
        "sectors": list(dossier.sectors),
        "plans_named": excerpt(" ".join(named)),
    }


def sentences(text):
    return [one.strip() for one in re.split(r"(?<=[.!?])\s+|\n+", text) if _PLANS.search(one)]


def contact(dossier):
    contacts = dossier.contacts.aggregate(number=Count("pk"), last=Max("held_on"))
    views = dossier.partner_views.aggregate(number=Count("pk"), last=Max("said_on"))
    text = last_sent(dossier, PaperKind.AGREEMENT)
    return {
        "contacts": contacts["number"],
        "last_contact_on": plain_day(contacts["last"]),
        "views": views["number"],
        "last_view_on": plain_day(views["last"]),
        "working_group": excerpt(text.working_group if text else ""),
    }


def funding(dossier, activities):
    """{source: [planned, spent]} in rupiah."""
    spent = ActivityLog.objects.counted().filter(activity__plan__dossier=dossier)
    spent = spent.aggregate(**{name: Sum(name) for name in SOURCES})
    return {name: [int(activities[name] or 0), int(spent[name] or 0)] for name in SOURCES}


def compliance(dossier):
    """The LoI against its last day, reports against theirs, the original and its copy."""
    intent = dossier.intent_signings.order_by("-recorded_at", "-pk").values("signed_on", "expires_on").first() or {}
    registered = Registration.objects.filter(dossier=dossier).first()
    return {
        "intent_signed_on": plain_day(intent.get("signed_on")),
        "intent_expires_on": plain_day(intent.get("expires_on")),
        "agreement_signed_on": plain_day(dossier.agreement_signed_on),
        "original_received_on": plain_day(registered and registered.original_received_on),
        "copy_issued_on": plain_day(registered and registered.copy_issued_on),
        **reports_of(dossier),
    }


def reports_of(dossier):
    """How many yearly reports were due, came in time and late, are missing, and held the region."""
    first = Min("events__at", filter=Q(events__data__has_key="parts"))
    counted = {"due": 0, "in_time": 0, "late": 0, "missing": 0, "held": 0}
    rows = dossier.annual_reports.begun().annotate(first=first).values("year", "status", "first", "hold")
    for row in rows:
        due_on = schedule.due_on(dossier.tier, row["year"])
        if row["first"] is None and due_on >= today() and row["status"] in AT_REGION:
            continue
        counted["due"] += 1
        counted["held"] += row["hold"] is not None
        if row["first"] is None:
            counted["missing" if row["status"] in AT_REGION else "in_time"] += 1
        else:
            counted["in_time" if localdate(row["first"], JAKARTA) <= due_on else "late"] += 1
    return {f"reports_{name}": number for name, number in counted.items()}


def obstacles(dossier, sent):
    follow_ups = dossier.follow_ups.aggregate(
        all=Count("pk"),
        closed=Count("pk", filter=Q(confirmed_at__isnull=False)),
        late=Count("pk", filter=Q(done_at=None, due_on__lt=today())),
    )
    return {f"follow_ups_{name}": number for name, number in follow_ups.items()} | told(sent, "obstacles", "follow_up")


def told(sent, *parts):
    """Excerpts of the newest report, with its year."""
    return {"report_year": sent.get("year")} | {part: excerpt(sent.get(part, "")) for part in parts}


def excerpt(text):
    return text if len(text) <= EXCERPT else text[:EXCERPT].rsplit(" ", 1)[0] + " …"


def plain_day(day):
    return day and day.isoformat()
