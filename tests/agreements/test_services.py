"""The verbs beside the table: opening, writing under a lock, drafts, numbers, events."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from agreements import papers
from agreements.enums import PaperKind, Scheme, Status
from agreements.events import note_event
from agreements.history import describe
from agreements.models import Dossier, DossierEvent
from agreements.services import ROAD, message, open_dossier, preview, save_draft, take_number, writing
from agreements.signals import status_changed
from cooperation.exceptions import Conflict
from cooperation.models import Membership
from cooperation.working_days import on_date
from tests.agreements.factories import DossierFactory
from tests.factories import PartnerFactory
from tests.people import region

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]


@pytest.mark.parametrize(
    ("scheme", "letters"),
    [("sister", "KSDPL"), ("regional", "KSDPL"), ("institution", "KSDLL"), ("forwarded", "KSDLL")],
)
def test_number_says_scheme_region_and_year(db, scheme, letters):
    dossier = DossierFactory.build(region=region("13.71"), scheme=scheme)
    assert take_number(dossier, 2026) == f"{letters}-13.71-2026-001"
    assert take_number(dossier, 2026) == f"{letters}-13.71-2026-002"
    assert take_number(dossier, 2027) == f"{letters}-13.71-2027-001"


def test_opened_dossier_is_its_regions_and_has_its_first_event(everybody):
    with on_date(date(2026, 3, 2)):
        dossier = open_dossier(
            DossierFactory.build(region=region("13.71"), partner=PartnerFactory(), scheme=Scheme.INSTITUTION),
            by=everybody["petugas.padang"],
        )
    assert (dossier.number, dossier.province_id) == ("KSDLL-13.71-2026-001", "13")
    event = dossier.events.get()
    assert (event.name, event.from_status, event.to_status) == ("opened", "initiated", "initiated")
    assert (event.by, event.office.region_id, event.role) == (everybody["petugas.padang"], "13.71", "officer")
    assert event.at.date() == date(2026, 3, 2)


def test_event_keeps_the_seat_it_was_made_from(stand, everybody):
    """Also of somebody who serves two offices, and of somebody who acts for another."""
    walker = stand("studying")
    deputy = everybody["plh.bukittinggi"]
    governor = everybody["petugas.sumbar"].memberships.get().office
    Membership.objects.create(user=deputy, office=governor, role="officer", starts_on="2020-01-01")
    dossier = stand("studying", "13.75").dossier
    event = ROAD.perform(dossier, "stop", by=deputy, note="Ditunda.").event
    assert (event.office.region_id, event.role, event.acting) == ("13.75", "head", "plh")
    assert event.seat == "Head, Kota Bukittinggi"
    holder = everybody["pimpinan.bukittinggi"]
    assert event.signed_as == f"{deputy} a.n. {holder} (Plh.)"
    assert describe(event)["by"] == f"{event.signed_as} · {event.seat}"
    walker.make("ask_response")
    assert DossierEvent.objects.get(name="ask_response").acting == ""


def test_event_keeps_what_was_typed_but_not_the_file(stand):
    walker = stand("studying")
    walker.make("ask_response", letter_number="099/1/2026", letter_date=date(2026, 3, 2))
    event = walker.dossier.events.get(name="ask_response")
    assert event.data == {"letter_number": "099/1/2026", "letter_date": "2026-03-02"}
    assert (event.document.number, event.document.kind) == ("099/1/2026", "request_letter")


def test_move_sends_its_news_up(stand):
    heard = []

    def listen(sender, acts, **kwargs):
        heard.extend((act.move.name, act.previous, act.obj.status, act.event.name) for act in acts)

    status_changed.connect(listen)
    walker = stand("responded")
    walker.make("stop")
    status_changed.disconnect(listen)
    assert heard == [("stop", "responded", "stopped", "stop")]


def test_preview_says_what_people_will_be_told_before_it_is_done(stand):
    walker = stand("studying")
    move = ROAD.moves["ask_response"]
    before = message(preview(walker.dossier, move, walker.officer))
    act = walker.make("ask_response")
    assert before == message(act)


# Beside the table


def test_writing_asks_again_under_the_lock(stand, everybody):
    walker = stand("studying")
    head = everybody["pimpinan.padang"]
    seen = Dossier.objects.get(pk=walker.dossier.pk)
    walker.make("ask_response")
    with pytest.raises(Conflict), writing(seen, "write_study", head):
        pytest.fail("the study has been sent")
    assert seen.status == Status.AWAITING_RESPONSE


def test_note_of_an_event_leaves_the_status(stand, everybody):
    dossier = stand("studying").dossier
    event = note_event(dossier, "edited", by=everybody["petugas.padang"], note="Judul", changes={"title": ["a", "b"]})
    assert (event.from_status, event.to_status) == ("studying", "studying")
    assert event.data == {"changes": {"title": ["a", "b"]}}


def test_draft_is_made_of_the_paper_before(stand, everybody):
    walker = stand("studying")
    officer = everybody["petugas.padang"]
    save_draft(walker.dossier, PaperKind.STUDY, {"purpose": "To learn."}, seen=(1, 0), by=officer)
    assert papers.draft(walker.dossier, PaperKind.INTENT).purpose == "To learn."


def test_text_of_somebody_elses_is_never_overwritten(stand, everybody):
    dossier = stand("studying").dossier
    officer, head = everybody["petugas.padang"], everybody["pimpinan.padang"]
    save_draft(dossier, PaperKind.STUDY, {"purpose": "Mine"}, seen=(1, 0), by=officer)
    with pytest.raises(Conflict):
        save_draft(dossier, PaperKind.STUDY, {"purpose": "Yours"}, seen=(1, 0), by=head)
    assert save_draft(dossier, PaperKind.STUDY, {"purpose": "Ours"}, seen=(1, 1), by=head).edit_version == 2
    assert dossier.study_versions.get().purpose == "Ours"


def test_improved_plan_starts_with_the_activities_of_the_last(stand, everybody):
    walker = stand("intent_signed", intent_expires_on=date(2099, 1, 1))
    walker.make("send_to_council")
    walker.make("record_council_receipt")
    walker.make("record_council_refusal")
    walker.write(PaperKind.PLAN)
    first, second = walker.dossier.cooperationplan_versions.order_by("number")
    assert (first.is_draft, second.is_draft) == (False, True)
    names = [list(plan.activities.values_list("name", "amount")) for plan in (first, second)]
    assert names[0] == names[1] != []
    assert not set(first.activities.all()) & set(second.activities.all())


def test_stranger_moves_nothing(stand, stranger):
    dossier = stand("studying").dossier
    for name in ROAD.moves:
        with pytest.raises(PermissionDenied):
            ROAD.perform(dossier, name, by=stranger)
    assert not dossier.events.exists()
