"""Convening, changing and cancelling a meeting: who is told what, and what each of them may see of it."""

from datetime import datetime, timedelta

import pytest
from django.urls import reverse
from icalendar import Calendar

from agreements.enums import Status
from agreements.meetings import planning
from agreements.meetings.invitations import may_come, preticked, told
from agreements.models import Attendance, Dossier, DossierEvent, Meeting
from cooperation.exceptions import Conflict
from cooperation.models import Notice
from cooperation.working_days import JAKARTA, today
from tests.agreements.factories import DossierFactory, MeetingFactory
from tests.agreements.padang import address, dossier_of_padang, events, reading
from tests.client import form_values
from tests.factories import MembershipFactory, OfficeFactory
from tests.people import region

PAGE = "/meetings/new/"

#: Who is told of a meeting about a dossier of Kota Padang that the reviewer convenes.
INVITED = {
    "petugas.padang",
    "pimpinan.padang",
    "petugas.sumbar",
    "pimpinan.sumbar",
    "penelaah.kedua",
    "pejabat",
    "kemlu",
    "pariwisata",
}


@pytest.fixture
def people(officer_padang, officer_sumbar, officer_kupang, officer_ntt, reviewer, kemlu, tourism):
    return {
        "padang": officer_padang,
        "sumbar": officer_sumbar,
        "kupang": officer_kupang,
        "ntt": officer_ntt,
        "reviewer": reviewer,
        "kemlu": kemlu,
        "tourism": tourism,
    }


@pytest.fixture
def offices(people):
    return {name: person.current_memberships[0].office for name, person in people.items()}


@pytest.fixture
def padang(people):
    return dossier_of_padang(Status.DISCUSSING, title="Secret of Padang")


@pytest.fixture
def kupang(people):
    return DossierFactory(region=region("53.71"), status=Status.DISCUSSING, sent=True, title="Secret of Kupang")


def when(days=3):
    return today() + timedelta(days=days)


def filled(client, *dossiers, **changes):
    """(address, what a browser sends): the form as it is shown, with a day to come."""
    url = f"{PAGE}?" + "&".join(f"dossier={one.number}" for one in dossiers)
    shown = form_values(client.get(url).text)
    return url, shown | {"day": when().isoformat(), "starts": "10:00", "ends": "12:00", "place": "Jakarta"} | changes


def convened(client, *dossiers, **changes):
    response = client.post(*filled(client, *dossiers, **changes))
    assert response.status_code == 302, response.text
    return Meeting.objects.latest("pk")


def plan(meeting):
    return {name: getattr(meeting, name) for name in planning.FIELDS}


# Convening


def test_convening_invites_whom_the_law_names_and_tells_them(people, offices, padang):
    meeting = convened(reading(people["reviewer"]), padang)
    assert meeting.starts_at == datetime.combine(when(), datetime.min.time().replace(hour=10), JAKARTA)
    invited = {row.office for row in meeting.attendances.filter(invited=True, came=None)}
    assert invited == {offices[name] for name in ("padang", "sumbar", "reviewer", "kemlu", "tourism")}
    assert events(padang) == ["meeting_convened"]
    assert {email.partition("@")[0] for email in Notice.objects.values_list("reader__email", flat=True)} == INVITED
    asked = Notice.objects.filter(kind="act", due_on=Meeting.objects.get().held_on).exclude(task_en="")
    assert asked.count() == len(INVITED)
    assert "Jakarta" not in padang.meeting_items.get().agenda
    assert str(padang.region) in padang.meeting_items.get().agenda


def test_invitation_asks_the_ministries_so_that_they_see_the_dossier(people, padang):
    assert not Dossier.objects.visible_to(people["tourism"]).exists()
    convened(reading(people["reviewer"]), padang)
    assert Dossier.objects.visible_to(people["tourism"]).get() == padang
    assert Meeting.objects.visible_to(people["tourism"]).exists()


def test_person_of_two_offices_reads_of_the_dossiers_of_both(people, offices, padang, kupang):
    MembershipFactory(user=people["padang"], office=offices["kupang"], role="officer")
    meeting = convened(reading(people["reviewer"]), kupang, padang)
    said = " ".join(Notice.objects.filter(reader=people["padang"]).values_list("text_en", flat=True))
    assert "Padang" in said
    assert "Kupang" in said
    named = told(meeting)
    assert [people["padang"].name in named[offices[name].pk] for name in ("padang", "kupang")] == [True, True]


def test_one_meeting_holds_two_dossiers_in_the_order_chosen(people, padang, kupang):
    meeting = convened(reading(people["reviewer"]), kupang, padang)
    assert [item.dossier for item in meeting.items.all()] == [kupang, padang]
    told = dict(Notice.objects.values_list("reader__email", "text_en"))
    assert "Padang" in told[people["padang"].email]
    assert "Kupang" not in told[people["padang"].email]
    assert "Padang" not in told[people["ntt"].email]
    assert "Padang" in told[people["kemlu"].email]
    assert "Kupang" in told[people["kemlu"].email]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"day": "2020-01-01"}, "day"),
        ({"day": ""}, "day"),
        ({"starts": "nine"}, "starts"),
        ({"ends": "09:00"}, "ends"),
        ({"place": ""}, "place"),
        ({"link": "not a link"}, "link"),
        ({"offices": []}, "offices"),
        ({"offices": ["0"]}, "offices"),
        ({"place": "a\x00b"}, "place"),
    ],
)
def test_bad_plan_is_refused_at_its_field_with_what_was_typed(changes, field, people, padang):
    client = reading(people["reviewer"])
    url, data = filled(client, padang, **changes)
    response = client.post(url, data | {f"agenda_{padang.pk}": "Article 4 above all."})
    assert response.status_code == 422
    assert list(response.context["form"].errors) == [field]
    assert "Article 4 above all." in response.text
    assert not Meeting.objects.exists()


def test_meeting_in_the_past_says_where_to_record_one_that_was_held(people, padang):
    client = reading(people["reviewer"])
    url, data = filled(client, padang, day=when(-1).isoformat())
    assert "A meeting that was held already is recorded on the page of its dossier." in client.post(url, data).text


def test_only_dossiers_that_wait_and_are_on_no_agenda_are_offered(people, padang, kupang):
    MeetingFactory(dossiers=[kupang])
    elsewhere = dossier_of_padang(Status.NEGOTIATING)
    text = reading(people["reviewer"]).get(PAGE).text
    assert padang.number in text
    assert kupang.number not in text
    assert elsewhere.number not in text


@pytest.mark.parametrize("state", ["planned", "moved on", "unknown"])
def test_dossier_that_does_not_wait_any_more_is_refused_kindly(state, people, padang, kupang):
    client = reading(people["reviewer"])
    url, data = filled(client, padang, kupang)
    if state == "planned":
        MeetingFactory(dossiers=[padang])
    elif state == "moved on":
        Dossier.objects.filter(pk=padang.pk).update(status=Status.DRAFTING)
    else:
        url = url.replace(padang.number, "KSDPL-0")
    before = Meeting.objects.count()
    assert client.post(url, data).status_code == 409
    assert Meeting.objects.count() == before


def test_more_dossiers_than_one_meeting_holds_are_refused(people):
    url = PAGE + "?" + "&".join(f"dossier=D-{number}" for number in range(11))
    response = reading(people["reviewer"]).get(url)
    assert response.status_code == 422
    assert "One meeting holds 10 dossiers at most." in response.text


def test_a_ministry_is_proposed_when_it_was_asked_or_is_the_only_one(people, offices, padang):
    second = OfficeFactory(ministry=True, name="Kementerian Kelautan", short_name="KKP")
    assert offices["tourism"] not in preticked([padang], may_come([padang]))
    padang.consulted.add(second)
    assert second in preticked([padang], may_come([padang]))


def test_two_people_convening_at_once_make_one_meeting(people, padang, second_reviewer):
    def convene(by):
        dossier = Dossier.objects.get(pk=padang.pk)
        at = datetime.combine(when(), datetime.min.time(), JAKARTA)
        return planning.convene(Meeting(starts_at=at, place="Jakarta"), {dossier: "-"}, [], by=by)

    convene(people["reviewer"])
    with pytest.raises(Conflict, match="agenda"):
        convene(second_reviewer)
    assert Meeting.objects.count() == 1


# Changing and cancelling


def test_moved_meeting_tells_everybody_why_and_the_calendar_file_counts_up(people, padang):
    client = reading(people["reviewer"])
    meeting = convened(client, padang)
    first = calendar(client, meeting)
    change = reverse("agreements:meeting-change", args=[meeting.pk])
    new = {"day": when(9).isoformat(), "reason": "The hall burnt down."}
    assert client.post(change, form_values(client.get(change).text) | new).status_code == 302
    second = calendar(reading(people["kemlu"]), meeting)
    assert (first["SEQUENCE"], second["SEQUENCE"]) == (0, 1)
    assert first["UID"] == second["UID"] == str(meeting.uid)
    assert second["DTSTART"].dt.date() == when(9)
    assert second["DTSTART"].params["TZID"] == "Asia/Jakarta"
    assert Notice.objects.filter(reader=people["padang"]).count() == 2
    assert "The hall burnt down." in Notice.objects.filter(reader=people["padang"]).latest("pk").text_en
    assert padang.events.get(name="meeting_changed").note == "The hall burnt down."
    assert "The hall burnt down." in reading(people["padang"]).get(meeting.get_absolute_url()).text


def calendar(client, meeting):
    response = client.get(reverse("agreements:meeting-calendar", args=[meeting.pk]))
    assert response.headers["Content-Type"] == "text/calendar; charset=utf-8"
    whole = Calendar.from_ical(response.content)
    assert whole["VERSION"] == "2.0"
    assert whole.walk("VTIMEZONE")
    (event,) = whole.walk("VEVENT")
    assert {"DTSTAMP", "UID", "DTSTART", "DTEND", "ORGANIZER", "SUMMARY"} <= event.keys()
    event["METHOD"] = whole["METHOD"]
    return event


def test_cancelled_meeting_tells_everybody_and_its_calendar_file_cancels(people, padang):
    client = reading(people["reviewer"])
    meeting = convened(client, padang)
    cancel = reverse("agreements:meeting-cancel", args=[meeting.pk])
    assert client.post(cancel, {"reason": ""}).status_code == 422
    assert client.post(cancel, {"reason": "Nobody can come."}).status_code == 302
    event = calendar(reading(people["padang"]), meeting)
    assert (event["METHOD"], event["STATUS"], event["SEQUENCE"]) == ("CANCEL", "CANCELLED", 1)
    assert Notice.objects.filter(text_en__contains="Nobody can come.").count() == len(INVITED)
    assert client.post(cancel, {"reason": "Again."}).status_code == 409
    # The dossier waits again.
    assert padang.number in client.get(PAGE).text


def test_change_of_a_meeting_that_somebody_else_changed_is_refused_with_both_texts(people, padang, second_reviewer):
    client = reading(people["reviewer"])
    meeting = convened(client, padang)
    change = reverse("agreements:meeting-change", args=[meeting.pk])
    shown = form_values(client.get(change).text) | {"place": "Room of the first", "reason": "-"}
    other = reading(second_reviewer)
    other.post(change, shown | {"place": "Room of the second"})
    response = client.post(change, shown)
    assert response.status_code == 409
    assert "Room of the first" in response.text
    assert "Room of the second" in response.text
    assert Meeting.objects.get().place == "Room of the second"


def test_offices_can_be_invited_later_and_see_the_dossier_then(people, offices, padang):
    client = reading(people["reviewer"])
    meeting = convened(client, padang, offices=[offices["kemlu"].pk])
    assert not Meeting.objects.visible_to(people["tourism"]).exists()
    change = reverse("agreements:meeting-change", args=[meeting.pk])
    shown = form_values(client.get(change).text)
    client.post(change, shown | {"offices": [offices["tourism"].pk], "reason": "Tourism is asked too."})
    assert Meeting.objects.visible_to(people["tourism"]).exists()
    assert Attendance.objects.filter(meeting=meeting, invited=True).count() == 2


# Letters


def test_letters_are_issued_by_an_approver_one_for_each_dossier(people, padang, kupang, approver):
    meeting = convened(reading(people["reviewer"]), padang, kupang)
    url = reverse("agreements:meeting-letters", args=[meeting.pk])
    assert reading(people["reviewer"]).post(url).status_code == 403
    signer = reading(approver)
    assert signer.post(url).status_code == 302
    assert signer.post(url).status_code == 409
    letters = {letter.dossier: letter for letter in meeting.letters.standing()}
    assert set(letters) == {padang, kupang}
    assert padang.events.get(name="invitation_issued").document == letters[padang].document
    assert Notice.objects.filter(reader=people["padang"], text_en__contains="invitation letter").exists()
    text = reading(people["padang"]).get(meeting.get_absolute_url()).text
    assert letters[padang].number in text
    assert letters[kupang].number not in text


def test_moved_meeting_needs_new_letters_that_take_the_place_of_the_old(people, padang, approver):
    meeting = convened(reading(people["reviewer"]), padang)
    url = reverse("agreements:meeting-letters", args=[meeting.pk])
    signer = reading(approver)
    signer.post(url)
    first = meeting.letters.get()
    change = reverse("agreements:meeting-change", args=[meeting.pk])
    new = {"day": when(9).isoformat(), "reason": "The hall burnt down."}
    signer.post(change, form_values(signer.get(change).text) | new)
    assert "The letters tell of an earlier day" in signer.get(meeting.get_absolute_url()).text
    assert signer.post(url).status_code == 302
    first.refresh_from_db()
    assert (first.withdrawn_because, first.replaced_by) == ("The hall burnt down.", meeting.letters.standing().get())


# What the regions of one meeting see of each other


def test_regions_of_one_meeting_learn_nothing_of_each_other(people, padang, kupang):
    meeting = convened(
        reading(people["reviewer"]),
        padang,
        kupang,
        **{f"agenda_{padang.pk}": "AGENDA-PADANG", f"agenda_{kupang.pk}": "AGENDA-KUPANG"},
    )
    pages = ("/", "/meetings/", meeting.get_absolute_url(), "/notices/", f"/meetings/{meeting.pk}/calendar.ics")
    both = {"Padang": (padang, "Sumatera"), "Kupang": (kupang, "Nusa")}
    for name, own, other in (
        ("padang", "Padang", "Kupang"),
        ("sumbar", "Padang", "Kupang"),
        ("ntt", "Kupang", "Padang"),
    ):
        client = reading(people[name])
        text = "".join(client.get(page).content.decode() for page in pages)
        assert f"AGENDA-{own.upper()}" in text
        assert f"Secret of {own}" in text
        hidden, province = both[other]
        for word in (f"AGENDA-{other.upper()}", other, province, hidden.number):
            assert word not in text, (name, word)
    history = DossierEvent.objects.filter(dossier=padang).values_list("note", "data")
    assert "Kupang" not in str(list(history))


def test_calendar_file_is_for_those_invited(people, offices, padang):
    meeting = MeetingFactory(dossiers=[padang], offices=[offices["kemlu"]])
    url = reverse("agreements:meeting-calendar", args=[meeting.pk])
    padang.consulted.add(offices["kemlu"], offices["tourism"])
    expected = {"kemlu": 200, "reviewer": 200, "padang": 403, "tourism": 403, "kupang": 404}
    assert {name: reading(people[name]).get(url).status_code for name in expected} == expected


def test_list_and_page_ask_as_much_for_many(people, offices, padang, django_assert_max_num_queries):
    client = reading(people["reviewer"])
    counts = {}
    for number in (1, 3):
        for _ in range(number):
            dossiers = [dossier_of_padang(Status.DISCUSSING) for _ in range(number)]
            meeting = MeetingFactory(dossiers=dossiers, offices=list(dict.fromkeys(offices.values())), held=True)
        for url in ("/meetings/?state=held", meeting.get_absolute_url()):
            with django_assert_max_num_queries(14) as asked:
                client.get(url)
            counts.setdefault("state" in url, []).append(len(asked))
    assert all(few == many for few, many in counts.values()), counts
    assert max(counts[True]) <= 12


def test_page_says_who_was_told_inside_the_ministry_only(people, padang):
    meeting = convened(reading(people["reviewer"]), padang)
    told = f"Told: {people['kemlu'].name}"
    assert told in reading(people["reviewer"]).get(meeting.get_absolute_url()).text
    assert told not in reading(people["padang"]).get(meeting.get_absolute_url()).text


def test_step_of_the_dossier_leads_to_its_meetings(people, padang):
    client = reading(people["reviewer"])
    needs = client.get(address("dossier", padang)).context["step"]["needs"]
    contacts = address("dossier-contacts", padang)
    assert contacts in [line.get("url") for line in needs]
    assert f"{PAGE}?dossier={padang.number}" in client.get(contacts).text
    meeting = MeetingFactory(dossiers=[padang])
    assert f'href="{meeting.get_absolute_url()}"' in client.get(contacts).text
