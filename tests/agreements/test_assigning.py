"""Dossiers handed from one person of a desk to another: one at a time, many at once, two people pressing together."""

import re

import pytest
from django.urls import reverse

from agreements.enums import Status
from agreements.models import DossierEvent
from agreements.services import ROAD
from cooperation.exceptions import Conflict, NotReady
from cooperation.models import Notice
from cooperation.working_days import today
from tests.agreements.factories import DossierFactory
from tests.agreements.padang import reading
from tests.people import region

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]

ASSIGN = reverse("agreements:queue-assign")
ASSIGNED = reverse("agreements:queue-assigned")


def dossier(number="ONE", status=Status.VERIFYING, **fields):
    fields.setdefault("region", region("13.71"))
    return DossierFactory(number=number, status=status, **{"sent": True, **fields})


def told(person):
    return list(Notice.objects.filter(reader=person).values_list("text_en", flat=True))


def hand_over(one, by, to, move="assign", **seen):
    held = seen.get("seen", one.reviewer_id)
    data = {"seen_reviewer": held} | ({"reviewer": to} if to else {})
    return ROAD.perform(one, move, by=by, data=data)


# One


def test_dossier_goes_from_nobody_to_one_to_another_and_back(approver, reviewer, second_reviewer):
    one = dossier()
    hand_over(one, approver, reviewer)
    assert one.reviewer == reviewer
    assert told(reviewer) == [f"{one.heading}: Review assigned ({reviewer})."]
    hand_over(one, reviewer, second_reviewer)
    assert one.reviewer == second_reviewer
    assert len(told(second_reviewer)) == 1
    hand_over(one, approver, None, "release")
    assert one.reviewer is None
    assert [len(told(who)) for who in (reviewer, second_reviewer, approver)] == [1, 2, 0]
    events = DossierEvent.objects.order_by("pk").values_list("name", "data__reviewer__pk", "data__reviewer__name")
    assert list(events) == [
        ("assign", reviewer.pk, reviewer.name),
        ("assign", second_reviewer.pk, second_reviewer.name),
        ("release", None, None),
    ]


def test_only_people_of_the_desk_can_hold_it(approver, reviewer, evaluator, officer_sumbar, officer_padang):
    one = dossier(reviewer=reviewer)
    for person, words in ((evaluator, "does not work"), (reviewer, "holds it already"), (None, "Choose a person")):
        with pytest.raises(NotReady, match=words):
            hand_over(one, approver, person)
    draft = dossier("TWO", Status.DRAFT_AT_GOVERNOR)
    typed = {"seen_governor_officer": None, "governor_officer": officer_padang}
    with pytest.raises(NotReady, match="does not work"):
        ROAD.perform(draft, "assign_at_governor", by=officer_sumbar, data=typed)


def test_second_of_two_who_hand_it_over_is_told_who_holds_it(approver, reviewer, second_reviewer):
    one = dossier()
    hand_over(one, approver, reviewer)
    for move, to in (("assign", second_reviewer), ("release", None)):
        with pytest.raises(Conflict, match=re.escape(f"{reviewer} holds it now")):
            hand_over(one, approver, to, move, seen=None)
    assert one.reviewer == reviewer
    hand_over(one, approver, None, "release")
    with pytest.raises(Conflict, match="nobody holds it now"):
        hand_over(one, approver, second_reviewer, seen=reviewer.pk)


def test_form_shows_what_lies_on_each_desk(approver, reviewer, second_reviewer):
    one = dossier(reviewer=second_reviewer)
    dossier("LATE", reviewer=second_reviewer, due_on=today().replace(year=2025))
    dossier("SOON", reviewer=second_reviewer, due_on=today())
    dossier("AWAY", Status.PLAN_REVISION, reviewer=second_reviewer)
    client = reading(approver)
    page = client.get(reverse("agreements:move", args=[one.number, "assign"])).content.decode()
    assert page.index(reviewer.name) < page.index(second_reviewer.name)
    for words in ("3 open", "1 overdue", "1 due within 5 working days", "The person you choose above"):
        assert words in page
    assert f'name="seen_reviewer" value="{second_reviewer.pk}"' in page
    hand_over(one, approver, reviewer)
    answer = client.post(
        reverse("agreements:move", args=[one.number, "assign"]), {"reviewer": second_reviewer.pk, "seen_reviewer": ""}
    )
    assert answer.status_code == 409
    history = client.get(reverse("agreements:dossier-history", args=[one.number])).content.decode()
    assert "Review assigned" in history
    assert reviewer.name in history


# Many


def chosen(*dossiers, to, holder="reviewer"):
    seen = {f"seen-{one.number}": getattr(one, f"{holder}_id") or "" for one in dossiers}
    return {"dossier": [one.number for one in dossiers], "to": getattr(to, "pk", "nobody")} | seen


def results(client):
    return {line["number"]: (line["done"], line["words"]) for line in client.get(ASSIGNED).context["lines"]}


def test_many_are_assigned_and_what_moved_meanwhile_says_so(approver, reviewer, second_reviewer):
    free, held, kept, moved, gone = (dossier(name) for name in ("FREE", "HELD", "KEPT", "MOVED", "GONE"))
    for one in (held, moved):
        hand_over(one, approver, second_reviewer)
    hand_over(kept, approver, reviewer)
    client = reading(approver)
    numbers = [one.number for one in (free, held, kept, moved, gone)]
    page = client.get(ASSIGN, {"dossier": [*numbers, "NOT-MINE"]})
    assert [line["dossier"].number for line in page.context["lines"]] == numbers
    typed = chosen(free, held, kept, moved, gone, to=reviewer)
    hand_over(moved, second_reviewer, None, "release")
    ROAD.perform(gone, "suspend", by=approver, note="Wait.")
    gone.status = Status.STOPPED
    gone.save()
    answer = client.post(ASSIGN, typed)
    assert answer.url == ASSIGNED
    assert results(client) == {
        "FREE": (True, f"Assigned to {reviewer}."),
        "HELD": (True, f"Assigned to {reviewer}."),
        "KEPT": (False, f"{reviewer} holds it already."),
        "MOVED": (False, "Somebody was faster: nobody holds it now."),
    }
    assert "dossier=KEPT&amp;dossier=MOVED" in client.get(ASSIGNED).content.decode()
    assert len(told(reviewer)) == 3


def test_twenty_five_are_given_back_at_once(approver, reviewer):
    many = [dossier(f"N-{n}", reviewer=reviewer) for n in range(25)]
    client = reading(approver)
    client.post(ASSIGN, chosen(*many, to=None))
    assert set(results(client).values()) == {(True, "Given back.")}
    assert DossierEvent.objects.filter(name="release").count() == 25
    client.post(ASSIGN, chosen(many[0], to=None))
    assert results(client)["N-0"][0] is False


@pytest.mark.parametrize("to", ["", "0", "x", "999999"])
def test_choice_of_nobody_known_is_refused_with_the_dossiers_kept(to, approver, reviewer):
    one = dossier()
    answer = reading(approver).post(ASSIGN, chosen(one, to=None) | {"to": to})
    assert answer.status_code == 422
    assert 'name="dossier" value="ONE"' in answer.content.decode()


def test_nothing_ticked_says_what_to_do(approver):
    client = reading(approver)
    assert "No dossier is ticked" in client.get(ASSIGN).content.decode()
    assert client.post(ASSIGN, {"to": "nobody"}).status_code == 422
    assert client.get(ASSIGNED).url == reverse("agreements:queue")


def test_governor_hands_out_plans_of_the_province_among_its_people(officer_sumbar, head_sumbar, head_ntt):
    plan, draft = dossier("PLAN", Status.PLAN_AT_GOVERNOR), dossier("DRAFT", Status.DRAFT_AT_GOVERNOR)
    kupang = dossier("KUPANG", Status.PLAN_AT_GOVERNOR, region=region("53.71"))
    client = reading(head_sumbar)
    page = client.get(ASSIGN, {"dossier": ["PLAN", "DRAFT", "KUPANG"]})
    assert [line["dossier"].number for line in page.context["lines"]] == ["PLAN", "DRAFT"]
    assert head_ntt.name not in page.content.decode()
    client.post(ASSIGN, chosen(plan, draft, kupang, to=officer_sumbar, holder="governor_officer"))
    assert set(results(client)) == {"PLAN", "DRAFT"}
    queue = reading(officer_sumbar).get(reverse("agreements:queue"))
    assert [line["dossier"].number for line in queue.context["lines"]] == ["PLAN", "DRAFT"]
    assert {line["holder"] for line in queue.context["lines"]} == {officer_sumbar}


def test_who_only_looks_ticks_nothing(auditor, kemlu):
    dossier()
    assert "data-check-all" not in reading(auditor).get(reverse("agreements:queue")).content.decode()
    for person in (auditor, kemlu):
        assert reading(person).get(ASSIGN).status_code == 403
