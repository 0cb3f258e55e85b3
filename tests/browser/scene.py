"""Every page of the product, by the person who reads it, on dossiers that walked the road. Built once a worker."""

from datetime import date, timedelta
from typing import NamedTuple

from agreements.changes.parts import original
from agreements.changes.writing import begin, save
from agreements.chasing import chase
from agreements.demonstration.walk import Walker
from agreements.enums import PaperKind, Status
from agreements.letters.codes import new_code
from agreements.models import Agreement, Change, Condition, Dossier, PlanActivity, ServiceTarget
from agreements.opinions.conditions import make_remark
from agreements.papers import copied_fields
from cooperation.enums import PartnerTier
from cooperation.mail import Postman, write_mails
from cooperation.models import Hold, Notice, Office, SavedView
from cooperation.working_days import now, today
from reports.models import AnnualReport, CalendarFeed, ProgressNote, ReportEvent
from tests.agreements.factories import (
    DossierFactory,
    FollowUpFactory,
    LetterFactory,
    MeetingFactory,
    TalkRoundFactory,
    copies,
)
from tests.client import session_of
from tests.factories import CountryFactory, HolidayFactory, PartnerContactFactory, PartnerFactory
from tests.people import SEAT_OF, people, region
from tests.reports.factories import (
    ActivityLogFactory,
    AnnualPlanFactory,
    AnnualReportFactory,
    EvaluationFactory,
    MonitoringFactory,
)

#: The names of the dossiers, and where each has come to.
STANDS = {
    "new": Status.INITIATED,
    "studying": Status.STUDYING,
    "council": Status.AT_COUNCIL,
    "verifying": Status.VERIFYING,
    "revision": Status.PLAN_REVISION,
    "drafting": Status.DRAFTING,
    "discussing": Status.DISCUSSING,
    "confirmed": Status.CONFIRMED,
    "in_force": Status.IN_FORCE,
}


#: Forms about one dossier of a meeting, and what is typed into them.
ITEM_PAGES = {"outcome/": {"summary": ""}, "minutes/signed/": {}, "follow-ups/add/": {"what": ""}}


class Look(NamedTuple):
    """A page that answers with another status than 200, or that a form leads to: `typed`, then its main button."""

    address: str
    answer: int
    typed: dict | None = None


def press(address, answer=422, **typed):
    return Look(address, answer, typed)


class Scene:
    """People with their sessions, dossiers of Kota Padang, their partner."""

    def __init__(self):
        self.people = people(SEAT_OF)
        self.sessions = {address: session_of(user) for address, user in self.people.items()}
        self.partner = PartnerFactory(
            name="Ba Ria-Vung Tau",
            country=CountryFactory(alpha2="VN", name_en="Vietnam", name_id="Vietnam"),
            tier=PartnerTier.PROVINCE,
            proposed_by=Office.objects.get(region="13.71"),
        )
        PartnerContactFactory(partner=self.partner)
        self.holiday = HolidayFactory()
        walkers = {name: self.walker(status) for name, status in STANDS.items()}
        self.furnish(walkers)
        self.dossiers = {name: walker.dossier for name, walker in walkers.items()} | {"negotiating": self.talks()}
        copies(self.dossiers["council"], 30)
        self.report_and_ask(walkers["in_force"].dossier)
        Notice.objects.create(
            reader=self.people["petugas.padang"], key="k", text_id="RKS perlu diperbaiki.", text_en="Mend.", url="/"
        )
        write_mails(), Postman().deliver()
        old = {"reader": self.people["petugas.padang"], "created_at": now() - timedelta(days=90), "read_at": now()}
        Notice.objects.bulk_create(Notice(key=f"old{n}", text_id="Selesai.", text_en="Done.", **old) for n in range(75))

    def walker(self, status):
        """Beside a dossier that walked all the way to `status`."""
        # An address without a break fits no narrow screen by itself.
        title = f"Pariwisata, https://{'padang' * 20}.go.id"
        basics = {"initiator": "region", "objectives": ["potential"], "unit": "Dinas Pariwisata", "title": title}
        walker = Walker(DossierFactory(region=region("13.71"), partner=self.partner, **basics))
        walker.to(status)
        return walker

    def furnish(self, walkers):
        """What people have written since."""
        walkers["studying"].write(PaperKind.STUDY, PaperKind.INTENT)
        self.consult(walkers["verifying"])
        walkers["drafting"].write(PaperKind.AGREEMENT)
        self.meet(walkers["discussing"])
        walkers["confirmed"].make("recommend", recommended="approve")
        revised = walkers["revision"]
        revised.write(PaperKind.PLAN)
        self.remark = revised.dossier.remarks.open().first()
        self.view = SavedView.objects.create(
            owner=self.people["penelaah"], page="queue", name="Verifikasi", query="tab=all&status=verifying"
        )
        self.target = ServiceTarget.objects.first()
        plan = AnnualPlanFactory(dossier=walkers["in_force"].dossier, year=today().year, agreed=True)
        self.logged = ActivityLogFactory(activity__plan=plan)
        EvaluationFactory.concluded_pair(plan.dossier)
        EvaluationFactory.pair(plan.dossier, round=2, filled=True)
        self.monitor(walkers["in_force"])
        self.change(walkers["in_force"])
        self.letter = walkers["in_force"].dossier.letters.get(kind="approval")
        self.withdrawn = LetterFactory(withdrawn=True, replaced_by=self.letter)
        self.activity = PlanActivity.objects.filter(plan__dossier=revised.dossier).latest("pk")

    def change(self, walker):
        """An extension that is being written, whose original changed meanwhile, and an amendment at the ministry."""
        dossier, by = walker.dossier, walker.officer
        Dossier.objects.filter(pk=dossier.pk).update(region_evaluated_on=today(), ministry_evaluated_on=today())
        dossier.refresh_from_db()
        written = {"by": by, "reasons": "Manfaatnya nyata.", "ends_on": None}
        self.extension = begin(dossier, "extension", by=by)
        texts = {"funding": "Dibahas setiap tahun.", "funding_foreign": "Reviewed every year."}
        save(self.extension, **written, texts=self.extension.texts | texts, seen=1)
        current = original(dossier)
        changed = copied_fields(current) | {"funding": "Dibagi dua.", "sent_at": now(), "number": current.number + 1}
        Agreement.objects.create(**changed)
        self.amendment = begin(dossier, "amendment", by=by)
        save(self.amendment, **written, texts=self.amendment.texts | texts, seen=1)
        Change.objects.filter(pk=self.amendment.pk).update(
            status="submitted",
            first_sent_on=today(),
            recommended="approve_change",
            recommended_by=walker.reviewer,
            recommendation="Layak.",
        )

    def consult(self, walker):
        """A ministry answered with conditions, one of which became a remark; Kemlu and the governor were asked."""
        expert, governor, kemlu = (self.people[one] for one in ("pariwisata", "pimpinan.sumbar", "kemlu"))
        walker.make("ask_opinion", offices=[expert.memberships.get().office])
        conditions = ["Biaya dari mitra.", "Merek nasional."]
        walker.make("give_opinion", by=expert, opinion="conditions", conditions=conditions)
        make_remark(Condition.objects.first(), by=walker.reviewer)
        walker.make("recommend", recommended="ask_for_draft")
        walker.make("ask_opinion", offices=[one.memberships.get().office for one in (governor, kemlu)])
        self.opinion = walker.dossier.opinions.open().first()

    def meet(self, walker):
        """One meeting that was held, with follow-ups, and one to come on another dossier."""
        dossier, reviewer = walker.dossier, self.people["penelaah"]
        offices = Office.objects.all()
        self.held = MeetingFactory(dossiers=[dossier], offices=offices, held=True, convened_by=reviewer)
        task = {"dossier": dossier, "meeting": self.held, "office": Office.objects.get(region="13.71")}
        self.follow_up = FollowUpFactory(**task)
        officer = self.people["petugas.padang"]
        proof = dossier.documents.first()
        self.done = FollowUpFactory(**task, done_by=officer, done_at=now(), proof=proof, done_note="Terkirim.")
        waiting = DossierFactory(region=region("13.71"), partner=self.partner, status=Status.DISCUSSING, sent=True)
        self.planned = MeetingFactory(dossiers=[waiting], offices=offices, convened_by=reviewer)

    def monitor(self, walker):
        """One monitoring in each state, and what an office took on after one: late, and to be confirmed."""
        office = self.people["evaluator"].memberships.get().office
        given = {"dossier": walker.dossier, "office": office}
        self.visit = MonitoringFactory(**given)
        self.found, self.sent = MonitoringFactory(**given, held=True), MonitoringFactory(**given, sent=True)
        task = {"dossier": walker.dossier, "origin": "monitoring", "asked_by": office}
        task |= {"office": Office.objects.get(region="13.71"), "due_on": today() - timedelta(days=3)}
        done = {"done_by": self.people["petugas.padang"], "done_at": now(), "done_note": "Terkirim."}
        done["proof"] = walker.dossier.documents.first()
        self.sent.follow_ups.add(FollowUpFactory(**task), FollowUpFactory(**task, **done))

    def talks(self):
        """Kemlu talks with the partner about the text of a dossier; one round is recorded."""
        dossier = DossierFactory(region=region("13.71"), partner=self.partner, status=Status.NEGOTIATING, sent=True)
        dossier.consulted.add(self.people["kemlu"].memberships.get().office)
        TalkRoundFactory(dossier=dossier, recorded_by=self.people["kemlu"])
        return dossier

    def report_and_ask(self, in_force):
        """A late report, one to judge, a region on hold; an agreement that sleeps, about which its region was asked."""
        AnnualReportFactory(dossier=in_force, year=2025, filled=True)
        sent = AnnualReportFactory(dossier=in_force, year=2024, filled=True, status="forwarded")
        parts = {name: getattr(sent, name) for name in AnnualReport.PARTS}
        by = self.people["pimpinan.padang"]
        ReportEvent.objects.create(report=sent, name="send_report_to_governor", by=by, data={"parts": parts})
        self.hold = Hold.objects.create(region=region("53.71"), reason="Laporan 2023 belum diterima.")
        self.asleep = DossierFactory(
            region=region("13.71"),
            partner=self.partner,
            status=Status.IN_FORCE,
            sent=True,
            last_activity_on=date(2024, 5, 6),
            ends_on=date(2028, 5, 31),
        )
        chase(self.asleep, answer_by=date(2026, 3, 20), words="", reason="", by=self.people["evaluator"])
        note = {"dossier": in_force, "year": today().year, "text": "Dua dari lima kegiatan selesai."}
        ProgressNote.objects.create(**note, by=self.people["petugas.padang"])
        CalendarFeed.renew(self.people["auditor"])

    def pages(self):
        """{person: addresses and looks}; "" has not signed in."""
        at = {name: f"/dossiers/{dossier.number}/" for name, dossier in self.dossiers.items()}
        partner, manage = f"/partners/{self.partner.pk}/", "/administration/"
        held, planned = self.held.get_absolute_url(), self.planned.get_absolute_url()
        at_meeting = f"{at['discussing']}meetings/{self.held.pk}/"
        this_year, next_year = (f"{at['in_force']}implementation/{today().year + n}/" for n in (0, 1))
        evaluated = f"{at['in_force']}evaluations/"
        report = f"{at['in_force']}reports/"
        someone, revised = self.people["petugas.kupang"].pk, at["revision"]
        extension, amendment = (one.get_absolute_url() for one in (self.extension, self.amendment))
        activity = f"{revised}papers/plan/activities/{self.activity.pk}/"
        return {
            "": (
                "/accounts/login/",
                press("/accounts/login/", 200, login="siapa@jembatan.example", password="salah"),
                "/accounts/password/reset/",
                "/accounts/password/reset/done/",
                "/accounts/password/reset/key/1-wrong/",
                "/accounts/signup/",
                *("/help/", f"/verify/{self.letter.code}/", press(f"/verify/{self.letter.code}/")),
                *(f"/verify/{self.withdrawn.code}/", "/verify/", press("/verify/", code="ABC")),
                *(Look(f"/verify/{new_code()}/", 404), Look("/failure/", 500)),
            ),
            "petugas.padang": (
                *("/", "/dossiers/", "/dossiers/?q=vung&turn=council", "/dossiers/?q=nothing", "/notices/", "/help/"),
                *("/notices/?page=2", "/notices/mails/", "/profile/mails/"),
                *("/profile/", "/accounts/email/", "/accounts/password/change/", "/accounts/logout/"),
                *("/partners/propose/", Look(manage, 403), Look("/nothing/", 404)),
                press("/partners/propose/", 200, name="Vung Tau", country=self.partner.country.pk),
            ),
            "petugas.padang: dossiers": (
                *(press("/dossiers/new/"), f"{at['new']}edit/", f"{at['new']}partner/?q=vung"),
                *(at["new"], at["studying"], at["council"], revised, at["drafting"], at["in_force"]),
                *(f"{at['new']}prerequisites/", f"{at['new']}moves/start_exploring/"),
                *(f"{at['council']}moves/record_council_receipt/", f"{at['council']}documents/add/"),
                press(f"{revised}remarks/{self.remark.pk}/answer/"),
            ),
            "petugas.padang: plans": (
                *(f"{at['in_force']}implementation/", this_year, press(f"{this_year}activities/add/")),
                *(f"{next_year}begin/", f"{this_year}activities/{self.logged.activity_id}/log/"),
                press(f"{this_year}log/{self.logged.pk}/correct/", note=""),
                press(f"{at['in_force']}implementation/indicators/add/"),
            ),
            "petugas.padang: reports": (
                *("/reports/", "/reports/?state=accepted", "/holds/", "/calendar/"),
                *(f"{report}2025/", f"{report}2024/", f"{report}{today().year}/"),
                *(press(f"{report}2025/write/", 409, version="9", title="Lain."), f"{report}2025/write/"),
                *(f"{at['in_force']}timeline/", f"{at['council']}timeline/"),
                press(f"{at['in_force']}implementation/{today().year}/note/"),
                press(f"/dossiers/{self.asleep.number}/chase/"),
            ),
            "pimpinan.padang: reports": (
                *(f"{report}2025/moves/send_report_to_governor/", f"/dossiers/{self.asleep.number}/", "/reports/"),
            ),
            "petugas.padang: changes": (
                *(f"{at['in_force']}changes/", extension, f"{extension}edit/", f"{extension}print/"),
                *(f"{extension}settle/", "/changes/", "/changes/?kind=amendment&status=rejected"),
                press(f"{at['in_force']}changes/begin/extension/", 409),
                press(f"{extension}edit/", 409, version="9", reasons="Lain."),
            ),
            "petugas.padang: papers": (
                *(f"{at['studying']}papers/{kind}/" for kind in ("study", "intent")),
                *(f"{at['drafting']}papers/agreement/", f"{at['drafting']}papers/agreement/check/"),
                *(f"{revised}papers/plan/", f"{revised}papers/plan/check/", f"{revised}papers/study/"),
                *(f"{revised}papers/plan/activities/add/", activity, f"{activity}delete/"),
                press(f"{at['studying']}papers/study/", 409, version="0", title="Kajian lain", conclusion="Layak."),
                press(f"{at['studying']}contacts/add/"),
            ),
            "pimpinan.padang": (
                *("/", f"{revised}moves/resubmit_to_minister/", f"{at['drafting']}moves/stop/"),
                Look(f"{at['council']}moves/send_draft/", 409),
                *(press(f"{at['in_force']}moves/end_agreement/"), f"{extension}moves/send_change_directly/"),
            ),
            "pimpinan.sumbar": ("/", "/queue/", "/ages/", "/queue/?tab=opinions", f"{at['verifying']}opinions/"),
            "penelaah": (
                *("/", "/queue/", "/dossiers/", "/queue/columns/", "/queue/views/"),
                *(press("/queue/views/add/?tab=all", 200), f"/queue/views/{self.view.pk}/edit/"),
                f"/queue/views/{self.view.pk}/delete/",
                *(
                    f"{at['verifying']}{tab}"
                    for tab in ("", "papers/", "remarks/", "opinions/", "contacts/", "history/")
                ),
                *(f"{at['verifying']}papers/plan/1/", f"{at['verifying']}papers/plan/1/print/"),
                press(f"{at['verifying']}remarks/add/?paper=plan&part=funding"),
                f"{at['discussing']}moves/return_text/",
                *(f"{at['discussing']}papers/agreement/1/", f"{at['discussing']}papers/agreement/1/print/"),
                *(f"{at['verifying']}moves/recommend/", press(f"{at['verifying']}moves/ask_opinion/")),
                press(f"{at['verifying']}opinions/{self.opinion.pk}/withdraw/"),
                press(f"{at['discussing']}meetings/add/"),
                *(f"{at[status]}checklist/" for status in ("discussing", "confirmed")),
                press(f"{at['verifying']}checklist/", answer_plan="no"),
            ),
            "penelaah: meetings": (
                *("/meetings/", "/meetings/?state=cancelled", "/meetings/new/", f"{held}", f"{planned}"),
                press(f"/meetings/new/?dossier={self.dossiers['discussing'].number}"),
                *(press(f"{planned}change/", reason=""), press(f"{planned}cancel/"), f"{held}attendance/"),
                *(press(f"{at_meeting}{page}", **typed) for page, typed in ITEM_PAGES.items()),
                *(f"{at_meeting}minutes/", f"{at_meeting}minutes/print/"),
                press(f"{at['discussing']}follow-ups/{self.done.pk}/confirm/"),
            ),
            "pimpinan.padang: meetings": (
                *("/meetings/?state=held", held, press(f"{at['discussing']}follow-ups/{self.follow_up.pk}/done/")),
            ),
            "pejabat": (
                *("/", "/queue/assign/", press(f"/queue/assign/?dossier={self.dossiers['verifying'].number}")),
                *(f"{at['verifying']}moves/assign/", f"{at['verifying']}moves/release/"),
                at["confirmed"],
                f"{at['confirmed']}moves/approve/",
                *(f"{at['verifying']}moves/reject/", f"{at['confirmed']}letters/approve/", "/register/"),
                *(f"{at['in_force']}papers/", press(f"{at['in_force']}letters/{self.letter.pk}/withdraw/")),
                f"{at['in_force']}moves/record_custody/",
                *(press(f"{amendment}moves/approve_change/"), f"{amendment}moves/return_change/", amendment),
            ),
            "kemlu": (
                *("/", at["verifying"], f"{at['verifying']}opinions/", f"{at['negotiating']}contacts/"),
                press(f"{at['verifying']}moves/give_opinion/", opinion="conditions", reasons="Ya."),
                press(f"{at['negotiating']}talks/add/"),
            ),
            "auditor": ("/", at["in_force"], "/ages/?step=all", "/calendar/", f"{at['verifying']}checklist/"),
            "evaluator": (
                *("/", f"{at['in_force']}implementation/", this_year, f"{this_year}print/"),
                *("/reports/?late=yes", f"{report}2024/", f"{report}2024/moves/accept_report/"),
                press(f"{report}2024/moves/return_report/", note=""),
                *("/holds/", press(f"/holds/{self.hold.pk}/lift/", 200)),
                *("/dossiers/?clock=dormant&sort=activity", f"/dossiers/{self.asleep.number}/", "/dossiers/chase/"),
                press(f"/dossiers/chase/?dossier={self.asleep.number}"),
                press(f"/dossiers/chase/?dossier={self.asleep.number}", 200, reason="Menteri berkunjung."),
            ),
            "evaluator: evaluations": (
                *("/evaluations/", "/evaluations/?state=given", evaluated, f"{evaluated}1/print/"),
                *(Look(f"{evaluated}2/ministry/write/", 409), press(f"{evaluated}ask/", due_on="2020-01-01")),
                *(press(f"{evaluated}1/follow-ups/add/"), press(f"{evaluated}partner-view/")),
            ),
            "pimpinan.padang: evaluations": (
                *(evaluated, f"{evaluated}2/region/write/", f"{evaluated}2/region/moves/send_evaluation/"),
                press(f"{evaluated}2/region/write/", 409, version="0", reason="Lain."),
            ),
            "evaluator: monitoring": (
                *("/monitoring/", "/monitoring/?half=due&times=2", "/monitoring/plan/", "/follow-ups/"),
                press(f"/monitoring/plan/?dossier={self.dossiers['in_force'].number}"),
                *(self.visit.get_absolute_url(), press(f"{self.visit.get_absolute_url()}move/")),
                press(f"{self.visit.get_absolute_url()}findings/", held_on=""),
                *(press(f"{self.visit.get_absolute_url()}cancel/"), self.found.get_absolute_url()),
                f"{self.found.get_absolute_url()}send/",
                *(self.sent.get_absolute_url(), press(f"{self.sent.get_absolute_url()}follow-ups/add/")),
            ),
            "pimpinan.padang: monitoring": (
                *("/follow-ups/", self.visit.get_absolute_url(), self.found.get_absolute_url()),
                self.sent.get_absolute_url(),
            ),
            "admin": (
                *(
                    "/",
                    manage,
                    f"{manage}history/",
                    f"{manage}mails/",
                    "/partners/",
                    "/partners/?q=vung",
                    partner,
                    f"{partner}edit/",
                ),
                *(f"{partner}merge/", f"{partner}suspend/", f"{partner}contacts/add/"),
                *(f"{manage}people/", press(f"{manage}people/add/", 200), f"{manage}people/{someone}/"),
                *(f"{manage}people/{someone}/edit/", f"{manage}people/{someone}/disable/"),
                f"{manage}people/{someone}/assignments/add/",
            ),
            "admin: places": (
                *(f"{manage}offices/", f"{manage}offices/add/", f"{manage}offices/{self.partner.proposed_by_id}/edit/"),
                *(
                    f"{manage}holidays/",
                    press(f"{manage}holidays/add/", 200),
                    f"{manage}holidays/{self.holiday.pk}/delete/",
                ),
                *(f"{manage}countries/", f"{manage}countries/VN/edit/"),
                *(f"{manage}targets/", press(f"{manage}targets/{self.target.pk}/edit/", 200, days="")),
                *(f"{manage}regions/", f"{manage}regions/13.71/edit/"),
                *(press(f"{manage}rubric/", levels_id="Baik"), f"{manage}rubric/1/"),
                *(f"{manage}letters/", f"{manage}letters/approval/", f"{manage}letters/approval/1/"),
                *(press(f"{manage}letters/copy/", id_subject="{x}"), press(f"{manage}letters/head/", 200, name="")),
            ),
        }
