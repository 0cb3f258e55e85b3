"""Monitoring of the demonstration's agreements, and follow-ups of every kind. Everything in them is made up."""

from datetime import timedelta

from django.db import transaction

from agreements.demonstration import dossiers
from agreements.demonstration.aftermath import days_ago, working_day
from agreements.demonstration.samples import pdf_file, png_file
from agreements.demonstration.walk import Walker
from agreements.enums import FollowUpOrigin, Status
from agreements.follow_ups import acting as follow_ups
from agreements.models import Dossier, FollowUp
from agreements.rules import EVALUATOR, PROVINCE_OFFICER
from cooperation.demonstration import MARK
from cooperation.models import Office
from cooperation.working_days import today
from reports.enums import EvaluationStatus, MonitoringWay, ReportStatus
from reports.follow_ups import take_on
from reports.models import Evaluation, Monitoring
from reports.monitoring import acting
from reports.rules import FOLLOW_UP

_FOUND = (
    "Pelatihan berjalan dan diikuti sekolah yang dituju. Magang tertunda satu semester karena kalender ajaran berbeda. "
    "Serapan APBD 62 persen; bagian mitra belum dirinci (contoh)."
)
_AT_DESK = "Rencana kegiatan tahunan dan lognya diperiksa. Tiga dari empat kegiatan terlaksana (contoh)."
_WITH = "Evaluator Kemendagri; Bagian Kerja Sama; dua kepala sekolah kejuruan; wakil mitra lewat video (contoh)."
_LATE = "Menyepakati kalender magang bersama dengan mitra (contoh)."
_DONE = "Merinci bagian biaya mitra dalam rencana kegiatan (contoh)."
_OF_REPORT = "Melengkapi sumber data penerima manfaat pada laporan berikutnya (contoh)."
_OF_EVALUATION = "Mengukur dampak pelatihan terhadap pendapatan lulusan (contoh)."


def make_monitoring():
    """Add what is missing; returns how many monitorings were made."""
    before = Monitoring.objects.count()
    in_force = Dossier.objects.filter(status=Status.IN_FORCE, title__endswith=MARK)
    if not in_force.filter(monitorings__isnull=False).exists():
        of_padang = in_force.filter(region="13.71").order_by("status_since", "pk").first()
        of_neighbour = in_force.filter(region="13.75").order_by("status_since", "pk").first()
        with transaction.atomic():
            if of_neighbour:
                visited(of_neighbour)
                after_reports(of_neighbour)
            if of_padang:
                watched(of_padang)
            after_evaluations(in_force)
    dossiers.mark_old_notices_read()
    return Monitoring.objects.count() - before


def visited(dossier):
    """By the ministry, with findings and follow-ups, one late and one to be confirmed; by the governor at the desk."""
    walker = Walker(dossier)
    evaluator, governor = walker.person(EVALUATOR), walker.person(PROVINCE_OFFICER)
    with days_ago(75):
        monitoring = acting.plan(dossier, working_day(today() + timedelta(days=15)), MonitoringWay.VISIT, by=evaluator)
    with days_ago(58):
        files = [png_file("foto-kunjungan"), pdf_file("notula-pemantauan", "Notula pemantauan", dossier.heading)]
        found(monitoring, _FOUND, files, by=evaluator)
        sent(monitoring, by=evaluator)
        asked(monitoring, _LATE, until=20, by=evaluator)
        done = asked(monitoring, _DONE, until=30, by=evaluator)
    with days_ago(30):
        proof = pdf_file("rincian-biaya-mitra", "Rincian biaya mitra", dossier.heading)
        follow_ups.do_follow_up(done, "Rincian sudah masuk rencana (contoh).", proof, by=walker.officer)
    with days_ago(12):
        draft = acting.plan(dossier, today(), MonitoringWay.DESK, by=governor)
        found(draft, _AT_DESK, [], by=governor)


def watched(dossier):
    """Planned by both: by the ministry soon, by the governor later."""
    walker = Walker(dossier)
    coming = working_day(today() + timedelta(days=12))
    acting.plan(dossier, coming, MonitoringWay.VISIT, by=walker.person(EVALUATOR))
    later = working_day(today() + timedelta(days=40))
    acting.plan(dossier, later, MonitoringWay.REMOTE, by=walker.person(PROVINCE_OFFICER))


def after_reports(dossier):
    """What the ministry asked for when it accepted a report."""
    report = dossier.annual_reports.filter(status=ReportStatus.ACCEPTED).order_by("-year").first()
    if report:
        report.dossier = dossier
        agreed(report, FollowUpOrigin.REPORT, _OF_REPORT, today() + timedelta(days=45), Walker(dossier))


def after_evaluations(in_force):
    """What the ministry asked for with its evaluation: confirmed."""
    given = Evaluation.objects.filter(dossier__in=in_force, status=EvaluationStatus.GIVEN).order_by("pk").first()
    if given:
        walker = Walker(given.dossier)
        until = today() + timedelta(days=60)
        one = agreed(given, FollowUpOrigin.EVALUATION, _OF_EVALUATION, until, walker)
        proof = pdf_file("survei-lulusan", "Survei lulusan", given.dossier.heading)
        follow_ups.do_follow_up(one, "Survei terhadap 48 lulusan selesai (contoh).", proof, by=walker.officer)
        follow_ups.confirm_follow_up(one, by=walker.person(EVALUATOR))


def agreed(source, origin, what, until, walker):
    by = walker.person(EVALUATOR)
    one = FollowUp(what=what, office=Office.objects.get(region=source.dossier.region_id), due_on=working_day(until))
    take_on(one, source, origin, FOLLOW_UP, asked_by=by.memberships.current().get().office, by=by)
    return one


def found(monitoring, words, files, *, by):
    monitoring.held_on, monitoring.participants, monitoring.findings = today(), _WITH, words
    acting.record(monitoring, files, [], seen="", by=by)


def sent(monitoring, *, by):
    acting.send(monitoring, seen=acting.seen_of(monitoring), by=by)


def asked(monitoring, what, *, until, by):
    office = Office.objects.get(region=monitoring.dossier.region_id)
    one = FollowUp(what=what, office=office, due_on=working_day(today() + timedelta(days=until)))
    permission = "agreements.read_implementation"
    take_on(one, monitoring, FollowUpOrigin.MONITORING, permission, asked_by=monitoring.office, by=by)
    return one
