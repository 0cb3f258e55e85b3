"""What the access table looks at: all people signed in, and a dossier at each kind of place. Built once a worker."""

import re
from datetime import date, timedelta
from functools import cache
from types import SimpleNamespace

import pytest
from django.core.handlers.base import BaseHandler
from django.core.signals import request_finished
from django.db import close_old_connections, connection, transaction
from django.test import RequestFactory, override_settings
from django.urls import reverse, set_urlconf

from agreements.enums import ContactWay, PaperKind, Status
from agreements.letters.issuing import DOCUMENT_KINDS
from agreements.models import (
    Agreement,
    Condition,
    Contact,
    CooperationPlan,
    CouncilReferral,
    Document,
    Dossier,
    Letter,
    LetterOfIntent,
    PlanActivity,
    Registration,
    ServiceTarget,
    Study,
)
from cooperation.enums import OfficeKind, PartnerStatus
from cooperation.models import Hold, Mail, Notice, Office, SavedView, User
from cooperation.uploads import file_fields
from cooperation.working_days import now, today
from reports.models import CalendarFeed
from tests.access_table import Place
from tests.agreements.factories import (
    ChangeFactory,
    DossierFactory,
    EventFactory,
    FollowUpFactory,
    LetterFactory,
    MeetingFactory,
    OpinionFactory,
    RecommendationFactory,
    RemarkFactory,
    TalkRoundFactory,
)
from tests.client import REAL, REMEMBERING, Remembering, session_of
from tests.factories import (
    CountryFactory,
    HolidayFactory,
    MembershipFactory,
    OfficeFactory,
    PartnerContactFactory,
    PartnerFactory,
    UserFactory,
)
from tests.files import upload
from tests.people import people, region
from tests.reports.factories import (
    ActivityLogFactory,
    AnnualPlanFactory,
    AnnualReportFactory,
    EvaluationFactory,
    IndicatorFactory,
    MonitoringFactory,
    PlannedActivityFactory,
)

#: The people of tests/people.py by the names of their fixtures.
ADDRESSES = {
    "officer_padang": "petugas.padang",
    "head_padang": "pimpinan.padang",
    "officer_sumbar": "petugas.sumbar",
    "head_sumbar": "pimpinan.sumbar",
    "officer_bukittinggi": "petugas.bukittinggi",
    "head_bukittinggi": "pimpinan.bukittinggi",
    "officer_ntt": "petugas.ntt",
    "officer_kupang": "petugas.kupang",
    "head_kupang": "pimpinan.kupang",
    "reviewer": "penelaah",
    "second_reviewer": "penelaah.kedua",
    "approver": "pejabat",
    "evaluator": "evaluator",
    "auditor": "auditor",
    "admin": "admin",
    "kemlu": "kemlu",
    "tourism": "pariwisata",
}


class Scene:
    """People, and what the addresses of the table name: `scene.initiated.number`, `scene.places["partner"]`."""

    def __init__(self, folder, contents):
        self.folder, self.contents = folder, contents.read
        self.requests, self.site = RequestFactory(), BaseHandler()
        self.site.load_middleware()
        made = people(ADDRESSES.values())
        self.people = {name: made[address] for name, address in ADDRESSES.items()}
        self.people["stranger"] = UserFactory(email="orang.luar@jembatan.example", name="Orang Luar")
        self.people["former_padang"] = former_officer("13.71")
        self.people["disabled"] = UserFactory(email="nonaktif@jembatan.example", name="Nonaktif", disabled=True)
        MembershipFactory(user=self.people["disabled"], office=Office.objects.get(region="13.71"))
        self.sessions = {name: session_of(user, REMEMBERING) for name, user in self.people.items()}
        self.region = region("13.71")
        self.exploring = self.dossier("13.71", "officer_padang", status=Status.EXPLORING)
        self.verifying = self.dossier("13.71", "officer_padang", status=Status.VERIFYING, sent=True)
        self.discussing = self.dossier("13.71", "officer_padang", status=Status.DISCUSSING, sent=True)
        self.kupang = self.dossier("53.71", "officer_kupang", status=Status.PLAN_REVISION, sent=True)
        self.negotiating = self.dossier("13.71", "officer_padang", status=Status.NEGOTIATING, sent=True)
        self.running = self.carried_out(self.dossier("13.71", "officer_padang", **in_force()))
        for one in (self.verifying, self.discussing, self.negotiating):
            one.opinion = OpinionFactory(dossier=one.dossier, asked_by=self.people["reviewer"]).pk
            one.condition = Condition.objects.create(opinion_id=one.opinion, text="Biaya dari mitra.").pk
            one.talks = TalkRoundFactory(dossier=one.dossier, recorded_by=self.people["kemlu"]).pk
        RecommendationFactory(dossier=self.verifying.dossier, move="improve_plan", by=self.people["reviewer"])
        self.places = self.foundation()
        Remembering.remember(User.objects.filter(pk__in=[user.pk for user in self.people.values()]))
        # What was put off to the end of the transaction is checked once, not again for each test.
        connection.check_constraints()
        self.untouched = self.contents()

    def dossier(self, code, by, **fields):
        """A dossier with one of everything that has an address."""
        by = self.people[by]
        dossier = DossierFactory(region=region(code), partner=PartnerFactory(verified=True), created_by=by, **fields)
        EventFactory(dossier=dossier, by=by)
        for paper in (Study, LetterOfIntent, Agreement):
            paper.objects.create(dossier=dossier, updated_by=by)
        CooperationPlan.objects.create(dossier=dossier, updated_by=by, sent_at=now())
        plan = CooperationPlan.objects.create(dossier=dossier, updated_by=by, number=2)
        activity = PlanActivity.objects.create(
            plan=plan,
            name="Magang",
            unit="Dinas",
            amount=1,
            source="APBD",
            starts_on="2026-01-01",
            ends_on="2026-12-31",
        )
        document = Document.objects.create(dossier=dossier, uploaded_by=by, **file_fields(upload("surat.pdf")))
        contact = Contact.objects.create(
            dossier=dossier, way=ContactWay.REMOTE, held_on=date(2026, 1, 5), summary="Daring", recorded_by=by
        )
        written = {"dossier": dossier, "paper": PaperKind.PLAN, "part": "funding", "by": self.people["reviewer"]}
        remark = RemarkFactory(**written)
        desk = self.people["reviewer"].memberships.get().office
        noted = RemarkFactory(**written, office=desk, step=dossier.status, noted=True)
        answered = RemarkFactory(**written, office=desk, step=dossier.status, answer="Dilengkapi.")
        AnnualReportFactory(dossier=dossier, year=2024)
        host = Office.objects.filter(kind=OfficeKind.HOME_AFFAIRS)
        EventFactory(dossier=dossier, name="chased", by=self.people["reviewer"])
        meeting = MeetingFactory(dossiers=[dossier], held=True, minutes=document, offices=host)
        # Who confirms it is a reviewer; Padang's own office has taken the other one on.
        done = {"done_by": by, "done_at": now(), "proof": document}
        task = {"dossier": dossier, "meeting": meeting, "office": Office.objects.get(region=code)}
        return SimpleNamespace(
            dossier=dossier,
            number=dossier.number,
            activity=activity.pk,
            contact=contact.pk,
            document=document.pk,
            letter=self.letter(dossier).pk,
            remark=remark.pk,
            noted=noted.pk,
            answered=answered.pk,
            meeting=meeting.pk,
            planned=MeetingFactory(dossiers=[dossier], offices=host).pk,
            follow_up=FollowUpFactory(**task).pk,
            late_follow_up=FollowUpFactory(**task, due_on=today() - timedelta(days=1)).pk,
            done_follow_up=FollowUpFactory(**task, **done).pk,
        )

    def letter(self, dossier):
        """An issued letter, which is a paper of the dossier too."""
        letter = LetterFactory(dossier=dossier, signed_by=self.people["approver"])
        stored = {name: getattr(letter, name) for name in ("name", "size", "content_type", "sha256")}
        kind = DOCUMENT_KINDS[letter.kind]
        Document.objects.create(dossier=dossier, letter=letter, kind=kind, file=letter.file.name, **stored)
        return letter

    def carried_out(self, held):
        """This year's plan was agreed and has a log, next year's is being drawn up, last year had none."""
        this = today().year
        held.last_year, held.this_year, held.next_year = this - 1, this, this + 1
        held.dossier.consulted.add(self.people["kemlu"].memberships.get().office)
        agreed = PlannedActivityFactory(plan=AnnualPlanFactory(dossier=held.dossier, year=this, agreed=True))
        drafted = PlannedActivityFactory(plan=AnnualPlanFactory(dossier=held.dossier, year=this + 1))
        held.agreed, held.drafted = agreed.pk, drafted.pk
        held.logged = ActivityLogFactory(activity=agreed).pk
        held.indicator = IndicatorFactory(dossier=held.dossier).pk
        EvaluationFactory.concluded_pair(held.dossier)
        begun = {"dossier": held.dossier, "round": 2, "filled": True}
        EvaluationFactory(**begun, basis=EvaluationFactory(**begun))
        AnnualReportFactory(dossier=held.dossier, year=2023, status="accepted")
        # An extension came back from the ministry, an amendment lies there.
        written = {"dossier": held.dossier, "by": self.people["officer_padang"]}
        held.returned = ChangeFactory(**written, serial=1, status="returned").serial
        held.submitted = ChangeFactory(**written, serial=2, kind="amendment", status="submitted").serial
        ministry = {"dossier": held.dossier, "office": self.people["evaluator"].memberships.get().office}
        held.planned_visit = MonitoringFactory(**ministry).pk
        held.held_visit = MonitoringFactory(**ministry, held=True).pk
        held.sent_visit = MonitoringFactory(**ministry, sent=True).pk
        governor = self.people["officer_sumbar"].memberships.get().office
        held.visit_of_governor = MonitoringFactory(dossier=held.dossier, office=governor).pk
        return held

    def foundation(self):
        """{name in the table: what the address takes}"""
        country = CountryFactory(alpha2="VN")
        padang = Office.objects.get(region="13.71")
        proposed = PartnerFactory(country=country, proposed_by=padang)
        someone = UserFactory(email="siti@jembatan.example", name="Siti")
        return {
            "person": someone.pk,
            "disabled": self.people["disabled"].pk,
            "refused_mail": Mail.objects.create(reader=someone, key="refused", kind="notice", state="failed").pk,
            "assignment": MembershipFactory(user=someone, office=OfficeFactory(region=region("13.75"))).pk,
            "office": OfficeFactory(ministry=True, name="Kementerian Perhubungan").pk,
            "closed_office": OfficeFactory(ministry=True, name="Kementerian Lama", closed=True).pk,
            "holiday": HolidayFactory().pk,
            "country": country.pk,
            "region": "13.71",
            "hold": Hold.objects.create(region_id="53.71", reason="-").pk,
            "partner": proposed.pk,
            "partner_contact": PartnerContactFactory(partner=proposed).pk,
            "suspended_partner": PartnerFactory(country=country, status=PartnerStatus.SUSPENDED).pk,
            "target": ServiceTarget.objects.first().pk,
            "view": SavedView.objects.create(owner=self.people["reviewer"], page="queue", name="-").pk,
            "letter_code": Letter.objects.get(dossier=self.verifying.dossier).code,
            "calendar_code": CalendarFeed.objects.create(user=self.people["officer_padang"]).code,
            "notice": Notice.objects.create(
                reader=self.people["officer_padang"], key="k", text_id="-", text_en="-", url="/"
            ).pk,
        }

    def ask(self, name, method, url, *data):
        """The site's answer to `name`, through all its middlewares; "anonymous" has not signed in.

        It is asked thousands of times: what Django's test client notes around each answer is left out.
        """
        request = self.requests.post(url, *data) if data else self.requests.generic(method, url)
        request._dont_enforce_csrf_checks = True
        if name != "anonymous":
            request.COOKIES["session"] = self.sessions[name]
        answer = self.site.get_response(request)
        if answer.streaming:
            answer.getvalue()
            answer.close()  # the file is closed once it has been read
        return answer


def in_force():
    """Columns of a dossier in force since last year."""
    year = today().year
    return {
        "status": Status.IN_FORCE,
        "sent": True,
        "agreement_signed_on": date(year - 1, 6, 1),
        "ends_on": date(year + 2, 5, 31),
        "created_at": now() - timedelta(days=366),
    }


def former_officer(code):
    """Worked for the region until a day that has passed."""
    user = UserFactory(email="mantan@jembatan.example", name="Mantan Petugas")
    MembershipFactory(user=user, office=Office.objects.get(region=code), ends_on="2025-12-31")
    return user


class Contents:
    """A fingerprint of every table but the sessions and the counters: differs when any row does.

    Wrapped around all statements, it reads a table anew only after one that names it and writes, or takes back what
    was written.
    """

    READING = ("SELECT", "SAVEPOINT", "RELEASE SAVEPOINT", "SET CONSTRAINTS")

    def __init__(self):
        self.written, self.unread, self.found = set(), set(), {}

    def __call__(self, execute, sql, params, many, context):
        if not sql.lstrip().startswith(self.READING):
            named = tables().intersection(re.findall(r"\w+", sql))
            self.written |= named
            # What takes back names no table: any that was ever written may be another again.
            self.unread |= named or self.written
        return execute(sql, params, many, context)

    def read(self):
        unread = self.unread if self.found else tables()
        self.found, self.unread = {**self.found, **fingerprint(unread)}, set()
        return self.found


@cache
def tables():
    return frozenset(connection.introspection.table_names()) - {"django_session", "cooperation_attemptcount"}


def fingerprint(names):
    if not names:
        return {}
    quoted = connection.ops.quote_name
    parts = [
        f"SELECT '{table}', count(*), md5(string_agg(row::text, '|' ORDER BY row::text)) FROM {quoted(table)} AS row"
        for table in sorted(names)
    ]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts))
        return {table: rest for table, *rest in cursor.fetchall()}


def changed(before, after):
    return [table for table in after if before[table] != after[table]]


@pytest.fixture(scope="module")
def built(shared_rows, tmp_path_factory):
    """The scene: made once for all tests of this file, each of which sees it as it was made."""
    folder = tmp_path_factory.mktemp("files")
    plain = override_settings(
        MEDIA_ROOT=folder,
        ROOT_URLCONF="tests.access_urls",
        AUTHENTICATION_BACKENDS=[REMEMBERING, REAL],
        SESSION_ENGINE="django.contrib.sessions.backends.signed_cookies",
    )
    contents = Contents()
    with shared_rows(), plain, connection.execute_wrapper(contents):
        # The session of all these tests is not closed with an answer.
        request_finished.disconnect(close_old_connections)
        try:
            yield Scene(folder, contents)
        finally:
            request_finished.connect(close_old_connections)
            set_urlconf(None)


@pytest.fixture
def scene(built, settings):
    settings.MEDIA_ROOT = built.folder
    return built


@pytest.fixture
def put(scene):
    """`put(status, **fields)`: the dossier in verification, or another one `at` its place, elsewhere on the road."""

    def put_one(status, at="verifying", **fields):
        fields = {name: scene.people.get(value, value) for name, value in fields.items()}
        dossier = getattr(scene, at).dossier
        Dossier.objects.filter(pk=dossier.pk).update(status=status, **fields)
        CouncilReferral.objects.get_or_create(dossier=dossier)
        if status == Status.IN_FORCE:
            Registration.objects.create(
                dossier=dossier,
                number="KSLN/2025/0001",
                original_received_on=today(),
                copy_issued_on=today(),
            )

    return put_one


class taken_back(transaction.Atomic):  # noqa: N801
    """A savepoint that never keeps anything."""

    def __init__(self):
        super().__init__(using=None, savepoint=True, durable=False)

    def __exit__(self, *exception):
        transaction.set_rollback(True)
        super().__exit__(*exception)


def address(row, scene, place):
    """The address of a table row; arguments name what the scene holds, or are given with "="."""
    if isinstance(row, Place):
        args = {name: value[1:] if value[0] == "=" else scene.places[value] for name, value in row.args.items()}
        return reverse(row.name, kwargs=args)
    held = getattr(scene, place)
    args = [value[1:] if value[0] == "=" else getattr(held, value) for value in row.args]
    return reverse(row.name, args=[held.number, *args] if row.numbered else args)
