"""An agreement of Kota Padang from its registration into a second term and to its end, in a real browser.

Plan and log, the January report, a missing one and its hold, both evaluations, the extension: each by the person
whose step it is, through what the pages offer.
"""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.core.management import call_command

from agreements.demonstration.samples import FISHERIES
from agreements.demonstration.walk import Walker
from agreements.enums import Status
from cooperation.enums import PartnerTier
from cooperation.working_days import today
from reports.enums import Point
from tests.agreements.factories import DossierFactory
from tests.factories import PartnerFactory
from tests.people import region

from .road import Road, letter

pytestmark = pytest.mark.django_db(transaction=True)

EXTENSION = "changes/1/"
SIGNED, ENDS, ENDS_AGAIN = date(2025, 12, 1), date(2029, 11, 30), date(2033, 11, 30)


@pytest.fixture
def road(open_page, tmp_path, freeze, cast):
    freeze(SIGNED)
    road = Road(open_page, tmp_path, cast, javascript=True)
    basics = {"initiator": "region", "objectives": ["potential"], "unit": "Dinas Kelautan dan Perikanan"}
    partner = PartnerFactory(name="Ba Ria-Vung Tau", tier=PartnerTier.PROVINCE, verified=True)
    road.dossier = DossierFactory(region=region("13.71"), partner=partner, created_by=cast["officer"], **basics)
    walker = Walker(road.dossier, theme=replace(FISHERIES, activities=FISHERIES.activities[:2]))
    walker.to(Status.APPROVED)
    walker.make("plan_signing")
    walker.make("record_signing", ends_on=ENDS)
    return road


def test_agreement_is_carried_out_reported_evaluated_extended_and_ended(road, freeze):
    freeze(date(2026, 1, 5))
    road.take("approver", "register", original_received_on=today())
    plan_and_log(road, freeze)
    report_is_returned_and_accepted(road, freeze)
    missing_report_holds_the_region(road, freeze)
    extension_waits_for_both_evaluations(road)
    extended(road)
    ended(road, freeze)


def plan_and_log(road, freeze):
    # Whoever signs in meets what is to be done.
    officer = road.as_("officer").visit("/").follow("/implementation/2026/begin/").send()
    # Taken over from the cooperation plan; what it does not say is written before the partner can agree.
    for activity in road.dossier.annual_plans.get().activities.all():
        officer.follow(f"/activities/{activity.pk}/").fill(
            region_role="Menyiapkan peserta.",
            partner_role="Mengirim pelatih.",
            place="Padang",
            beneficiaries="Nelayan dua kelurahan",
        ).send()
    officer.follow("/agree/").fill(agreed_on=today(), file="rencana.pdf").send()
    # The calendar of reports was made with the registration.
    officer.follow("/implementation/").follow("/reports/2026/").reads("paling lambat 7 Jan 2027", "7 Jan 2030")
    freeze(date(2026, 10, 1))
    training, internship = road.dossier.annual_plans.get().activities.all()
    officer = road.as_("officer").visit(f"{road.address}implementation/2026/")
    officer.follow(f"/activities/{training.pk}/log/").fill(
        kind="done",
        on="2026-09-14",
        note="Enam angkatan selesai.",
        people=312,
        region_money="410.000.000",
        file="daftar-hadir.pdf",
    ).send()
    officer.follow(f"/activities/{internship.pk}/log/").fill(
        kind="moved", on="2026-09-20", moved_to="2027-03-15", note="Visa peserta belum terbit."
    ).send()
    officer.reads("312", "15 Mar 2027", "daftar-hadir.pdf")


def report_is_returned_and_accepted(road, freeze):
    freeze(date(2027, 1, 4))
    page = "reports/2026/"
    officer = road.as_("officer").visit("/").follow(f"/{page}")
    officer.follow("/write/")
    # What the log says stands there already; what is left is judgement.
    assert "Enam angkatan selesai." in officer.page.input_value("[name=results]")
    assert "Nelayan dua kelurahan, Padang: 312 orang." in officer.page.input_value("[name=beneficiaries]")
    assert "410.000.000" in officer.page.input_value("[name=funding]")
    officer.fill(obstacles="Visa peserta.", follow_up="Magang dimulai Maret.").send()
    road.take("head", "send_report_to_governor", at=page)
    new_day = today() + timedelta(days=10)
    road.take("governor", "return_report_to_region", at=page, answer_by=new_day, note="Sebutkan asal nelayan.")
    officer = road.as_("officer").visit(f"{road.address}{page}").reads("Sebutkan asal nelayan.", "14 Januari 2027")
    officer.follow("/write/").fill(beneficiaries="312 nelayan dari Pasie Nan Tigo.").send()
    road.take("head", "send_report_to_governor", at=page)
    road.take("governor", "forward_report", at=page)
    road.take("evaluator", "accept_report", at=page).reads("Pasie Nan Tigo")
    assert road.dossier.annual_reports.get(year=2026).status == "accepted"


def missing_report_holds_the_region(road, freeze):
    """Nobody reports 2027: a year later the next cooperation plan of the region waits until that report is accepted."""
    freeze(date(2029, 1, 15))
    new = DossierFactory(region=road.dossier.region, sent=True, status=Status.INTENT_SIGNED)
    sending, missing = f"/dossiers/{new.number}/moves/send_to_council/", f"2027, {road.dossier.heading}"
    head = road.as_("head").visit(sending)
    assert missing not in head.page.inner_text("main")
    call_command("run_daily")
    head.visit(sending).reads(missing).follow("/holds/").reads(missing)
    page = "reports/2027/"
    head.visit("/").follow("/holds/").follow(f"/{page}").follow("/write/")
    parts = ("purpose", "scope", "results", "beneficiaries", "funding", "obstacles", "follow_up")
    head.fill(**dict.fromkeys(parts, "Magang 24 pengolah.")).send()
    head.follow("/moves/send_report_to_governor/").send()
    road.take("governor", "forward_report", at=page)
    road.as_("head").visit(sending).reads(missing)
    road.as_("evaluator").visit("/").follow(f"/{page}").follow("/moves/accept_report/").send()
    assert missing not in road.as_("head").visit(sending).page.inner_text("main")


def extension_waits_for_both_evaluations(road):
    """The page of the letter says whose evaluation is missing, and leads there."""
    head = road.as_("head").visit(f"{road.address}changes/").follow("/changes/begin/extension/").send()
    head.fill(reasons="312 nelayan terlatih.", ends_on=ENDS_AGAIN).send()
    without_any = in_the_way(head)
    head.follow("/evaluations/").follow("/region/write/")
    evaluate(head)
    head.visit(f"{road.address}{EXTENSION}")
    assert in_the_way(head) != without_any
    evaluator = road.as_("evaluator").visit("/").follow("/evaluations/").follow("/ministry/write/")
    evaluate(evaluator)
    evaluator.reads("Manfaatnya nyata.")


def in_the_way(visitor):
    """What keeps the letter from being sent."""
    assert not visitor.page.locator("main a[href$='/moves/send_change_directly/']").count()
    return visitor.page.inner_text("main .next-step .needs")


def evaluate(visitor):
    """Every point with its reason, and the conclusion; checked, then sent."""
    scores = {f"{point}_score": 4 for point in Point.values}
    words = {f"{point}_words": "Menurut catatan kegiatan." for point in Point.values}
    visitor.fill(**scores, **words, outcome="extend", reason="Manfaatnya nyata.").send().send()


def extended(road):
    """One person recommends, another approves; signature and register; the second term has its calendar."""
    assert years(road)[-1] == 2029
    copied = {f"{whom}_copied_on": today() for whom in ("council", "governor")}
    road.take("head", "send_change_directly", at=EXTENSION, **letter(), **copied)
    decision = {"recommended": "approve_change", "reasons": "Layak."}
    reviewer = road.take("reviewer", "recommend_change", at=EXTENSION, **decision)
    assert not reviewer.page.locator("main a[href$='/moves/approve_change/']").count()
    road.take("approver", "approve_change", at=EXTENSION, **letter("jawaban.pdf"))
    road.take(
        "head",
        "sign_change",
        at=EXTENSION,
        signed_on=today(),
        place="Padang",
        signatory_region="Wali Kota Padang",
        signatory_partner="Chairman of the People's Committee",
        signed_file="perpanjangan.pdf",
        signed_file_foreign="extension.pdf",
    )
    road.take("approver", "register_change", at=EXTENSION, original_received_on=today()).reads("KSLN/2029/0001")
    assert years(road) == list(range(2026, 2034))
    road.as_("head").visit(f"{road.address}reports/2033/").reads("7 Jan 2034")


def ended(road, freeze):
    """Purpose reached in the second term: what still runs is listed, and from then on nothing further accrues."""
    freeze(date(2031, 7, 1))
    head = road.as_("head").visit(road.address)
    head.page.click("main aside summary")
    head.follow("/moves/end_agreement/")
    for running in ("/implementation/2026/", "/reports/2030/"):
        assert head.page.locator(f"main a[href$='{running}']").count(), running
    head.fill(ground="reached", ended_on=date(2031, 6, 30), **letter("berita-acara.pdf")).send()
    road.is_(Status.ENDED)
    freeze(date(2034, 1, 20))
    call_command("run_daily")
    # The report of the last year remains due, those after it are gone.
    assert years(road) == list(range(2026, 2032))
    page = road.as_("officer").visit(f"{road.address}implementation/").page
    assert page.locator("main a[href$='/reports/2031/']").count()
    assert not page.locator("main a[href$='/begin/']").count()
    assert "2032" not in page.inner_text("main .table")


def years(road):
    return sorted(road.dossier.annual_reports.values_list("year", flat=True))
