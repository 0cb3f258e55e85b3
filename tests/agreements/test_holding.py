"""A meeting that was held: who came, what it decided, the minutes, and what offices took on."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone, translation

from agreements.enums import Status
from agreements.meetings.drafting import minutes_of
from agreements.meetings.holding import attendance_seen, record_attendance, record_held
from agreements.models import Document, Dossier, DossierEvent, FollowUp, Meeting, MeetingItem
from agreements.services import ROAD
from cooperation.models import Notice
from cooperation.working_days import today
from tests.agreements.factories import (
    DossierFactory,
    FollowUpFactory,
    MeetingFactory,
    RecommendationFactory,
)
from tests.agreements.padang import address, dossier_of_padang, events, reading
from tests.client import form_values
from tests.files import upload
from tests.people import region


@pytest.fixture
def people(officer_padang, head_padang, officer_sumbar, officer_kupang, reviewer, second_reviewer, kemlu, tourism):
    return {
        "padang": officer_padang,
        "head": head_padang,
        "sumbar": officer_sumbar,
        "kupang": officer_kupang,
        "reviewer": reviewer,
        "second": second_reviewer,
        "kemlu": kemlu,
        "tourism": tourism,
    }


@pytest.fixture
def offices(people):
    named = ("padang", "sumbar", "kupang", "reviewer", "kemlu", "tourism")
    return {name: people[name].current_memberships[0].office for name in named}


EARLIER = timezone.now() - timedelta(days=5)
LAWFUL = ("kemlu", "tourism", "sumbar", "padang")


@pytest.fixture
def padang(people):
    return dossier_of_padang(Status.DISCUSSING, status_since=EARLIER)


@pytest.fixture
def kupang(people):
    return DossierFactory(region=region("53.71"), status=Status.DISCUSSING, sent=True, status_since=EARLIER)


@pytest.fixture
def meeting(padang, kupang, offices):
    """Planned on two dossiers of two provinces, and begun."""
    begun = timezone.now() - timedelta(hours=1)
    return MeetingFactory(dossiers=[padang, kupang], offices=offices.values(), starts_at=begun)


def page(meeting, name="attendance"):
    return reverse(f"agreements:meeting-{name}", args=[meeting.pk])


def recorded(client, meeting, offices, absent=(), **more):
    """Everybody came but `absent`."""
    came = {f"came_{office.pk}": "no" if name in absent else "yes" for name, office in offices.items()}
    return client.post(page(meeting), form_values(client.get(page(meeting)).text) | came | more)


def hold(client, meeting, offices):
    """The whole of it for the first dossier: attendance, outcome, signed minutes."""
    recorded(client, meeting, offices)
    dossier = meeting.items.first().dossier
    outcome = address("meeting-outcome", dossier, meeting.pk)
    decided = form_values(client.get(outcome).text) | {"outcome": "agreed", "summary": "All agreed."}
    assert client.post(outcome, decided).status_code == 302
    signed = address("meeting-minutes-signed", dossier, meeting.pk)
    assert client.post(signed, {"minutes": upload("risalah.pdf")}).status_code == 302


def against(dossier, user):
    with translation.override("en"):
        return [one.message for one in ROAD.problems(dossier, "send_to_partner", user) if one.place == "meetings"]


# Who came


def test_attendance_says_that_the_meeting_was_held(people, offices, meeting, padang):
    client = reading(people["reviewer"])
    more = {f"people_{offices['kemlu'].pk}": "Director of treaties"}
    assert recorded(client, meeting, offices, absent=("tourism",), **more).status_code == 302
    meeting.refresh_from_db()
    assert (meeting.state, meeting.recorded_by) == ("held", people["reviewer"])
    came = {row.office: (row.came, row.people) for row in meeting.attendances.all()}
    assert came[offices["kemlu"]] == (True, "Director of treaties")
    assert came[offices["tourism"]] == (False, "")
    assert events(padang) == ["meeting_added"]
    assert "The meeting needs these offices too: a ministry of the subject." in against(padang, people["reviewer"])


def test_every_invited_office_is_answered_for(people, offices, meeting):
    client = reading(people["reviewer"])
    response = client.post(page(meeting), {f"people_{offices['kemlu'].pk}": "Director of treaties"})
    assert response.status_code == 422
    assert f"came_{offices['sumbar'].pk}" in response.context["form"].errors
    assert "Director of treaties" in response.text
    assert f'<label class="form-label" for="id_people_{offices["kemlu"].pk}">Who came from' in response.text


def test_attendance_of_a_meeting_to_come_is_refused(people, offices, padang):
    coming = MeetingFactory(dossiers=[padang], offices=[offices["kemlu"]])
    assert reading(people["reviewer"]).get(page(coming)).status_code == 409


def test_two_people_recording_who_came_lose_nothing(people, offices, meeting):
    first, second = reading(people["reviewer"]), reading(people["second"])
    shown = form_values(second.get(page(meeting)).text)
    recorded(first, meeting, offices)
    mine = {f"came_{office.pk}": "no" for office in offices.values()}
    response = second.post(page(meeting), shown | mine | {f"people_{offices['kemlu'].pk}": ""})
    assert response.status_code == 409
    assert "did not come" in response.text
    assert not meeting.attendances.filter(came=False).exists()


def test_office_that_came_uninvited_sees_the_dossier_from_then_on(people, offices, meeting, padang):
    meeting.attendances.filter(office=offices["tourism"]).delete()
    assert reading(people["tourism"]).get(padang.get_absolute_url()).status_code == 404
    attendance = dict.fromkeys(offices.values(), (True, ""))
    record_attendance(meeting, attendance, seen=attendance_seen(meeting), by=people["reviewer"])
    assert reading(people["tourism"]).get(padang.get_absolute_url()).status_code == 200


def test_office_at_a_meeting_held_elsewhere_sees_the_dossier(people, offices, padang):
    record_held(
        padang,
        Meeting(place="Jakarta"),
        MeetingItem(outcome="agreed"),
        held_on=today(),
        attendance={offices["tourism"]: ""},
        minutes=upload("risalah.pdf"),
        by=people["reviewer"],
    )
    assert reading(people["tourism"]).get(padang.get_absolute_url()).status_code == 200


def test_corrected_attendance_is_told_to_those_it_concerns(people, offices, meeting, padang, kupang):
    client = reading(people["reviewer"])
    recorded(client, meeting, offices)
    recorded(client, meeting, offices, absent=("kupang",))
    assert "attendance_corrected" not in events(padang)
    assert "attendance_corrected" in events(kupang)
    assert "Kupang" not in str(list(padang.events.values_list("note", "data")))


# What was decided


def test_meeting_with_all_the_law_asks_lets_the_text_go_on(people, offices, meeting, padang):
    hold(reading(people["reviewer"]), meeting, offices)
    assert against(padang, people["reviewer"]) == []
    assert events(padang) == ["meeting_added", "meeting_outcome", "minutes_signed"]


def test_outcome_is_of_one_dossier_alone(people, offices, meeting, padang, kupang):
    hold(reading(people["reviewer"]), meeting, offices)
    assert any(one.startswith("Record what the meeting") for one in against(kupang, people["reviewer"]))


@pytest.mark.parametrize("change", ["attendance", "outcome", "minutes"])
def test_what_the_recommendation_rested_on_voids_it(change, people, offices, meeting, padang):
    client = reading(people["reviewer"])
    recorded(client, meeting, offices)
    standing = RecommendationFactory(dossier=padang, step="discussing", move="reject", by=people["second"])
    if change == "attendance":
        recorded(client, meeting, offices, absent=("padang",))
    elif change == "outcome":
        client.post(address("meeting-outcome", padang, meeting.pk), {"outcome": "changes", "summary": "Article 3."})
    else:
        client.post(address("meeting-minutes-signed", padang, meeting.pk), {"minutes": upload("risalah.pdf")})
    standing.refresh_from_db()
    assert standing.voided_because == "meeting"


@pytest.mark.parametrize("data", [{"outcome": "perhaps", "summary": "x"}, {"outcome": "agreed", "summary": ""}])
def test_bad_outcome_is_refused(data, people, offices, meeting, padang):
    client = reading(people["reviewer"])
    recorded(client, meeting, offices)
    assert client.post(address("meeting-outcome", padang, meeting.pk), data).status_code == 422


def test_outcomes_of_two_people_are_compared(people, offices, meeting, padang):
    first, second = reading(people["reviewer"]), reading(people["second"])
    recorded(first, meeting, offices)
    url = address("meeting-outcome", padang, meeting.pk)
    shown = form_values(second.get(url).text)
    first.post(url, shown | {"outcome": "agreed", "summary": "Written by the first."})
    response = second.post(url, shown | {"outcome": "changes", "summary": "Written by the second."})
    assert response.status_code == 409
    assert "Written by the first." in response.text
    assert "Written by the second." in response.text


def test_meeting_of_an_earlier_round_is_closed(people, offices, meeting, padang):
    client = reading(people["reviewer"])
    recorded(client, meeting, offices)
    padang.events.create(name="forward_draft", from_status="draft_at_governor", to_status="discussing")
    url = address("meeting-outcome", padang, meeting.pk)
    assert client.get(url).status_code == 409
    assert client.post(url, {"outcome": "agreed", "summary": "x"}).status_code == 409
    assert "Record the inter-ministry meeting held since" in against(padang, people["reviewer"])[0]


def test_dossier_of_another_meeting_is_not_under_this_one(people, offices, meeting, padang):
    other = MeetingFactory(dossiers=[dossier_of_padang(Status.DISCUSSING)], held=True)
    assert reading(people["reviewer"]).get(address("meeting-outcome", padang, other.pk)).status_code == 404


def test_dossier_that_moved_on_is_closed(people, offices, meeting, padang):
    client = reading(people["reviewer"])
    recorded(client, meeting, offices)
    Dossier.objects.filter(pk=padang.pk).update(status=Status.NEGOTIATING)
    assert client.get(address("meeting-outcome", padang, meeting.pk)).status_code == 403


# Minutes


def test_minutes_are_drafted_from_what_concerns_the_dossier(people, offices, meeting, padang):
    client = reading(people["reviewer"])
    recorded(client, meeting, offices, **{f"people_{offices['kemlu'].pk}": "Direktur perjanjian"})
    FollowUpFactory(dossier=padang, meeting=meeting, what="Kirim data", office=offices["padang"])
    padang.meeting_items.update(agenda="BUTIR-AGENDA", outcome="agreed", summary="RINGKASAN")
    text = minutes_of(padang.meeting_items.select_related("meeting", "dossier__region", "dossier__partner").get())
    for word in ("BUTIR-AGENDA", "RINGKASAN", "Direktur perjanjian", "Kirim data", offices["sumbar"].name):
        assert word in text
    assert "Kupang" not in text


def test_text_of_the_minutes_stays_inside_the_ministry(people, offices, meeting, padang):
    client = reading(people["reviewer"])
    recorded(client, meeting, offices)
    url = address("meeting-minutes", padang, meeting.pk)
    shown = form_values(client.get(url).text)
    assert client.post(url, shown | {"draft": "TEXT-OF-THE-MINUTES"}).status_code == 302
    assert "TEXT-OF-THE-MINUTES" in client.get(address("meeting-minutes-print", padang, meeting.pk)).text
    del shown["idempotency_key"]
    assert client.post(url, shown | {"draft": "Another"}).status_code == 409
    padang.consulted.add(offices["kemlu"])
    for name in ("padang", "sumbar", "kemlu"):
        reader = reading(people[name])
        tabs = [address(f"dossier-{tab}", padang) for tab in ("contacts", "history", "papers")]
        for place in (meeting.get_absolute_url(), *tabs):
            answer = reader.get(place)
            assert answer.status_code == 200
            assert "TEXT-OF-THE-MINUTES" not in answer.text
            assert "drafted" not in answer.text
        assert reader.get(address("meeting-minutes-print", padang, meeting.pk)).status_code == 403


def test_signed_minutes_are_of_one_dossier_and_of_no_other(people, offices, meeting, padang, kupang):
    hold(reading(people["reviewer"]), meeting, offices)
    document = Document.objects.get(kind="minutes")
    assert document.dossier == padang
    answers = {}
    for name in ("padang", "sumbar", "kupang"):
        client = reading(people[name])
        answer = client.get(address("document", padang, document.pk))
        answers[name] = answer.status_code
        if answer.streaming:
            answer.getvalue()  # a file is closed once it has been read
        assert ("risalah.pdf" in client.get(meeting.get_absolute_url()).text) is (name != "kupang")
    assert answers == {"padang": 200, "sumbar": 200, "kupang": 404}


def test_outcomes_of_the_neighbour_are_on_no_page_of_a_region(people, offices, meeting, padang, kupang):
    hold(reading(people["reviewer"]), meeting, offices)
    MeetingItem.objects.filter(dossier=padang).update(summary="SUMMARY-OF-PADANG")
    FollowUpFactory(dossier=padang, meeting=meeting, what="TASK-OF-PADANG", office=offices["padang"])
    pages = ("/", "/meetings/?state=held", meeting.get_absolute_url(), address("dossier-contacts", kupang), "/notices/")
    client = reading(people["kupang"])
    text = "".join(client.get(one).text for one in pages)
    assert kupang.number in text
    for word in ("SUMMARY-OF-PADANG", "TASK-OF-PADANG", "Padang", "Sumatera", padang.number):
        assert word not in text, word


def test_same_signed_minutes_are_kept_once(people, offices, meeting, padang):
    client = reading(people["reviewer"])
    hold(client, meeting, offices)
    url = address("meeting-minutes-signed", padang, meeting.pk)
    assert client.post(url, {"minutes": upload("risalah.pdf")}).status_code == 409
    assert Document.objects.filter(kind="minutes").count() == 1


# What offices took on


@pytest.fixture
def follow_up(meeting, padang, offices, people):
    reading(people["reviewer"])
    meeting.state, meeting.recorded_at, meeting.recorded_by = "held", timezone.now(), people["reviewer"]
    meeting.save()
    return FollowUpFactory(dossier=padang, meeting=meeting, what="Send the data", office=offices["padang"])


def test_follow_up_is_told_to_its_office(people, offices, meeting, padang):
    client = reading(people["reviewer"])
    recorded(client, meeting, offices)
    url = address("follow-up-add", padang, meeting.pk)
    data = {"what": "Send the data", "office": offices["padang"].pk, "due_on": today() + timedelta(days=7)}
    assert client.post(url, data | {"due_on": today() - timedelta(days=1)}).status_code == 422
    # An office of another region is none of this dossier's.
    assert client.post(url, data | {"office": offices["kupang"].pk}).status_code == 422
    assert client.post(url, data).status_code == 302
    told = Notice.objects.filter(text_en__contains="Send the data").values_list("reader", flat=True)
    assert set(told) == {people["padang"].pk, people["head"].pk}
    assert "Send the data" in reading(people["padang"]).get(address("dossier-contacts", padang)).text


def test_follow_up_is_done_with_proof_and_confirmed_by_another(people, follow_up, padang):
    officer = reading(people["padang"])
    done = address("follow-up-done", padang, follow_up.pk)
    assert officer.post(done, {"note": "Sent."}).status_code == 422
    assert officer.post(done, {"note": "Sent.", "proof": upload("bukti.pdf")}).status_code == 302
    follow_up.refresh_from_db()
    assert (follow_up.done_by, follow_up.proof.kind, follow_up.proof.dossier) == (people["padang"], "follow_up", padang)
    assert "done, to be confirmed" in officer.get(done).text
    assert officer.post(done).status_code == 409
    confirm = address("follow-up-confirm", padang, follow_up.pk)
    assert officer.post(confirm, {"decision": "confirm"}).status_code == 403
    assert reading(people["reviewer"]).post(confirm, {"decision": "confirm"}).status_code == 302
    follow_up.refresh_from_db()
    assert follow_up.confirmed_by == people["reviewer"]
    assert events(padang)[-2:] == ["follow_up_done", "follow_up_confirmed"]
    for reader, old in ((officer, done), (reading(people["reviewer"]), confirm)):
        assert f"confirmed by {people['reviewer']}" in reader.get(old).text


def test_follow_up_that_is_not_done_goes_back_with_the_reason(people, follow_up, padang):
    FollowUp.objects.update(what="Send the data.")
    reading(people["padang"]).post(
        address("follow-up-done", padang, follow_up.pk), {"note": "Sent.", "proof": upload("bukti.pdf")}
    )
    reviewer = reading(people["reviewer"])
    confirm = address("follow-up-confirm", padang, follow_up.pk)
    assert reviewer.post(confirm, {"decision": "return"}).status_code == 422
    assert reviewer.post(confirm, {"decision": "return", "reason": "The year is missing."}).status_code == 302
    follow_up.refresh_from_db()
    assert (follow_up.done_at, follow_up.proof) == (None, None)
    assert Notice.objects.filter(
        reader=people["padang"], text_en__endswith=": Send the data. The year is missing."
    ).exists()
    assert reviewer.post(confirm, {"decision": "confirm"}).status_code == 409


def test_nobody_confirms_what_they_did(people, offices, follow_up, padang):
    FollowUp.objects.update(office=offices["reviewer"])
    client = reading(people["reviewer"])
    client.post(address("follow-up-done", padang, follow_up.pk), {"note": "Sent.", "proof": upload("bukti.pdf")})
    confirm = address("follow-up-confirm", padang, follow_up.pk)
    response = client.post(confirm, {"decision": "confirm"})
    assert response.status_code == 403
    assert "another person has to confirm it" in response.text
    with pytest.raises(IntegrityError), transaction.atomic():
        FollowUp.objects.update(confirmed_by=people["reviewer"], confirmed_at=timezone.now())
    assert reading(people["second"]).post(confirm, {"decision": "confirm"}).status_code == 302


@pytest.mark.parametrize(("name", "code"), [("sumbar", 403), ("reviewer", 403), ("kupang", 404)])
def test_follow_up_is_reported_by_its_own_office(name, code, people, follow_up, padang):
    client = reading(people[name])
    assert client.get(address("follow-up-done", padang, follow_up.pk)).status_code == code
    assert client.post(address("follow-up-done", padang, follow_up.pk)).status_code == code


def test_home_page_shows_what_the_office_took_on_until_it_is_confirmed(people, follow_up, padang):
    assert "Send the data" in reading(people["padang"]).get("/").text
    assert "Send the data" not in reading(people["sumbar"]).get("/").text
    FollowUp.objects.update(
        done_by=people["padang"], done_at=timezone.now(), proof=Document.objects.create(dossier=padang, size=1)
    )
    assert "Send the data" not in reading(people["padang"]).get("/").text
    assert "Send the data" in reading(people["reviewer"]).get("/").text


def test_history_of_meetings_reads_in_words(people, offices, meeting, padang):
    hold(reading(people["reviewer"]), meeting, offices)
    text = reading(people["padang"]).get(address("dossier-history", padang)).text
    assert "Signed minutes of the inter-ministry meeting kept" in text
    assert not DossierEvent.objects.filter(dossier=padang, note__contains="Kupang").exists()
