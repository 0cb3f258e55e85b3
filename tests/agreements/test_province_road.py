"""The whole road of a province by the pages alone, as a browser without scripts sends them."""

import itertools
import re
from datetime import timedelta

import pytest

from agreements.enums import PaperKind, Status
from agreements.models import Dossier, Remark
from agreements.papers import PAPER_MODELS
from cooperation.enums import PartnerStatus, PartnerTier
from cooperation.working_days import today
from tests.client import AuditingClient, form_values
from tests.factories import CountryFactory, PartnerFactory
from tests.files import upload


def _errors(text):
    return text.partition('class="error-summary')[2][:1500]


class Pages:
    """Reads pages and sends forms as the named people; every page is audited."""

    def __init__(self, **people):
        self.clients = {name: AuditingClient().login(user) for name, user in people.items()}
        self.dossier = None

    def address(self, ending=""):
        return f"/dossiers/{self.dossier.number}/{ending}"

    def post(self, name, address, /, **data):
        """Open the form's page, fill it in, send all of it."""
        shown = form_values(self.clients[name].get(address).text)
        answer = self.clients[name].post(address, shown | data)
        assert answer.status_code == 302, f"{address}: {answer.status_code}\n{_errors(answer.text)}"
        return answer

    def take(self, name, move, status, /, **data):
        """The dossier page offers the move to `name`; its form leads to `status`."""
        client = self.clients[name]
        offered = client.get(self.address()).text
        assert f'href="{self.address(f"moves/{move}/")}"' in offered, f"{move} is not offered to {name}"
        self.post(name, self.address(f"moves/{move}/"), **data)
        self.dossier.refresh_from_db()
        assert self.dossier.status == status

    def write(self, name, kind, /, **beside):
        parts = {part: f"Isi bagian {part}." for part in PAPER_MODELS[kind].PARTS}
        self.post(name, self.address(f"papers/{kind}/"), **parts, **beside, check="1")
        assert self.clients[name].get(self.address(f"papers/{kind}/check/")).status_code == 200

    def check(self, name):
        """Answer every line of the step's checklist with yes."""
        lines = set(re.findall(r'name="(answer_\w+)"', self.clients[name].get(self.address("checklist/")).text))
        self.post(name, self.address("checklist/"), **dict.fromkeys(lines, "yes"))


def letter():
    return {"letter_number": "420/11/2026", "letter_date": today(), "letter": upload()}


@pytest.fixture
def pages(officer_sumbar, head_sumbar, reviewer, approver, kemlu, tourism):
    country = CountryFactory(alpha2="MY", name_en="Malaysia", name_id="Malaysia")
    PartnerFactory(name="Negeri Sembilan", country=country, tier=PartnerTier.PROVINCE, status=PartnerStatus.VERIFIED)
    return Pages(
        officer=officer_sumbar, head=head_sumbar, reviewer=reviewer, approver=approver, kemlu=kemlu, tourism=tourism
    )


def test_province_goes_from_first_interest_to_an_agreement_in_force(pages, officer_sumbar, kemlu, tourism):
    until_the_intent_is_signed(pages, officer_sumbar)
    until_the_text_may_be_drafted(pages)
    until_it_is_in_force(pages, officer_sumbar, kemlu, tourism)
    events = list(pages.dossier.events.order_by("pk").values_list("from_status", "to_status"))
    assert all(before[1] == after[0] for before, after in itertools.pairwise(events))
    assert Status.PLAN_AT_GOVERNOR not in {status for pair in events for status in pair}


def until_the_intent_is_signed(pages, officer_sumbar):
    region = officer_sumbar.memberships.get().office.region
    pages.post("officer", "/dossiers/new/", region=region.pk, scheme="sister", title="Pariwisata dan pendidikan")
    pages.dossier = Dossier.objects.get()
    basics = {"initiator": "partner", "objectives": ["culture"], "unit": "Biro Pemerintahan"}
    pages.post("officer", pages.address("edit/"), scheme="sister", title=pages.dossier.title, **basics)
    partner = PartnerFactory._meta.model.objects.get()
    pages.post("officer", pages.address("partner/?q=Negeri"), partner=partner.pk)
    answers = {f"answer_{number}": "yes" for number in (1, 2, 3, 4, 5, 7, 8, 9)}
    reasons = {f"explanation_{number}": "Sesuai telaah biro." for number in (2, 3, 4, 5, 7, 8, 9)}
    pages.post("officer", pages.address("prerequisites/"), **answers, **reasons)
    pages.take("officer", "start_exploring", Status.EXPLORING)
    contact = {"way": "invitation", "held_on": today(), "participants": "Gubernur", "summary": "Sepakat mengkaji."}
    pages.post("officer", pages.address("contacts/add/"), **contact)
    pages.take("officer", "begin_study", Status.STUDYING)
    pages.write("officer", PaperKind.STUDY)
    pages.write("officer", PaperKind.INTENT)
    pages.take("head", "ask_response", Status.AWAITING_RESPONSE, **letter())
    pages.take("approver", "respond", Status.RESPONDED)
    signing = {"signed_on": today(), "place": "Padang", "signatory_region": "Gubernur", "signatory_partner": "MB"}
    expiry = {"expires_on": today() + timedelta(days=365), "signed_file": upload("loi.pdf")}
    pages.take("head", "record_intent_signing", Status.INTENT_SIGNED, **signing, **expiry)


def until_the_text_may_be_drafted(pages):
    pages.write("officer", PaperKind.PLAN)
    activity = {"name": "Pertukaran guru", "unit": "Dinas Pendidikan", "amount": "120.000.000", "source": "APBD"}
    period = {"starts_on": "2027-01-10", "ends_on": "2027-03-10"}
    pages.post("officer", pages.address("papers/plan/activities/add/"), **activity, **period)
    pages.take("head", "send_to_council", Status.AT_COUNCIL, **letter())
    pages.take("officer", "record_council_receipt", Status.AT_COUNCIL, received_on=today(), receipt=upload())
    decision = {"decided_on": today(), "letter_number": "5/DPRD/2026", "decision": upload("putusan.pdf")}
    pages.take("officer", "record_council_approval", Status.COUNCIL_APPROVED, **decision)
    pages.take("head", "send_plan", Status.VERIFYING, **letter())
    pages.check("reviewer")
    pages.take("reviewer", "recommend", Status.VERIFYING, recommended="improve_plan", reasons="Biaya belum jelas.")
    back = {"about": "plan.funding", "note": "Jelaskan sumber biaya.", "answer_by": today() + timedelta(days=14)}
    pages.take("approver", "improve_plan", Status.PLAN_REVISION, **back)
    remark = Remark.objects.get()
    pages.post("officer", pages.address(f"remarks/{remark.pk}/answer/"), answer="Sumber biaya dijelaskan.")
    pages.post("officer", pages.address("papers/plan/"), funding="APBD provinsi, Rp 120 juta.", check="1")
    pages.take("head", "resubmit_to_minister", Status.VERIFYING, **letter())
    pages.check("reviewer")
    pages.take("reviewer", "recommend", Status.VERIFYING, recommended="ask_for_draft", reasons="Lengkap.")
    pages.take("approver", "ask_for_draft", Status.DRAFTING)


def until_it_is_in_force(pages, officer_sumbar, kemlu, tourism):
    pages.write("officer", PaperKind.AGREEMENT, foreign_language="ms", term_months=60)
    pages.take("head", "send_draft", Status.DISCUSSING, **letter())
    present = {f"office_{person.memberships.get().office_id}": "on" for person in (officer_sumbar, kemlu, tourism)}
    meeting = {"held_on": today(), "place": "Jakarta", "outcome": "agreed", "summary": "Disepakati."}
    pages.post("reviewer", pages.address("meetings/add/"), **meeting, **present, minutes_file=upload())
    pages.check("reviewer")
    pages.take("reviewer", "send_to_partner", Status.NEGOTIATING)
    talks = {"held_on": today(), "channel": "letter", "changes": "Ejaan nama lembaga diperbaiki."}
    pages.post("kemlu", pages.address("talks/add/"), **talks)
    pages.take("kemlu", "confirm_text", Status.CONFIRMED, **letter())
    pages.check("reviewer")
    pages.take("reviewer", "recommend", Status.CONFIRMED, recommended="approve", reasons="Lengkap.")
    pages.take("approver", "approve", Status.APPROVED)
    signing = {"signed_on": today(), "place": "Padang", "signatory_region": "Gubernur", "signatory_partner": "MB"}
    term = {"effective_on": today(), "ends_on": today() + timedelta(days=1825)}
    files = {"signed_file": upload("id.pdf"), "signed_file_foreign": upload("ms.pdf")}
    pages.take("head", "record_signing", Status.SIGNED, **signing, **term, **files)
    pages.take("approver", "register", Status.IN_FORCE, original_received_on=today())
    assert pages.dossier.registration.number.startswith("KSLN/")
