"""Evaluations: rounds, moves by hand-written cells, the data beside the scores, who is due (P25 33, 39)."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from agreements.enums import Status
from agreements.models import AgreementSigning, Contact, IntentSigning, Registration, Study
from cooperation.exceptions import Conflict, NotReady
from cooperation.models import Notice
from cooperation.reminders import remind
from cooperation.working_days import on_date
from reports.enums import Point
from reports.evaluations import rubrics, writing
from reports.evaluations.due import due_from_ministry, due_from_regions, with_state
from reports.evaluations.evidence import gather
from reports.evaluations.showing import facts_of
from reports.evaluations.writing import EVALUATIONS, save_draft
from reports.models import Evaluation, ReportEvent, Rubric
from reports.reminders import dues
from tests.agreements.factories import DossierFactory, FollowUpFactory, MeetingFactory
from tests.agreements.padang import events
from tests.factories import OfficeFactory
from tests.people import SEAT_OF, person, region
from tests.reports.factories import (
    ActivityLogFactory,
    AnnualPlanFactory,
    AnnualReportFactory,
    EvaluationFactory,
    IndicatorFactory,
    IndicatorValueFactory,
    PlannedActivityFactory,
)

pytestmark = pytest.mark.django_db

MONDAY = date(2026, 3, 2)


@pytest.fixture(autouse=True)
def _on_monday():
    with on_date(MONDAY):
        yield


def in_force(code="13.71", **fields):
    fields = {"agreement_signed_on": date(2023, 6, 1), "ends_on": date(2028, 5, 31)} | fields
    return DossierFactory(region=region(code), sent=True, status=Status.IN_FORCE, **fields)


@pytest.fixture
def dossier():
    return in_force()


def act(evaluation, name, by, **data):
    given = {"seen": 1, "answer_by": MONDAY + timedelta(days=14)} | data
    return EVALUATIONS.perform(evaluation, name, by=by, note=given.pop("note", "Lengkapi."), data=given)


def filled():
    with transaction.atomic():
        rubrics.kept()
    return {f"{point}_score": 4 for point in Point.values} | {
        "benefit_score": 2,
        **{f"{point}_words": "Karena itu." for point in Point.values},
        "outcome": "extend",
        "reason": "Hasilnya nyata.",
    }


def sent(dossier, head):
    """The region's own, sent, and the ministry's draft."""
    own, ministrys = EvaluationFactory.pair(dossier, filled=True)
    act(own, "send_evaluation", head)
    ministrys.refresh_from_db()
    return own, ministrys


# Rounds


def test_round_goes_from_the_asking_to_the_ministrys_evaluation(
    dossier, officer_padang, head_padang, head_sumbar, evaluator
):
    asked = writing.ask(dossier, date(2026, 5, 1), by=evaluator, note="Sebelum perpanjangan.")
    save_draft(asked, filled(), seen=0, by=officer_padang)
    act(asked, "send_evaluation", head_padang)
    dossier.refresh_from_db()
    assert dossier.region_evaluated_on == MONDAY
    assert dossier.ministry_evaluated_on is None
    assert asked.total == Decimal("3.50")  # all points 4, but the benefit with its quarter 2
    with pytest.raises(Conflict):
        writing.ask(dossier, date(2026, 5, 1), by=evaluator)
    assert writing.next_round(dossier) is None
    ministrys = dossier.evaluations.get(author="ministry")
    with on_date(date(2026, 4, 6)):
        save_draft(ministrys, filled() | {"outcome": "improve"}, seen=0, by=evaluator)
        act(ministrys, "give_evaluation", evaluator, note="Terima kasih.")
    dossier.refresh_from_db()
    assert dossier.ministry_evaluated_on == date(2026, 4, 6)
    assert events(dossier) == ["evaluation_asked", "send_evaluation", "give_evaluation"]
    assert dossier.events.get(name="send_evaluation").seat.endswith("Kota Padang")
    told = Notice.objects.filter(reader=head_sumbar).order_by("pk").values_list("text_en", flat=True)
    assert [text.rpartition(": ")[2] for text in told] == [
        "Region sent its own evaluation.",
        "Ministry evaluated the cooperation.",
    ]
    assert Notice.objects.filter(reader=officer_padang, kind="act").get().due_on == date(2026, 5, 1)
    assert Notice.objects.get(reader=evaluator).kind == "act"
    assert writing.next_round(dossier) == 2


def test_what_the_region_sent_is_returned_until_the_ministry_has_given_its_own(
    dossier, head_padang, head_sumbar, evaluator
):
    with on_date(date(2025, 3, 3)):
        own, ministrys = sent(dossier, head_padang)
        save_draft(ministrys, filled(), seen=0, by=evaluator)
        act(ministrys, "give_evaluation", evaluator)
    with pytest.raises(Conflict):
        act(own, "return_evaluation", evaluator)
    own = writing.ask(dossier, date(2026, 5, 1), by=evaluator)
    save_draft(own, filled(), seen=0, by=head_padang)
    act(own, "send_evaluation", head_padang)
    for refused in ({"answer_by": MONDAY}, {"note": " "}):
        with pytest.raises(NotReady):
            act(own, "return_evaluation", evaluator, **refused)
    act(own, "return_evaluation", evaluator, note="Data 2025 belum ada.")
    dossier.refresh_from_db()
    assert dossier.region_evaluated_on == date(2025, 3, 3)  # as the round before left it
    assert (own.status, own.due_on, own.total, own.evidence) == ("draft", date(2026, 3, 16), None, None)
    told = Notice.objects.filter(reader=head_padang).latest("pk")
    assert (told.kind, told.due_on) == ("act", date(2026, 3, 16))
    assert Notice.objects.filter(reader=head_sumbar).latest("pk").kind == "news"
    event = dossier.events.latest("pk")
    assert (event.name, event.note, event.data["for_day"]) == (
        "return_evaluation",
        "Data 2025 belum ada.",
        "2026-03-16",
    )
    assert own.is_late is False
    with on_date(date(2026, 3, 17)):
        assert own.is_late
    # What the ministry wrote meanwhile waits for the region's next words.
    ministrys = dossier.evaluations.get(round=2, author="ministry")
    with pytest.raises(NotReady):
        act(ministrys, "give_evaluation", evaluator)
    act(own, "send_evaluation", head_padang)
    assert Notice.objects.filter(reader=evaluator, kind="act").count() == 3  # each round, and the one sent again


CELLS = {
    "send_evaluation": ("region", {"pimpinan.padang"}, "sent"),
    "give_evaluation": ("ministry", {"evaluator"}, "given"),
    "return_evaluation": ("region", {"evaluator"}, "draft"),
}


def test_every_move_has_its_cells():
    assert set(CELLS) == set(EVALUATIONS.moves)


@pytest.mark.parametrize("name", CELLS)
def test_move_is_made_by_whom_and_of_whose_evaluation_the_table_says(name, dossier, head_padang):
    author, who, target = CELLS[name]
    people = {address: person(address) for address in SEAT_OF}
    own, ministrys = EvaluationFactory.pair(dossier, filled=True)
    if name != "send_evaluation":
        act(own, "send_evaluation", head_padang)
        save_draft(ministrys, filled(), seen=0, by=people["evaluator"])
    mine, other = (own, ministrys) if author == "region" else (ministrys, own)
    for address, user in people.items():
        if address not in who:
            with pytest.raises(PermissionDenied):
                act(mine, name, user)
    user = people[next(iter(who))]
    with pytest.raises(Conflict):
        act(other, name, user)
    act(mine, name, user)
    assert mine.status == target
    with pytest.raises(Conflict):
        act(mine, name, user)


def test_ministrys_evaluation_waits_for_the_regions_own(dossier, evaluator):
    _own, ministrys = EvaluationFactory.pair(dossier, filled=True)
    Evaluation.objects.filter(pk=ministrys.pk).update(**filled(), edit_version=1, rubric=Rubric.objects.get())
    with pytest.raises(NotReady) as refused:
        act(ministrys, "give_evaluation", evaluator)
    assert [problem.article for problem in refused.value.problems] == ["P25 33, 39"]
    assert Evaluation.objects.get(pk=ministrys.pk).status == "draft"


@pytest.mark.parametrize("empty", [{"fit_score": None}, {"contact_words": ""}, {"outcome": ""}, {"reason": ""}])
def test_evaluation_with_an_empty_part_is_not_sent(empty, dossier, head_padang):
    own, _ministrys = EvaluationFactory.pair(dossier, filled=True)
    Evaluation.objects.filter(pk=own.pk).update(**empty)
    with pytest.raises(NotReady) as refused:
        act(own, "send_evaluation", head_padang)
    assert len(refused.value.problems) == 1
    assert dossier.region_evaluated_on is None


def test_what_was_read_before_sending_is_what_is_sent(dossier, officer_padang, head_padang):
    own, _ministrys = EvaluationFactory.pair(dossier, filled=True)
    save_draft(own, {"reason": "Lain."}, seen=1, by=officer_padang)
    with pytest.raises(NotReady):
        act(own, "send_evaluation", head_padang, seen=1)


def test_first_save_opens_the_round_once(dossier, officer_padang, head_padang):
    first, second = (Evaluation(dossier=dossier, round=1, author="region") for _ in range(2))
    save_draft(first, {"reason": "Satu."}, seen=0, by=officer_padang)
    with pytest.raises(Conflict):
        save_draft(second, {"reason": "Dua."}, seen=0, by=head_padang)
    assert dossier.evaluations.count() == 2
    assert dossier.evaluations.get(author="region").reason == "Satu."


def test_agreement_that_is_over_opens_no_round(dossier, evaluator):
    dossier.status = Status.EXPIRED
    dossier.save()
    assert writing.next_round(dossier) is None
    with pytest.raises(Conflict):
        writing.ask(dossier, date(2026, 5, 1), by=evaluator)


def test_database_keeps_rounds_whole(dossier):
    own, _ministrys = EvaluationFactory.pair(dossier, filled=True)
    for wrong in (
        {"basis": own},
        {"status": "sent"},
        {"author": "somebody"},
        {"fit_score": 0},
        {"fit_score": 11},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Evaluation.objects.filter(pk=own.pk).update(**wrong)
    with pytest.raises(IntegrityError), transaction.atomic():
        EvaluationFactory(dossier=dossier)


def test_asked_region_is_reminded_until_it_has_sent(dossier, officer_padang, head_padang, head_sumbar, evaluator):
    own = writing.ask(dossier, date(2026, 3, 16), by=evaluator)

    def reminded(day):
        before = set(Notice.objects.values_list("pk", flat=True))
        with on_date(day):
            remind(dues())
        told = Notice.objects.exclude(pk__in=before).filter(url=own.get_absolute_url())
        return set(told.values_list("reader__email", flat=True))

    assert reminded(MONDAY) == {officer_padang.email}
    assert reminded(MONDAY) == set()
    assert reminded(date(2026, 3, 17)) == {officer_padang.email, head_padang.email}
    assert reminded(date(2026, 3, 30)) == {head_padang.email, head_sumbar.email}
    save_draft(own, filled(), seen=0, by=officer_padang)
    act(own, "send_evaluation", head_padang)
    assert reminded(date(2026, 4, 15)) == set()


# The rubric


def test_evaluation_keeps_the_rubric_it_was_written_by(dossier, officer_padang, head_padang, evaluator, admin):
    own = writing.ask(dossier, date(2026, 5, 1), by=evaluator)
    save_draft(own, filled(), seen=0, by=officer_padang)
    weights = dict.fromkeys(Point.values, 15) | {"benefit": 10}
    changed = {"levels_id": ["Kurang", "Cukup", "Baik"], "levels_en": ["Poor", "Fair", "Good"], "weights": weights}
    assert rubrics.write(changed, seen=1, by=admin).version == 2
    with pytest.raises(Conflict):
        rubrics.write(changed, seen=1, by=admin)
    act(own, "send_evaluation", head_padang)
    assert (own.rubric.version, own.total) == (1, Decimal("3.50"))
    ministrys = dossier.evaluations.select_related("basis__rubric").get(author="ministry")
    assert writing.rubric_of(ministrys) == own.rubric  # so that both sides compare
    fresh = Evaluation(dossier=in_force(), round=1, author="region")
    assert writing.rubric_of(fresh).version == 2


# The data


def took_on(dossier, **fields):
    """A follow-up of the region's office."""
    meeting = MeetingFactory(dossiers=[dossier], held=True)
    office = OfficeFactory(region=dossier.region)
    return FollowUpFactory(dossier=dossier, meeting=meeting, office=office, **fields)


def test_data_of_each_point_stand_beside_the_score(dossier):
    plan = AnnualPlanFactory(dossier=dossier, year=2026, agreed=True)
    dossier.sectors = ["education", "tourism"]
    done = PlannedActivityFactory(plan=plan, due_on=date(2026, 2, 1), reach=24, sector="education")
    ActivityLogFactory(activity=done, on=date(2026, 2, 1), people=20, region_money=150_000_000)
    PlannedActivityFactory(plan=plan, due_on=date(2026, 2, 20), reach=None)
    dropped = PlannedActivityFactory(plan=plan, due_on=date(2026, 2, 25), reach=6)
    ActivityLogFactory(activity=dropped, kind="dropped", people=None, region_money=0, on=date(2026, 2, 25))
    PlannedActivityFactory(plan=plan, due_on=date(2026, 9, 1))
    indicator = IndicatorFactory(dossier=dossier, field="welfare", baseline=24, target=36)
    IndicatorValueFactory(indicator=indicator, year=2026, value=27)
    Study.objects.create(
        dossier=dossier, sent_at=datetime(2023, 1, 1, tzinfo=UTC), background="Kota laut. RPJMD 2021-2026 menyebutnya."
    )
    Contact.objects.create(
        dossier=dossier, way="remote", held_on=date(2026, 1, 5), summary="-", recorded_by=person("petugas.padang")
    )
    IntentSigning.objects.create(dossier=dossier, signed_on=date(2022, 9, 1), expires_on=date(2023, 8, 31))
    Registration.objects.create(
        dossier=dossier, number="-", original_received_on=date(2023, 7, 1), copy_issued_on=date(2023, 7, 3)
    )
    in_time = AnnualReportFactory(dossier=dossier, year=2025, status="accepted")
    for at, parts in (((2026, 1, 6), {"obstacles": "Biaya."}), ((2026, 2, 1), {"obstacles": "Biaya naik."})):
        ReportEvent.objects.create(
            report=in_time, name="send_report_to_governor", at=datetime(*at, tzinfo=UTC), data={"parts": parts}
        )
    AnnualReportFactory(dossier=dossier, year=2024)
    took_on(dossier, due_on=date(2026, 1, 1))
    found = gather(dossier)
    assert found["activity"] == {
        "planned": 3,
        "done": 1,
        "moved": 0,
        "dropped": 1,
        "late": 1,
        "without_plan": [],
        "last_activity_on": None,
    }
    assert (found["benefit"]["to_reach"], found["benefit"]["reached"]) == (30, 20)
    assert found["benefit"]["indicators"][0]["percent"] == 25
    assert found["benefit"]["sectors"] == {
        "education": {"done": 1, "people": 20},
        "tourism": {"done": 0, "people": 0},
    }
    assert found["benefit"]["never"] == ["innovation", "growth"]
    assert found["fit"]["plans_named"] == "RPJMD 2021-2026 menyebutnya."
    assert (found["contact"]["contacts"], found["contact"]["last_contact_on"]) == (1, "2026-01-05")
    assert found["funding"]["region_money"] == [600_000_000, 150_000_000]
    assert found["compliance"] == {
        "intent_signed_on": "2022-09-01",
        "intent_expires_on": "2023-08-31",
        "agreement_signed_on": "2023-06-01",
        "original_received_on": "2023-07-01",
        "copy_issued_on": "2023-07-03",
        "reports_due": 2,
        "reports_in_time": 1,
        "reports_late": 0,
        "reports_missing": 1,
        "reports_held": 0,
    }
    assert found["obstacles"] == {
        "follow_ups_all": 1,
        "follow_ups_closed": 0,
        "follow_ups_late": 1,
        "report_year": 2025,
        "obstacles": "Biaya naik.",
        "follow_up": "",
    }
    with override("en"):
        shown = {point: [str(fact["value"]) for fact in facts] for point, facts in facts_of(found).items()}
    assert shown["activity"][0] == "1 of 3 (33%)"
    assert "1 activity carried out, 20 people reached" in shown["benefit"]
    assert "Tourism" in shown["benefit"]
    assert "27 in 2026, target 36 (25%)" in shown["benefit"]
    assert "in time: signed 1 June 2023, LoI until 31 August 2023" in shown["compliance"]


def test_data_take_the_same_queries_for_much_and_for_nothing(dossier):
    def queries():
        with CaptureQueriesContext(connection) as asked:
            gather(dossier)
        return len(asked)

    few = queries()
    for year in (2025, 2026):
        plan = AnnualPlanFactory(dossier=dossier, year=year, agreed=True)
        for activity in PlannedActivityFactory.create_batch(3, plan=plan):
            ActivityLogFactory(activity=activity)
        AnnualReportFactory(dossier=dossier, year=year)
        took_on(dossier)
    assert queries() <= few + 1  # the values of indicators, where there are any
    assert few <= 20


def test_data_stay_as_they_stood_when_the_evaluation_was_sent(dossier, head_padang):
    AgreementSigning.objects.create(dossier=dossier, signed_on=date(2023, 6, 1), effective_on=date(2023, 6, 1))
    own, _ministrys = sent(dossier, head_padang)
    plan = AnnualPlanFactory(dossier=dossier, year=2026, agreed=True)
    ActivityLogFactory(activity=PlannedActivityFactory(plan=plan, due_on=date(2026, 2, 1)))
    assert gather(dossier)["activity"]["done"] == 1
    assert Evaluation.objects.get(pk=own.pk).evidence["activity"]["done"] == 0


# Who is due


def states(**cases):
    """{name: state} of dossiers in force made with the fields of each case."""
    made = {}
    for name, fields in cases.items():
        began = fields.pop("term_began", None)
        one = in_force(**fields)
        AgreementSigning.objects.create(dossier=one, signed_on=one.agreement_signed_on, effective_on=began)
        made[one.pk] = name
    rows = with_state(type(in_force()).objects.filter(pk__in=made))
    return {made[row.pk]: row.evaluation_state for row in rows}


def test_region_evaluates_once_a_year_and_in_the_last_year_of_its_term():
    year_ago = date(2025, 3, 2)
    last = {"region_evaluated_on": date(2026, 1, 1), "ministry_evaluated_on": date(2026, 2, 1)}
    assert states(
        never={},
        young={"agreement_signed_on": year_ago + timedelta(days=1)},
        a_year_old={"agreement_signed_on": year_ago},
        ends_soon={"agreement_signed_on": date(2025, 6, 1), "ends_on": date(2027, 3, 2)},
        ends_later={"agreement_signed_on": date(2025, 6, 1), "ends_on": date(2027, 3, 3)},
        evaluated=last,
        evaluated_long_ago={**last, "region_evaluated_on": year_ago},
        evaluated_ends_soon={**last, "ends_on": date(2026, 9, 1)},
        evaluated_before_this_term={
            **last,
            "region_evaluated_on": date(2025, 6, 1),
            "ends_on": date(2026, 12, 31),
            "term_began": date(2025, 7, 1),
        },
    ) == {
        "never": "region_to_do",
        "young": "not_due",
        "a_year_old": "region_to_do",
        "ends_soon": "region_to_do",
        "ends_later": "not_due",
        "evaluated": "given",
        "evaluated_long_ago": "region_to_do",
        "evaluated_ends_soon": "given",
        "evaluated_before_this_term": "region_to_do",
    }


def test_round_that_runs_says_whose_turn_it_is(head_padang, evaluator):
    young = in_force(agreement_signed_on=date(2026, 1, 1))
    dossiers = type(young).objects.all()
    assert list(due_from_regions(dossiers)) == []
    own = writing.ask(young, date(2026, 5, 1), by=evaluator)
    assert [row.asked_until for row in due_from_regions(dossiers)] == [date(2026, 5, 1)]
    save_draft(own, filled(), seen=0, by=head_padang)
    act(own, "send_evaluation", head_padang)
    assert list(due_from_regions(dossiers)) == []
    assert list(due_from_ministry(dossiers)) == [young]
    ministrys = young.evaluations.get(author="ministry")
    save_draft(ministrys, filled(), seen=0, by=evaluator)
    act(ministrys, "give_evaluation", evaluator)
    assert list(due_from_ministry(dossiers)) == []
    assert with_state(dossiers).get().evaluation_state == "given"
