"""Pages of extensions and amendments, as people use them."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from agreements.models import Change
from cooperation.working_days import on_date
from tests.agreements.changing import IN_TIME, TYPED, begun, in_force, make, signed, submitted, write
from tests.agreements.factories import ChangeFactory, copies
from tests.agreements.padang import address, reading
from tests.files import upload
from tests.people import region

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_time():
    with on_date(IN_TIME):
        yield


def at(name, change, *more):
    return reverse(f"agreements:{name}", args=[change.dossier.number, change.serial, *more])


def typed(name, change, **changed):
    """What the form of a move sends."""
    data = {key: value for key, value in TYPED[name].items() if value is not None}
    if change.is_extension:
        data.pop("effective_on", None)
    files = {key: upload() for key in ("letter", "signed_file", "signed_file_foreign") if key in TYPED[name]}
    return data | files | {"seen": change.edit_version, "note": "Karena itu."} | changed


#: Moves whose page shows what is sent, or decided on.
READ_BEFORE = {"send_change_directly", "recommend_change", "approve_change"}


def text(response):
    return response.content.decode()


def test_extension_from_the_first_press_to_the_register(officer_padang, head_padang, reviewer, approver):
    dossier = in_force()
    tab = address("dossier-changes", dossier)
    assert "Prepare an extension" in text(reading(officer_padang).get(tab))
    begin = address("change-begin", dossier, "extension")
    assert "Entry into force, extension and termination" in text(reading(officer_padang).get(begin))
    written = reading(officer_padang).post(begin)
    change = Change.objects.get()
    assert written.url == at("change-edit", change)
    form = reading(officer_padang).get(written.url).context["form"]
    assert form["duration"].value() == "Naskah duration."
    values = {name: field.value() for name, field in ((f.name, f) for f in form)} | {"reasons": "Bermanfaat."}
    too_long = values | {"ends_on": "2035-03-01", "duration": "Lima tahun lagi."}
    refused = reading(officer_padang).post(written.url, too_long)
    assert refused.status_code == 422
    assert "An extension adds five years at most: until 28 February 2035." in text(refused)
    assert "Lima tahun lagi." in text(refused)  # what was typed is kept
    both = {"ends_on": "2035-02-28", "duration": "Lima tahun lagi.", "duration_foreign": "Five more."}
    saved = reading(officer_padang).post(written.url, values | both | {"check": "1"})
    assert saved.url == change.get_absolute_url()
    page = text(reading(officer_padang).get(saved.url))
    assert "<ins>" in page
    assert "only the region and its province read it" in page
    assert reading(reviewer).get(saved.url).status_code == 404
    change.refresh_from_db()
    for person, name in (
        (head_padang, "send_change_directly"),
        (reviewer, "recommend_change"),
        (approver, "approve_change"),
        (head_padang, "sign_change"),
        (approver, "register_change"),
    ):
        with on_date(date(2029, 9, 11) if name in ("sign_change", "register_change") else IN_TIME):
            move = at("change-move", change, name)
            assert ("<ins>Lima" in text(reading(person).get(move))) is (name in READ_BEFORE)
            done = reading(person).post(move, typed(name, change))
            assert done.url == change.get_absolute_url(), done.context["form"].errors
            change.refresh_from_db()
            assert reading(person).get(done.url).status_code == 200
    assert change.status == "registered"
    dossier.refresh_from_db()
    assert dossier.ends_on == date(2035, 2, 28)
    assert "28 February 2035" in text(reading(officer_padang).get(dossier.get_absolute_url()))
    page = text(reading(officer_padang).get(address("dossier-changes", dossier)))
    assert page.count("not in this term") == 2
    assert "Extended term" in page
    history = text(reading(officer_padang).get(address("dossier-history", dossier)))
    assert "Extension 1: signed" in history
    assert "decision recommended" not in history
    assert "<ins>" in text(reading(officer_padang).get(at("change-print", change)))


def test_dossier_page_shows_what_runs_and_by_when_the_letter_is_due(officer_padang, reviewer):
    dossier = in_force()
    url = dossier.get_absolute_url()
    due = "Whoever wants to extend it writes to the minister by 28 August 2029"
    assert due in text(reading(officer_padang).get(url))
    change = write(begun(dossier))
    page = text(reading(officer_padang).get(url))
    assert "Extension 1" in page
    assert due not in page
    assert not reading(reviewer).get(url).context["changes"]
    submitted(change)
    assert "that is you" in text(reading(reviewer).get(url))


def test_refusals_say_what_is_missing_and_where(officer_padang, head_padang):
    change = write(begun(in_force(evaluated=False)))
    page = text(reading(head_padang).get(at("change-move", change, "send_change_directly")))
    assert "The region has not evaluated this cooperation in its present term" in page
    assert "Art. 33" in page
    page = text(reading(officer_padang).get(change.get_absolute_url()))
    assert "The region has not evaluated this cooperation in its present term" in page
    assert "The head of your office, or a colleague with that role, takes this step." in page
    unknown = in_force(ends_on=None, origin="register")
    page = text(reading(officer_padang).get(address("change-begin", unknown, "extension")))
    assert address("move", unknown, "complete_term") in page
    assert reading(officer_padang).post(address("change-begin", unknown, "extension")).status_code == 422
    again = reading(officer_padang).post(address("change-begin", change.dossier, "extension"))
    assert again.status_code == 409
    assert change.get_absolute_url() in text(again)


def test_what_has_to_be_improved_stands_above_the_form(officer_padang):
    change = submitted(write(begun(in_force())))
    make(change, "return_change", note="Sebutkan dasar kewenangan.")
    for name in ("change", "change-edit"):
        page = text(reading(officer_padang).get(at(name, change)))
        assert "<strong>What has to be improved</strong> by 2 July 2029" in page
        assert "Sebutkan dasar kewenangan." in page


def test_late_letter_is_told_before_it_goes(head_padang):
    change = write(begun(in_force()))
    move = at("change-move", change, "send_change_directly")
    words = "Sent now, the letter counts as late"
    assert words not in text(reading(head_padang).get(move))
    with on_date(date(2029, 8, 29)):
        assert words in text(reading(head_padang).get(move))


def test_two_writers_see_both_texts(officer_padang):
    change = write(begun(in_force()), funding="Naskah lain.")
    client = reading(officer_padang)
    sent = change.texts | {"reasons": "Punya saya.", "ends_on": "2035-02-28", "version": 1, "funding": "Punya saya."}
    both = client.post(at("change-edit", change), sent)
    assert both.status_code == 409
    assert "Naskah lain." in text(both)
    assert "Punya saya." in text(both)
    assert client.post(at("change-edit", change), sent, headers={"X-Autosave": "1"}).status_code == 409
    same = change.texts | {"reasons": change.reasons, "ends_on": "2035-02-28", "version": 1}
    assert client.post(at("change-edit", change), same).status_code == 302  # nothing differs: nothing is lost
    saved = client.post(at("change-edit", change), same | {"version": 2}, headers={"X-Autosave": "1"})
    assert saved.json()["version"] == 3


def test_conflict_with_the_original_is_settled_on_its_page(officer_padang):
    dossier = in_force()
    extension = write(begun(dossier), funding="Saya.", funding_foreign="Mine.")
    settle = at("change-settle", extension)
    client = reading(officer_padang)
    assert client.get(settle).url == extension.get_absolute_url()  # nothing to settle
    signed(write(begun(dossier, "amendment"), funding="Mereka.", funding_foreign="Theirs."))
    page = client.get(settle)
    for words in ("Naskah funding.", "Mereka", "Saya", "both changed"):
        assert words in text(page), words
    current = page.context["current"].pk
    choice = {"keep-funding": "mine", "keep-funding_foreign": "theirs", "seen": extension.edit_version}
    assert client.post(settle, choice | {"current": extension.base_id}).status_code == 409
    assert client.post(settle, choice | {"current": "x", "seen": "y"}).status_code == 409
    assert client.post(settle, choice | {"current": current}).url == at("change-edit", extension)
    extension.refresh_from_db()
    assert (extension.texts["funding"], extension.texts["funding_foreign"]) == ("Saya.", "Theirs.")
    assert extension.base_id == current


def test_second_press_of_a_decision_is_a_kind_conflict(approver, reviewer, monkeypatch):
    change = submitted(write(begun(in_force())))
    page = at("change-move", change, "recommend_change")
    assert reading(reviewer).post(page, typed("recommend_change", change)).status_code == 302
    change.refresh_from_db()
    approve = at("change-move", change, "approve_change")
    assert reading(approver).post(approve, typed("approve_change", change)).status_code == 302
    monkeypatch.setattr("cooperation.fresh_sign_in.is_fresh", lambda request: False)
    again = reading(approver).post(approve, typed("approve_change", change, password="kata sandi saya sendiri"))
    assert again.status_code == 409
    assert change.get_absolute_url() in text(again)
    assert "Karena itu." in text(again)
    assert "kata sandi saya sendiri" not in text(again)


def test_list_takes_the_same_queries_for_many(reviewer):
    client, url = reading(reviewer), reverse("agreements:change-list")
    assert "Nothing is extended or amended yet" in text(client.get(url))
    first = ChangeFactory(dossier__region=region("13.71"))
    with CaptureQueriesContext(connection) as one:
        assert first.dossier.number in text(client.get(url))
    for dossier in copies(first.dossier, 30):
        ChangeFactory(dossier=dossier)
    with CaptureQueriesContext(connection) as many:
        assert len(client.get(url).context["cards"]) == 25
    assert len(many) == len(one)
    assert len(client.get(f"{url}?turn=region").context["cards"]) == 0
    assert len(client.get(f"{url}?turn=ministry&kind=extension&status=submitted&page=2").context["cards"]) == 6
