"""Reminders of reports, plans and the end of the term: whom, when, each exactly once, whatever happens to the clock."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from agreements.daily import run_daily
from agreements.models import Dossier
from cooperation.models import Notice, Reminder
from cooperation.reminders import remind
from cooperation.working_days import on_date
from reports.models import AnnualPlan, AnnualReport
from reports.reminders import dues
from tests.agreements.factories import ChangeFactory, DossierFactory, copies
from tests.people import region
from tests.reports.factories import AnnualPlanFactory, AnnualReportFactory

pytestmark = pytest.mark.django_db

#: Of a kabupaten or kota, and of the governor.
DUE, FORWARD = date(2026, 1, 7), date(2026, 1, 14)


def run(*days):
    for day in days:
        with on_date(day):
            run_daily()


def around(due, *offsets):
    """Reminds on the days of these offsets, and on those before and after each."""
    for n in sorted({one + n for one in offsets for n in (-1, 0, 1)}):
        with on_date(due + timedelta(days=n)):
            remind(dues())


def given(kind=""):
    """[(address, days)] of those that were told, by day."""
    told = Reminder.objects.filter(told=True, record__startswith=kind).order_by("offset", "reader__email")
    return [(one.reader.email.partition("@")[0], one.offset) for one in told]


def in_force(code="13.71", ends_on=date(2028, 5, 31), since=date(2024, 3, 1)):
    with on_date(since):
        return DossierFactory(region=region(code), sent=True, status="in_force", ends_on=ends_on)


@pytest.fixture
def report():
    """Nothing else is due: the plan was agreed, the term ends late."""
    report = AnnualReportFactory(dossier=in_force(), filled=True)
    AnnualPlanFactory(dossier=report.dossier, year=2026, agreed=True)
    return report


# Yearly reports


def test_late_report_climbs_from_the_officer_to_the_ministry(report):
    around(DUE, -14, -6, -2, 1, 7, 21)
    assert given() == [
        ("petugas.padang", -14),
        ("petugas.padang", -6),
        ("pimpinan.padang", -2),
        ("petugas.padang", 1),
        ("pimpinan.padang", 1),
        ("pimpinan.padang", 7),
        ("pimpinan.sumbar", 7),
        ("evaluator", 21),
        ("petugas.sumbar", 21),
        ("pimpinan.sumbar", 21),
    ]
    late = Notice.objects.get(reader__email__startswith="petugas.padang", key__endswith="+1")
    assert (late.kind, late.due_on, late.url) == ("reminder", DUE, report.get_absolute_url())
    assert late.text_en == (
        f"{report.dossier.heading}: the yearly report 2025 was due on 7 January 2026 (Permendagri 25/2020 art. 35). "
        "Without it new cooperation plans are on hold from 15 January 2027 (Permendagri 25/2020 art. 38)."
    )
    assert late.task_en == "Complete the report and send it to the governor."
    assert Notice.objects.get(reader__email__startswith="evaluator").task_en == "Ask the region for its report."


def test_report_with_the_governor_chases_the_governor_then_tells_the_ministry(report):
    AnnualReport.objects.update(status="submitted")
    around(FORWARD, -4, -1, 1, 7)
    assert given() == [
        ("petugas.sumbar", -4),
        ("pimpinan.sumbar", -1),
        ("petugas.sumbar", 1),
        ("pimpinan.sumbar", 1),
        ("evaluator", 7),
        ("pimpinan.sumbar", 7),
    ]


@pytest.mark.parametrize("status", ["forwarded", "accepted"])
def test_report_that_was_sent_reminds_nobody(report, status):
    AnnualReport.objects.update(status=status)
    run(FORWARD + timedelta(days=20))
    assert given() == []


def test_returned_report_reminds_anew_of_its_new_day(report):
    run(DUE)
    AnnualReport.objects.update(status="returned", due_on=date(2026, 3, 2))
    around(date(2026, 3, 2), -10, -6, -2, 1)
    told = Reminder.objects.filter(told=True, due_on=date(2026, 3, 2)).order_by("offset", "reader__email")
    assert [one.offset for one in told] == [-14, -6, -2, 1, 1]
    assert Notice.objects.filter(task_en="Improve the report as you were asked, and send it again.").count() == 5


def test_province_is_its_own_and_is_reminded_until_the_ministry_is_told():
    report = AnnualReportFactory(dossier=in_force("13"), filled=True)
    assert report.due_on == FORWARD
    around(FORWARD, -14, -6, -2, 1, 7, 21)
    assert given("report") == [
        ("petugas.sumbar", -14),
        ("petugas.sumbar", -6),
        ("pimpinan.sumbar", -2),
        ("petugas.sumbar", 1),
        ("pimpinan.sumbar", 1),
        ("pimpinan.sumbar", 7),
        ("evaluator", 21),
    ]
    assert "(Permendagri 25/2020 art. 36)" in Notice.objects.filter(key__startswith="reminder-report").first().text_en


# Yearly plans


def test_plan_of_the_next_year_is_asked_for_in_december():
    AnnualPlanFactory(dossier=in_force(), year=2026)
    around(date(2025, 12, 31), -30, -7, 1, 14)
    assert given("plan") == [
        ("petugas.padang", -30),
        ("petugas.padang", -7),
        ("pimpinan.padang", -7),
        ("petugas.padang", 1),
        ("pimpinan.padang", 14),
    ]
    notice = Notice.objects.filter(key__startswith="reminder-plan").latest("pk")
    assert "the yearly plan 2026 was due on 31 December 2025 (Permendagri 25/2020 art. 26)" in notice.text_en


def test_plan_of_the_first_year_is_due_a_month_after_the_beginning():
    in_force(since=date(2026, 5, 4))
    run(date(2026, 5, 4))
    assert given("plan") == [("petugas.padang", -30)]
    assert Reminder.objects.get(told=True, record__startswith="plan").due_on == date(2026, 6, 3)


def test_no_plan_is_asked_for_beyond_the_term_or_where_it_was_agreed():
    in_force(ends_on=date(2025, 12, 31))
    AnnualPlanFactory(dossier=in_force(), year=2026, agreed=True)
    run(date(2025, 12, 20))
    assert given("plan") == []


# The end of the term


@pytest.fixture
def ending():
    return in_force(ends_on=date(2028, 2, 29))


def of_officer():
    """{day before the end: what the officer was to do by when}"""
    reader = {"reader__email__startswith": "petugas.padang"}
    days = {
        f"reminder-{one.record}-{one.due_on}-{one.offset:+}": one.due_on + timedelta(days=one.offset)
        for one in Reminder.objects.filter(told=True, record__startswith="term", **reader)
    }
    notices = Notice.objects.filter(key__startswith="reminder-term", **reader)
    return {days[notice.key]: (notice.task_en.partition(" the ")[0], notice.due_on) for notice in notices}


def test_term_ends_with_alerts_a_year_nine_and_six_months_before_up_to_the_day_after(ending):
    letter, end = date(2027, 8, 29), date(2028, 2, 29)
    for day in (date(2027, 2, 28), date(2027, 5, 29), date(2027, 7, 30), letter, date(2027, 11, 29), date(2028, 1, 29)):
        around(day, 0)
    around(end, -7)
    run(*(end + timedelta(days=n) for n in (-1, 0, 1)))
    send = "Send"
    assert of_officer() == {
        date(2027, 2, 28): ("Evaluate", date(2027, 5, 29)),
        date(2027, 5, 29): (send, letter),
        date(2027, 7, 30): (send, letter),
        date(2027, 8, 29): (send, letter),
        date(2027, 8, 30): (send, end),
        date(2027, 11, 29): (send, end),
        date(2028, 1, 29): (send, end),
        date(2028, 2, 22): (send, end),
        date(2028, 2, 29): (send, end),
    }
    texts = list(
        Notice.objects.filter(key__startswith="reminder-term", reader__email__startswith="eval").order_by("pk")
    )
    assert "is due by 29 August 2027 (Permendagri 25/2020 art. 33)" in texts[0].text_en
    assert "one that is sent now is marked as late (Permendagri 25/2020 art. 33)" in texts[2].text_en
    assert "the agreement ends on 29 February 2028" in texts[-1].text_en
    assert {address for address, days in given("term")} == ALL
    assert told_of_the_end() == ALL | REVIEWERS


#: Officer, head, governor, ministry.
ALL = {"petugas.padang", "pimpinan.padang", "petugas.sumbar", "pimpinan.sumbar", "evaluator"}
REVIEWERS = {"penelaah", "penelaah.kedua"}


def told_of_the_end():
    told = Notice.objects.filter(text_en__contains="The term has run out")
    return {one.reader.email.partition("@")[0] for one in told}


def test_term_never_ends_in_silence_however_long_nothing_ran(ending):
    run(date(2028, 3, 20))
    assert told_of_the_end() == ALL | REVIEWERS
    assert given("term") == []


def test_term_whose_extension_may_still_have_been_signed_does_not_end_in_silence(ending):
    with on_date(date(2027, 7, 1)):
        ChangeFactory(dossier=ending, kind="extension", status="approved", first_sent_on=date(2027, 7, 1))
    run(date(2028, 3, 1), date(2028, 3, 1))
    told = Notice.objects.filter(key__startswith="reminder-term")
    assert {one.reader.email.partition("@")[0] for one in told} == ALL
    assert told.count() == len(ALL)
    assert "the agreement ended on 29 February 2028" in told[0].text_en
    assert told[0].task_en == "Record how it ended, or what was signed before that day."
    assert told[0].url == ending.get_absolute_url()


def test_suspended_agreement_is_alerted_to_its_end_too(ending):
    Dossier.objects.update(status="suspended", return_to="in_force")
    run(date(2028, 2, 29))
    assert {address for address, _days in given("term")} == ALL


def test_term_that_was_prolonged_alerts_anew(ending):
    run(date(2027, 12, 1))
    before = len(given("term"))
    Dossier.objects.filter(pk=ending.pk).update(ends_on=date(2031, 2, 28))
    run(date(2028, 2, 29), date(2028, 3, 1))
    assert len(given("term")) == before
    run(date(2030, 3, 1))
    assert Reminder.objects.filter(told=True, due_on=date(2031, 2, 28)).count() == 5


def test_alerts_lead_to_what_is_to_be_done_and_change_when_it_was(ending, officer_padang, evaluator):
    def told(day, reader):
        run(day)
        notice = Notice.objects.filter(reader=reader, key__startswith="reminder-term").latest("pk")
        return notice.url, notice.task_en

    evaluations = reverse("reports:evaluations", args=[ending.number])
    changes = reverse("agreements:dossier-changes", args=[ending.number])
    letter = "Send the letter asking for an extension, or prepare the end of the cooperation."
    assert told(date(2027, 2, 28), evaluator) == (
        evaluations,
        "Ask the region for its evaluation, then evaluate the cooperation.",
    )
    assert told(date(2027, 5, 29), officer_padang) == (changes, letter)
    with on_date(date(2027, 7, 1)):
        ChangeFactory(dossier=ending, kind="extension", status="submitted", first_sent_on=date(2027, 7, 1))
    asked = Notice.objects.filter(key__startswith="reminder-term").count()
    run(date(2027, 7, 30), date(2027, 8, 29), date(2027, 8, 30))
    assert Notice.objects.filter(key__startswith="reminder-term").count() == asked, "the letter was sent"
    signature = (changes, "See the extension through to its signature before that day.")
    assert told(date(2027, 11, 29), officer_padang) == signature
    assert told(date(2028, 2, 29), evaluator) == signature


# Faults


@pytest.fixture
def busy():
    """A report, a plan and a term that all have something to tell in January 2026: the letter is due on the 14th."""
    dossier = in_force(ends_on=date(2026, 7, 14))
    AnnualReportFactory(dossier=dossier, year=2025)
    return dossier


def told():
    return sorted(Notice.objects.filter(key__startswith="reminder-").values_list("reader__name", "key"))


def test_three_skipped_days_then_two_runs_give_each_reminder_exactly_once(busy, officer_padang, head_padang):
    run(date(2026, 1, 10), date(2026, 1, 11))
    before = told()
    run(date(2026, 1, 15), date(2026, 1, 15))  # nothing ran on the 12th, 13th and 14th
    new = [
        (name, key.partition("-")[2].partition("-")[0], key[-3:]) for name, key in told() if (name, key) not in before
    ]
    of = {name: sorted((kind, day) for who, kind, day in new if who == name) for name, _kind, _day in new}
    # The letter was due on the 14th and is late since: told once, of the latest.
    assert of[officer_padang.name] == [("term", "180")]
    assert of[head_padang.name] == [("plan", "+14"), ("report", "-+7"), ("term", "180")]
    assert len(new) == 3 + 1 + 1 + 2 + 1  # the governor's head of the report too; of the term all five
    rows = Reminder.objects.values_list("record", "due_on", "offset", "reader")
    assert len(rows) == len(set(rows))
    assert Reminder.objects.filter(told=True).count() == len(told())


def test_clock_set_back_and_put_right_reminds_of_nothing_again(busy):
    run(date(2026, 1, 16))
    before = told()
    run(date(2025, 12, 20), date(2026, 1, 3), date(2026, 1, 16))
    assert told() == before


def test_three_thousand_reports_due_on_one_day_take_as_few_queries_for_each_batch(report):
    def queries(day):
        with CaptureQueriesContext(connection) as captured:
            run(day)
        return len(captured)

    Dossier.objects.update(ends_on=date(2036, 1, 1))
    queries(DUE - timedelta(days=20))
    one = queries(DUE - timedelta(days=2))
    more = copies(report.dossier, 2999)
    paper = AnnualPlan.objects.get().agreed_file
    plan = {"year": 2026, "agreed_on": date(2025, 12, 1), "agreed_file": paper}
    AnnualPlan.objects.bulk_create(AnnualPlan(dossier=dossier, **plan) for dossier in more)
    due = {"year": 2025, "due_on": DUE, "forward_due_on": FORWARD}
    AnnualReport.objects.bulk_create(AnnualReport(dossier=dossier, **due) for dossier in more)
    batches = 3000 / 500
    assert queries(DUE + timedelta(days=1)) < one + 10 * batches
    assert queries(DUE + timedelta(days=1)) <= one + 4 * batches
    assert Reminder.objects.filter(told=True, offset=1).count() == 3000 * 2
    assert Notice.objects.filter(key__startswith="reminder-report", key__endswith="+1").count() == 3000 * 2
