"""A dossier on one line of time: what stands on it, for whom, and drawn to scale."""

from datetime import date, timedelta

from django.urls import reverse
from django.utils import translation

from agreements.enums import Status
from cooperation.working_days import today
from reports.models import AnnualReport
from reports.timeline import WIDTH, Mark, lanes_of, marks_of
from tests.agreements.factories import DossierFactory, EventFactory, MeetingFactory
from tests.agreements.padang import reading
from tests.people import region


def in_days(days):
    return today() + timedelta(days=days)


def in_force(**fields):
    return DossierFactory(region=region("13.71"), sent=True, status=Status.IN_FORCE, **fields)


def test_drawing_is_to_scale():
    marks = [Mark("A", date(2026, 1, 1), "begin", until=date(2026, 7, 2)), Mark("B", date(2026, 12, 31), "end")]
    drawing = lanes_of(marks)
    assert drawing["last"] >= date(2026, 12, 31)
    bar, point = (lane["marks"][0] for lane in drawing["lanes"])
    days = (drawing["last"] - drawing["first"]).days
    assert (bar["x"], bar["width"]) == (0, round(182 * WIDTH / days))
    assert point["x"] + point["width"] <= WIDTH


def test_nothing_gives_no_drawing():
    assert lanes_of([]) is None


def test_one_day_alone_is_drawn():
    assert lanes_of([Mark("A", today(), "begin", until=today())])["lanes"][0]["marks"][0]["width"] == 2


def test_steps_meetings_and_reports_stand_on_it(officer_padang, django_assert_num_queries):
    dossier = in_force(ends_on=in_days(300))
    EventFactory(dossier=dossier, from_status=Status.SIGNED, to_status=Status.IN_FORCE)
    meeting = MeetingFactory(dossiers=[dossier])
    MeetingFactory(dossiers=[dossier], state="cancelled")
    for years, days in enumerate((50, -315, -680)):
        AnnualReport.objects.create(dossier=dossier, year=today().year - years, due_on=in_days(days))
    officer_padang.current_memberships  # noqa: B018 - read once a request
    with translation.override("en"), django_assert_num_queries(7):  # a kind each, however many there are
        marks = marks_of(dossier, officer_padang)
    assert [mark.day for mark in marks] == sorted(mark.day for mark in marks)
    assert sum(mark.url == meeting.get_absolute_url() for mark in marks) == 1
    assert [mark.ahead for mark in marks if mark.day == in_days(50)] == [True]
    assert [mark.until for mark in marks if mark.ahead and mark.until] == [in_days(300)]
    page = reading(officer_padang).get(reverse("reports:timeline", args=[dossier.number])).text
    for mark in marks:
        assert mark.what in page


def test_offices_asked_for_an_opinion_read_no_reports(kemlu, officer_padang):
    dossier = in_force()
    dossier.consulted.add(kemlu.memberships.get().office)
    AnnualReport.objects.create(dossier=dossier, year=today().year, due_on=in_days(50))
    assert in_days(50) in [mark.day for mark in marks_of(dossier, officer_padang)]
    assert in_days(50) not in [mark.day for mark in marks_of(dossier, kemlu)]


def test_report_that_nobody_owes_any_more_is_not_to_come(officer_padang):
    dossier = in_force()
    last_year = {"dossier": dossier, "year": today().year - 1, "due_on": in_days(13)}
    report = AnnualReport.objects.create(status="returned", **last_year)

    def mark():
        return [(mark.day, mark.ahead) for mark in marks_of(dossier, officer_padang) if mark.url]

    assert mark() == [(in_days(13), True)]
    AnnualReport.objects.filter(pk=report.pk).update(status="accepted")
    assert mark() == [(today(), False)]
