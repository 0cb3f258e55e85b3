"""What happened to dossiers of the demonstration since they reached their status; each is given that day."""

from datetime import datetime, time, timedelta

from agreements.demonstration.samples import pdf_file
from agreements.enums import Audience, ClockName, MeetingOutcome, OpinionAnswer, PaperKind, Status, TalksChannel
from agreements.follow_ups.acting import take_on
from agreements.meetings import holding
from agreements.meetings.drafting import agenda_of
from agreements.meetings.invitations import may_come, preticked
from agreements.meetings.planning import convene
from agreements.models import Dossier, FollowUp, Meeting, MeetingItem
from agreements.papers import draft
from agreements.remarks import noting
from agreements.services import save_draft
from cooperation.enums import OfficeKind, Role
from cooperation.models import Office, User
from cooperation.working_days import JAKARTA, holidays_between, is_working_day, on_date, today


def working_day(day, holidays=None):
    """`day`, or the working day before it; `holidays` are those until then, where they were read already."""
    holidays = holidays_between(day - timedelta(days=30), day) if holidays is None else holidays
    while not is_working_day(day, holidays):
        day -= timedelta(days=1)
    return day


def days_ago(days):
    """Now is the working day so many calendar days ago, or the one before it."""
    return on_date(working_day(today() - timedelta(days=days)))


def half_answered(walker, day):
    with on_date(day):
        walker.answer_prerequisites(but=4)


def half_written(walker, day):
    with on_date(day + timedelta(days=20)):
        walker.write(PaperKind.STUDY)


def returned_for_remarks(walker, day):
    with on_date(working_day(day + timedelta(days=9))):
        walker.make("ask_response")
    with on_date(working_day(day + timedelta(days=18))):
        walker.make("take_up")
        note_remarks(walker)
        walker.make("return_study", note="")


#: Paper, part, what the reviewer remarks on it, what the region adds to the text, what it answers.
REMARKS = (
    (
        *(PaperKind.STUDY, "mapping"),
        "Pemetaan kebutuhan belum memakai data tiga tahun terakhir; sebutkan sumber datanya.",
        "\nSumber data: statistik daerah tahun 2023 sampai 2025 (contoh).",
        "Data tiga tahun terakhir dan sumbernya sudah ditambahkan pada akhir bagian ini.",
    ),
    (
        *(PaperKind.STUDY, "benefits"),
        "Manfaat bagi masyarakat belum terukur: sebutkan jumlah penerima dan tahunnya.",
        "\nSasaran: 250 penerima manfaat langsung setiap tahun (contoh).",
        "Jumlah penerima manfaat per tahun sudah disebutkan.",
    ),
    (
        *(PaperKind.INTENT, "scope"),
        "Ruang lingkup LoI lebih luas daripada hasil kajian; samakan.",
        "\nTerbatas pada bidang yang dinyatakan layak dalam kajian (contoh).",
        "Ruang lingkup dibatasi pada hasil kajian.",
    ),
)


def note_remarks(walker):
    """Three for the region, and one that stays in the ministry."""
    by, dossier = walker.reviewer, walker.dossier
    for paper, part, text, *_rest in REMARKS:
        noting.note_remark(dossier, paper=paper, part=part, text=text, audience=Audience.SHARED, by=by)
    noting.note_remark(
        dossier, paper=PaperKind.STUDY, part="conclusion", text="Bandingkan dengan kajian provinsi (catatan).", by=by
    )


def sent_again(walker, day):
    """Returned with remarks; the region mended the parts, answered and asked again."""
    with on_date(working_day(day + timedelta(days=4))):
        walker.make("take_up")
        note_remarks(walker)
        walker.make("return_study", note="")
    with on_date(working_day(day + timedelta(days=13))):
        for kind in (PaperKind.STUDY, PaperKind.INTENT):
            paper = draft(walker.dossier, kind)
            mended = {part: getattr(paper, part) + more for about, part, _text, more, _said in REMARKS if about == kind}
            save_draft(walker.dossier, kind, mended, seen=(paper.number, paper.edit_version), by=walker.officer)
        for paper, part, *_rest, said in REMARKS:
            remark = walker.dossier.remarks.open().get(paper=paper, part=part)
            noting.answer_remark(remark, said, by=walker.officer)
        walker.attempt("ask_response")


def opinions_asked(walker, day):
    """Kemlu still has time, a ministry supports with conditions, the governor is late."""
    expert = User.objects.holding(
        Role.CONSULTED, offices=Office.objects.filter(kind=OfficeKind.TECHNICAL_MINISTRY)
    ).earliest("pk")
    governor = Office.objects.get(region=walker.dossier.province_id)
    still_open = working_day(today() + timedelta(days=10))
    with on_date(working_day(day + timedelta(days=2))):
        if walker.dossier.reviewer is None:
            walker.make("take_up")
        walker.make("ask_opinion", answer_by=still_open)
        walker.make("ask_opinion", offices=[expert.memberships.get().office, governor])
    with on_date(working_day(day + timedelta(days=7))):
        walker.make(
            "give_opinion",
            by=expert,
            opinion=OpinionAnswer.CONDITIONS,
            reasons="Bidang pariwisata sejalan dengan rencana induk nasional, dengan dua catatan (contoh).",
            conditions=[
                "Promosi bersama memakai merek pariwisata nasional (contoh).",
                "Biaya magang dan perjalanan pengajar ditanggung mitra (contoh).",
            ],
        )


def opinion_came_late(walker, day):
    """The governor has answered, some days after the day he was asked for."""
    opinions_asked(walker, day)
    governor = User.objects.holding(Role.HEAD, offices=Office.objects.filter(region=walker.dossier.province_id))
    with on_date(working_day(day + timedelta(days=22))):
        walker.make("give_opinion", by=governor.earliest("pk"), opinion_file=None)


def intent_ended(walker, day):
    with on_date(walker.dossier.intent_expires_on + timedelta(days=1)):
        walker.make("expire_intent")


def plan_begun(walker, day):
    with on_date(day + timedelta(days=30)):
        walker.write(PaperKind.PLAN)


def received_at_council(walker, day):
    with on_date(working_day(day + timedelta(days=1))):
        walker.make("record_council_receipt")


def deemed_approved(walker, day):
    received_at_council(walker, day)
    lapse(walker, ClockName.COUNCIL, "deem_council_approved")


def received_by_governor(walker, day):
    with on_date(working_day(day + timedelta(days=1))):
        draft = walker.dossier.status == Status.DRAFT_AT_GOVERNOR
        walker.make("record_draft_receipt" if draft else "record_plan_receipt")


def lapsed_at_governor(walker, day):
    received_by_governor(walker, day)
    lapse(walker, ClockName.GOVERNOR_DRAFT, "lapse_governor_draft")


def lapse(walker, clock, move):
    with on_date(walker.dossier.clocks.running().get(name=clock).due_on + timedelta(days=1)):
        walker.make(move)


def recommended(walker, day):
    """The recommendation waits for the approver."""
    with on_date(working_day(day + timedelta(days=10))):
        walker.make("recommend", recommended="ask_for_draft")


def meeting_held(walker, day):
    """Convened, attended by all, agreed, its minutes signed, one thing taken on by the region."""
    dossier, by = walker.dossier, walker.reviewer
    met = working_day(day + timedelta(days=12))
    with on_date(working_day(day + timedelta(days=4))):
        meeting = convened([dossier], met, by)
    with on_date(met):
        rows = list(meeting.attendances.select_related("office"))
        holding.record_attendance(
            meeting,
            {row.office: (True, "Dua orang utusan (contoh)") for row in rows},
            seen=holding.attendance_seen(meeting),
            by=by,
        )
        item = MeetingItem.objects.select_related("meeting", "dossier").get(meeting=meeting)
        item.outcome = MeetingOutcome.AGREED
        item.summary = "Rancangan disepakati; pasal pembiayaan menyebut tahun anggaran (contoh)."
        holding.record_outcome(item, seen="", by=by)
        holding.sign_minutes(item, pdf_file("risalah-interkem", f"Risalah, {dossier.heading}"), by=by)
        office = Office.objects.get(region=dossier.region_id)
        due = working_day(today() + timedelta(days=30))
        what = "Mengirim data rumah tangga nelayan tiga tahun terakhir (contoh)."
        take_on(FollowUp(dossier=dossier, meeting=meeting, what=what, office=office, due_on=due), "add_meeting", by=by)


def meeting_planned(walker, day):
    """One meeting to come, on this dossier and on another that waits."""
    waiting = Dossier.objects.filter(status=Status.DISCUSSING, meeting_items=None).exclude(pk=walker.dossier.pk)
    dossiers = [*waiting.order_by("pk")[:1], walker.dossier]
    to_come = working_day(today() + timedelta(days=9))
    with on_date(working_day(day + timedelta(days=3))):
        convened(dossiers, to_come, walker.reviewer)


def convened(dossiers, day, by):
    begins = datetime.combine(day, time(9), JAKARTA)
    expert = Office.objects.filter(kind=OfficeKind.TECHNICAL_MINISTRY, memberships__isnull=False).earliest("pk")
    return convene(
        Meeting(
            starts_at=begins,
            ends_at=begins + timedelta(hours=3),
            place="Jakarta, ruang rapat Pusat Fasilitasi Kerja Sama",
            link="https://rapat.example/interkem",
        ),
        {dossier: agenda_of(dossier) for dossier in dossiers},
        [*preticked(dossiers, may_come(dossiers)), expert],
        by=by,
    )


def talks_held(walker, day):
    """Two rounds: the partner asked for other words, then accepted them."""
    rounds = (
        (12, TalksChannel.VIDEO, ["funding", "working_group"], "Mitra meminta rincian pembiayaan (contoh)."),
        (33, TalksChannel.EMBASSY, ["funding"], "Mitra menerima rumusan pembiayaan yang baru (contoh)."),
    )
    for days, channel, parts, said in rounds:
        with on_date(working_day(day + timedelta(days=days))):
            walker.record_talks(channel=channel, parts=parts, changes=said)


def signing_planned(walker, day):
    planned_on = working_day(today() + timedelta(days=16))
    with on_date(working_day(day + timedelta(days=3))):
        walker.make("plan_signing", planned_on=planned_on)
