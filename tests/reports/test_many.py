"""Lists of plans, reports, holds, notices and the calendar take the same queries for 1, 3 and 500 rows."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from agreements.models import Dossier
from cooperation.enums import NoticeKind
from cooperation.models import Hold, Notice
from cooperation.working_days import now, on_date
from reports.models import ActivityLog, AnnualReport, CalendarFeed, Indicator, PlannedActivity, ProgressNote
from tests.agreements.factories import copies
from tests.reports.factories import (
    ActivityLogFactory,
    AnnualPlanFactory,
    AnnualReportFactory,
    IndicatorFactory,
    PlannedActivityFactory,
)
from tests.reports.test_feed import QUERIES as FEED

pytestmark = pytest.mark.django_db

#: Queries of each page, with the session, the person and the unread notices.
QUERIES = {
    "reports": 8,
    "holds": 7,
    "year": 10,
    "implementation": 19,
    "report": 9,
    "notices": 6,
    "calendar": FEED,
}


def more(row, number, **fields):
    """`number` rows like this one in all, quickly."""
    kept = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields if field.name != "id"}
    made = [
        type(row)(**kept | {name: value(n) for name, value in fields.items()})
        for n in range(number - type(row).objects.count())
    ]
    return type(row).objects.bulk_create(made)


def test_lists_take_the_same_queries_for_1_3_and_500_rows(evaluator, officer_padang):
    with on_date(date(2026, 3, 2)):
        plan = AnnualPlanFactory(dossier__region=officer_padang.memberships.get().office.region, agreed=True)
        dossier = plan.dossier
        report = AnnualReportFactory(dossier=dossier, filled=True)
        hold = Hold.objects.create(region=dossier.region, reason="-", lifted_at=now(), lifted_by=evaluator)
        AnnualReport.objects.update(hold=hold)
        activity = PlannedActivityFactory(plan=plan)
        entry, indicator = ActivityLogFactory(activity=activity), IndicatorFactory(dossier=dossier)
        note = ProgressNote.objects.create(dossier=dossier, year=2025, text="Berjalan.", by=officer_padang)
        told = {"reader": evaluator, "text_id": "-", "text_en": "-", "kind": NoticeKind.NEWS}
        notice = Notice.objects.create(key="k", url="/", **told)
        feed = CalendarFeed.objects.create(user=officer_padang)
        pages = {
            "reports": (evaluator, reverse("report-list")),
            "holds": (evaluator, reverse("hold-list")),
            "year": (evaluator, reverse("reports:plan", args=[dossier.number, 2026])),
            "implementation": (evaluator, reverse("reports:implementation", args=[dossier.number])),
            "report": (evaluator, report.get_absolute_url()),
            "notices": (evaluator, reverse("cooperation:notice-list")),
            "calendar": (officer_padang, reverse("calendar-feed", args=[feed.code])),
        }
        Client().get(pages["calendar"][1])  # whoever comes first makes the counter of this network address
        counts = {}
        for number in (1, 3, 500):
            others = copies(dossier, number - Dossier.objects.count())
            AnnualReport.objects.bulk_create(
                AnnualReport(dossier=one, year=2025, due_on=report.due_on, hold=hold) for one in others
            )
            more(hold, number)
            more(activity, number)
            more(entry, number, on=lambda n: date(2026, 1, 1) + timedelta(days=n % 300))
            more(indicator, number, name=lambda n, at=number: f"Petunjuk {at} {n}")
            more(note, number)
            more(notice, number, key=lambda n, at=number: f"k-{at}-{n}")
            for name, (user, url) in pages.items():
                client = Client()
                client.force_login(user)
                with CaptureQueriesContext(connection) as captured:
                    assert client.get(url).status_code == 200
                counts.setdefault(name, []).append(len(captured))
    for model in (ActivityLog, AnnualReport, Hold, Indicator, Notice, PlannedActivity, ProgressNote):
        assert model.objects.count() == 500, model
    assert counts == {name: [number] * 3 for name, number in QUERIES.items()}
