"""Two people press at the same moment: one record, and a kind refusal for the other."""

from threading import Barrier, Thread

import pytest
from django.db import connection, transaction
from django.utils import timezone

from agreements.enums import PaperKind, Status
from agreements.meetings.holding import record_held
from agreements.models import CooperationPlan, Dossier, Meeting, MeetingItem, PlanActivity, Remark, Study
from agreements.records import (
    add_activity,
    answer_prerequisites,
    answers_seen,
    delete_activity,
)
from agreements.remarks.noting import answer_remark
from agreements.services import save_draft
from cooperation.exceptions import Conflict
from cooperation.models import Office
from cooperation.working_days import today
from tests.agreements.factories import RemarkFactory
from tests.agreements.padang import activity, address, dossier_of_padang, events, reading
from tests.files import upload

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*acts):
    """Run each act in a thread of its own, all from the same moment; returns what each returned or raised."""
    barrier, outcomes = Barrier(len(acts)), [None] * len(acts)

    def run(place, act):
        try:
            barrier.wait(10)
            outcomes[place] = act()
        except Conflict as conflict:
            outcomes[place] = conflict
        finally:
            connection.close()

    threads = [Thread(target=run, args=(place, act)) for place, act in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return outcomes


def refused(outcomes):
    return [isinstance(outcome, Conflict) for outcome in outcomes].count(True)


def again(dossier):
    """The dossier as another request would have it."""
    return Dossier.objects.get(pk=dossier.pk)


def test_first_save_of_two_people_begins_one_draft(officer_padang, head_padang):
    dossier = dossier_of_padang()
    outcomes = at_once(
        *(
            lambda person=person: save_draft(
                again(dossier), PaperKind.STUDY, {"title": person.name}, seen=(1, 0), by=person
            )
            for person in (officer_padang, head_padang)
        )
    )
    assert refused(outcomes) == 1
    assert Study.objects.count() == 1
    assert events(dossier) == ["paper_started"]


def test_saves_of_two_people_on_one_version_lose_one(officer_padang, head_padang):
    dossier = dossier_of_padang()
    save_draft(dossier, PaperKind.STUDY, {"title": "0"}, seen=(1, 0), by=officer_padang)
    outcomes = at_once(
        *(
            lambda part=part, person=person: save_draft(
                again(dossier), PaperKind.STUDY, {part: "written"}, seen=(1, 1), by=person
            )
            for part, person in (("title", officer_padang), ("benefits", head_padang))
        )
    )
    assert refused(outcomes) == 1
    study = Study.objects.get()
    assert study.edit_version == 2
    assert sorted([study.title, study.benefits]) in (["", "written"], ["0", "written"])


def test_draft_saved_while_it_is_sent_is_sent_as_saved_or_not_at_all(officer_padang, head_padang):
    """The save waits for the move, then finds the dossier moved on; it never changes what was sent."""
    dossier = dossier_of_padang(Status.INTENT_SIGNED)
    save_draft(dossier, PaperKind.PLAN, {"subject": "as checked"}, seen=(1, 0), by=officer_padang)

    def send():
        with transaction.atomic():
            locked = Dossier.objects.select_for_update().get(pk=dossier.pk)
            subject = CooperationPlan.objects.get().subject
            locked.status = Status.AT_COUNCIL
            CooperationPlan.objects.update(sent_at=timezone.now())
            locked.save()
            return subject

    checked, saved = at_once(
        send,
        lambda: save_draft(again(dossier), PaperKind.PLAN, {"subject": "later"}, seen=(1, 1), by=officer_padang),
    )
    assert CooperationPlan.objects.get().subject == checked
    assert isinstance(saved, Conflict) is (checked == "as checked")


def test_first_activities_of_two_people_share_one_plan(officer_padang, head_padang):
    dossier = dossier_of_padang(Status.INTENT_SIGNED)

    def add(person):
        one = PlanActivity(name="x", unit="Dinas", amount=1, source="APBD", starts_on=today(), ends_on=today())
        add_activity(again(dossier), one, by=person)

    assert refused(at_once(lambda: add(officer_padang), lambda: add(head_padang))) == 0
    assert CooperationPlan.objects.get().activities.count() == 2
    assert events(dossier).count("paper_started") == 1


def test_remark_answered_by_two_people_has_one_answer(officer_padang, head_padang):
    remark = RemarkFactory(dossier=dossier_of_padang())
    outcomes = at_once(
        *(
            lambda person=person: answer_remark(Remark.objects.get(pk=remark.pk), person.name, by=person)
            for person in (officer_padang, head_padang)
        )
    )
    assert refused(outcomes) == 1
    remark.refresh_from_db()
    answer = remark.entries.get()
    assert (remark.state, answer.text) == ("answered", answer.by.name)
    assert events(remark.dossier) == ["remark_answered"]


def test_prerequisites_answered_by_two_people_are_answered_once(officer_padang, head_padang):
    dossier = dossier_of_padang(Status.INITIATED)
    seen = answers_seen(dossier)
    outcomes = at_once(
        *(
            lambda person=person: answer_prerequisites(
                again(dossier), {2: ("yes", person.name, None)}, seen=seen, by=person
            )
            for person in (officer_padang, head_padang)
        )
    )
    assert refused(outcomes) == 1
    assert dossier.prerequisites.count() == 1


def test_meeting_recorded_by_two_people_is_one(reviewer, second_reviewer, kemlu):
    dossier = dossier_of_padang(Status.DISCUSSING)
    office = Office.objects.get(kind="foreign_affairs")

    def record(person):
        record_held(
            again(dossier),
            Meeting(place="Jakarta"),
            MeetingItem(outcome="agreed", summary="Agreed."),
            held_on=today(),
            attendance={office: ""},
            minutes=upload(),
            by=person,
        )

    assert refused(at_once(lambda: record(reviewer), lambda: record(second_reviewer))) == 1
    assert Meeting.objects.count() == 1
    assert dossier.documents.count() == 1


def test_form_pressed_twice_at_once_makes_one_record(officer_padang):
    dossier = dossier_of_padang(Status.EXPLORING)
    clients = [reading(officer_padang) for _twice in range(2)]
    data = {
        "way": "visit",
        "held_on": today().isoformat(),
        "participants": "The Mayor",
        "summary": "Both want to go on.",
        "idempotency_key": "6f9619ff-8b86-4d01-b42d-00cf4fc964ff",
    }
    answers = at_once(*(lambda client=client: client.post(address("contact-add", dossier), data) for client in clients))
    assert [answer.status_code for answer in answers] == [302, 302]
    assert dossier.contacts.count() == 1


def test_activity_removed_by_two_people_is_removed_once(officer_padang, head_padang):
    dossier = dossier_of_padang(Status.INTENT_SIGNED)
    plan = save_draft(dossier, PaperKind.PLAN, {"subject": "x"}, seen=(1, 0), by=officer_padang)
    pk = activity(plan).pk
    seen = [
        (person, PlanActivity.objects.select_related("plan").get(pk=pk)) for person in (officer_padang, head_padang)
    ]
    outcomes = at_once(
        *(lambda person=person, one=one: delete_activity(again(dossier), one, by=person) for person, one in seen)
    )
    assert refused(outcomes) == 1
    assert events(dossier).count("activity_deleted") == 1
