"""How long the daily run takes over very many agreements in force, with how many queries and how much memory.

    python benchmarks/daily_run.py [AGREEMENTS]

Makes a database of its own on the server of the settings, removed at the end: every region of Indonesia with its
people, and so many agreements (100,000 unless said otherwise) spread over them, with yearly plans, reports, visits,
follow-ups, evaluations and amendments. Every twentieth term ends on 31 December 2026. Prints one line for each day
that is run, then one for each page that is opened on the morning after.
"""

import logging
import os
import resource
import sys
import time
from collections import Counter
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cooperation.settings")

import django
from django.conf import settings

django.setup()

from django.db import connection
from django.test import Client, override_settings

from agreements.daily import run_daily
from agreements.models import Change, Document, Dossier, FollowUp
from cooperation import reference
from cooperation.enums import OfficeKind, Role
from cooperation.models import Membership, Notice, Office, Partner, Region, User
from cooperation.working_days import on_date
from reports.models import AnnualPlan, AnnualReport, Evaluation, Monitoring
from reports.planning import plan_missing

#: When all of them came in force; the day on which a twentieth of them ends.
SINCE, END = date(2023, 3, 1), date(2026, 12, 31)

MADE = date(2026, 6, 1)
DAYS = (
    (date(2026, 6, 2), "the first run of all: each last activity is worked out, what is due for long is told once"),
    (date(2026, 6, 3), "a normal day"),
    (date(2026, 12, 17), "a fortnight before the day of the plans"),
    (date(2026, 12, 31), "many end, plans are due"),
    (date(2027, 1, 1), "one in twenty has ended"),
    (date(2027, 1, 8), "four in ten reports are late"),
    (date(2027, 1, 15), "… and a region in fifty is put on hold"),
    (date(2027, 1, 15), "the same day again"),
    (date(2027, 1, 16), "the day after"),
)

#: Whose pages are opened: (role, region), the ministry's without one.
READERS = {
    "evaluator": (Role.EVALUATOR, None),
    "reviewer": (Role.REVIEWER, None),
    "governor": (Role.OFFICER, "33"),
    "region": (Role.HEAD, "33.74"),
}
PAGES = (
    "/",
    "/dossiers/?status=in_force",
    "/reports/",
    "/reports/?late=yes",
    "/monitoring/",
    "/follow-ups/",
    "/evaluations/",
)


def people():
    """An officer and a head for every region, five evaluators and reviewers in the ministry."""
    offices = Office.objects.filter(kind__in=(OfficeKind.REGION, OfficeKind.HOME_AFFAIRS))
    seats = [(office, role) for office in offices for role in roles(office)]
    users = User.objects.bulk_create(User(email=f"p{n}@jembatan.example", name=f"P{n}") for n in range(len(seats)))
    Membership.objects.bulk_create(
        Membership(user=user, office=office, role=role, starts_on=SINCE)
        for user, (office, role) in zip(users, seats, strict=True)
    )


def roles(office):
    return (Role.OFFICER, Role.HEAD) if office.region_id else (Role.EVALUATOR, Role.REVIEWER) * 5


def copies(model, source, rows, **columns):
    """Multiply the one row of `model` by SQL: a row for each of `rows`, with these columns made from theirs."""
    names = [field.column for field in model._meta.concrete_fields if field.column != "id"]
    values = ", ".join(columns.get(name, f"one.{name}") for name in names)
    table = model._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO {table} ({', '.join(names)}) SELECT {values} FROM {table} one, {rows}")
        cursor.execute(f"DELETE FROM {table} WHERE id = %s", [source.pk])
        cursor.execute(f"ANALYZE {table}")


def agreements(count):
    """Dossiers in force of all regions, with agreed plans of nine in ten of them."""
    province = Region.objects.filter(parent=None).first()
    partner = Partner.objects.create(name="Partner", kind="international")
    with on_date(SINCE):
        one = Dossier.objects.create(
            number="0", region=province, province=province, scheme="sister", partner=partner, title="Kerja sama"
        )
    ends = f"CASE WHEN n %% 20 = 0 THEN date '{END}' ELSE date '2026-06-01' + (n %% 1750) END"
    copies(
        Dossier,
        one,
        f"generate_series(1, {count}) n JOIN (SELECT code, coalesce(parent_id, code) above, row_number() OVER () - 1"
        " AS place, count(*) OVER () AS places FROM cooperation_region) r ON r.place = n % r.places",
        number="'B-' || n",
        region_id="r.code",
        province_id="r.above",
        status="'in_force'",
        first_sent_at="one.created_at",
        agreement_signed_on=f"date '{SINCE}'",
        ends_on=ends.replace("%%", "%"),
    )
    some = Dossier.objects.first()
    paper = Document.objects.create(dossier=some, kind="annual_plan", name="plan.pdf", size=1)
    plan = AnnualPlan.objects.create(dossier=some, year=2000, agreed_on=SINCE, agreed_file=paper)
    copies(
        AnnualPlan,
        plan,
        "(SELECT id, y FROM agreements_dossier, generate_series(2023, 2027) y WHERE id % 10 > 0) d",
        dossier_id="d.id",
        year="d.y",
    )
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO agreements_dossierevent"
            " (dossier_id, name, at, from_status, to_status, note, data, role, acting)"
            " SELECT id, 'register', status_since, 'signed', 'in_force', '', '{}', '', '' FROM agreements_dossier"
        )
    carried_out(some)


def carried_out(some):
    """What hangs on them: a visit planned for one in seven, an amendment begun of one in eleven; of each two
    follow-ups, three in ten of them open, and of four in five the region's evaluation."""
    person, ministry = User.objects.first(), Office.objects.get(kind=OfficeKind.HOME_AFFAIRS)
    by = {"dossier": some, "created_by": person}
    visit = Monitoring.objects.create(dossier=some, office=ministry, planned_on=MADE, planned_by=person)
    rows = "(SELECT id FROM agreements_dossier WHERE id % 7 = 0) d"
    copies(Monitoring, visit, rows, dossier_id="d.id", planned_on="date '2027-06-01'")
    change = Change.objects.create(**by, updated_by=person, serial=2, kind="amendment", status="lapsed")
    rows = "(SELECT id FROM agreements_dossier WHERE id % 11 = 0) d"
    copies(Change, change, rows, dossier_id="d.id", serial="1", status="'drafting'")
    one = FollowUp.objects.create(**by, origin="report", what="-", office=ministry, asked_by=ministry, due_on=MADE)
    paper, done = some.documents.first(), "CASE WHEN d.id % 10 < 7 THEN {} END".format
    copies(
        FollowUp,
        one,
        "(SELECT d.id, o.id AS office FROM agreements_dossier d JOIN cooperation_office o ON o.region_id = d.region_id,"
        " generate_series(1, 2)) d",
        dossier_id="d.id",
        office_id="d.office",
        due_on="date '2026-06-01' + (d.id % 400)::int",
        proof_id=done(f"'{paper.pk}'::uuid"),
        done_by_id=done(person.pk),
        done_at=done("now()"),
        confirmed_by_id=done(person.pk + 1),
        confirmed_at=done("now()"),
    )
    own = Evaluation.objects.create(dossier=some, round=2, author="region")
    copies(Evaluation, own, "(SELECT id FROM agreements_dossier WHERE id % 5 > 0) d", dossier_id="d.id", round="1")


def settle():
    """Reports of past years were accepted, but of a region in fifty; of 2026 six in ten have been sent."""
    AnnualReport.objects.filter(year__lt=2026).update(status="accepted")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE reports_annualreport SET status = 'open' WHERE year = 2025 AND id % 1000 = 0")
        cursor.execute(
            "UPDATE reports_annualreport SET status = CASE WHEN id % 10 < 5 THEN 'forwarded' ELSE 'submitted' END"
            " WHERE year = 2026 AND id % 10 < 6"
        )
        cursor.execute("ANALYZE")


class Queries:
    def __init__(self):
        self.count, self.seconds, self.shapes = 0, 0.0, Counter()

    def __call__(self, execute, sql, params, many, context):
        self.count += 1
        self.shapes[sql[:70]] += 1
        began = time.perf_counter()
        try:
            return execute(sql, params, many, context)
        finally:
            self.seconds += time.perf_counter() - began


def say(*words):
    print(*words, flush=True)


def measure(day, about, run=run_daily):
    queries, notices, began = Queries(), Notice.objects.count(), time.perf_counter()
    with on_date(day), connection.execute_wrapper(queries):
        done = run()
    seconds = time.perf_counter() - began
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    notices = Notice.objects.count() - notices
    say(f"{day}  {seconds:7.1f} s {queries.count:8,} queries {notices:9,} notices {most:6.0f} MB   {about}: {done}")
    if os.environ.get("SHAPES"):
        for shape, count in queries.shapes.most_common(12):
            say(f"      {count:7,}  {shape}")


def open_pages():
    """The quickest of three times each page is asked for, its statements alone beside it."""
    logging.disable(logging.WARNING)  # that a page is refused to some
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    with override_settings(ALLOWED_HOSTS=["*"], STORAGES=settings.STORAGES | {"staticfiles": plain}):
        for name, (role, region) in READERS.items():
            client = Client()
            person = User.objects.filter(memberships__role=role, memberships__office__region=region).first()
            client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
            for page in PAGES:
                took = min(open_page(client, page) for _thrice in range(3))
                if took:  # the page is for this reader
                    seconds, count, whole = took
                    say(f"{name:10} {page:28} {seconds * 1000:6.0f} ms {count:3} queries {whole * 1000:6.0f} ms in all")


def open_page(client, page):
    queries, began = Queries(), time.perf_counter()
    with connection.execute_wrapper(queries):
        answer = client.get(page)
    return answer.status_code == 200 and (queries.seconds, queries.count, time.perf_counter() - began)


def main(count):
    name = connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        reference.load()
        people()
        agreements(count)
        say(f"{count:,} agreements in force, {Membership.objects.count():,} people")
        measure(MADE, "the calendars of all terms are made", plan_missing)
        settle()
        for day, about in DAYS:
            measure(day, about)
        with on_date(day), connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")
            open_pages()
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else 100_000)
