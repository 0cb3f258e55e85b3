"""Kota Padang and a Vietnamese partner, from first interest to an agreement in force, in a real browser.

Every step is taken by the person whose step it is, through what the page offers; refusals are met on the way.
"""

from datetime import date, timedelta

import pytest
from django.core.management import call_command

from agreements.enums import Status
from agreements.models import Dossier
from cooperation.enums import PartnerStatus, PartnerTier
from cooperation.working_days import clock_end, today
from tests.factories import CountryFactory, PartnerFactory

from .road import Road, letter

pytestmark = pytest.mark.django_db(transaction=True)

START = date(2026, 3, 2)


@pytest.fixture(params=[True, False], ids=["script", "no-script"])
def road(request, open_page, tmp_path, freeze, cast, head_sumbar):
    freeze(START)
    vietnam = CountryFactory(alpha2="VN", name_en="Vietnam", name_id="Vietnam")
    PartnerFactory(name="Ba Ria-Vung Tau", country=vietnam, tier=PartnerTier.PROVINCE, status=PartnerStatus.VERIFIED)
    return Road(open_page, tmp_path, cast, request.param)


def test_kota_padang_goes_from_first_interest_to_an_agreement_in_force(road, freeze):
    open_and_prepare(road)
    study_and_response(road)
    sign_intent_and_plan(road)
    council_lapses(road, freeze)
    first_governor_visit(road)
    verification(road)
    text_and_second_governor_visit(road)
    meeting_and_talks(road)
    approval_and_signing(road)


def open_and_prepare(road):
    officer = road.as_("officer").visit("/dossiers/new/")
    officer.fill(scheme="sister", title="Perikanan, pariwisata dan pendidikan vokasi").send()
    road.dossier = Dossier.objects.get()
    assert officer.page.url.endswith(road.address)
    # Nothing is ready yet, and the page of the step says why.
    officer.visit(f"{road.address}moves/start_exploring/")
    assert officer.page.locator("main form.form").count() == 0
    officer.visit(f"{road.address}edit/")
    officer.fill(initiator="region", objectives=["potential", "capacity"], unit="Bagian Kerja Sama Setda").send()
    officer.visit(f"{road.address}partner/?q=vung")
    officer.press("main form[method=post] button[type=submit]")
    road.dossier.refresh_from_db()
    assert road.dossier.partner.name == "Ba Ria-Vung Tau"
    officer.visit(f"{road.address}prerequisites/")
    asked = (1, 2, 3, 4, 5, 7, 8, 9)
    officer.fill(**{f"answer_{number}": "yes" for number in asked})
    officer.fill(**{f"explanation_{number}": "Sesuai telaah bagian." for number in asked[1:]}).send()
    # To the neighbour and to the ministry the draft does not exist.
    road.as_("neighbour").visit(road.address, status=404)
    road.as_("reviewer").visit(road.address, status=404)
    road.take("officer", "start_exploring")
    road.is_(Status.EXPLORING)
    officer = road.as_("officer").visit(f"{road.address}contacts/add/")
    officer.fill(
        way="remote",
        held_on=today(),
        place="Pertemuan video",
        participants="Bagian Kerja Sama; Department of Foreign Affairs",
        summary="Kedua pihak sepakat melanjutkan ke kajian bersama.",
    ).send()
    road.take("officer", "begin_study")
    road.is_(Status.STUDYING)


def study_and_response(road):
    road.write("officer", "study")
    road.write("officer", "intent")
    # Sending is the head's: the officer meets a page that refuses and explains.
    road.as_("officer").visit(f"{road.address}moves/ask_response/", status=403)
    road.take("head", "ask_response", **letter())
    road.is_(Status.AWAITING_RESPONSE)
    # A return with a reason, pinned to a part; the region answers and asks again.
    road.take(
        "reviewer",
        "return_study",
        about="study.mapping",
        note="Potensi perikanan belum dipetakan.",
        answer_by=today() + timedelta(days=14),
    )
    road.is_(Status.STUDYING)
    officer = road.as_("officer").visit(f"{road.address}remarks/").reads("Potensi perikanan belum dipetakan.")
    officer.follow("/answer/").fill(answer="Peta potensi perikanan ditambahkan.").send()
    road.write("officer", "study")
    road.take("head", "ask_response", **letter())
    road.take(
        "reviewer",
        "ask_opinion",
        offices=[road.people["kemlu"].memberships.get().office_id],
        question="Apakah mitra ini layak?",
        answer_by=today() + timedelta(days=5),
    )
    road.as_("tourism").visit(road.address, status=404)
    road.take("kemlu", "give_opinion", opinion="support", reasons="Hubungan baik.")
    road.take("approver", "respond")
    road.is_(Status.RESPONDED)


def sign_intent_and_plan(road):
    head = road.as_("head").visit(road.address).follow("/moves/record_intent_signing/")
    signing = {
        "signed_on": today(),
        "place": "Vung Tau",
        "signatory_region": "Wali Kota Padang",
        "signatory_partner": "Chairman of the People's Committee",
    }
    # A LoI of more than a year is refused; what was typed and the file are kept.
    head.fill(**signing, expires_on=today() + timedelta(days=366), signed_file="loi.pdf").send()
    assert "/moves/record_intent_signing/" in head.page.url
    assert head.page.locator("[name=place]").input_value() == "Vung Tau"
    head.reads("loi.pdf")
    head.fill(expires_on=today() + timedelta(days=364)).send()
    road.is_(Status.INTENT_SIGNED)
    assert road.dossier.documents.filter(name="loi.pdf").count() == 1
    officer = road.as_("officer").visit(f"{road.address}papers/plan/")
    officer.fill(**{part: f"Isi bagian {part}." for part in ("background", "object", "funding", "period")})
    officer.press("main form button[type=submit]")
    officer.visit(f"{road.address}papers/plan/activities/add/")
    officer.fill(
        name="Pelatihan pengolahan ikan",
        unit="Dinas Kelautan dan Perikanan",
        amount="350.000.000",
        source="APBD",
        starts_on="2027-02-01",
        ends_on="2027-06-30",
    ).send()
    road.take("head", "send_to_council", **letter())
    road.is_(Status.AT_COUNCIL)


def council_lapses(road, freeze):
    received = today()
    road.take("officer", "record_council_receipt", received_on=received, receipt="tanda-terima.pdf")
    last_day = clock_end(received, 45)
    freeze(last_day)
    call_command("run_daily")
    road.is_(Status.AT_COUNCIL)
    freeze(last_day + timedelta(days=1))
    call_command("run_daily")
    road.is_(Status.COUNCIL_APPROVED)


def first_governor_visit(road):
    road.take("head", "send_plan_to_governor", **letter())
    road.is_(Status.PLAN_AT_GOVERNOR)
    # Before the governor's five working days are over the direct road is closed, with a reason.
    head = road.as_("head").visit(f"{road.address}moves/send_plan_directly/")
    assert head.page.locator("main form.form").count() == 0
    road.take("governor", "record_plan_receipt", received_on=today(), receipt="tanda-terima.pdf")
    road.take("governor", "forward_plan", **letter())
    road.is_(Status.VERIFYING)


def verification(road):
    # Two persons: without a reviewer's recommendation the approver cannot decide.
    approver = road.as_("approver").visit(f"{road.address}moves/ask_for_draft/")
    assert approver.page.locator("main form.form").count() == 0
    road.check("reviewer")
    road.take("reviewer", "recommend", recommended="ask_for_draft", reasons="Empat dokumen lengkap.")
    road.as_("second").visit(f"{road.address}moves/ask_for_draft/", status=403)
    road.take("approver", "ask_for_draft")
    road.is_(Status.DRAFTING)


def text_and_second_governor_visit(road):
    road.write("officer", "agreement", term_months=36)
    road.take("head", "send_draft_to_governor", **letter())
    road.take("governor", "record_draft_receipt", received_on=today(), receipt="tanda-terima.pdf")
    road.take("governor", "forward_draft", **letter())
    road.is_(Status.DISCUSSING)


def meeting_and_talks(road):
    reviewer = road.as_("reviewer").visit(f"{road.address}meetings/add/")
    offices = {
        f"office_{road.people[name].memberships.get().office_id}": True
        for name in ("kemlu", "tourism", "governor", "officer")
    }
    reviewer.fill(
        held_on=today(),
        place="Jakarta",
        outcome="agreed",
        summary="Naskah disepakati.",
        minutes_file="risalah.pdf",
        **offices,
    ).send()
    road.check("reviewer")
    road.take("reviewer", "send_to_partner")
    road.is_(Status.NEGOTIATING)
    # The confirmation letter follows the talks, not the other way round.
    kemlu = road.as_("kemlu").visit(f"{road.address}moves/confirm_text/")
    assert kemlu.page.locator("main form.form").count() == 0
    kemlu.follow("/talks/add/")
    kemlu.fill(held_on=today(), channel="video", parts=["funding"], changes="Rumusan pembiayaan diperjelas.").send()
    road.take("kemlu", "confirm_text", **letter("konfirmasi.pdf"))
    road.is_(Status.CONFIRMED)


def approval_and_signing(road):
    road.check("second")
    road.take("second", "recommend", recommended="approve", reasons="Surat Konfirmasi lengkap.")
    road.take("approver", "approve")
    road.take("officer", "plan_signing", planned_on=today(), planned_place="Padang")
    road.take(
        "head",
        "record_signing",
        signed_on=today(),
        place="Padang",
        signatory_region="Wali Kota Padang",
        signatory_partner="Chairman of the People's Committee",
        effective_on=today(),
        ends_on=today() + timedelta(days=3 * 365),
        signed_file="mou-id.pdf",
        signed_file_foreign="mou-en.pdf",
    )
    # Somebody who comes too late meets the page that says so.
    road.as_("head").visit(f"{road.address}moves/record_signing/", status=409)
    road.take("approver", "register", original_received_on=today())
    road.is_(Status.IN_FORCE)
    assert road.dossier.registration.number == "KSLN/2026/0001"
    road.as_("officer").visit(f"{road.address}history/").reads("KSDPL-13.71-2026-001")
