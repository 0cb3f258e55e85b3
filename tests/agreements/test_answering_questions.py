"""An office answers: with conditions, late, too late, or at the same moment as a colleague."""

from datetime import timedelta

import pytest

from agreements.enums import Status
from agreements.models import Condition, Opinion
from agreements.services import ROAD
from cooperation.exceptions import Conflict
from cooperation.models import User
from cooperation.working_days import today
from tests.agreements.factories import DossierFactory, OpinionFactory, RecommendationFactory
from tests.agreements.test_concurrency import at_once, move
from tests.client import AuditingClient, form_values
from tests.factories import MembershipFactory
from tests.people import person, region

REASONS = "Hubungan kedua negara baik dan mitra dikenal."
CONDITIONS = ["Promosi memakai merek nasional.", "Biaya magang ditanggung mitra."]


@pytest.fixture
def dossier(everybody):
    User.objects.update(language="en")
    return DossierFactory(region=region("13.71"), sent=True, status=Status.VERIFYING)


@pytest.fixture
def asked(dossier, everybody):
    return OpinionFactory(dossier=dossier, office=everybody["kemlu"].memberships.get().office)


def answer(user, dossier, **typed):
    data = {"opinion": "support", "reasons": REASONS} | typed
    return AuditingClient().login(user).post(f"/dossiers/{dossier.number}/moves/give_opinion/", data)


@pytest.mark.django_db
def test_conditions_are_kept_one_by_one_and_void_what_was_recommended(dossier, asked, everybody):
    RecommendationFactory(dossier=dossier, by=everybody["penelaah"], move="ask_for_draft")
    page = answer(everybody["kemlu"], dossier, opinion="conditions", conditions=[*CONDITIONS, "  ", ""])
    assert page.status_code == 302
    assert list(asked.conditions.values_list("text", flat=True)) == CONDITIONS
    event = dossier.events.get(name="give_opinion")
    assert event.note == "Kemlu"
    assert not [text for text in (REASONS, *CONDITIONS) if text in str(event.data) + event.note]
    assert dossier.recommendations.get().voided_because == "opinion"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"opinion": "conditions"}, "conditions"),
        ({"opinion": "support", "conditions": CONDITIONS}, "opinion"),
        ({"opinion": "conditions", "conditions": ["x" * 2001]}, "conditions"),
        ({"opinion": "conditions", "conditions": ["Ya"] * 13}, "conditions"),
        ({"opinion": "conditions", "conditions": ["a\x00b"]}, "conditions"),
        ({"reasons": ""}, "reasons"),
    ],
)
def test_answer_that_does_not_hold_together_is_refused_with_all_that_was_typed(dossier, asked, everybody, typed, field):
    page = answer(everybody["kemlu"], dossier, **typed)
    assert page.status_code == 422
    assert f'id="id_{field}_error"' in page.text
    assert REASONS in page.text or "reasons" in typed
    for text in typed.get("conditions", [])[:12]:
        assert text.replace("\x00", "") in page.text
    assert not Opinion.objects.exclude(answer="").exists()


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["petugas.sumbar", "pimpinan.sumbar"])
def test_governor_who_was_asked_answers_and_another_one_does_not(dossier, everybody, address):
    assert answer(everybody[address], dossier).status_code == 403
    asked = OpinionFactory(dossier=dossier, office=everybody[address].memberships.get().office)
    assert "moves/give_opinion/" in AuditingClient().login(everybody[address]).get(dossier.get_absolute_url()).text
    assert answer(everybody["petugas.ntt"], dossier).status_code == 404
    assert answer(everybody["pimpinan.padang"], dossier).status_code == 403
    assert answer(everybody[address], dossier).status_code == 302
    asked.refresh_from_db()
    assert (asked.answer, asked.answered_by) == ("support", everybody[address])


def closed_by_step(dossier, asked, everybody):
    ROAD.perform(dossier, "suspend", by=everybody["penelaah"], note="Tunggu.")
    asked.refresh_from_db()
    assert asked.is_open  # it rests, and is over only with the dossier
    ROAD.perform(dossier, "stop", by=everybody["pimpinan.padang"], note="Selesai.")
    return "is over"


def withdrawn(dossier, asked, everybody):
    AuditingClient().login(everybody["penelaah"]).post(
        f"/dossiers/{dossier.number}/opinions/{asked.pk}/withdraw/", {"withdrawn_because": "Bidang itu dihapus."}
    )
    return "Bidang itu dihapus."


def given_by_a_colleague(dossier, asked, everybody):
    # Another office's question keeps the step itself open.
    OpinionFactory(dossier=dossier, office=everybody["pariwisata"].memberships.get().office)
    colleague = MembershipFactory(office=asked.office, role="consulted").user
    assert answer(colleague, dossier).status_code == 302
    return str(colleague)


def suspended(dossier, asked, everybody):
    ROAD.perform(dossier, "suspend", by=everybody["penelaah"], note="Tunggu.")
    return "suspended"


@pytest.mark.django_db
@pytest.mark.parametrize("happened", [closed_by_step, withdrawn, given_by_a_colleague, suspended])
def test_answer_that_comes_too_late_is_told_why_and_stays_readable(dossier, asked, everybody, happened):
    said = happened(dossier, asked, everybody)
    stored = Opinion.objects.values().get(pk=asked.pk)
    page = answer(everybody["kemlu"], dossier, opinion="conditions", conditions=CONDITIONS)
    assert page.status_code == 409
    for text in (said, REASONS, *CONDITIONS):
        assert text in page.text
    assert Opinion.objects.values().get(pk=asked.pk) == stored
    assert not Condition.objects.exists()
    again = AuditingClient().login(everybody["kemlu"]).get(f"/dossiers/{dossier.number}/moves/give_opinion/")
    assert (again.status_code, said in again.text) == (409, True)


@pytest.mark.django_db
def test_answer_to_a_withdrawn_question_is_not_kept_under_the_next_one(dossier, asked, everybody):
    shown = form_values(
        AuditingClient().login(everybody["kemlu"]).get(f"/dossiers/{dossier.number}/moves/give_opinion/").text
    )
    withdrawn(dossier, asked, everybody)
    OpinionFactory(dossier=dossier, office=asked.office, question="And the staff?")
    page = answer(everybody["kemlu"], dossier, asked=shown["asked"])
    assert page.status_code == 409
    for text in ("Bidang itu dihapus.", REASONS):
        assert text in page.text
    assert not Opinion.objects.exclude(answer="").exists()


@pytest.mark.django_db
def test_person_of_two_offices_answers_the_question_that_was_shown(dossier, asked, everybody):
    ministry = everybody["pariwisata"].memberships.get().office
    MembershipFactory(user=everybody["kemlu"], office=ministry, role="consulted")
    newer = OpinionFactory(dossier=dossier, office=ministry)
    assert answer(everybody["kemlu"], dossier, asked=asked.pk).status_code == 302
    asked.refresh_from_db()
    newer.refresh_from_db()
    assert (asked.answer, newer.answer) == ("support", "")


@pytest.mark.django_db
def test_late_answer_is_taken_and_shows_as_late(dossier, everybody, monday):
    day = today() - timedelta(days=5)  # a Wednesday: three working days ago
    asked = OpinionFactory(dossier=dossier, office=everybody["kemlu"].memberships.get().office, due_on=day)
    ROAD.perform(
        dossier,
        "give_opinion",
        by=everybody["kemlu"],
        data={"opinion": "support", "reasons": REASONS, "conditions": []},
    )
    page = AuditingClient().login(everybody["penelaah"]).get(f"/dossiers/{dossier.number}/opinions/")
    assert "3 working days late" in page.text
    asked.refresh_from_db()
    assert asked.answer == "support"


@pytest.mark.django_db(transaction=True)
def test_of_two_colleagues_who_answer_at_once_one_is_told_that_the_other_was_faster():
    first = person("kemlu")
    office = first.memberships.get().office
    second = MembershipFactory(office=office, role="consulted").user
    dossier = DossierFactory(region=region("13.71"), sent=True, status=Status.VERIFYING)
    asked = OpinionFactory(dossier=dossier, office=office)
    OpinionFactory(dossier=dossier, office=person("pariwisata").memberships.get().office)
    typed = {"opinion": "conditions", "reasons": REASONS, "conditions": CONDITIONS}
    results = at_once(*(move(dossier, "give_opinion", by, data=typed) for by in (first, second)))
    faster = next(by for by, result in zip((first, second), results, strict=True) if not isinstance(result, Exception))
    slower = next(result for result in results if isinstance(result, Exception))
    assert isinstance(slower, Conflict)
    assert str(faster) in slower.message
    assert asked.conditions.count() == 2
    assert dossier.events.filter(name="give_opinion").count() == 1


@pytest.mark.django_db
def test_governor_finds_what_he_was_asked_on_his_desk_and_on_his_home_page(dossier, everybody):
    governor = everybody["pimpinan.sumbar"]
    client = AuditingClient().login(governor)
    assert dossier.number not in client.get("/queue/?tab=opinions").text
    OpinionFactory(dossier=dossier, office=governor.memberships.get().office)
    assert dossier.number in client.get("/queue/?tab=opinions").text
    assert f"/dossiers/{dossier.number}/moves/give_opinion/" in client.get("/").text
    assert dossier.number not in AuditingClient().login(everybody["pimpinan.ntt"]).get("/queue/?tab=all").text
