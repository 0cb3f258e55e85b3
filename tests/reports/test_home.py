"""The home page: what each person needs to do, the least time left first, and what it costs."""

import gzip
from datetime import date, timedelta

import pytest
from django.db import connection
from django.db.models import CharField, Value
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from agreements.enums import Status
from agreements.models import Change, Dossier
from cooperation.models import Hold
from cooperation.working_days import on_date
from reports.home import sections_for
from reports.home import tasks as tasks_of_home
from reports.home.ministry import decision_task
from tests.agreements.factories import (
    ChangeFactory,
    DossierFactory,
    FollowUpFactory,
    OpinionFactory,
    RecommendationFactory,
    RemarkFactory,
    copies,
)
from tests.agreements.padang import reading
from tests.factories import MembershipFactory, OfficeFactory, PartnerFactory
from tests.people import region
from tests.reports.factories import AnnualPlanFactory, AnnualReportFactory

HOME = reverse("home")

MONDAY = date(2026, 3, 2)


@pytest.fixture(autouse=True)
def _on_monday():
    with on_date(MONDAY):
        yield


def in_days(days):
    return MONDAY + timedelta(days=days)


def dossier(number, status=Status.DRAFTING, **fields):
    fields.setdefault("region", region("13.71"))
    return DossierFactory(number=number, status=status, **{"sent": True, **fields})


def tasks(user):
    """{section: [(dossier, its sentence, what the button says)]}, read in English through the page itself."""
    response = reading(user).get(HOME)
    assert response.status_code == 200
    with override("en"):
        return {
            section.name: [
                (task.subheading.rpartition("· ")[2], str(task.sentence), str(task.action)) for task in section.tasks
            ]
            for section in response.context["sections"]
        }


def names(user):
    """{section: [dossiers]}"""
    return numbers_in(tasks(user))


def numbers_in(sections):
    return {name: [number for number, *_words in rows] for name, rows in sections.items()}


def text_of(response):
    return " ".join(response.content.decode().split())


# Regions


def test_region_finds_its_turn_by_time_left(officer_padang):
    dossier("COUNCIL", Status.AT_COUNCIL, due_on=in_days(10))
    dossier("DRAFTING")
    dossier("NEW", Status.INITIATED, sent=False)
    dossier("MINISTRY", Status.VERIFYING)
    dossier("IN-FORCE", Status.IN_FORCE, agreement_signed_on=in_days(-9), ends_on=in_days(900))
    dossier("STOPPED", Status.STOPPED)
    dossier("OTHERS", region=region("13.75"))
    found = tasks(officer_padang)
    assert list(found) == ["turn", "in_force"]
    assert found["turn"][0] == (
        "COUNCIL",
        "Record when the council received the plan, and its decision.",
        "Open the dossier",
    )
    assert {number for number, *_words in found["turn"]} == {"COUNCIL", "DRAFTING", "NEW"}


def test_governor_finds_plans_and_drafts_beside_the_own_turn(officer_sumbar):
    dossier("PLAN", Status.PLAN_AT_GOVERNOR, due_on=in_days(1), sent=False)
    dossier("OWN", Status.DRAFTING, region=region("13"))
    dossier("PADANGS", Status.DRAFTING)
    found = tasks(officer_sumbar)
    assert [number for number, *_words in found["turn"]] == ["PLAN", "OWN"]
    assert found["turn"][0][1] == "Forward the plan to the minister within 5 working days."


def test_open_remarks_come_before_the_step_and_the_least_time_left_first(officer_padang, officer_sumbar):
    one = dossier("ONE", Status.PLAN_AT_GOVERNOR)
    RemarkFactory(dossier=one)
    two = dossier("TWO", Status.PLAN_REVISION, intent_expires_on=in_days(-9))
    RemarkFactory(dossier=two)
    RemarkFactory(dossier=two)
    RemarkFactory(dossier=two, answer="Done.")
    assert tasks(officer_padang)["turn"] == [("TWO", "Answer 2 remarks.", "Answer the remarks")]
    two.remarks.update(answer_by=in_days(7))
    dossier("COUNCIL", Status.AT_COUNCIL, due_on=in_days(30))
    dossier("ENDED", Status.DRAFTING, intent_expires_on=in_days(-1))
    dossier("NO DAY", Status.DRAFTING)
    order = [number for number, *_words in tasks(officer_padang)["turn"]]
    assert order == ["ENDED", "TWO", "COUNCIL", "NO DAY"]
    page = reading(officer_padang).get(HOME).content.decode()
    assert reverse("agreements:dossier-remarks", args=["TWO"]) in page
    assert tasks(officer_sumbar)["turn"][0][2] == "Open the dossier"  # remarks are the region's to answer


def test_ended_intent_is_renewed_by_the_head(head_padang, officer_padang):
    dossier("TURN", Status.DRAFTING, intent_expires_on=in_days(-1))
    dossier("OVER", Status.VERIFYING, intent_expires_on=in_days(-40))
    dossier("SOON", Status.VERIFYING, intent_expires_on=in_days(90))
    dossier("LATER", Status.VERIFYING, intent_expires_on=in_days(91))
    found = tasks(head_padang)
    assert found["turn"] == [
        ("TURN", "The LoI ended on 1 March 2026. Record a renewed one.", "Record a renewed LoI"),
    ]
    assert [number for number, *_words in found["renewals"]] == ["OVER", "SOON"]
    assert found["renewals"][1][1] == "The LoI ends on 31 May 2026. Record a renewed one."
    assert reverse("agreements:move", args=["SOON", "renew_intent"]) in reading(head_padang).get(HOME).content.decode()
    assert tasks(officer_padang)["turn"][0][1:] == (
        "The LoI ended on 1 March 2026. Prepare a renewed one for the head to record.",
        "Open the dossier",
    )


def test_region_goes_past_a_governor_whose_days_are_over(head_padang, officer_padang, officer_sumbar):
    dossier("PLAN", Status.PLAN_AT_GOVERNOR, due_on=in_days(-1))
    dossier("DRAFT", Status.DRAFT_AT_GOVERNOR, due_on=in_days(-1))
    dossier("IN-TIME", Status.PLAN_AT_GOVERNOR, due_on=MONDAY)
    dossier("UNRECEIVED", Status.PLAN_AT_GOVERNOR)
    said = "The governor's 5 working days are over: Kota Padang may go to the minister directly."
    assert tasks(head_padang)["direct"] == [
        ("PLAN", said, "Send the plan to the minister directly"),
        ("DRAFT", said, "Send the draft to the minister directly"),
    ]
    page = reading(head_padang).get(HOME).text
    assert reverse("agreements:move", args=["DRAFT", "send_draft_directly"]) in page
    assert tasks(officer_padang)["direct"][0] == ("PLAN", said, "Open the dossier")
    assert "direct" not in tasks(officer_sumbar)


def test_region_completes_unknown_terms(officer_padang, officer_sumbar):
    DossierFactory(number="UNKNOWN", region=region("13.71"), term_unknown=True)
    assert tasks(officer_padang)["in_force"] == [
        ("UNKNOWN", "The last day of this agreement is not known: complete its term.", "Complete the term")
    ]
    url = reverse("agreements:move", args=["UNKNOWN", "complete_term"])
    client = reading(officer_padang)
    assert url in client.get(HOME).content.decode()
    assert client.get(url).status_code == 200
    # Its term is the city's own to complete.
    assert names(officer_sumbar) == {"monitoring": ["UNKNOWN"], "their_evaluations": ["UNKNOWN"]}


# Home Affairs


def test_forgotten_intents_come_first_for_the_ministry(reviewer, approver, evaluator, auditor, admin):
    ministry = (reviewer, approver, evaluator, auditor, admin)
    for user in ministry:
        assert "Every LoI is still valid, or an agreement followed it." in text_of(reading(user).get(HOME))
    for days in range(1, 8):
        dossier(f"OVER-{days}", Status.AT_COUNCIL, intent_expires_on=in_days(-days))
    dossier("SIGNED", Status.SIGNED, intent_expires_on=in_days(-99), agreement_signed_on=in_days(-100))
    dossier("PRIVATE", Status.AT_COUNCIL, intent_expires_on=in_days(-99), sent=False)
    for user in ministry:
        response = reading(user).get(HOME)
        first = response.context["sections"][0]
        assert first.name == "intents"
        assert [task.dossier.number for task in first.tasks] == ["OVER-7", "OVER-6", "OVER-5", "OVER-4", "OVER-3"]
        page = text_of(response)
        assert f'<a href="{reverse("agreements:dossier-list")}?clock=intent_expired">See all 7' in page
        assert "The LoI ended on 23 February 2026." in page
        assert "7 days past" in page


def test_reviewer_finds_own_and_unassigned_dossiers(reviewer, second_reviewer):
    ministry = {"reviewer": reviewer}
    dossier("LATER", Status.VERIFYING, due_on=in_days(9), **ministry)
    soon = dossier("SOON", Status.VERIFYING, due_on=in_days(2), **ministry)
    OpinionFactory(dossier=soon, answer="support")
    waiting = dossier("WAITING", Status.VERIFYING, due_on=in_days(4), **ministry)
    OpinionFactory(dossier=waiting, due_on=in_days(1))
    OpinionFactory(dossier=waiting, answer="support", office=OfficeFactory(ministry=True))
    late = dossier("LATE-OPINION", Status.CONFIRMED, due_on=in_days(5), **ministry)
    OpinionFactory(dossier=late, due_on=in_days(-1))
    dossier("SIGNED", Status.SIGNED, **ministry)
    dossier("SUSPENDED", Status.SUSPENDED, **ministry)
    RecommendationFactory(dossier=dossier("RECOMMENDED", Status.CONFIRMED, **ministry), by=reviewer)
    dossier("HERS", Status.VERIFYING, reviewer=second_reviewer)
    dossier("NOBODYS", Status.AWAITING_RESPONSE, due_on=in_days(1))
    dossier("REGIONS", Status.DRAFTING, **ministry)
    found = tasks(reviewer)
    assert found["reviews"] == [
        ("SOON", "No opinion is awaited any more: recommend a decision.", "Recommend a decision"),
        ("WAITING", "1 opinion is still awaited.", "Open the dossier"),
        ("LATE-OPINION", "No opinion is awaited any more: recommend a decision.", "Recommend a decision"),
        ("LATER", "Verify the four papers and decide.", "Open the dossier"),
    ]
    assert found["unassigned"] == [("NOBODYS", "Nobody reviews it yet: take it up.", "Take up the review")]


def test_approver_finds_recommended_decisions_of_others(approver, reviewer):
    reviewer.name = "Rina"
    reviewer.save()
    RecommendationFactory(dossier=dossier("DECIDE", Status.CONFIRMED), by=reviewer)
    RecommendationFactory(dossier=dossier("OWN", Status.CONFIRMED), by=approver)
    RecommendationFactory(
        dossier=dossier("VOID", Status.CONFIRMED), by=reviewer, voided_at=timezone.now(), voided_because="left"
    )
    dossier("SIGNED", Status.SIGNED)
    found = tasks(approver)
    assert list(found) == ["intents", "decisions"]
    assert found["decisions"] == [
        ("DECIDE", "Rina recommends: Approve the agreement.", "Decide"),
        ("SIGNED", "Register the original and issue the copy.", "Register the agreement"),
    ]
    page = reading(approver).get(HOME).content.decode()
    for number, move in (("DECIDE", "approve"), ("SIGNED", "register")):
        url = reverse("agreements:move", args=[number, move])
        assert url in page
        assert reading(approver).get(url).status_code == 200
    voided = Dossier.objects.annotate(recommended=Value(None, CharField())).get(number="VOID")
    assert decision_task(voided).url == voided.get_absolute_url()  # voided while the page was read


@pytest.mark.parametrize("who", ["evaluator", "auditor"])
def test_evaluator_watches_agreements_in_force(who, request):
    user = request.getfixturevalue(who)
    signed = {"status": Status.IN_FORCE, "agreement_signed_on": in_days(-900)}
    dossier("SOON", ends_on=in_days(180), **signed)
    dossier("SOONER", ends_on=in_days(8), **signed)
    dossier("LATER", ends_on=in_days(181), **signed)
    dossier("UNKNOWN", **signed)
    found = tasks(user)
    assert [number for number, *_words in found["ending"]] == ["SOONER", "SOON"]
    assert found["ending"][0][1] == "The agreement ends on 10 March 2026."
    assert [number for number, *_words in found["unknown"]] == ["UNKNOWN"]


@pytest.mark.parametrize(("who", "sees_all"), [("evaluator", True), ("officer_sumbar", False), ("head_padang", None)])
def test_agreements_in_force_are_watched_by_evaluators_and_governors(who, sees_all, request):
    """Evaluators watch all, a governor the regencies and cities of the province, a region nobody else."""
    user = request.getfixturevalue(who)
    held = {"status": Status.IN_FORCE, "ends_on": in_days(900), "last_activity_on": MONDAY}
    planned = dossier("PLANNED", **held)
    AnnualPlanFactory(dossier=planned, year=2026, agreed=True)
    AnnualPlanFactory(dossier=dossier("DRAWN-UP", **held), year=2026)
    dormant = dossier("DORMANT", **held | {"last_activity_on": in_days(-400)})
    ending = dossier("ENDING", **held | {"ends_on": in_days(100)})
    for one in (dormant, ending):
        AnnualPlanFactory(dossier=one, year=2026, agreed=True)
    others = held | {"region": region("53.71"), "last_activity_on": in_days(-500), "ends_on": in_days(90)}
    dossier("KUPANG", **others)
    dossier("OWN", **others | {"region": region("13")})
    late = AnnualReportFactory(dossier=planned, year=2025)
    missing = AnnualReportFactory(dossier=dormant, year=2023, hold=Hold.objects.create(region_id="13.71", reason="-"))
    told = tasks(user)
    found = numbers_in(told)
    if sees_all:
        # LoI first; own tasks; what others owe, the late ones before those that have no day.
        order = [name for name in found if name in ("intents", "monitoring", "holding", "late_reports", "dormant")]
        assert order == ["intents", "monitoring", "holding", "late_reports", "dormant"]
    watched = {name: found.get(name, []) for name in ("unplanned", "dormant", "ending", "late_reports", "holding")}
    if sees_all is None:
        assert not any(watched.values())
        assert found["in_force"] == ["DRAWN-UP", "DORMANT"]
        assert told["in_force"][1][1].startswith("No activity has been recorded since 26 January 2025: record")
        return
    beyond = ["KUPANG", "OWN"] if sees_all else []
    assert watched == {
        "unplanned": (["OWN"] if sees_all else []) + ["DRAWN-UP"] + (["KUPANG"] if sees_all else []),
        "dormant": [*beyond, "DORMANT"],
        "ending": [*beyond, "ENDING"],
        "late_reports": [late.dossier.number],
        "holding": [missing.dossier.number],
    }
    assert told["dormant"][-1] == (
        "DORMANT",
        "No activity has been recorded since 26 January 2025.",
        "Ask how it goes on",
    )


def test_admin_finds_proposed_partners_and_administration(admin, officer_padang):
    own = officer_padang.memberships.get().office
    PartnerFactory(name="Huế", proposed_by=own)
    PartnerFactory(name="From the register")
    PartnerFactory(name="Known", verified=True)
    response = reading(admin).get(HOME)
    section = response.context["sections"][-1]
    assert [(task.heading, task.sentence) for task in section.tasks] == [
        ("Huế", "Kota Padang proposed this partner: verify it, or merge it with one in the list."),
        ("From the register", "This partner was proposed: verify it, or merge it with one in the list."),
    ]
    assert reverse("cooperation:administration") in response.content.decode().partition("<main")[2]


# Consulted offices


def test_consulted_offices_find_what_they_were_asked(kemlu, tourism):
    OpinionFactory(dossier=dossier("FIRST", Status.VERIFYING), due_on=in_days(9))
    OpinionFactory(dossier=dossier("SECOND", Status.DISCUSSING), due_on=in_days(2), question="Any objection?")
    OpinionFactory(dossier=dossier("CLOSED", Status.REJECTED), step=Status.VERIFYING)
    OpinionFactory(dossier=dossier("GIVEN", Status.VERIFYING), answer="support")
    dossier("TALKS", Status.NEGOTIATING).consulted.add(kemlu.memberships.get().office)
    OpinionFactory(dossier=dossier("TOURISM", Status.VERIFYING), office=tourism.memberships.get().office)
    found = tasks(kemlu)
    assert found["opinions"][0] == ("SECOND", "You were asked: Any objection?", "Give your opinion")
    assert numbers_in(found) == {"opinions": ["SECOND", "FIRST"], "talks": ["TALKS"]}
    assert names(tourism) == {"opinions": ["TOURISM"]}
    page = text_of(reading(kemlu).get(HOME))
    assert "2 working days left" in page  # the day the opinion is due


# The page


def test_task_says_its_time_in_words(officer_padang):
    dossier("LATE", Status.AT_COUNCIL, due_on=in_days(-3))
    page = text_of(reading(officer_padang).get(HOME))
    assert "1 working day late" in page
    assert "due 27 Feb 2026" in page


def test_own_tasks_stand_by_their_day_and_no_follow_up_is_a_service_target(officer_padang):
    day, office = in_days(5), officer_padang.memberships.get().office
    asked = dossier("ASKED", Status.VERIFYING, due_on=day, intent_expires_on=in_days(400))
    FollowUpFactory(
        dossier=asked, office=office, asked_by=OfficeFactory(home_affairs=True), origin="report", due_on=day
    )
    dossier("TURN", Status.STUDYING, intent_expires_on=in_days(400))
    assert list(names(officer_padang)) == ["turn", "follow_ups"]
    page = text_of(reading(officer_padang).get(HOME))
    assert "due 7 Mar 2026" in page
    assert "service target" not in page
    dossier("LATE", Status.IN_FORCE, ends_on=in_days(100))
    assert next(iter(names(officer_padang))) == "extensions"


def test_long_lists_are_cut_with_a_way_to_the_rest(officer_padang, monkeypatch):
    copies(dossier("ONE", Status.DRAFTING), 22)
    response = reading(officer_padang).get(HOME)
    (section,) = response.context["sections"]
    assert (len(section.tasks), section.total) == (20, 23)
    page = text_of(response)
    assert "See all 23" in page
    listed = reading(officer_padang).get(section.url)
    assert listed.context["page"].paginator.count == 23
    monkeypatch.setattr(tasks_of_home, "MOST_COUNTED", 21)
    response = reading(officer_padang).get(HOME)
    (section,) = response.context["sections"]
    assert (len(section.tasks), section.is_capped, section.total) == (20, True, 22)  # it counts no further
    assert "more than 21" in text_of(response)


def test_links_to_the_rest_lead_to_the_same_dossiers(
    officer_padang, head_padang, officer_sumbar, reviewer, approver, evaluator, kemlu, admin
):
    """The lists behind the sections hold what the sections count."""
    ministry = {"reviewer": reviewer}
    dossier("DORMANT", Status.IN_FORCE, ends_on=in_days(900), last_activity_on=in_days(-400))
    dossier("OVER", Status.VERIFYING, intent_expires_on=in_days(-5), **ministry)
    dossier("TURN", Status.DRAFTING)
    dossier("NOBODYS", Status.VERIFYING)
    dossier("PAST-GOVERNOR", Status.PLAN_AT_GOVERNOR, due_on=in_days(-1))
    RecommendationFactory(dossier=dossier("DECIDE", Status.CONFIRMED), by=reviewer)
    dossier("ENDING", Status.IN_FORCE, agreement_signed_on=in_days(-9), ends_on=in_days(9))
    DossierFactory(number="UNKNOWN", region=region("13.71"), term_unknown=True)
    OpinionFactory(dossier=dossier("ASKED", Status.VERIFYING, **ministry))
    dossier("TALKS", Status.NEGOTIATING).consulted.add(kemlu.memberships.get().office)
    for user in (officer_padang, head_padang, officer_sumbar, reviewer, approver, evaluator, kemlu, admin):
        client = reading(user)
        for section in sections_for(user):
            page = client.get(section.url).context["page"]
            assert page.paginator.count >= section.total, (user, section.name)
            if section.tasks and section.tasks[0].dossier:
                listed = {row.pk for row in page}
                assert {task.dossier.pk for task in section.tasks} <= listed, (user, section.name)


def test_numbers_stand_below_with_their_lists(reviewer):
    dossier("ONE", Status.VERIFYING)
    dossier("TWO", Status.VERIFYING)
    dossier("THREE", Status.IN_FORCE)
    dossier("PRIVATE", Status.VERIFYING, sent=False)
    response = reading(reviewer).get(HOME)
    assert response.context["numbers"] == [(Status.VERIFYING, 2), (Status.IN_FORCE, 1)]
    assert f'href="{reverse("agreements:dossier-list")}?status=verifying"' in response.content.decode()


def test_empty_home_teaches(officer_padang, kemlu, stranger):
    begin = text_of(reading(officer_padang).get(HOME))
    assert "Begin with your first dossier" in begin
    assert reverse("agreements:dossier-new") in begin
    assert "When it is your turn on a dossier it appears here" in text_of(reading(kemlu).get(HOME))
    assert "You hold no assignment today" in text_of(reading(stranger).get(HOME))


def test_extensions_wait_for_whoever_has_the_turn(officer_padang, reviewer, approver, officer_sumbar):
    """The region is told by when to write, until it has; then it is the ministry's."""

    def waiting(user):
        return {
            part.name: [task.dossier.number for task in part.tasks]
            for part in sections_for(user)
            if part.name.startswith(("extensions", "changes"))
        }

    near = dossier("NEAR", Status.IN_FORCE, ends_on=in_days(200))
    far = dossier("FAR", Status.IN_FORCE, ends_on=in_days(400))
    assert waiting(officer_padang) == {"extensions": ["NEAR"]}
    assert waiting(officer_sumbar) == waiting(reviewer) == {}
    extension = ChangeFactory(dossier=near, status="drafting")
    assert waiting(officer_padang) == {"extensions": ["NEAR"], "changes_region": ["NEAR"]}
    Change.objects.filter(pk=extension.pk).update(status="submitted")
    ChangeFactory(dossier=far, kind="amendment", status="approved")
    assert waiting(officer_padang) == {"changes_region": ["FAR"]}
    assert waiting(reviewer) == waiting(approver) == {"changes_ministry": ["NEAR"]}
    assert "NEAR" in text_of(reading(approver).get(HOME))


#: Of the home page, the person and the number of unread notices included; the same for any number of dossiers.
QUERIES = {
    "head_padang": 8,
    "officer_sumbar": 8,
    "evaluator": 8,
    "reviewer": 8,  # who holds the other roles of Home Affairs too
    "kemlu": 9,
    "admin": 8,
}


def test_home_takes_the_same_queries_for_1_3_and_500(request, reviewer):
    for role in ("approver", "evaluator"):
        MembershipFactory(user=reviewer, office=reviewer.memberships.first().office, role=role)
    clients = {who: reading(request.getfixturevalue(who)) for who in QUERIES}
    samples = [
        dossier("OVER", Status.VERIFYING, intent_expires_on=in_days(-5), due_on=in_days(2), reviewer=reviewer),
        dossier("NOBODYS", Status.VERIFYING),
        dossier("GOVERNOR", Status.DRAFT_AT_GOVERNOR),
        dossier("TURN", Status.DRAFTING),
        dossier("TALKS", Status.NEGOTIATING),
        dossier("ENDING", Status.IN_FORCE, ends_on=in_days(9), last_activity_on=in_days(-400)),
        DossierFactory(number="UNKNOWN", region=region("13.71"), term_unknown=True),
    ]
    for one in samples:
        OpinionFactory(dossier=one)
    counts = {who: [] for who in QUERIES}
    for each in (1, 3, 80):  # of each of seven kinds
        for one in samples:
            copies(one, each - Dossier.objects.filter(status=one.status, number__startswith=one.number).count())
        for who, client in clients.items():
            with CaptureQueriesContext(connection) as captured:
                response = client.get(HOME)
            counts[who].append(len(captured))
            assert len(gzip.compress(response.content)) <= 15_000, who
    assert counts == {who: [number] * 3 for who, number in QUERIES.items()}


def test_page_of_an_agreement_in_force_says_what_waits_on_it(officer_padang, officer_sumbar):
    """The same lines as on the home page, for whom they wait."""
    one = dossier("ONE", Status.IN_FORCE, agreement_signed_on=in_days(-400), ends_on=in_days(900))
    other = dossier("OTHER", Status.IN_FORCE, agreement_signed_on=in_days(-400))
    wait = [(need["label"], need["url"]) for need in step_of(officer_padang, one)]
    assert wait == [
        ("Draw up the yearly plan 2026.", reverse("reports:plan-begin", args=[one.number, 2026])),
        (
            "This cooperation has not been evaluated yet: say how it went.",
            reverse("reports:evaluations", args=[one.number]),
        ),
    ]
    assert step_of(officer_padang, other)[0]["label"].startswith("The last day of this agreement is not known")
    assert step_of(officer_sumbar, one) == []


def step_of(user, one):
    return reading(user).get(one.get_absolute_url()).context["step"]["needs"]
