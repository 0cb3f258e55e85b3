"""Extensions and amendments of the demonstration, one in each state that waits for somebody. All of it is made up."""

from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction

from agreements.changes import terms, writing
from agreements.changes.writing import CHANGES
from agreements.demonstration import dossiers
from agreements.demonstration.aftermath import days_ago, working_day
from agreements.demonstration.dossiers import Story
from agreements.demonstration.samples import EDUCATION, pdf_file, signatories
from agreements.demonstration.walk import Walker
from agreements.enums import ChangeKind, Status
from agreements.models import Change, Dossier
from agreements.rules import EVALUATOR, REGION_HEAD, REVIEWER
from cooperation.demonstration import MARK
from cooperation.working_days import on_date, today
from reports.enums import Outcome
from reports.evaluations import writing as evaluating

from . import plans, reports
from .evaluations import conclude

#: Signed so long ago that a first term of three years is over: the second one runs.
EXTENDED = Story("13.71", "Chennai", EDUCATION, Status.IN_FORCE, 1180)


@dataclass(frozen=True)
class Wording:
    """Why it is changed, and what is added to one part of the text, in both languages."""

    reasons: str
    part: str
    added: str
    added_foreign: str


_GOES_ON = Wording(
    "Tiga angkatan pelatihan selesai dan kedua pihak telah menganggarkan angkatan berikutnya (contoh).",
    "implementation",
    " Pelatihan diselenggarakan dua kali setahun, bergantian di kedua daerah (contoh).",
    " Training is held twice a year, alternately in both regions (example).",
)
_LONGER_PROGRAMME = Wording(
    "Program mitra disusun untuk lima tahun anggaran; kepastian jangka waktu diperlukan sejak awal (contoh).",
    *("funding", " Bagian mitra ditetapkan untuk setiap tahun anggaran (contoh)."),
    " The partner's share is set for each budget year (example).",
)
_SHARES = Wording(
    "Pembagian biaya perjalanan tidak lagi sesuai dengan pelaksanaannya (contoh).",
    *("funding", " Biaya perjalanan pelatih ditanggung mitra (contoh)."),
    " Travel of the trainers is paid by the partner (example).",
)
_OTHER_SHARES = Wording(
    "Magang guru berjalan baik dan akan dilanjutkan untuk tiga angkatan (contoh).",
    *("funding", " Biaya magang ditanggung kedua pihak sama besar (contoh)."),
    " The costs of placements are shared equally (example).",
)
_NEW_FIELD = Wording(
    "Dinas Perikanan meminta pengolahan hasil laut masuk ruang lingkup (contoh).",
    *("scope", " Termasuk pengolahan hasil laut oleh usaha kecil (contoh)."),
    " Including the processing of seafood by small enterprises (example).",
)
_NEW_GROUP = Wording(
    "Susunan perangkat daerah berubah sehingga kelompok kerja perlu disesuaikan (contoh).",
    *("working_group", " Kelompok kerja diketuai bersama dan bertemu tiap enam bulan (contoh)."),
    " The working group has two chairs and meets every six months (example).",
)
_RETURN = "Sebutkan jenis usaha kecil yang dimaksud dan dasar kewenangan kota dalam pengolahan hasil laut (contoh)."
_RECOMMENDED = "Teks kedua bahasa sejalan dan tidak mengubah jangka waktu (contoh)."


def make_changes():
    """Add what is missing; returns how many extensions and amendments were begun."""
    before = Change.objects.count()
    in_force = Dossier.objects.filter(status=Status.IN_FORCE, title__endswith=MARK, changes=None)
    for code, tell in (("13.71", returned), ("13.75", overtaken), ("53.71", to_be_signed), ("13", with_ministry)):
        if not Change.objects.filter(dossier__region=code, dossier__title__endswith=MARK).exists():
            dossier = in_force.filter(region=code).order_by("status_since", "pk").first()
            if dossier:
                with transaction.atomic():
                    tell(Changing(dossier))
    with transaction.atomic():
        dossier = reports.dossier_of(EXTENDED)
        if not dossier.changes.exists():
            second_term(Changing(dossier))
    dossiers.mark_old_notices_read()
    return Change.objects.count() - before


def with_ministry(changing):
    """The extension of a province, both evaluations given: a reviewer has it to read."""
    if changing.dossier.ministry_evaluated_on is not None:
        with days_ago(1):
            changing.send(changing.write(ChangeKind.EXTENSION, _LONGER_PROGRAMME))


def returned(changing):
    """An amendment that the ministry wants to see improved."""
    with days_ago(30):
        change = changing.write(ChangeKind.AMENDMENT, _NEW_FIELD)
        changing.send(change)
    with days_ago(9):
        changing.make(change, "return_change", by=REVIEWER, note=_RETURN)


def to_be_signed(changing):
    """An amendment that the ministry approved."""
    with days_ago(35):
        change = changing.write(ChangeKind.AMENDMENT, _NEW_GROUP)
        changing.send(change)
    with days_ago(12):
        changing.approve(change)


def overtaken(changing):
    """An extension in drafting, of a part that an amendment signed meanwhile has changed to something else."""
    with days_ago(80):
        amendment = changing.write(ChangeKind.AMENDMENT, _SHARES)
        changing.send(amendment)
    with days_ago(55):
        changing.approve(amendment)
    with days_ago(25):
        changing.write(ChangeKind.EXTENSION, _OTHER_SHARES)
    with days_ago(6):
        changing.make(amendment, "sign_change")


def second_term(changing):
    """Reported on, evaluated by both, extended in time and registered; now it is amended, and an approver decides."""
    dossier, evaluator = changing.dossier, changing.walker.person(EVALUATOR)
    for report in dossier.annual_reports.untouched().begun().for_lists().order_by("year"):
        reports.tell(report)
    with before_end(dossier, 330):
        own = evaluating.ask(dossier, today() + timedelta(days=60), by=evaluator)
    with before_end(dossier, 300):
        conclude(own, "send_evaluation", Outcome.EXTEND, by=changing.walker.person(REGION_HEAD))
    with before_end(dossier, 270):
        conclude(dossier.evaluations.get(basis=own), "give_evaluation", Outcome.EXTEND, by=evaluator)
    with before_end(dossier, 230):
        extension = changing.write(ChangeKind.EXTENSION, _GOES_ON)
        changing.send(extension)
    with before_end(dossier, 200):
        changing.approve(extension)
    with before_end(dossier, 150):
        changing.make(extension, "sign_change")
    with before_end(dossier, 135):
        changing.make(extension, "register_change")
    plans.tell(dossier, further=False)
    with days_ago(16):
        amendment = changing.write(ChangeKind.AMENDMENT, _NEW_GROUP)
        changing.send(amendment)
    with days_ago(3):
        changing.make(amendment, "recommend_change")


def before_end(dossier, days):
    """Now is the working day so many days before the end of the first term."""
    return on_date(working_day(dossier.agreement_signings.earliest("pk").ends_on - timedelta(days=days)))


class Changing:
    """Begins, writes and moves the changes of one dossier as its people would."""

    def __init__(self, dossier):
        self.dossier, self.walker = dossier, Walker(dossier, theme=EDUCATION)

    def write(self, kind, wording):
        change = writing.begin(self.dossier, kind, by=self.walker.officer)
        change.dossier = self.dossier
        added = {wording.part: wording.added, f"{wording.part}_foreign": wording.added_foreign}
        writing.save(
            change,
            reasons=wording.reasons,
            texts=change.texts | {name: change.texts[name] + more for name, more in added.items()},
            ends_on=terms.longest_end(change.old_ends_on) if change.is_extension else None,
            seen=change.edit_version,
            by=self.walker.officer,
        )
        return change

    def send(self, change):
        self.make(change, "send_change" if self.dossier.region.is_province else "send_change_directly")

    def approve(self, change):
        self.make(change, "recommend_change")
        self.make(change, "approve_change")

    def make(self, change, name, *, by=None, note=""):
        move = CHANGES.moves[name]
        typed = self.typed(change, name)
        data = {field: typed[field]() for field in move.asks if field in typed}
        writing.move(change, name, by=self.walker.person(*([by] if by else move.who)), note=note, data=data)
        self.dossier.refresh_from_db()

    def typed(self, change, name):
        """What the forms of the moves ask for."""
        day = today()

        def paper(title):
            return lambda: pdf_file(name.replace("_", "-"), title, self.dossier.heading, day.isoformat())

        typed = {
            "seen": lambda: change.edit_version,
            "letter_number": lambda: f"099/{change.pk}/{name[:3].upper()}/{day.year}",
            "letter_date": lambda: day,
            "letter": paper("Surat"),
            "council_copied_on": lambda: day,
            "council_copy": paper("Tembusan kepada DPRD"),
            "governor_copied_on": lambda: day,
            "governor_copy": paper("Tembusan kepada gubernur"),
            "recommended": lambda: "approve_change",
            "reasons": lambda: _RECOMMENDED,
            "answer_by": lambda: working_day(day + timedelta(days=25)),
            "signed_on": lambda: day,
            "place": lambda: self.dossier.region.name,
            "signatory_region": lambda: signatories(self.dossier)[0],
            "signatory_partner": lambda: signatories(self.dossier)[1],
            "effective_on": lambda: day,
            "signed_file": paper("Naskah perubahan yang ditandatangani"),
            "signed_file_foreign": paper("Signed text"),
            "original_received_on": lambda: day,
        }
        if change.is_extension:
            del typed["effective_on"]
        return typed
