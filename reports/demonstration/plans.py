"""Yearly plans, logs and indicators of the demonstration's dossiers in force. Everything in them is made up."""

from datetime import date, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef

from agreements.demonstration.aftermath import working_day
from agreements.demonstration.samples import pdf_file, png_file
from agreements.demonstration.walk import Walker
from agreements.enums import Status
from agreements.models import Dossier
from cooperation.demonstration import MARK
from cooperation.working_days import on_date, today
from reports.enums import Benefit, LogKind
from reports.models import ActivityLog, AnnualPlan, Indicator, IndicatorValue, PlannedActivity
from reports.plans import measuring, writing

#: Activity, unit, place, who benefits, how many, budget of the region and of the partner in millions, month.
_ACTIVITIES = (
    ("Lokakarya pembuka dan penyusunan jadwal", "Bagian Kerja Sama", "Balai kota", "Perangkat daerah", 40, 45, 0),
    ("Pelatihan teknis bersama pelatih mitra", "Dinas teknis", "Balai latihan kerja", "Pelaku usaha", 24, 180, 120),
    ("Magang petugas di daerah mitra", "Badan Kepegawaian Daerah", "Daerah mitra", "Petugas daerah", 6, 210, 90),
    ("Pameran dan temu usaha", "Dinas Perdagangan", "Gedung pameran", "Usaha kecil dan menengah", 60, 150, 60),
)
_RESULTS = (
    "Jadwal kerja satu tahun disepakati kedua pihak",
    "Peserta bersertifikat dan menerapkan cara kerja baru",
    "Laporan magang dengan tiga usulan perbaikan layanan",
    "Sepuluh kesepakatan dagang antarpelaku usaha",
)
_INDICATORS = (
    (Benefit.INNOVATION, "Cara kerja baru yang diterapkan", "buah", 0, 6, 2),
    (Benefit.GROWTH, "Nilai dagang dengan daerah mitra", "miliar rupiah setahun", 12, 20, "13.5"),
    (Benefit.WELFARE, "Pendapatan rata-rata peserta pelatihan", "juta rupiah setahun", 24, 32, "25.75"),
)
MILLION = 1_000_000


def make_plans():
    """A plan of this year with its log for the newest agreement, and for the next one a draft of next year too.

    Returns how many were added; a dossier that has a plan is left alone.
    """
    planned = AnnualPlan.objects.filter(dossier=OuterRef("pk"))
    in_force = Dossier.objects.filter(status=Status.IN_FORCE, title__endswith=MARK).exclude(Exists(planned))
    made = 0
    for dossier in in_force.order_by("-agreement_signed_on", "pk"):
        with transaction.atomic():
            made += tell(dossier, further=dossier.region_id == dossier.province_id)
    return made


def tell(dossier, *, further):
    """This year's plan and log; with `further` next year's draft. Nothing happens before it was in force."""
    officer = Walker(dossier).officer
    begun = dossier.status_since.date()
    year = max(begun.year, today().year)
    first = working_day(max(begun + timedelta(days=10), date(year - 1, 12, 1)))
    if first >= today():
        return 0
    with on_date(first):
        plan = planned(dossier, year, first, officer)
        measured(dossier, year, officer)
    what_happened(plan, first, officer)
    if further:
        writing.begin_plan(dossier, year + 1, source="last_year", by=officer)
    return 1 + further


def planned(dossier, year, first, officer):
    """A plan whose activities fall into what is left of the year, agreed a week later."""
    plan = writing.begin_plan(dossier, year, source="", by=officer)
    start = max(first, date(year, 1, 1))
    step = (date(year, 12, 20) - start) / len(_ACTIVITIES)
    for number, (row, result) in enumerate(zip(_ACTIVITIES, _RESULTS, strict=True), start=1):
        what, unit, place, who, reach, region, partner = row
        activity = PlannedActivity(
            what=what,
            sector=dossier.sectors[number % len(dossier.sectors)] if dossier.sectors else "",
            unit=unit,
            due_on=start + number * step,
            region_role="Menyiapkan tempat dan peserta, menanggung biaya di dalam negeri",
            partner_role="Mengirim pelatih dan bahan, menanggung biaya perjalanannya sendiri",
            expected_result=result,
            place=place,
            beneficiaries=who,
            reach=reach,
            region_money=region * MILLION,
            partner_money=partner * MILLION,
        )
        writing.add_activity(plan, activity, by=officer)
    agreed_on = min(working_day(first + timedelta(days=7)), today())
    file = pdf_file("rencana-tahunan", f"Rencana kegiatan tahunan {year}", dossier.heading)
    writing.agree_plan(plan, agreed_on=agreed_on, file=file, seen=writing.seen_of(plan), by=officer)
    return plan


def what_happened(plan, first, officer):
    """What is due was carried out, the third moved; the last is still to come, or late."""
    last = today()
    for activity in list(plan.activities.all())[:3]:
        day = working_day(min(activity.due_on, last))
        if day <= first or activity.due_on > last:
            continue
        moved = "Magang" in activity.what
        entry = ActivityLog(
            kind=LogKind.MOVED if moved else LogKind.DONE,
            on=day,
            moved_to=date(plan.year, 12, 15) if moved else None,
            people=None if moved else activity.reach - 2,
            region_money=0 if moved else activity.region_money * 9 / 10,
            partner_money=0 if moved else activity.partner_money,
            note="Mitra meminta waktu lain karena pergantian pejabatnya." if moved else "Berjalan sesuai rencana.",
        )
        files = [] if moved else [png_file("foto-kegiatan"), pdf_file("daftar-hadir", activity.what)]
        with on_date(day):
            writing.log_activity(activity, entry, files, by=officer)


def measured(dossier, year, officer):
    for field, name, unit, baseline, target, value in _INDICATORS:
        indicator = Indicator(field=field, name=name, unit=unit, baseline=baseline, target=target)
        measuring.add_indicator(dossier, indicator, by=officer)
        found = IndicatorValue(indicator=indicator, year=year, value=value, source="Survei perangkat daerah")
        measuring.measure(found, seen="", by=officer)
