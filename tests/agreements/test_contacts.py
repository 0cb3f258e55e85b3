"""Contacts with the partner: four ways, a day that has been, and corrections that stay in the history."""

from datetime import timedelta

import pytest

from agreements.enums import ContactWay, Status
from agreements.models import Contact, Document
from agreements.rules import BEFORE_SIGNING
from cooperation.working_days import today
from tests.agreements.padang import address, dossier_of_padang, events, reading
from tests.files import upload

TYPED = {
    "way": "visit",
    "held_on": "2026-03-02",
    "place": "Vũng Tàu",
    "participants": "The Mayor; the Chair",
    "summary": "Both want to go on.",
    "travel_permit": "857/1234/SJ",
}


def recorded(dossier, user, **fields):
    given = TYPED | {"held_on": today() - timedelta(days=9)} | fields
    return Contact.objects.create(dossier=dossier, recorded_by=user, **given)


@pytest.mark.parametrize("way", ContactWay.values)
def test_contact_is_recorded_by_each_of_the_four_ways(way, officer_padang):
    dossier = dossier_of_padang(Status.EXPLORING)
    response = reading(officer_padang).post(address("contact-add", dossier), TYPED | {"way": way})
    assert response.url == address("dossier-contacts", dossier)
    contact = Contact.objects.get()
    assert (contact.way, contact.recorded_by, contact.travel_permit) == (way, officer_padang, "857/1234/SJ")
    assert events(dossier) == ["contact_added"]
    assert dossier.events.get().document is None


def test_file_of_a_contact_is_kept_with_its_event(officer_padang):
    dossier = dossier_of_padang(Status.EXPLORING)
    reading(officer_padang).post(address("contact-add", dossier), TYPED | {"file": upload("notula.pdf")})
    document = Document.objects.get()
    assert (document.kind, document.name, document.uploaded_by) == ("contact", "notula.pdf", officer_padang)
    assert Contact.objects.get().document == document
    assert dossier.events.get().document == document


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("way", ""),
        ("way", "telepathy"),
        ("held_on", ""),
        ("held_on", "2026/99/99"),
        ("held_on", "2026-02-30"),
        ("participants", ""),
        ("summary", " "),
        ("summary", "x" * 5001),
        ("summary", "a\x07b"),
        ("place", "x" * 201),
        ("place", "a\u202eb"),
        ("travel_permit", "x" * 101),
    ],
)
def test_bad_contact_is_refused_at_its_field_and_kept(field, value, officer_padang):
    dossier = dossier_of_padang(Status.EXPLORING)
    response = reading(officer_padang).post(address("contact-add", dossier), TYPED | {field: value})
    assert response.status_code == 422
    form = response.context["form"]
    assert list(form.errors) == [field]
    assert {name: form[name].value() for name in TYPED} == TYPED | {field: value}
    assert not Contact.objects.exists()
    assert events(dossier) == []


@pytest.mark.parametrize(("days", "accepted"), [(0, True), (1, False), (400, False)])
def test_contact_cannot_be_still_to_come(days, accepted, officer_padang):
    dossier = dossier_of_padang(Status.EXPLORING)
    day = today() + timedelta(days=days)
    response = reading(officer_padang).post(address("contact-add", dossier), TYPED | {"held_on": day.isoformat()})
    assert response.status_code == (302 if accepted else 422)
    assert Contact.objects.exists() is accepted


def test_file_survives_an_error_elsewhere(officer_padang):
    dossier, client = dossier_of_padang(Status.EXPLORING), reading(officer_padang)
    response = client.post(address("contact-add", dossier), TYPED | {"summary": "", "file": upload("notula.pdf")})
    assert response.status_code == 422
    token = response.context["form"].fields["file"].widget.kept.pk
    assert f'name="file_staged" value="{token}"' in response.content.decode()
    assert client.post(address("contact-add", dossier), TYPED | {"file_staged": str(token)}).status_code == 302
    assert Contact.objects.get().document.name == "notula.pdf"


def test_bad_file_is_refused_with_the_reason(officer_padang):
    dossier = dossier_of_padang(Status.EXPLORING)
    data = TYPED | {"file": upload("notula.pdf", b"MZ not a pdf")}
    response = reading(officer_padang).post(address("contact-add", dossier), data)
    assert response.status_code == 422
    assert list(response.context["form"].errors) == ["file"]
    assert not Document.objects.exists()


def test_same_contact_twice_is_one_record(officer_padang, head_padang):
    dossier = dossier_of_padang(Status.EXPLORING)
    reading(officer_padang).post(address("contact-add", dossier), TYPED)
    response = reading(head_padang).post(address("contact-add", dossier), TYPED)
    assert response.status_code == 409
    assert "has been recorded already" in response.content.decode()
    assert Contact.objects.count() == 1
    assert events(dossier) == ["contact_added"]


def test_twenty_equal_posts_make_one_record_and_one_redirect(officer_padang):
    dossier, client = dossier_of_padang(Status.EXPLORING), reading(officer_padang)
    key = "6f9619ff-8b86-4d01-b42d-00cf4fc964ff"
    answers = [client.post(address("contact-add", dossier), TYPED | {"idempotency_key": key}) for _n in range(20)]
    assert {(answer.status_code, answer.url) for answer in answers} == {(302, address("dossier-contacts", dossier))}
    assert Contact.objects.count() == 1


def test_correction_keeps_in_the_history_what_was_written_before(officer_padang, head_padang):
    dossier, client = dossier_of_padang(Status.EXPLORING), reading(head_padang)
    contact = recorded(dossier, officer_padang)
    url = address("contact-edit", dossier, contact.pk)
    seen = client.get(url).context["form"]["seen"].value()
    client.post(url, TYPED | {"held_on": contact.held_on, "summary": "Both want to sign.", "seen": seen})
    contact.refresh_from_db()
    assert (contact.summary, contact.recorded_by) == ("Both want to sign.", officer_padang)
    event = dossier.events.get(name="contact_edited")
    assert event.data["changes"] == {"summary": ["Both want to go on.", "Both want to sign."]}
    assert event.by == head_padang


def test_correction_without_a_change_leaves_no_event(officer_padang):
    dossier, client = dossier_of_padang(Status.EXPLORING), reading(officer_padang)
    contact = recorded(dossier, officer_padang)
    url = address("contact-edit", dossier, contact.pk)
    seen = client.get(url).context["form"]["seen"].value()
    assert client.post(url, TYPED | {"held_on": contact.held_on, "seen": seen}).status_code == 302
    assert events(dossier) == []


def test_correction_replaces_the_file_and_keeps_the_older_paper(officer_padang):
    dossier, client = dossier_of_padang(Status.EXPLORING), reading(officer_padang)
    client.post(address("contact-add", dossier), TYPED | {"file": upload("lama.pdf")})
    contact = Contact.objects.get()
    url = address("contact-edit", dossier, contact.pk)
    form = client.get(url).context["form"]
    assert "lama.pdf" in form["file"].help_text
    client.post(url, TYPED | {"seen": form["seen"].value(), "file": upload("baru.pdf")})
    contact.refresh_from_db()
    assert contact.document.name == "baru.pdf"
    assert dossier.documents.count() == 2


def test_two_people_who_correct_one_contact_see_both_texts(officer_padang):
    dossier, client = dossier_of_padang(Status.EXPLORING), reading(officer_padang)
    contact = recorded(dossier, officer_padang)
    url = address("contact-edit", dossier, contact.pk)
    seen = client.get(url).context["form"]["seen"].value()
    Contact.objects.update(summary="Theirs.")
    response = client.post(url, TYPED | {"summary": "Mine.", "seen": seen})
    assert response.status_code == 409
    page = response.content.decode()
    assert "Theirs." in page
    assert "Mine." in page
    assert Contact.objects.get().summary == "Theirs."


@pytest.mark.parametrize(
    "status", [Status.INITIATED, Status.NEGOTIATING, Status.SIGNED, Status.IN_FORCE, Status.STOPPED]
)
def test_contacts_are_recorded_before_signing_and_while_in_force(status, officer_padang):
    dossier, client = dossier_of_padang(status), reading(officer_padang)
    contact = recorded(dossier, officer_padang)
    code = 200 if status in (*BEFORE_SIGNING, Status.IN_FORCE) else 403
    assert client.get(address("contact-add", dossier)).status_code == code
    assert client.get(address("contact-edit", dossier, contact.pk)).status_code == code
    assert client.post(address("contact-add", dossier), TYPED).status_code == (302 if code == 200 else 403)


@pytest.mark.parametrize(("person", "code"), [("head_sumbar", 403), ("reviewer", 403), ("officer_bukittinggi", 404)])
def test_others_record_no_contact(person, code, request, officer_padang):
    dossier, client = dossier_of_padang(Status.STUDYING), reading(request.getfixturevalue(person))
    contact = recorded(dossier, officer_padang)
    for url in (address("contact-add", dossier), address("contact-edit", dossier, contact.pk)):
        assert client.get(url).status_code == code
        assert client.post(url, TYPED | {"summary": "x"}).status_code == code
    assert Contact.objects.get().summary == TYPED["summary"]


def test_contact_of_another_dossier_does_not_exist_here(officer_padang):
    client = reading(officer_padang)
    here, there = dossier_of_padang(Status.EXPLORING), dossier_of_padang(Status.EXPLORING)
    contact = recorded(there, officer_padang)
    assert client.get(address("contact-edit", here, contact.pk)).status_code == 404
    assert client.post(address("contact-edit", here, contact.pk), TYPED).status_code == 404


def test_dossier_that_moved_on_while_typing_shows_the_typed_text(officer_padang, monkeypatch):
    """The gate was passed, then the head stopped the cooperation: nothing is written, nothing typed is lost."""
    from agreements.views import contacts

    dossier, client = dossier_of_padang(Status.EXPLORING), reading(officer_padang)
    write = contacts.add_contact

    def late(*args, **options):
        type(dossier).objects.update(status=Status.STOPPED)
        return write(*args, **options)

    monkeypatch.setattr(contacts, "add_contact", late)
    response = client.post(address("contact-add", dossier), TYPED | {"summary": "Typed for an hour, word by word."})
    assert response.status_code == 409
    assert "Typed for an hour, word by word." in response.content.decode()
    assert not Contact.objects.exists()
