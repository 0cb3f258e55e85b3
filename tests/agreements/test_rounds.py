"""After a return: only what was remarked on is open; each remark is answered, then closed or reopened, in rounds."""

import pytest
from django.utils import timezone

from agreements.desk.rows import for_desk
from agreements.enums import PaperKind, Status
from agreements.models import Dossier, PlanActivity, Remark, Study
from agreements.papers import draft, last_sent
from agreements.records import add_activity
from agreements.remarks.noting import answer_remark, reopen_remark
from agreements.remarks.opened import opened
from agreements.remarks.threads import threads_of
from agreements.services import ROAD, save_draft
from cooperation.exceptions import Conflict
from cooperation.working_days import today
from tests.agreements.factories import RemarkFactory
from tests.agreements.padang import address, reading
from tests.agreements.remarked import noted, on_desk, returned, send_back

pytestmark = pytest.mark.django_db

STUDY = {"title", "background", "purpose", "mapping", "benefits", "conclusion"}


def offered(client, dossier, kind):
    """Names of the texts the form lets the region write; None where there is no form."""
    page = client.get(address("paper", dossier, kind))
    return set(page.context["form"].texts) if page.status_code == 200 else None


# Only what was remarked on is open


def test_only_remarked_parts_are_open_the_rest_is_there_to_read(reviewer, officer_padang):
    dossier, client = returned(reviewer, ("study", "mapping")), reading(officer_padang)
    page = client.get(address("paper", dossier, "study"))
    assert set(page.context["form"].texts) == {"mapping"}
    assert 'name="benefits"' not in page.text
    assert "The benefits." in page.text
    assert "Map the fisheries." in page.text
    assert offered(client, dossier, "intent") is None


@pytest.mark.parametrize(
    ("place", "study", "intent"),
    [
        (("study", ""), STUDY, None),
        (("", ""), STUDY, {"subject", "purpose", "scope", "validity"}),
        (("intent", "scope"), None, {"scope"}),
    ],
)
def test_remark_on_the_whole_opens_the_whole(place, study, intent, reviewer, officer_padang):
    dossier, client = returned(reviewer, place), reading(officer_padang)
    assert offered(client, dossier, "study") == study
    assert (offered(client, dossier, "intent") or set()) >= (intent or set())
    assert (offered(client, dossier, "intent") is None) == (intent is None)


def test_closed_part_that_is_sent_all_the_same_is_refused_with_its_text(reviewer, officer_padang):
    dossier, client = returned(reviewer, ("study", "mapping")), reading(officer_padang)
    url = address("paper", dossier, "study")
    typed = {"number": 2, "version": 0, "base": "", "mapping": "Mapped.", "benefits": "Secretly changed."}
    page = client.post(url, typed)
    assert page.status_code == 403
    assert "Secretly changed." in page.text
    assert "Mapped." in page.text
    answer = client.post(url, typed, headers={"X-Autosave": "1"})
    assert (answer.status_code, "message" in answer.json()) == (403, True)
    kept = client.post(address("paper-conflict", dossier, "study"), {**typed, "all": "mine"})
    assert kept.status_code == 403
    assert client.post(address("paper", dossier, "intent"), {"scope": "x"}).status_code == 403
    for kind, texts in (("study", {"benefits": "x"}), ("intent", {"scope": "x"}), ("intent", {})):
        with pytest.raises(Conflict):
            save_draft(dossier, kind, texts, seen=(2, 0), by=officer_padang)
    assert Study.objects.get().number == 1
    assert client.post(url, {"number": 2, "version": 0, "base": "", "mapping": "Mapped."}).status_code == 302
    paper = last_sent(dossier, "study")
    assert draft(dossier, "study").benefits == paper.benefits
    assert draft(dossier, "study").mapping == "Mapped."


def test_paper_that_was_never_sent_stays_open(reviewer, officer_padang):
    dossier = returned(reviewer, ("study", "mapping"))
    type(dossier).objects.update(status=Status.PLAN_REVISION, status_since=timezone.now())
    RemarkFactory(dossier=dossier, paper="plan", part="funding", answer_by=today(), step="verifying")
    dossier.refresh_from_db()
    assert opened(dossier, PaperKind.PLAN) is None
    assert opened(dossier, PaperKind.STUDY) == frozenset()


def test_note_without_a_day_opens_the_paper_it_is_about(reviewer, officer_padang):
    dossier = returned(reviewer, ("study", "mapping"))
    Remark.objects.update(answer_by=None)
    assert offered(reading(officer_padang), dossier, "study") == STUDY


def test_term_and_second_language_belong_to_their_parts(kemlu):
    dossier = on_desk(Status.NEGOTIATING)
    dossier.consulted.add(kemlu.memberships.get().office)
    noted(dossier, kemlu, "agreement", "duration")
    send_back(dossier, "change_text", kemlu)
    assert opened(dossier, "agreement") == {"duration", "duration_foreign", "term_months"}


@pytest.mark.parametrize(
    ("part", "texts", "activities"),
    [
        ("funding", {"funding"}, True),
        ("background", {"background"}, False),
        ("activities", {"scope", "funding", "period"}, True),
    ],
)
def test_activities_open_with_the_parts_they_spell_out(part, texts, activities, officer_sumbar, officer_padang):
    dossier = on_desk(Status.PLAN_AT_GOVERNOR)
    noted(dossier, officer_sumbar, "plan", part)
    send_back(dossier, "return_plan", officer_sumbar)
    client = reading(officer_padang)
    assert offered(client, dossier, "plan") == texts
    assert (address("activity-add", dossier) in client.get(address("paper", dossier, "plan")).text) is activities
    assert client.get(address("activity-add", dossier)).status_code == (200 if activities else 403)
    if not activities:
        save_draft(dossier, "plan", {}, seen=(2, 0), by=officer_padang)
        drafted = PlanActivity.objects.get(plan__sent_at=None)
        for name, extra in (("activity-add", ()), ("activity-edit", (drafted.pk,)), ("activity-delete", (drafted.pk,))):
            assert client.post(address(name, dossier, *extra), {"name": "x"}).status_code == 403
        with pytest.raises(Conflict):
            add_activity(dossier, PlanActivity(name="x"), by=officer_padang)
        assert PlanActivity.objects.filter(plan__sent_at=None).count() == 1


def test_plan_needs_no_new_version_when_only_the_study_was_remarked_on(officer_sumbar, head_padang):
    dossier = on_desk(Status.PLAN_AT_GOVERNOR)
    noted(dossier, officer_sumbar, "study", "benefits")
    send_back(dossier, "return_plan", officer_sumbar)
    said = [problem.place for problem in ROAD.problems(dossier, "resubmit_to_governor", head_padang)]
    assert PaperKind.PLAN not in said
    assert "remarks" in said


# Answers, closed or reopened


@pytest.fixture
def answered(reviewer, officer_padang):
    """Came back, was mended and answered, lies with the ministry again."""
    dossier = returned(reviewer, ("study", "mapping"), ("study", "benefits"))
    paper = draft(dossier, "study")
    save_draft(dossier, "study", {"mapping": "The new mapping."}, seen=(2, paper.edit_version), by=officer_padang)
    for remark in dossier.remarks.open():
        answer_remark(remark, "Mended now.", by=officer_padang)
    dossier.study_versions.update(sent_at=timezone.now())
    type(dossier).objects.update(status=Status.AWAITING_RESPONSE, status_since=timezone.now())
    dossier.refresh_from_db()
    return dossier


def state(remark):
    remark.refresh_from_db()
    return remark.state


def test_remark_and_answer_stand_beside_the_words_that_changed(answered, reviewer, officer_padang):
    for user in (reviewer, officer_padang):
        page = reading(user).get(address("paper-version", answered, "study", 2))
        rows = page.context["changes"]
        assert [(row["part"].name, bool(row["texts"])) for row in rows] == [("mapping", True), ("benefits", False)]
        assert [len(row["threads"]) for row in rows] == [1, 1]
        changed = page.text.index("<del>mapping.</del>" if "<del>mapping.</del>" in page.text else "<ins>")
        assert changed < page.text.index("Mended now.") < page.text.index("Remarked on, and no word has changed.")


def test_reviewer_closes_one_and_reopens_the_other(answered, reviewer, second_reviewer, officer_padang, head_padang):
    mapping, benefits = (answered.remarks.get(part=part) for part in ("mapping", "benefits"))
    client = reading(reviewer)
    assert client.post(address("remark-close", answered, mapping.pk)).status_code == 302
    assert client.get(address("remark-close", answered, mapping.pk)).status_code == 409
    url = address("remark-reopen", answered, benefits.pk)
    assert client.post(url, {"text": " "}).status_code == 422
    assert client.post(url, {"text": "Still not counted."}).status_code == 302
    late = reading(second_reviewer).post(url, {"text": "What I typed for long."})
    assert late.status_code == 409
    assert "What I typed for long." in late.text
    assert (state(mapping), state(benefits)) == ("closed", "reopened")
    # Until the dossier is returned, the region knows nothing of it.
    region = reading(officer_padang)
    for tab in ("dossier-remarks", "dossier-history", "dossier"):
        text = region.get(address(tab, answered)).text
        assert "Still not counted." not in text
        assert "Remark reopened" not in text
    assert region.post(address("remark-answer", answered, benefits.pk), {"answer": "x"}).status_code == 409
    # Then it answers again, and everybody reads all rounds.
    send_back(answered, "return_study", reviewer)
    assert state(benefits) == "open"
    assert "Still not counted." in region.get(address("dossier-remarks", answered)).text
    assert offered(region, answered, "study") == {"benefits"}
    answer_remark(benefits, "Counted: 300.", by=head_padang)
    thread = next(one for one in threads_of(answered, officer_padang) if one.remark == benefits)
    assert [one.act for one in thread.rounds] == ["send", "answer", "send", "answer"]
    thread = next(one for one in threads_of(answered, reviewer) if one.remark == benefits)
    assert [one.act for one in thread.rounds] == ["send", "answer", "reopen", "send", "answer"]


def test_reopening_taken_back_is_never_known_to_the_region(answered, reviewer, officer_padang):
    remark = answered.remarks.get(part="mapping")
    reopen_remark(remark, "Not mapped well.", by=reviewer)
    reading(reviewer).post(address("remark-close", answered, remark.pk))
    assert state(remark) == "closed"
    assert "Not mapped well." not in reading(officer_padang).get(address("dossier-remarks", answered)).text


def test_closed_remark_reopened_inside_is_settled_for_everybody_else(reviewer, officer_padang):
    dossier = on_desk()
    office = reviewer.memberships.get().office
    remark = RemarkFactory(dossier=dossier, paper="study", part="mapping", state="closed", by=reviewer, office=office)
    for act in ("send", "answer", "close"):
        remark.entries.create(act=act, by=reviewer, office=office)
    reopen_remark(remark, "Not mapped well.", by=reviewer)
    for user, waits in ((reviewer, True), (officer_padang, False)):
        page = reading(user).get(address("paper-version", dossier, "study", 1))
        assert (remark.text in page.text) is waits
        assert bool(for_desk(Dossier.objects.filter(pk=dossier.pk), user).get().open_remarks) is waits


def test_going_ahead_closes_what_was_answered_and_says_so(answered, approver, officer_padang):
    client = reading(approver)
    assert "2 answers are not closed yet" in client.get(address("move", answered, "respond")).text
    assert client.post(address("move", answered, "respond"), {"note": ""}).status_code == 302
    assert set(answered.remarks.values_list("state", flat=True)) == {"closed"}
    assert {entry.act for remark in answered.remarks.all() for entry in remark.entries.all().reverse()[:1]} == {"close"}
    assert "2 answers closed." in reading(officer_padang).get(address("dossier-history", answered)).text


def test_going_ahead_is_refused_while_something_is_to_be_asked_anew(answered, reviewer, approver):
    reopen_remark(answered.remarks.get(part="mapping"), "Not mapped well.", by=reviewer)
    page = reading(approver).post(address("move", answered, "respond"), {"note": ""})
    assert page.status_code == 422
    assert "1 shared remark of your office waits to be sent" in page.text
    answered.refresh_from_db()
    assert answered.status == Status.AWAITING_RESPONSE


def test_remarks_tab_takes_the_same_queries_for_one_remark_and_for_many(
    reviewer, officer_padang, django_assert_max_num_queries
):
    for user in (reviewer, officer_padang):
        client, counts = reading(user), []
        for number in (1, 20):
            dossier = on_desk()
            for _index in range(number):
                noted(dossier, reviewer)
                RemarkFactory(dossier=dossier, paper="study", part="mapping", answer="Done.")
            for url in (address("dossier-remarks", dossier), address("paper-version", dossier, "study", 1)):
                with django_assert_max_num_queries(20) as queries:
                    assert client.get(url).status_code == 200
                counts.append(len(queries))
        assert counts[:2] == counts[2:]
