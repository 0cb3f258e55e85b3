"""Takes a dossier along the road as its people would, with complete papers. For the demonstration and for tests."""

from datetime import timedelta

from agreements import records
from agreements.checklists import answering
from agreements.checklists.lines import progress
from agreements.demonstration.route import route
from agreements.demonstration.samples import FISHERIES, activities, pdf_file, png_file, signatories, values
from agreements.desk.assigning import seen
from agreements.desk.workload import officers_of, reviewers
from agreements.enums import Answer, ContactWay, EndGround, MeetingOutcome, OpinionAnswer, PaperKind, TalksChannel
from agreements.guards import checklist_answered, years_after
from agreements.meetings.holding import record_held
from agreements.models import Contact, Meeting, MeetingItem, TalkRound
from agreements.papers import draft
from agreements.prerequisites import prerequisites_of
from agreements.remarks import noting
from agreements.remarks.opened import is_closed
from agreements.rules import ASKED, CONSULTED_KINDS, SENT_BACK, Place
from agreements.services import ROAD, save_draft
from agreements.talks import add_round
from cooperation.enums import OfficeKind
from cooperation.models import Membership, Office, User
from cooperation.working_days import today

#: Reasons of the moves that need one.
_NOTES = {
    "return_study": "Lengkapi pemetaan kebutuhan dengan data tiga tahun terakhir dan sebutkan bagian mitra.",
    "return_plan": "Jumlah pada daftar kegiatan belum sama dengan uraian pembiayaan.",
    "return_draft": "Judul dalam kedua bahasa belum sama artinya.",
    "return_text": "Rapat meminta pasal pelaksanaan menyebut unit pelaksana dan batas kewenangan daerah.",
    "change_text": "Mitra mengusulkan rumusan lain untuk pasal pembiayaan dan kelompok kerja bersama.",
    "record_council_refusal": "DPRD meminta sasaran yang terukur dan biaya magang ditanggung mitra.",
    "improve_plan": "Sumber pembiayaan kegiatan ketiga belum jelas; sebutkan tahun anggaran dan pembagiannya.",
    "suspend": "Menunggu penjelasan pembagian urusan dengan kementerian teknis.",
    "reject": "Bidang yang diusulkan sudah tercakup dalam kerja sama provinsi yang sedang berjalan.",
    "stop": "Kedua pihak sepakat menunda kerja sama sampai anggaran tahun berikutnya.",
}


def walk(dossier, to_status, people=None, theme=FISHERIES):
    """Take `dossier` from where it stands to `to_status`; `people` is {seat: person} where it matters who acts.

    Others are found among those who hold the seats today. Returns the walker.
    """
    walker = Walker(dossier, people, theme)
    walker.to(to_status)
    return walker


class Walker:
    """Makes moves on one dossier: the right person, what must be ready, what the form asks for."""

    def __init__(self, dossier, people=None, theme=FISHERIES):
        self.dossier, self.theme = dossier, theme
        self._people = dict(people or {})

    def to(self, status):
        """Every move ahead until `status`."""
        for name, decision in self._ahead(status):
            self.make(name, **({"recommended": decision} if decision else {}))

    def _ahead(self, status):
        steps = route(self.dossier.tier, status)
        passed = route(self.dossier.tier, self.dossier.status)
        for name, decision in steps[len(passed) :]:
            # What was done before in the present status is not done again: taking up, receipts.
            if self.dossier.status not in ROAD.moves[name].source or ROAD.exists(ROAD.moves[name], self.dossier):
                yield name, decision

    def make(self, name, **typed):
        """Get ready for the move `name` and make it."""
        if not ROAD.moves[name].by_clock:
            self.ready(name)
        return self.attempt(name, **typed)

    def attempt(self, name, *, by=None, note=None, **typed):
        """Make the move `name` as things stand, with `typed` instead of the usual data where given."""
        move = ROAD.moves[name]
        if not move.by_clock:
            by = by or self.person(*move.who)
        note = note if note is not None else _NOTES.get(name, "")
        data = {**self.data(name), **typed}
        return ROAD.perform(self.dossier, name, by=by, note=note, data=data)

    # People

    def person(self, *seats):
        """Somebody who holds the first of `seats` that anybody holds."""
        for seat in seats:
            found = self._people.get(seat) or self._holder(seat)
            if found and seat not in ASKED:
                # Whose opinion is asked changes on the way, the other seats do not.
                self._people[seat] = found
            if found:
                return found
        raise LookupError(f"nobody is {seats} for {self.dossier}")

    def _holder(self, seat):
        asked = set(self.dossier.opinions.open().values_list("office", flat=True)) if seat in ASKED else None
        for person, role, office, *_place in Membership.posts(**self._where(seat.place)):
            if role == seat.role and (asked is None or office in asked):
                return User.objects.get(pk=person)
        return None

    def _where(self, place):
        """Which posts `Membership.posts` is asked for."""
        match place:
            case Place.REGION:
                return {"regions": [self.dossier.region_id]}
            case Place.PROVINCE | Place.GOVERNOR:
                return {"regions": [self.dossier.province_id]}
            case Place.MINISTRY:
                return {"kinds": [OfficeKind.HOME_AFFAIRS]}
            case Place.KEMLU:
                return {"kinds": [OfficeKind.FOREIGN_AFFAIRS]}
            case Place.CONSULTED:
                return {"kinds": CONSULTED_KINDS}

    @property
    def officer(self):
        return self.person(*ROAD.moves["start_exploring"].who)

    # What must be ready

    def ready(self, name):
        """Do what the guards of the move `name` ask for, where it is not done yet."""
        if checklist_answered in ROAD.moves[name].ready:
            self.answer_checklist()
        match name:
            case "start_exploring":
                self.answer_prerequisites()
            case "begin_study":
                self.record_contact()
            case "ask_response":
                self.write(PaperKind.STUDY, PaperKind.INTENT)
                self.answer_remarks()
            case "send_to_council":
                self.write(PaperKind.PLAN)
            case "resubmit_to_council" | "resubmit_to_governor" | "resubmit_to_minister":
                self.write(PaperKind.PLAN)
                self.answer_remarks()
            case "send_draft" | "send_draft_to_governor":
                self.write(PaperKind.AGREEMENT)
                self.answer_remarks()
            case "send_to_partner":
                self.record_meeting()
            case "confirm_text" if ROAD.problems(self.dossier, name, self.officer):
                self.record_talks()

    def answer_prerequisites(self, *, but=0):
        """Answer those that apply, except the last `but` of them."""
        rows = prerequisites_of(self.dossier)
        answers = {
            row.number: (Answer.YES, "Sesuai hasil telaah unit pelaksana (contoh).", None)
            for row in rows[: len(rows) - but]
        }
        seen = records.answers_seen(self.dossier)
        records.answer_prerequisites(self.dossier, answers, seen=seen, by=self.officer)

    def answer_checklist(self, *, but=0):
        """The reviewer finds every line met that is still open, except the last `but` of them."""
        found = progress(self.dossier)
        left = found.open if found else ()
        answers = {line.name: (Answer.YES, "", "") for line in left[: len(left) - but]}
        if answers:
            answering.answer_checklist(self.dossier, self.dossier.status, answers, by=self.reviewer)

    def record_contact(self):
        if self.dossier.contacts.exists():
            return
        contact = Contact(
            way=ContactWay.REMOTE,
            held_on=today(),
            place="Rapat daring",
            participants=f"{self.theme.unit}; bagian kerja sama; kantor hubungan internasional mitra",
            summary="Kedua pihak menyampaikan bidang yang diminati dan menyepakati kajian bersama (contoh).",
        )
        records.add_contact(self.dossier, contact, file=pdf_file("notula-penjajakan"), by=self.officer)

    def write(self, *kinds):
        """Complete papers of `kinds` that are open: the draft, a new version where the last one was sent."""
        for kind in kinds:
            if is_closed(self.dossier, kind):
                continue
            texts = values(self.dossier, self.theme, kind)
            if kind == PaperKind.AGREEMENT:
                texts |= {"term_months": 36}
            paper = draft(self.dossier, kind)
            seen = (paper.number, paper.edit_version)
            paper = save_draft(self.dossier, kind, texts, seen=seen, by=self.officer)
            if kind == PaperKind.PLAN and not paper.activities.exists():
                for activity in activities(self.theme):
                    records.add_activity(self.dossier, activity, by=self.officer)

    def answer_remarks(self):
        for remark in self.dossier.remarks.open():
            remark.dossier = self.dossier
            noting.answer_remark(remark, "Sudah diperbaiki pada versi baru (contoh).", by=self.officer)

    def record_meeting(self):
        """A meeting of all whom the law names, and of the ministries of the subject; one a day."""
        if any(meeting.held_on == today() for meeting in self.dossier.meetings.all()):
            return
        regions = Office.objects.filter(region__in=(self.dossier.region_id, self.dossier.province_id))
        ministries = Office.objects.filter(kind__in=CONSULTED_KINDS, is_active=True)
        item = MeetingItem(
            agenda="Pembahasan rancangan naskah kerja sama.",
            outcome=MeetingOutcome.AGREED,
            summary="Rancangan disetujui untuk dibahas dengan mitra (contoh).",
        )
        record_held(
            self.dossier,
            Meeting(place="Jakarta, ruang rapat Pusat Fasilitasi Kerja Sama"),
            item,
            held_on=today(),
            attendance=dict.fromkeys([*ministries, *regions], "Dua orang utusan"),
            minutes=pdf_file("risalah-interkem", f"Risalah rapat antarkementerian, {self.dossier.heading}"),
            by=self.reviewer,
        )

    def record_talks(self, **said):
        """A round of talks, with `said` instead of the usual."""
        usual = {
            "channel": TalksChannel.LETTER,
            "changes": "Mitra menerima naskah; ejaan nama lembaga pada bagian para pihak diperbaiki (contoh).",
            "parts": ["subject"],
        }
        talks = TalkRound(held_on=today(), **usual | said)
        add_round(self.dossier, talks, file=pdf_file("nota-mitra"), by=self.person(*ROAD.moves["confirm_text"].who))

    @property
    def reviewer(self):
        return self.person(*ROAD.moves["recommend"].who)

    # What the forms ask for

    def data(self, name):
        """Good values for what the move `name` asks."""
        typed = self._typed(name)
        return {field: typed[field]() for field in ROAD.moves[name].asks}

    def _typed(self, name):
        day = today()

        def paper(title):
            return lambda: pdf_file(name.replace("_", "-"), title, self.dossier.heading, day.isoformat())

        return {
            "about": lambda: "",
            "letter_number": lambda: f"099/{self.dossier.pk}/{name[:3].upper()}/{day.year}",
            "letter_date": lambda: day,
            "letter": paper("Surat"),
            "signed_on": lambda: day,
            "place": lambda: self.dossier.region.name,
            "signatory_region": lambda: signatories(self.dossier)[0],
            "signatory_partner": lambda: signatories(self.dossier)[1],
            "expires_on": lambda: years_after(day, 1),
            "signed_file": paper("Naskah yang ditandatangani"),
            "signed_file_foreign": paper("Signed text"),
            "received_on": lambda: day,
            "receipt": lambda: png_file("tanda-terima"),
            "decided_on": lambda: day,
            "decision": paper("Keputusan DPRD"),
            "offices": lambda: list(Office.objects.filter(kind=OfficeKind.FOREIGN_AFFAIRS, is_active=True)),
            "question": lambda: "Mohon pertimbangan atas bidang kerja sama dan kedudukan mitra.",
            "papers": lambda: list(SENT_BACK.get(self.dossier.status, ())),
            "answer_by": lambda: day + timedelta(days=14),
            "asked": lambda: None,
            "opinion": lambda: OpinionAnswer.SUPPORT,
            "reasons": lambda: "Bidang sesuai urusan daerah, mitra dikenal, dan pembiayaan jelas (contoh).",
            "conditions": list,
            "opinion_file": paper("Pertimbangan"),
            "planned_on": lambda: day + timedelta(days=30),
            "planned_place": lambda: self.dossier.region.name,
            "effective_on": lambda: day,
            "ends_on": lambda: years_after(day, 3) - timedelta(days=1),
            "agreement_file": paper("Naskah"),
            "ground": lambda: EndGround.REACHED,
            "replaced_by": lambda: None,
            "ended_on": lambda: day,
            "original_received_on": lambda: day,
            "custody_on": lambda: day,
            "custody_number": lambda: f"KSLN-{self.dossier.pk}",
            "recommended": lambda: "",
            "reviewer": lambda: reviewers().exclude(pk=self.dossier.reviewer_id).first(),
            seen("reviewer"): lambda: self.dossier.reviewer_id,
            "governor_officer": lambda: (
                officers_of(self.dossier.province_id).exclude(pk=self.dossier.governor_officer_id).first()
            ),
            seen("governor_officer"): lambda: self.dossier.governor_officer_id,
        }
