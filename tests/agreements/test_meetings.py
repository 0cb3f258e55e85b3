"""The inter-ministry meeting: who was there, when it can have been, and what the law asks for."""

from datetime import timedelta

import pytest
from django.utils import timezone

from agreements.enums import Status
from agreements.models import Attendance, Document, Meeting, MeetingItem
from agreements.services import ROAD
from cooperation.working_days import today
from tests.agreements.factories import DossierFactory
from tests.agreements.padang import address, dossier_of_padang, events, reading
from tests.factories import OfficeFactory
from tests.files import upload
from tests.people import region


@pytest.fixture
def offices(officer_padang, officer_sumbar, reviewer, kemlu, tourism, officer_kupang):
    """Offices of the people named, by their part in the meeting."""
    people = {
        "region": officer_padang,
        "province": officer_sumbar,
        "home": reviewer,
        "kemlu": kemlu,
        "ministry": tourism,
        "stranger": officer_kupang,
    }
    return {name: person.current_memberships[0].office for name, person in people.items()}


@pytest.fixture
def dossier(offices):
    return dossier_of_padang(Status.DISCUSSING, status_since=timezone.now() - timedelta(days=10))


def typed(offices, *present, **changes):
    ticked = {f"office_{offices[name].pk}": "on" for name in present}
    return {
        "held_on": today().isoformat(),
        "place": "Jakarta",
        "agenda": "The draft",
        "outcome": "agreed",
        "summary": "The text can go to the partner.",
        "minutes_file": upload("notula.pdf"),
        **ticked,
        **changes,
    }


LAWFUL = ("kemlu", "ministry", "province", "region")


def test_meeting_is_recorded_with_attendance_minutes_and_event(dossier, offices, reviewer):
    data = typed(offices, *LAWFUL, **{f"people_{offices['kemlu'].pk}": "Director of treaties"})
    response = reading(reviewer).post(address("meeting-add", dossier), data)
    assert response.url == address("dossier-contacts", dossier)
    item = MeetingItem.objects.get()
    meeting = item.meeting
    assert (meeting.state, meeting.held_on, meeting.recorded_by) == ("held", today(), reviewer)
    assert (item.dossier, item.outcome) == (dossier, "agreed")
    assert (item.minutes.kind, item.minutes.name) == ("minutes", "notula.pdf")
    came = {attendance.office: attendance.people for attendance in meeting.attendances.all()}
    assert came == {
        offices["kemlu"]: "Director of treaties",
        offices["ministry"]: "",
        offices["province"]: "",
        offices["region"]: "",
    }
    assert events(dossier) == ["meeting_added"]
    assert dossier.events.get().document == item.minutes


def test_names_without_a_tick_count_as_present(dossier, offices, reviewer):
    data = typed(offices, "kemlu", **{f"people_{offices['home'].pk}": "The reviewer"})
    reading(reviewer).post(address("meeting-add", dossier), data)
    assert set(Attendance.objects.values_list("office", flat=True)) == {offices["kemlu"].pk, offices["home"].pk}


@pytest.mark.parametrize("absent", LAWFUL)
def test_meeting_without_an_office_the_law_names_is_recorded_with_a_warning(absent, dossier, offices, reviewer):
    client = reading(reviewer)
    present = [name for name in LAWFUL if name != absent]
    page = client.post(address("meeting-add", dossier), typed(offices, *present), follow=True).content.decode()
    assert Meeting.objects.exists()
    assert "The meeting needs these offices too" in page


def test_meeting_with_all_the_law_names_warns_of_nothing(dossier, offices, reviewer):
    page = reading(reviewer).post(address("meeting-add", dossier), typed(offices, *LAWFUL), follow=True)
    assert "The meeting needs these offices too" not in page.content.decode()


def test_form_names_the_offices_that_may_come_and_no_other(dossier, offices, reviewer):
    closed = OfficeFactory(ministry=True, name="Kementerian Lama", short_name="Kementerian Lama", closed=True)
    page = reading(reviewer).get(address("meeting-add", dossier))
    form = page.context["form"]
    shown = [row["office"] for group in form.groups for row in group["rows"]]
    assert f'<label class="form-label" for="id_people_{offices["kemlu"].pk}">Who came from' in page.text
    assert set(shown) == {offices[name] for name in (*LAWFUL, "home")}
    assert closed not in shown
    assert offices["stranger"] not in shown
    required = [group["lawful"] for group in form.groups]
    assert required == [True, True, True, False, True]


def test_dossier_of_a_province_asks_for_no_city(offices, reviewer):
    dossier = DossierFactory(region=region("13"), sent=True, status=Status.DISCUSSING)
    form = reading(reviewer).get(address("meeting-add", dossier)).context["form"]
    shown = [row["office"] for group in form.groups for row in group["rows"]]
    assert offices["region"] not in shown
    assert shown.count(offices["province"]) == 1


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"held_on": ""}, "held_on"),
        ({"place": ""}, "place"),
        ({"place": "a\x00b"}, "place"),
        ({"outcome": ""}, "outcome"),
        ({"outcome": "perhaps"}, "outcome"),
        ({"summary": ""}, "summary"),
        ({"summary": "x" * 5001}, "summary"),
        ({"minutes_file": ""}, "minutes_file"),
    ],
)
def test_bad_meeting_is_refused_at_its_field(changes, field, dossier, offices, reviewer):
    response = reading(reviewer).post(address("meeting-add", dossier), typed(offices, *LAWFUL, **changes))
    assert response.status_code == 422
    assert list(response.context["form"].errors) == [field]
    assert not Meeting.objects.exists()
    assert not Document.objects.exists()


def test_bad_names_are_refused_at_their_office(dossier, offices, reviewer):
    name = f"people_{offices['kemlu'].pk}"
    for value in ("x" * 301, "a\x07b"):
        response = reading(reviewer).post(address("meeting-add", dossier), typed(offices, **{name: value}))
        assert response.status_code == 422
        assert name in response.context["form"].errors


def test_meeting_without_anybody_is_refused_and_keeps_the_minutes(dossier, offices, reviewer):
    response = reading(reviewer).post(address("meeting-add", dossier), typed(offices))
    assert response.status_code == 422
    assert list(response.context["form"].errors) == ["__all__"]
    assert "notula.pdf" in response.content.decode()


@pytest.mark.parametrize(("days", "accepted"), [(1, False), (0, True), (-10, True), (-11, False)])
def test_meeting_lies_between_the_arrival_of_the_draft_and_today(days, accepted, dossier, offices, reviewer):
    day = (today() + timedelta(days=days)).isoformat()
    response = reading(reviewer).post(address("meeting-add", dossier), typed(offices, *LAWFUL, held_on=day))
    assert response.status_code == (302 if accepted else 422)
    assert Meeting.objects.exists() is accepted


def test_same_meeting_recorded_by_two_people_is_one(dossier, offices, reviewer, second_reviewer):
    reading(reviewer).post(address("meeting-add", dossier), typed(offices, *LAWFUL))
    response = reading(second_reviewer).post(address("meeting-add", dossier), typed(offices, *LAWFUL))
    assert response.status_code == 409
    assert "The text can go to the partner." in response.content.decode()
    assert Meeting.objects.count() == 1
    assert Document.objects.count() == 1


@pytest.mark.parametrize("status", [Status.DRAFTING, Status.NEGOTIATING, Status.SIGNED])
def test_meeting_in_another_step_is_refused(status, dossier, offices, reviewer):
    client = reading(reviewer)
    type(dossier).objects.update(status=status)
    assert client.get(address("meeting-add", dossier)).status_code == 403
    assert client.post(address("meeting-add", dossier), typed(offices, *LAWFUL)).status_code == 403


@pytest.mark.parametrize(
    ("person", "code"),
    [("officer_padang", 403), ("head_sumbar", 403), ("auditor", 403), ("kemlu", 404), ("officer_bukittinggi", 404)],
)
def test_others_record_no_meeting(person, code, request, dossier, offices):
    client = reading(request.getfixturevalue(person))
    assert client.get(address("meeting-add", dossier)).status_code == code
    assert client.post(address("meeting-add", dossier), typed(offices, *LAWFUL)).status_code == code
    assert not Meeting.objects.exists()


def test_form_asks_as_much_of_the_database_for_many_offices(dossier, reviewer, django_assert_num_queries):
    client, counts = reading(reviewer), []
    for number in (1, 20):
        for index in range(number):
            OfficeFactory(ministry=True, name=f"Kementerian {number} {index}", short_name=f"K {number} {index}")
        with django_assert_num_queries(10, exact=False):
            counts.append(client.get(address("meeting-add", dossier)).status_code)
    assert counts == [200, 200]


def test_meeting_recorded_without_an_office_is_put_right_by_recording_it_anew(dossier, offices, reviewer):
    client = reading(reviewer)
    client.post(address("meeting-add", dossier), typed(offices, "kemlu"))
    response = client.post(address("meeting-add", dossier), typed(offices, *LAWFUL, minutes_file=upload("lengkap.pdf")))
    assert response.status_code == 302
    assert not [
        problem for problem in ROAD.problems(dossier, "send_to_partner", reviewer) if problem.place == "meetings"
    ]
