"""How long dossiers stay at a step: counted as the calendar of the law does, shown to whom it concerns."""

import csv
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from statistics import median

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from agreements.enums import Status
from agreements.models import Dossier, DossierEvent, ServiceTarget
from cooperation.models import Holiday
from cooperation.working_days import JAKARTA, on_date, working_days_between
from reports import ages
from reports.forms.ages import STEPS
from tests.agreements.factories import DossierFactory, copies
from tests.agreements.padang import reading
from tests.factories import HolidayFactory
from tests.people import region

pytestmark = pytest.mark.django_db

AGES = reverse("ages")
TODAY = date(2026, 6, 30)
MONDAY = date(2026, 3, 2)


@pytest.fixture(autouse=True)
def in_june():
    with on_date(TODAY):
        yield


def at(day, hour=10):
    return datetime.combine(day, time(hour), JAKARTA)


def walked(*moves, code="13.71"):
    """A dossier that came to each status on its day: ("verifying", day, name of the move, by whom, details)."""
    status, day, *_rest = moves[-1]
    number = f"D-{Dossier.objects.count()}"
    dossier = DossierFactory(number=number, region=region(code), sent=True, status=status, status_since=at(day))
    before = ""
    for status, day, *rest in moves:
        name, by, data = [*rest, *("moved", None, {})[len(rest) :]]
        DossierEvent.objects.create(
            dossier=dossier, name=name, from_status=before, to_status=status, at=at(day), by=by, data=data
        )
        before = status
    return dossier


def later(days):
    return MONDAY + timedelta(days=days)


def question(user, steps=STEPS, since=date(2026, 1, 1), until=TODAY, province=""):
    return ages.Question(user, tuple(steps), since, until, province)


def medians(user, **asked):
    found = ages.medians(question(user, **asked))
    return {kind: {key: (row["median"], row["number"]) for key, row in rows.items()} for kind, rows in found.items()}


def aged(user, **asked):
    rows = ages.oldest(question(user, **asked), limit=25)
    assert len(rows) == ages.standing(question(user, **asked)).count()
    return [(one.number, one.age) for one in rows]


# Counting


def test_stay_counts_working_days_and_not_holidays(reviewer):
    HolidayFactory(day=later(3))
    walked(("verifying", MONDAY), ("drafting", later(7)))
    assert medians(reviewer, steps=[Status.VERIFYING])["step"] == {"verifying": (4, 1)}


def test_return_ends_a_stay_and_the_next_visit_begins_another(reviewer):
    walked(("verifying", MONDAY), ("plan_revision", later(1)), ("verifying", later(7)), ("drafting", later(10)))
    assert medians(reviewer)["step"] == {"verifying": (2, 2), "plan_revision": (4, 1)}


def test_suspended_days_do_not_count_and_the_visit_goes_on(reviewer):
    walked(
        ("verifying", MONDAY),
        ("suspended", later(2), "suspend"),
        ("verifying", later(21), "resume"),
        ("drafting", later(22)),
    )
    walked(("verifying", MONDAY), ("suspended", later(2), "suspend"), ("stopped", later(9), "stop"))
    assert medians(reviewer, steps=[Status.VERIFYING])["step"] == {"verifying": (2.5, 2)}
    one = walked(("verifying", MONDAY), ("suspended", later(1), "suspend"), ("verifying", date(2026, 6, 26), "resume"))
    assert aged(reviewer, steps=[Status.VERIFYING]) == [(one.number, 3)]


def test_what_happens_beside_the_road_ends_no_stay(reviewer):
    walked(("verifying", MONDAY), ("verifying", later(1), "recommend"), ("drafting", later(2)))
    assert medians(reviewer)["step"] == {"verifying": (2, 1)}


def test_only_stays_that_ended_in_the_period_count(reviewer):
    walked(("verifying", MONDAY), ("drafting", later(1)), ("discussing", later(30)))
    found = medians(reviewer, since=later(0), until=later(1))["step"]
    assert found == {"verifying": (1, 1)}


def test_register_taken_over_is_old_but_teaches_nothing_about_us(reviewer):
    one = walked(("intent_signed", later(100), "imported"))
    Dossier.objects.update(status_since=at(MONDAY))
    assert aged(reviewer) == [(one.number, working_days_between(MONDAY, TODAY))]
    walked(("intent_signed", MONDAY, "imported"), ("at_council", later(1)))
    assert medians(reviewer)["step"] == {}


def test_stay_is_of_the_reviewer_who_held_it_when_it_ended(reviewer, second_reviewer):
    held = ("verifying", later(1), "assign", None, {"reviewer": {"pk": second_reviewer.pk}})
    walked(
        ("verifying", MONDAY),
        ("verifying", MONDAY, "take_up", reviewer),
        held,
        ("drafting", later(2)),
        ("discussing", later(3)),
        ("discussing", later(4), "release"),
        ("negotiating", later(4)),
    )
    walked(("verifying", MONDAY, "take_up", reviewer), ("drafting", later(4)))
    found = medians(reviewer, steps=[Status.VERIFYING, Status.DISCUSSING])["reviewer"]
    assert found == {str(second_reviewer.pk): (2, 1), str(reviewer.pk): (4, 1)}


def test_regions_and_provinces_are_counted_apart(reviewer):
    for code, days in (("13.71", 1), ("13.71", 3), ("13.75", 4), ("13", 4), ("53.71", 2)):
        walked(("verifying", MONDAY), ("drafting", later(days)), code=code)
    found = medians(reviewer)
    assert found["province"] == {"13": (3.5, 4), "53": (2, 1)}
    assert found["region"] == {"13": (4, 1), "13.71": (2, 2), "13.75": (4, 1), "53.71": (2, 1)}
    assert medians(reviewer, province="53")["region"] == {"53.71": (2, 1)}


STEP = st.sampled_from(["verifying", "plan_revision", "discussing", "drafting"])
DAYS = st.integers(0, 40)


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    roads=st.lists(st.lists(st.tuples(STEP, DAYS, st.integers(0, 23)), min_size=2, max_size=5), min_size=1, max_size=3),
    holidays=st.sets(st.integers(0, 100), max_size=8),
)
def test_database_counts_as_the_calendar_of_the_law_does(roads, holidays, reviewer):
    with transaction.atomic():
        Holiday.objects.bulk_create(Holiday(day=later(n), name="-", kind="national") for n in holidays)
        expected, running = {}, []
        for road in roads:
            moves, day = [], MONDAY
            for status, days, hour in road:
                day += timedelta(days=days if moves else 0)
                if not moves or moves[-1][0] != status:
                    moves.append((status, min(day, TODAY), hour))
            dossier = walked(*[(status, day) for status, day, _hour in moves])
            for (status, came, _), (_, left, _) in pairwise(moves):
                expected.setdefault(status, []).append(working_days_between(came, left))
            running.append((dossier.number, working_days_between(moves[-1][1], TODAY)))
        assert medians(reviewer)["step"] == {status: (median(stays), len(stays)) for status, stays in expected.items()}
        assert sorted(aged(reviewer)) == sorted(running)
        transaction.set_rollback(True)


# The page


def test_page_shows_the_oldest_first_against_their_target(reviewer):
    ServiceTarget.objects.filter(clock="verification").update(days=7)
    walked(("verifying", date(2026, 6, 29)))
    old = walked(("verifying", MONDAY))
    walked(("drafting", MONDAY))
    response = reading(reviewer).get(AGES)
    assert response.context["lines"][0]["dossier"].number == old.number
    page = " ".join(response.content.decode().split())
    assert "of 7 working days" in page
    assert page.count("past the target") == 1
    assert len(reading(reviewer).get(AGES, {"step": "all"}).context["lines"]) == 3
    assert len(reading(reviewer).get(AGES, {"step": "drafting"}).context["lines"]) == 1


@pytest.mark.parametrize(
    "query",
    [
        {"step": "x"},
        {"since": "x"},
        {"until": "0001-06-01"},
        {"since": "2026-05-01", "until": "2026-04-01"},
        {"province": "99"},
        {"page": "x"},
        {"page": "9"},
    ],
)
def test_bad_parameter_is_no_failure(query, reviewer):
    walked(("verifying", MONDAY), ("drafting", later(1)), ("discussing", later(1)))
    assert reading(reviewer).get(AGES, query).status_code == 200


def test_page_beyond_the_last_is_the_last(reviewer):
    walked(("verifying", MONDAY))
    context = reading(reviewer).get(AGES, {"page": "999"}).context
    assert (context["page"].number, context["page"].paginator.count, len(context["lines"])) == (1, 1, 1)


def test_province_reads_its_own_and_nothing_of_reviewers(officer_sumbar, officer_padang, kemlu, admin):
    walked(("verifying", MONDAY, "take_up", officer_padang), ("drafting", later(1)))
    walked(("verifying", MONDAY), ("drafting", later(1)), code="53.71")
    response = reading(officer_sumbar).get(AGES, {"province": "53"})
    assert [row["label"] for row in response.context["by_region"]] == ["Kota Padang"]
    assert response.context["by_reviewer"] == []
    assert [row["number"] for row in response.context["by_step"]] == [1]
    for person in (officer_padang, kemlu, admin):
        assert reading(person).get(AGES).status_code == 403


def test_figures_are_downloaded_as_they_stand_on_the_page(reviewer, officer_sumbar, officer_padang):
    reviewer.name = "=1+1"
    reviewer.save()
    walked(("verifying", MONDAY, "take_up", reviewer), ("drafting", later(1)))
    address = reverse("ages-file")
    answer = reading(reviewer).get(address, {"step": "verifying", "since": "2026-01-01"})
    assert answer.headers["Content-Disposition"] == 'attachment; filename="ages-2026-01-01-2026-06-30.csv"'
    _head, *rows = csv.reader(answer.content.decode("utf-8-sig").splitlines())
    assert rows == [
        ["Step", "Verification", "1.0", "1.0", "20", "1"],
        ["Region", "Sumatera Barat", "1.0", "1.0", "", "1"],
        ["Reviewer", "'=1+1", "1.0", "1.0", "", "1"],
    ]
    assert "1+1" not in reading(officer_sumbar).get(address).content.decode()
    assert reading(officer_padang).get(address).status_code == 403


def test_ages_take_the_same_queries_for_1_3_and_500(reviewer):
    client, counts = reading(reviewer), []
    road = (("take_up", "verifying", MONDAY), ("moved", "drafting", later(3)), ("moved", "discussing", later(5)))
    one = walked(*((status, day, name, reviewer) for name, status, day in road))
    for rows in (1, 3, 500):
        made = copies(one, rows - Dossier.objects.count())
        DossierEvent.objects.bulk_create(
            DossierEvent(dossier=copy, name=name, to_status=status, at=at(day), by=reviewer)
            for copy in made
            for name, status, day in road
        )
        with CaptureQueriesContext(connection) as captured:
            assert len(client.get(AGES).context["lines"]) == min(rows, 25)
        counts.append(len(captured))
    assert len(set(counts)) == 1
    assert counts[0] <= 12
