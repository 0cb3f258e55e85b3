"""The ministry at work on one dossier in a real browser: returns, consults, decides, meets; its letter is verified."""

from datetime import date, timedelta
from urllib.parse import urlsplit

import pytest
from django.core.management import call_command

from agreements.demonstration.walk import walk
from agreements.enums import LetterKind, Status
from agreements.letters.content import verify_url
from cooperation.enums import PartnerTier
from cooperation.working_days import clock_end, today
from tests.agreements.factories import DossierFactory
from tests.factories import PASSWORD, PartnerFactory
from tests.people import region

from .road import Road, letter

pytestmark = pytest.mark.django_db(transaction=True)

START = date(2026, 3, 2)
INTERNAL = "Mitra ini pernah menarik diri, jangan ditulis."


@pytest.fixture
def road(open_page, tmp_path, freeze, cast):
    freeze(START)
    road = Road(open_page, tmp_path, cast, javascript=True)
    partner = PartnerFactory(name="Ba Ria-Vung Tau", tier=PartnerTier.PROVINCE, verified=True)
    basics = {"initiator": "region", "objectives": ["potential"], "unit": "Dinas Pariwisata"}
    road.dossier = DossierFactory(region=region("13.71"), partner=partner, created_by=cast["officer"], **basics)
    walk(road.dossier, Status.VERIFYING)
    return road


def test_ministry_returns_consults_meets_and_decides_by_a_letter_anybody_can_verify(road, freeze):
    returned(road)
    answered(road)
    opinions(road, freeze)
    recommendation_loses_its_ground(road, freeze)
    decided_and_verified(road)
    walk(road.dossier, Status.DISCUSSING)
    meeting(road, freeze)


def returned(road):
    """One remark for the region, one for the desk; a recommendation, a decision by somebody else, a letter."""
    reviewer = road.as_("reviewer").visit(f"{road.address}papers/plan/1/").follow("?paper=plan&part=funding")
    reviewer.fill(text="Sebutkan pembagian biaya per tahun.", audience="shared").send()
    reviewer.visit(f"{road.address}remarks/add/?paper=plan&part=scope").fill(text=INTERNAL).send()
    road.check("reviewer")
    road.take("reviewer", "recommend", recommended="improve_plan", reasons="Pembiayaan belum jelas.")
    # Whoever recommended does not decide, and an officer of the region learns nothing before the return.
    road.as_("officer").visit(f"{road.address}remarks/")
    assert "pembagian biaya" not in road.visitor.page.content()
    road.take("approver", "improve_plan", answer_by=today() + timedelta(days=14))
    road.is_(Status.PLAN_REVISION)


def answered(road):
    """The region mends what was remarked and nothing else, answers, and sends again."""
    officer = road.as_("officer").visit(f"{road.address}remarks/").reads("Sebutkan pembagian biaya per tahun.")
    assert INTERNAL not in officer.page.content()
    officer.visit(f"{road.address}papers/plan/")
    assert officer.page.locator("main [name=scope]").count() == 0
    officer.fill(funding="APBD 2027 sebesar Rp350 juta, mitra menanggung penginapan.").press("button[name=check]")
    officer.visit(f"{road.address}remarks/").follow("/answer/").fill(answer="Pembagian sudah ditulis.").send()
    road.take("head", "resubmit_to_minister", **letter())
    road.is_(Status.VERIFYING)
    reviewer = road.as_("reviewer").visit(f"{road.address}papers/plan/2/")
    reviewer.reads("mitra menanggung penginapan", "Pembagian sudah ditulis.")
    reviewer.follow("/close/").send()


def opinions(road, freeze):
    """A ministry supports with a condition, which becomes a clause of the letter; the governor lets his day pass."""
    offices = [road.people[name].memberships.get().office_id for name in ("tourism", "governor")]
    road.take("reviewer", "ask_opinion", offices=offices, question="Apakah RKS ini layak?", answer_by=today())
    tourism = road.as_("tourism").visit(f"{road.address}moves/give_opinion/")
    tourism.page.locator("#id_conditions_0").fill("Biaya magang ditanggung mitra.")
    tourism.fill(opinion="conditions", reasons="Sejalan dengan rencana induk pariwisata.").send()
    freeze(clock_end(today(), 2))
    call_command("run_daily")
    road.as_("reviewer").visit("/notices/").reads(str(road.people["governor"].memberships.get().office))
    road.visitor.visit(f"{road.address}opinions/").reads("Biaya magang ditanggung mitra.")
    road.visitor.press("form[action*='/conditions/']:has([value='ask_for_draft']) button")


def recommendation_loses_its_ground(road, freeze):
    """The late opinion voids the recommendation; the approver is told so, and another one is made."""
    road.check("reviewer")
    road.take("reviewer", "recommend", recommended="ask_for_draft", reasons="Empat dokumen lengkap.")
    road.take("governor", "give_opinion", opinion="support", reasons="Provinsi mendukung.")
    reviewer = road.as_("reviewer").visit(f"{road.address}opinions/")
    reviewer.reads("Provinsi mendukung.", "lewat 2 hari kerja")
    approver = road.as_("approver").visit(f"{road.address}moves/ask_for_draft/")
    assert approver.page.locator("main form.form").count() == 0
    voided = road.dossier.recommendations.get(move="ask_for_draft")
    approver.reads(voided.get_voided_because_display())
    road.take("second", "recommend", recommended="ask_for_draft", reasons="Gubernur mendukung pula.")
    freeze(today(), hour=10)


def decided_and_verified(road):
    """An hour after signing in the password is asked again; the letter's code shows what was issued, to anybody."""
    approver = road.as_("approver").visit(road.address).follow("/moves/ask_for_draft/")
    approver.fill(password="salah").send()
    assert "/moves/ask_for_draft/" in approver.page.url
    approver.fill(password=PASSWORD).send()
    road.is_(Status.DRAFTING)
    issued = road.dossier.letters.get(kind=LetterKind.DRAFTING)
    assert "Biaya magang" in str(issued.content)
    anybody_verifies(road, issued)


def anybody_verifies(road, letter):
    """Somebody without an account follows the QR code and compares the file, without learning what it says."""
    page = road.open_page(width=360)
    page.goto(urlsplit(verify_url(letter.code)).path)
    shown = page.inner_text("main")
    assert letter.number in shown
    assert "Kota Padang" in shown
    assert "Biaya magang" not in shown
    for path, genuine in ((letter.file.path, True), (road.as_("approver").file("lain.pdf"), False)):
        page.set_input_files("main input[type=file]", path)
        page.click("main form button[type=submit]")
        page.wait_for_selector(f"[role=status] .tone-{'green' if genuine else 'red'}")
    page.context.close()


def meeting(road, freeze):
    """Convened for tomorrow with whom the law names; whoever is invited sees it, the neighbour does not."""
    reviewer = road.as_("reviewer").visit(f"/meetings/new/?dossier={road.dossier.number}")
    tomorrow = today() + timedelta(days=1)
    reviewer.fill(day=tomorrow, starts="08:00", ends="10:00", place="Jakarta").send()
    meeting = road.dossier.meetings.get()
    page = f"/meetings/{meeting.pk}/"
    assert reviewer.page.url.endswith(page), reviewer.page.inner_text("main")[:1500]
    road.as_("neighbour").visit(page, status=404)
    road.as_("tourism").visit("/").follow(page).reads("Jakarta")
    freeze(tomorrow)
    reviewer = road.as_("reviewer").visit(page).follow("/attendance/")
    offices = meeting.attendances.values_list("office", flat=True)
    reviewer.fill(**{f"came_{office}": "yes" for office in offices}).send()
    reviewer.follow("/outcome/").fill(outcome="agreed", summary="Naskah disepakati.").send()
    reviewer.follow("/minutes/")
    assert "Naskah disepakati." in reviewer.page.locator("[name=draft]").input_value()
    reviewer.send()
    reviewer.follow("/minutes/signed/").fill(minutes="risalah.pdf").send()
    office = road.people["officer"].memberships.get().office_id
    reviewer.follow("/follow-ups/add/")
    reviewer.fill(what="Mengirim data nelayan.", office=office, due_on=tomorrow + timedelta(days=7)).send()
    # The region reports with proof; the ministry confirms.
    road.as_("officer").visit("/").follow("/done/").fill(note="Terkirim.", proof="bukti.pdf").send()
    road.as_("reviewer").visit("/").follow("/confirm/").fill(decision="confirm").send()
    road.check("reviewer")
    road.take("reviewer", "send_to_partner")
    road.is_(Status.NEGOTIATING)
