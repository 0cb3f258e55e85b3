"""Asking offices for their opinion: several in one form, a result for each, the governor of a kabupaten or kota."""

from datetime import timedelta

import pytest

from agreements.enums import PaperKind, Status
from agreements.models import Opinion, Study
from cooperation.models import Notice, Office, User
from cooperation.working_days import clock_end, today
from tests.agreements.factories import DossierFactory, OpinionFactory, RecommendationFactory
from tests.client import AuditingClient
from tests.people import region

pytestmark = pytest.mark.django_db


@pytest.fixture
def dossier(everybody):
    User.objects.update(language="en")
    return DossierFactory(region=region("13.71"), sent=True, status=Status.VERIFYING)


@pytest.fixture
def offices(everybody):
    return {name: everybody[name].memberships.get().office for name in ("kemlu", "pariwisata", "petugas.sumbar")}


def address(dossier):
    return f"/dossiers/{dossier.number}/moves/ask_opinion/"


def ask(user, dossier, offices, **typed):
    data = {"offices": [one.pk for one in offices], "question": "Apakah layak?", "answer_by": today()} | typed
    return AuditingClient().login(user).post(address(dossier), data, follow=True)


def test_several_offices_are_asked_at_once_each_with_its_result(dossier, everybody, offices):
    OpinionFactory(dossier=dossier, office=offices["kemlu"])
    Study.objects.create(dossier=dossier, sent_at=dossier.created_at)
    page = ask(everybody["penelaah"], dossier, offices.values(), papers=[PaperKind.STUDY])
    told = [str(message) for message in page.context["messages"]]
    assert sum("was asked." in one for one in told) == 2
    assert sum("Kemlu was asked before" in one for one in told) == 1
    assert Opinion.objects.filter(office=offices["kemlu"]).count() == 1
    for name in ("pariwisata", "petugas.sumbar"):
        asked = Opinion.objects.get(office=offices[name])
        assert (asked.step, asked.papers, asked.due_on) == ("verifying", ["study"], today())
        assert Notice.objects.filter(reader=everybody[name]).count() == 1
    assert not Notice.objects.filter(reader=everybody["kemlu"]).exists()
    event = dossier.events.get(name="ask_opinion")
    assert set(event.note.split(", ")) == {str(offices["pariwisata"]), str(offices["petugas.sumbar"])}
    assert "Apakah layak?" not in str(event.data)


def test_offices_that_are_all_asked_already_are_not_asked_again(dossier, everybody, offices):
    OpinionFactory(dossier=dossier, office=offices["kemlu"])
    page = ask(everybody["penelaah"], dossier, [offices["kemlu"]], question="Pertanyaan kedua")
    assert page.status_code == 422
    assert 'id="id_offices_error"' in page.text
    assert "Pertanyaan kedua" in page.text
    assert Opinion.objects.count() == 1


@pytest.mark.parametrize(("code", "offered"), [("13.71", True), ("13", False)])
def test_governor_is_asked_about_kabupaten_and_kota_alone(everybody, offices, code, offered):
    dossier = DossierFactory(region=region(code), sent=True, status=Status.VERIFYING)
    page = AuditingClient().login(everybody["penelaah"]).get(address(dossier))
    shown = {choice.pk for choice in page.context["form"].fields["offices"].queryset}
    assert (offices["petugas.sumbar"].pk in shown) is offered
    assert Office.objects.get(region="53").pk not in shown
    answer = ask(everybody["penelaah"], dossier, [offices["petugas.sumbar"]])
    assert answer.status_code == (200 if offered else 422)


@pytest.mark.parametrize("days", [5, -1, None])
def test_day_of_the_answer_is_the_targets_while_that_is_to_come(dossier, everybody, days):
    dossier.due_on = days and today() + timedelta(days=days)
    dossier.save()
    page = AuditingClient().login(everybody["penelaah"]).get(address(dossier))
    expected = dossier.due_on if days == 5 else clock_end(today(), 5)
    assert page.context["form"]["answer_by"].value() == expected


def test_day_in_the_past_and_no_office_are_refused_and_nothing_is_lost(dossier, everybody, offices):
    page = ask(everybody["penelaah"], dossier, [offices["kemlu"]], answer_by=today() - timedelta(days=1))
    assert (page.status_code, "id_answer_by_error" in page.text, "Apakah layak?" in page.text) == (422, True, True)
    page = ask(everybody["penelaah"], dossier, [])
    assert (page.status_code, "id_offices_error" in page.text, "Apakah layak?" in page.text) == (422, True, True)
    assert not Opinion.objects.exists()


def test_asking_voids_what_was_recommended_before(dossier, everybody, offices):
    RecommendationFactory(dossier=dossier, by=everybody["penelaah"], move="ask_for_draft")
    page = AuditingClient().login(everybody["penelaah"]).get(address(dossier))
    assert "the recommendation no longer holds" in page.text
    ask(everybody["penelaah"], dossier, [offices["kemlu"]])
    assert dossier.recommendations.get().voided_because == "asked"
