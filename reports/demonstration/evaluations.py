"""Evaluations of the demonstration: one given, one that waits for the ministry, one asked for. All of it is made up."""

from datetime import timedelta

from django.db import transaction

from agreements.demonstration import dossiers
from agreements.demonstration.aftermath import days_ago
from agreements.demonstration.samples import pdf_file
from agreements.demonstration.walk import Walker
from agreements.enums import ContactWay, Status
from agreements.models import Dossier
from agreements.rules import EVALUATOR, REGION_HEAD
from cooperation.demonstration import MARK
from cooperation.working_days import today
from reports.enums import Outcome, Point
from reports.evaluations import writing
from reports.models import PartnerView

#: Point: score and words of the region, then of the ministry.
_POINTS = {
    Point.ACTIVITY: (4, "Kegiatan utama terlaksana; satu digeser atas permintaan mitra.", 3, "Jadwal masih bergeser."),
    Point.BENEFIT: (
        4,
        "Peserta bersertifikat dan menerapkan cara kerja baru.",
        3,
        "Dampak jangka panjang belum diukur.",
    ),
    Point.FIT: (5, "Sejalan dengan RPJMD dan urusan pilihan daerah.", 5, "Sesuai RPJMD dan kewenangan daerah."),
    Point.CONTACT: (4, "Kelompok kerja bersama bertemu dua kali setahun.", 4, "Komunikasi teratur dan timbal balik."),
    Point.FUNDING: (
        3,
        "Serapan APBD baik; bagian mitra turun pada tahun kedua.",
        3,
        "Rincian bagian mitra perlu dilengkapi.",
    ),
    Point.COMPLIANCE: (
        4,
        "Laporan tahunan disampaikan, satu kali dikembalikan.",
        4,
        "Naskah asli terdaftar, laporan lengkap.",
    ),
    Point.OBSTACLES: (
        3,
        "Perbedaan tahun ajaran diatasi dengan kalender bersama.",
        3,
        "Tindak lanjut berjalan, belum semua selesai.",
    ),
}
_REASONS = (
    "Hasilnya nyata bagi sekolah kejuruan dan mitra ingin melanjutkan (contoh).",
    "Lanjut dengan perbaikan: ukur dampak bagi lulusan dan lengkapi rincian biaya mitra (contoh).",
)
_VIEW = (
    "Mitra puas dengan hasil pelatihan, mengusulkan pertemuan daring setiap tiga bulan, dan ingin bekerja sama lagi "
    "sesudah masa berlaku berakhir (contoh)."
)


def make_evaluations():
    """Add what is missing; returns how many agreements were given an evaluation."""
    in_force = Dossier.objects.filter(status=Status.IN_FORCE, title__endswith=MARK, evaluations=None)
    made = 0
    for code, tell in (("13", given), ("13.75", sent), ("13.71", asked)):
        dossier = in_force.filter(region=code).order_by("status_since", "pk").first()
        if (
            dossier
            and not Dossier.objects.filter(region=code, title__endswith=MARK, evaluations__isnull=False).exists()
        ):
            with transaction.atomic():
                tell(dossier)
            made += 1
    dossiers.mark_old_notices_read()
    return made


def asked(dossier):
    """The region has a month left."""
    with days_ago(30):
        writing.ask(dossier, today() + timedelta(days=60), by=Walker(dossier).person(EVALUATOR))


def sent(dossier):
    walker = Walker(dossier)
    with days_ago(50):
        own = writing.ask(dossier, today() + timedelta(days=60), by=walker.person(EVALUATOR))
    with days_ago(20):
        view = PartnerView(
            dossier=dossier, said_on=today(), way=ContactWay.REMOTE, who="Kepala Dinas Pendidikan mitra", text=_VIEW
        )
        file = pdf_file("pandangan-mitra", "Pandangan mitra atas kerja sama", dossier.heading)
        writing.record_partner_view(view, file=file, by=walker.officer)
    with days_ago(8):
        conclude(own, "send_evaluation", Outcome.EXTEND, by=walker.person(REGION_HEAD))


def given(dossier):
    sent(dossier)
    with days_ago(2):
        ministrys = dossier.evaluations.get(basis__isnull=False)
        conclude(ministrys, "give_evaluation", Outcome.IMPROVE, by=Walker(dossier).person(EVALUATOR))


def conclude(evaluation, move, outcome, *, by):
    side = 2 if evaluation.basis_id else 0
    values = {"outcome": outcome, "reason": _REASONS[side // 2]}
    for point, row in _POINTS.items():
        values |= {f"{point}_score": row[side], f"{point}_words": row[side + 1]}
    writing.save_draft(evaluation, values, seen=0, by=by)
    writing.EVALUATIONS.perform(evaluation, move, by=by, data={"seen": 1})
