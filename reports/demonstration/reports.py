"""Yearly reports of the demonstration in several states, and one region on hold. Everything in them is made up."""

from datetime import date

from django.db import transaction

from agreements.demonstration import dossiers
from agreements.demonstration.aftermath import working_day
from agreements.demonstration.dossiers import Story
from agreements.demonstration.samples import EDUCATION
from agreements.demonstration.walk import Walker
from agreements.enums import Status, Tier
from agreements.models import Dossier
from agreements.rules import EVALUATOR, PROVINCE_HEAD, REGION_HEAD
from cooperation.demonstration import MARK
from cooperation.working_days import on_date, today
from reports import holding, schedule
from reports.models import AnnualReport
from reports.prefill import first_draft
from reports.services import REPORTS, save_draft

#: In force long enough to have been reported on, or not. Kota Kupang has not, and is on hold.
REPORTING = Story("13.75", "Seremban", EDUCATION, Status.IN_FORCE, 1000)
SILENT = Story("53.71", "Dili", EDUCATION, Status.IN_FORCE, 1000)

_FILLED = {
    "purpose": "Meningkatkan mutu pendidikan vokasi kedua daerah (contoh).",
    "scope": "Pertukaran pelajar, magang guru, pameran karya (contoh).",
    "results": "Dua angkatan magang selesai; pameran karya diikuti 14 sekolah (contoh).",
    "beneficiaries": "48 siswa dan 12 guru sekolah kejuruan (contoh).",
    "funding": "Direncanakan Rp420.000.000 dari APBD, terealisasi Rp395.000.000 (contoh).",
    "obstacles": "Jadwal tahun ajaran kedua daerah berbeda; biaya perjalanan naik (contoh).",
    "follow_up": "Menyusun kalender bersama dan memindahkan magang ke semester kedua (contoh).",
}
NOTE = "Sebutkan sumber data penerima manfaat dan kendala dari luar daerah (contoh)."


def make_reports():
    """Add what is missing; returns how many reports were written."""
    with transaction.atomic():
        for story in (REPORTING, SILENT):
            dossier_of(story)
        untouched = AnnualReport.objects.untouched().begun().filter(dossier__title__endswith=MARK)
        silent = dossier_of(SILENT)
        reports = list(untouched.for_lists().exclude(dossier=silent).order_by("year", "pk"))
        for report in reports:
            tell(report)
        with on_date(min(today(), date(silent.annual_reports.earliest("year").year + 2, 1, 15))):
            holding.raise_holds()
    dossiers.mark_old_notices_read()
    return len(reports)


def dossier_of(story):
    """The dossier of the story, walked there where it is missing."""
    partner = dossiers.partner(story.partner)
    named = Dossier.objects.filter(region=story.region, partner=partner, title=story.title, status=Status.IN_FORCE)
    if not named.exists():
        dossiers.tell(story, partner)
    return named.get()


def tell(report):
    """Of a province: returned once, sent again. Of a kota: the last one with the governor, those before accepted."""
    walker = Walker(report.dossier)
    head = walker.person(REGION_HEAD)
    last = schedule.opens_on(report.year).year == today().year
    with on_january(report, 6):
        save_draft(report, _FILLED | {"title": "-"} | first_draft_of(report), seen=0, by=walker.officer)
    if report.dossier.tier == Tier.PROVINCE:
        make(report, "send_report", head, 13, seen=1)
        answer_by = working_day(date(report.year + 1, 2, 27))
        if answer_by > today():
            return
        make(report, "return_report", walker.person(EVALUATOR), 26, note=NOTE, answer_by=answer_by)
        make(report, "send_report", head, 30, seen=1)
        return
    make(report, "send_report_to_governor", head, 7, seen=1)
    if not last:
        make(report, "forward_report", walker.person(PROVINCE_HEAD), 13)
        make(report, "accept_report", walker.person(EVALUATOR), 27)


def first_draft_of(report):
    return {name: text for name, text in first_draft(report).items() if text}


def on_january(report, day):
    """That day of the January after its year, or the working day before; never one to come."""
    return on_date(min(today(), working_day(date(report.year + 1, 1, day))))


def make(report, name, by, day, note="", **data):
    with on_january(report, day):
        REPORTS.perform(report, name, by=by, note=note, data=data)
