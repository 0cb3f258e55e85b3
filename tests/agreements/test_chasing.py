"""Regions are asked about dormant agreements and LoI past their year: who asks, who is told, how soon again."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from agreements import chasing
from agreements.enums import Status
from agreements.models import Dossier
from cooperation.exceptions import Conflict, NotReady
from cooperation.models import Membership, Notice
from cooperation.working_days import on_date, today
from tests.agreements.factories import DossierFactory, copies
from tests.agreements.padang import events, reading
from tests.people import region

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]

DAY = date(2026, 3, 2)
CHASE = reverse("agreements:chase")


@pytest.fixture(autouse=True)
def _on_monday():
    with on_date(DAY):
        yield


def dormant(number="DORMANT", code="13.71", **fields):
    fields = {"sent": True, "status": Status.IN_FORCE, "last_activity_on": date(2025, 1, 5)} | fields
    return DossierFactory(number=number, region=region(code), **fields)


def past_its_year(number="INTENT", code="13.71"):
    return DossierFactory(number=number, region=region(code), intent_expired=True)


def ask(dossier, by, reason="", days=14):
    chasing.chase(dossier, answer_by=today() + timedelta(days=days), words="", reason=reason, by=by)


def told(person):
    return list(Notice.objects.filter(reader=person).order_by("pk"))


def test_many_regions_are_asked_with_a_result_for_each(
    evaluator, officer_padang, head_padang, officer_sumbar, officer_kupang
):
    Membership.objects.filter(office__region="13.75").update(ends_on=DAY - timedelta(days=1))
    sleeping, intent, alone = dormant(), past_its_year(code="53.71"), dormant("ALONE", "13.75")
    busy = dormant("BUSY", last_activity_on=DAY)
    client, chosen = reading(evaluator), [one.number for one in (sleeping, intent, alone, busy)]
    page = client.get(CHASE, {"dossier": chosen}).content.decode()
    for words in (str(officer_padang), str(head_padang), str(officer_kupang), "Nobody works for this region here"):
        assert words in page
    assert str(officer_sumbar) not in page
    assert "no activity has been recorded since 5 January 2025" in page
    assert "Nothing to ask any more" in page
    response = client.post(CHASE, {"dossier": chosen, "answer_by": "2026-03-20", "words": "Call us."})
    assert response.url == reverse("agreements:chased")
    results = client.get(response.url)
    assert [(line["number"], line["done"]) for line in results.context["lines"]] == [
        ("DORMANT", True),
        ("INTENT", True),
        ("ALONE", False),
        ("BUSY", False),
    ]
    assert f"{CHASE}?dossier=ALONE&amp;dossier=BUSY" in results.content.decode()
    (notice,) = told(officer_padang)
    assert told(head_padang)[0].text_en == notice.text_en
    assert (notice.kind, notice.delivery, notice.due_on) == ("act", "now", date(2026, 3, 20))
    assert notice.text_en == (
        f"{sleeping.heading}: no activity has been recorded since 5 January 2025 (Permendagri 25/2020 art. 26). "
        f"{evaluator.memberships.get().office} asks you to answer by 20 March 2026. Call us."
    )
    assert "the LoI ended on" in told(officer_kupang)[0].text_en
    assert notice.url == reverse("agreements:chase-answer", args=["DORMANT"])
    assert told(officer_sumbar) == []
    event = sleeping.events.get()
    assert (event.name, event.by, event.note, event.data["answer_by"]) == (
        "chased",
        evaluator,
        "Call us.",
        "2026-03-20",
    )
    assert events(alone) == events(busy) == []


def test_not_again_within_fourteen_days_unless_somebody_says_why(reviewer, evaluator, officer_padang):
    one = dormant()
    ask(one, evaluator)
    with on_date(DAY + timedelta(days=13)):
        with pytest.raises(NotReady, match=r"asked on 2 March 2026. Before 16 March 2026 say why"):
            ask(one, reviewer)
        client = reading(reviewer)
        data = {"dossier": one.number, "answer_by": "2026-04-01", "words": "Kept as typed."}
        refused = client.post(CHASE, data)
        assert refused.status_code == 422
        assert list(refused.context["form"].errors) == ["reason"]
        page = refused.content.decode()
        assert "Kept as typed." in page
        assert "asked on 2 Mar 2026" in page
        assert client.post(CHASE, data | {"reason": "The minister visits."}).status_code == 302
        assert one.events.latest("pk").note == "Kept as typed.\nThe minister visits."
    with on_date(DAY + timedelta(days=27)):
        ask(one, evaluator)
    assert events(one) == ["chased"] * 3


def test_governor_asks_its_own_regencies_and_cities(officer_sumbar, officer_padang, officer_kupang, officer_ntt):
    padang, kupang, own = dormant(), dormant("KUPANG", "53.71"), dormant("OWN", "13")
    client, chosen = reading(officer_sumbar), {"dossier": [one.number for one in (padang, kupang, own)]}
    assert [line["dossier"] for line in client.get(CHASE, chosen).context["lines"]] == [padang]
    client.post(CHASE, chosen | {"answer_by": "2026-03-20"})
    assert events(padang) == ["chased"]
    assert events(kupang) == events(own) == []
    assert padang.events.get().office == officer_sumbar.memberships.get().office
    listed = client.get(reverse("agreements:dossier-list"), {"clock": "dormant"})
    assert [(line["dossier"].number, line["may_chase"]) for line in listed.context["lines"]] == [
        ("OWN", False),
        ("DORMANT", True),
    ]
    assert "asked on 2 Mar 2026" in " ".join(listed.content.decode().split())
    assert reading(officer_padang).get(CHASE, chosen).status_code == 403


@pytest.mark.parametrize("answer_by", ["", "2026-03-02", "2025-01-01", "2027-03-02", "soon"])
def test_day_to_answer_lies_ahead(answer_by, evaluator, officer_padang):
    one = dormant()
    response = reading(evaluator).post(CHASE, {"dossier": one.number, "answer_by": answer_by})
    assert response.status_code == 422
    assert events(one) == []


def test_region_answers_and_whoever_asked_is_told(evaluator, head_padang, officer_padang):
    one = dormant()
    page, url = reading(officer_padang), reverse("agreements:chase-answer", args=[one.number])
    assert page.get(url).status_code == 409  # nobody has asked
    ask(one, evaluator)
    assert url in page.get(one.get_absolute_url()).content.decode()
    assert page.post(url, {"text": " "}).status_code == 422
    assert page.post(url, {"text": "The training moved to May."}).status_code == 302
    event = one.events.latest("pk")
    assert (event.name, event.note, event.by) == ("chase_answered", "The training moved to May.", officer_padang)
    assert [notice.text_en for notice in told(evaluator)] == [f"{one.heading}: the region has answered your question."]
    late = reading(head_padang).post(url, {"text": "Typed by the head, word by word."})
    assert late.status_code == 409
    assert one.is_dormant  # an answer is no activity
    row = chasing.with_chases(Dossier.objects.filter(pk=one.pk)).get()
    assert chasing.last_chase(row)["answered_on"] == DAY
    with on_date(DAY + timedelta(days=20)):
        ask(one, evaluator)
        assert chasing.last_chase(chasing.with_chases(Dossier.objects.filter(pk=one.pk)).get())["answered_on"] is None


def test_what_was_settled_meanwhile_is_not_asked_about(evaluator, officer_padang):
    one = dormant()
    Dossier.objects.update(last_activity_on=DAY)
    with pytest.raises(Conflict, match="nothing to ask"):
        ask(one, evaluator)
    assert told(officer_padang) == []


def test_dormant_is_said_to_those_who_follow_alone(evaluator, kemlu, officer_padang):
    one = dormant()
    one.consulted.add(kemlu.memberships.get().office)
    ask(one, evaluator)
    for person, reads in ((evaluator, True), (officer_padang, True), (kemlu, False)):
        client = reading(person)
        pages = [
            client.get(url).content.decode() for url in (one.get_absolute_url(), f"/dossiers/{one.number}/history/")
        ]
        listed = client.get(reverse("agreements:dossier-list"))
        assert [("Dormant" in page) for page in (pages[0], listed.content.decode())] == [reads, reads], person
        assert all(("asked how the cooperation" in page) is reads for page in pages), person
        offered = dict(listed.context["filter"].form.fields["clock"].choices)
        assert ("dormant" in offered, "unplanned" in offered) == (reads, reads), person


def test_lists_to_ask_from_take_the_same_queries_for_1_3_and_500(evaluator, officer_padang):
    first, client, counts = dormant(), reading(evaluator), []
    for number in (1, 3, 500):
        copies(first, number - Dossier.objects.count())
        for one in Dossier.objects.order_by("pk")[:3]:
            if not one.events.exists():
                ask(one, evaluator)
        found = []
        for address, data in (("dossier-list", {"clock": "dormant"}), ("chase", {"dossier": numbers()})):
            with CaptureQueriesContext(connection) as captured:
                assert client.get(reverse(f"agreements:{address}"), data).status_code == 200
            found.append(len(captured))
        counts.append(found)
    assert counts[0] == counts[1] == counts[2], counts
    assert max(counts[0]) <= 12


def numbers():
    return list(Dossier.objects.order_by("pk").values_list("number", flat=True)[:100])
