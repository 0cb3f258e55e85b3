"""Pages of evaluations and of the rubric, as people use them; and what one side does not read of the other."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import override

from agreements.enums import Status
from agreements.models import Document
from cooperation.models import AdministrationEvent, Notice
from cooperation.working_days import on_date
from reports.enums import Point
from reports.evaluations import rubrics, writing
from reports.evaluations.evidence import gather
from reports.models import Evaluation, PartnerView, Rubric
from tests.agreements.factories import DossierFactory, copies
from tests.agreements.padang import events, reading
from tests.files import upload
from tests.people import region
from tests.reports.factories import EvaluationFactory, IndicatorValueFactory

pytestmark = pytest.mark.django_db

MONDAY = date(2026, 3, 2)
AUTOSAVE = {"headers": {"x-autosave": "1"}}


@pytest.fixture(autouse=True)
def _on_monday():
    with on_date(MONDAY):
        yield


@pytest.fixture
def dossier(db):
    return in_force()


def in_force(code="13.71", **fields):
    fields = {"agreement_signed_on": date(2023, 6, 1), "ends_on": date(2028, 5, 31)} | fields
    return DossierFactory(region=region(code), sent=True, status=Status.IN_FORCE, **fields)


def at(name, dossier, *more):
    return reverse(f"reports:{name}", args=[dossier.number, *more])


def own(name, dossier, *more, round=1):
    return at(f"evaluation-{name}", dossier, round, "region", *more)


def ministrys(name, dossier, *more):
    return at(f"evaluation-{name}", dossier, 1, "ministry", *more)


def typed(**changed):
    scores = {f"{point}_score": 4 for point in Point.values}
    words = {f"{point}_words": f"Alasan {point}." for point in Point.values}
    return scores | words | {"outcome": "extend", "reason": "Hasilnya nyata.", "version": 0} | changed


def test_both_sides_write_check_and_send(dossier, officer_padang, head_padang, evaluator):
    page = reading(officer_padang).get(at("evaluations", dossier))
    assert page.context["begin"] == own("write", dossier)
    reading(officer_padang).get(own("write", dossier))
    assert Evaluation.objects.count() == 0  # nothing is written by looking
    saved = reading(officer_padang).post(own("write", dossier), typed(reason="", check="1"))
    assert saved.url == at("evaluations", dossier)  # the head sends it
    move = own("move", dossier, "send_evaluation")
    assert reading(officer_padang).get(move).status_code == 403
    page = reading(head_padang).get(move).content.decode()
    assert "Reasons for the conclusion" in page  # still empty
    answer = reading(head_padang).post(own("write", dossier), typed(version=1, fit_score="", check="1"))
    assert answer.url == move
    assert reading(head_padang).post(move, {"seen": 2}).status_code == 422
    reading(head_padang).post(own("write", dossier), typed(version=2))
    page = reading(head_padang).get(move)
    assert "Alasan fit." in page.content.decode()
    assert evaluator.name in page.content.decode()
    assert reading(head_padang).post(move, {"seen": 3, "note": "Mohon ditanggapi."}).status_code == 302
    twice = reading(head_padang).post(move, {"seen": 3, "note": "Dua kali."})
    assert twice.status_code == 409
    assert "Dua kali." in twice.content.decode()
    assert reading(head_padang).get(own("write", dossier)).status_code == 409
    client = reading(evaluator)
    page = client.get(at("evaluations", dossier)).content.decode()
    assert "Alasan fit." in page
    answer = client.post(ministrys("write", dossier), typed(outcome="improve", check="1"))
    assert client.post(answer.url, {"seen": 1, "note": ""}).url == at("evaluations", dossier)
    page = reading(officer_padang).get(at("evaluations", dossier))
    with override("en"):
        text = page.content.decode()
        assert "Continue, and improve" in text
        assert "weighted total 4.00 of 5" in text
    assert page.context["begin"] == own("write", dossier, round=2)
    history = reading(officer_padang).get(reverse("agreements:dossier-history", args=[dossier.number]))
    assert "Mohon ditanggapi." in history.content.decode()
    printed = reading(officer_padang).get(at("evaluation-print", dossier, 1))
    assert printed.content.decode().count("Alasan fit.") == 2


def test_evaluator_returns_what_the_region_sent(dossier, head_padang, officer_padang, evaluator):
    EvaluationFactory.pair(dossier, filled=True)
    reading(head_padang).post(own("move", dossier, "send_evaluation"), {"seen": 1})
    client = reading(evaluator)
    (back,) = client.get(at("evaluations", dossier)).context["backs"]
    assert "Alasan fit." in client.get(back["url"]).content.decode()
    refused = client.post(back["url"], {"note": "", "answer_by": "2026-03-16"})
    assert refused.status_code == 422
    assert client.post(back["url"], {"note": "Data belum ada.", "answer_by": "2026-03-16"}).status_code == 302
    assert client.post(back["url"], {"note": "Dua kali.", "answer_by": "2026-03-16"}).status_code == 409
    for page in (at("evaluations", dossier), own("write", dossier)):
        text = reading(officer_padang).get(page).content.decode()
        assert "Data belum ada." in text
        assert "by 16 March 2026" in text
    reading(officer_padang).post(own("write", dossier), typed(version=1, fit_words="Sesuai RPJMD."))
    reading(head_padang).post(own("move", dossier, "send_evaluation"), {"seen": 2})
    text = client.get(at("evaluations", dossier)).content.decode()
    assert "as it was sent before it was returned on 2 March 2026" in text
    assert "Sesuai RPJMD." in text
    assert "Alasan fit." in text  # the words that were returned


def test_earlier_rounds_stay(dossier, head_padang, evaluator):
    EvaluationFactory.pair(dossier, filled=True, reason="Putaran pertama.")
    reading(head_padang).post(own("move", dossier, "send_evaluation"), {"seen": 1})
    reading(evaluator).post(ministrys("write", dossier), typed())
    reading(evaluator).post(ministrys("move", dossier, "give_evaluation"), {"seen": 1})
    reading(head_padang).post(own("write", dossier, round=2), typed(reason="Putaran kedua."))
    page = reading(head_padang).get(at("evaluations", dossier))
    assert "Putaran pertama." in page.content.decode()
    assert "Putaran kedua." not in page.content.decode()  # a draft is read where it is written
    assert at("evaluation-print", dossier, 1) in page.content.decode()
    assert reading(head_padang).get(at("evaluation-print", dossier, 2)).status_code == 404


def test_ministry_is_told_to_ask_before_the_region_has_sent(dossier, evaluator, officer_padang):
    EvaluationFactory.pair(dossier, edit_version=1)
    for answer in (
        reading(evaluator).get(ministrys("write", dossier)),
        reading(evaluator).post(ministrys("write", dossier), typed()),
    ):
        assert answer.status_code == 409
        text = answer.content.decode()
        assert "The region has not sent its own evaluation" in text
        assert at("evaluation-ask", dossier) in text
    ask = at("evaluation-ask", dossier)
    assert reading(evaluator).post(ask, {"due_on": "2026-03-02"}).status_code == 422
    assert reading(evaluator).post(ask, {"due_on": "2026-05-01", "note": "Mohon data."}).status_code == 302
    assert "1 May 2026" in reading(officer_padang).get(at("evaluations", dossier)).content.decode()
    assert Notice.objects.filter(reader=officer_padang).get().due_on == date(2026, 5, 1)


def test_draft_saves_itself_and_second_writer_sees_both_texts(dossier, officer_padang, head_padang):
    client, url = reading(officer_padang), own("write", dossier)
    assert client.post(url, typed(fit_score=""), **AUTOSAVE).json()["version"] == 1
    assert client.post(url, typed(version=1, fit_score=6), **AUTOSAVE).status_code == 422
    assert client.post(url, typed(version=1, reason="x" * 20_001), **AUTOSAVE).status_code == 422
    lost = client.post(url, typed(reason="Lain."), **AUTOSAVE)
    assert (lost.status_code, "You saved this yourself" in lost.json()["message"]) == (409, True)
    assert "You saved this yourself" in client.post(url, typed(reason="Lain.")).text
    assert client.post(url, typed(fit_score=""), **AUTOSAVE).json()["version"] == 1  # the same words are no quarrel
    answer = reading(head_padang).post(url, typed(outcome="end", benefit_score=1, fit_score=""))
    assert answer.status_code == 409
    text = answer.content.decode()
    assert "Somebody else saved this" in text
    assert "Extend the agreement" in text
    assert "End the agreement" in text
    assert "1 · Very poor" in text
    assert Evaluation.objects.get(author="region").outcome == "extend"


def test_text_changed_after_it_was_checked_is_shown_again(dossier, head_padang):
    EvaluationFactory.pair(dossier, filled=True)
    move = own("move", dossier, "send_evaluation")
    Evaluation.objects.filter(author="region").update(edit_version=2, reason="Baru.")
    refused = reading(head_padang).post(move, {"seen": 1, "note": "Catatan."})
    assert refused.status_code == 422
    assert "Baru." in refused.content.decode()
    assert reading(head_padang).post(move, {"seen": 2, "note": "Catatan."}).status_code == 302


def test_what_does_not_exist(dossier, officer_padang, evaluator, kemlu, officer_kupang):
    dossier.consulted.add(kemlu.memberships.get().office)
    for user in (kemlu, officer_kupang):
        assert reading(user).get(at("evaluations", dossier)).status_code == 404
    client = reading(officer_padang)
    for url in (
        own("write", dossier, round=2),
        ministrys("write", dossier),
        at("evaluation-write", dossier, 1, "somebody"),
        own("move", dossier, "send_evaluation"),  # nothing is written yet
        own("move", dossier, "no_such_move"),
        at("evaluation-print", dossier, 1),
    ):
        assert client.get(url).status_code == 404, url
    EvaluationFactory.pair(dossier, filled=True)
    assert reading(evaluator).get(own("move", dossier, "give_evaluation")).status_code == 404
    verifying = DossierFactory(region=region("13.71"), sent=True, status=Status.VERIFYING)
    assert client.get(at("evaluations", verifying)).status_code == 404


# Leaks

SECRET = "WORD-OF-A-DRAFT"


def everything_of(dossier):
    yield from ("/", "/evaluations/", at("evaluations", dossier), at("evaluation-print", dossier, 1))
    yield reverse("agreements:dossier-history", args=[dossier.number])
    yield from written_at(dossier)


def written_at(dossier):
    yield from (own("write", dossier), own("move", dossier, "send_evaluation"))
    yield from (ministrys("write", dossier), ministrys("move", dossier, "give_evaluation"))


def drafted(**fields):
    return {f"{point}_words": SECRET for point in Point.values} | {"reason": SECRET, "edit_version": 1} | fields


def read_by(dossier, users):
    """Emails of those who find the secret on any page."""
    found = set()
    for user in users:
        client = reading(user)
        answers = [client.get(url) for url in everything_of(dossier)]
        answers += [client.post(url, typed(reason="Coba.", seen=1), **AUTOSAVE) for url in written_at(dossier)]
        if any(SECRET in answer.content.decode() for answer in answers):
            found.add(user.email.partition("@")[0])
    return found


def test_draft_of_a_region_is_read_by_nobody_else(
    dossier, officer_padang, officer_sumbar, evaluator, reviewer, auditor, admin
):
    EvaluationFactory.pair(dossier, filled=True, **drafted())
    everybody = (officer_sumbar, evaluator, reviewer, auditor, admin)
    assert read_by(dossier, everybody) == set()
    assert SECRET in reading(officer_padang).get(own("write", dossier)).content.decode()


def test_draft_of_the_ministry_is_read_by_its_evaluators_alone(
    dossier, officer_padang, head_padang, officer_sumbar, evaluator, reviewer, auditor, admin
):
    EvaluationFactory.pair(dossier, filled=True)
    reading(head_padang).post(own("move", dossier, "send_evaluation"), {"seen": 1})
    Evaluation.objects.filter(author="ministry").update(**drafted(rubric=Rubric.objects.get()))
    everybody = (officer_padang, head_padang, officer_sumbar, reviewer, auditor, admin)
    assert read_by(dossier, everybody) == set()
    assert SECRET in reading(evaluator).get(ministrys("write", dossier)).content.decode()
    readable = Evaluation.objects.readable_by
    assert {row.author for row in readable(head_padang)} == {"region"}
    assert {row.author for row in readable(evaluator)} == {"region", "ministry"}


# The partner's view


def test_view_of_the_partner_is_recorded_once_and_its_file_read_by_followers(dossier, officer_padang, evaluator, kemlu):
    dossier.consulted.add(kemlu.memberships.get().office)
    url = at("partner-view", dossier)
    said = {"said_on": "2026-02-20", "way": "remote", "who": "Wali Kota Seremban", "text": "Puas dan ingin lanjut."}
    assert reading(officer_padang).post(url, said | {"said_on": "2026-03-03"}).status_code == 422  # in the future
    assert reading(officer_padang).post(url, said | {"file": upload("surat.pdf")}).status_code == 302
    assert reading(evaluator).post(url, said).status_code == 409
    assert PartnerView.objects.count() == 1
    assert events(dossier) == ["partner_view_recorded"]
    page = reading(evaluator).get(at("evaluations", dossier)).content.decode()
    assert "Puas dan ingin lanjut." in page
    file = reverse("agreements:document", args=[dossier.number, Document.objects.get().pk])
    assert file in page
    answer = reading(evaluator).get(file)
    assert (answer.status_code, len(answer.getvalue()) > 0) == (200, True)
    assert reading(kemlu).get(file).status_code == 404


# The list, and home


def test_list_is_filtered_by_state_and_region(officer_sumbar):
    to_do = in_force()
    done = in_force("13", region_evaluated_on=MONDAY, ministry_evaluated_on=MONDAY)
    in_force("53.71")
    DossierFactory(region=region("13.71"), sent=True, status=Status.VERIFYING)
    client = reading(officer_sumbar)

    def found(**query):
        return list(client.get(reverse("evaluation-list"), query).context["rows"])

    assert found() == [to_do, done]
    assert found(state="given") == [done]
    assert found(state="region_to_do", region="13.71") == [to_do]
    assert found(state="ministry_to_do") == []


def test_lists_take_the_same_queries_for_many(evaluator, officer_padang, head_padang, officer_sumbar):
    one = in_force()
    EvaluationFactory.pair(one, filled=True)
    reading(head_padang).post(own("move", one, "send_evaluation"), {"seen": 1})
    to_write = in_force()
    pages = [
        (user, url) for user in (evaluator, officer_padang, officer_sumbar) for url in (reverse("evaluation-list"),)
    ]

    def queries(user, url):
        client = reading(user)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(url).status_code == 200
        return len(asked)

    few = [queries(*page) for page in pages]
    to_write.region_evaluated_on = MONDAY
    for dossier in copies(to_write, 30):
        row = EvaluationFactory(dossier=dossier, filled=True, status="sent", total=4, evidence={})
        EvaluationFactory(dossier=dossier, basis=row)
    assert [queries(*page) for page in pages] == few
    assert max(few) <= 13


def test_rounds_take_the_same_queries_for_many(dossier, evaluator):
    def queries(*urls):
        client = reading(evaluator)
        with CaptureQueriesContext(connection) as asked:
            for url in urls:
                assert client.get(url).status_code == 200
        return len(asked)

    IndicatorValueFactory(indicator__dossier=dossier)
    concluded = {"status": "sent", "filled": True, "total": 4, "evidence": gather(dossier)}
    for number in (1, 2, 3, 4):
        region_row = EvaluationFactory(dossier=dossier, round=number, **concluded)
        EvaluationFactory(dossier=dossier, round=number, basis=region_row, **concluded | {"status": "given"})
        if number == 1:
            few = queries(at("evaluations", dossier), at("evaluation-print", dossier, 1))
    assert queries(at("evaluations", dossier), at("evaluation-print", dossier, 1)) == few


def test_home_says_who_has_to_evaluate(dossier, head_padang, officer_sumbar, evaluator):
    def found(user):
        sections = reading(user).get(reverse("home")).context["sections"]
        return {section.name: [str(task.sentence) for task in section.tasks] for section in sections}

    with override("en"):
        assert found(head_padang)["own_evaluations"] == [
            "This cooperation has not been evaluated yet: say how it went."
        ]
        writing.ask(dossier, date(2026, 5, 1), by=evaluator)
        assert found(head_padang)["own_evaluations"] == ["The ministry asks for your own evaluation by 1 May 2026."]
        assert found(officer_sumbar)["their_evaluations"] == [
            "The ministry asked the region for its own evaluation by 1 May 2026."
        ]
        reading(head_padang).post(own("write", dossier), typed())
        reading(head_padang).post(own("move", dossier, "send_evaluation"), {"seen": 1})
        assert found(evaluator)["evaluations"] == [
            "The region sent its own evaluation on 2 March 2026. Evaluate for the ministry."
        ]
        page = reading(evaluator).get(dossier.get_absolute_url()).content.decode()
        assert "What waits for you meanwhile" in page.partition("Evaluate for the ministry.")[0]
        assert "own_evaluations" not in found(head_padang)


# The rubric


def rubric_typed(**changed):
    weights = {f"weight_{point}": weight for point, weight in rubrics.FIRST["weights"].items()}
    return {"levels_id": "Kurang\nCukup\nBaik", "levels_en": "Poor\nFair\nGood", "seen": 1, **weights} | changed


def test_administrator_writes_the_next_version_of_the_rubric(admin, evaluator):
    client, url = reading(admin), reverse("rubric:edit")
    assert client.get(url).status_code == 200
    for wrong, said in (
        ({"weight_fit": 20}, "The weights add up to 110: make them 100."),
        ({"levels_en": "Poor\nGood\nVery good\nBest"}, "Both languages need the same number of levels."),
        ({"levels_id": "Kurang\nBaik"}, "The scale has 2 levels: write 3 to 10, one a line."),
        ({"levels_id": "Baik\nBaik\nKurang"}, "Two levels have the same words."),
        ({"levels_id": "x" * 61 + "\nBaik\nKurang"}, "60 characters at most"),
        ({"weight_fit": ""}, "This field is required."),
    ):
        refused = client.post(url, rubric_typed(**wrong))
        assert refused.status_code == 422
        assert said in refused.content.decode()
    assert client.post(url, rubric_typed()).status_code == 302
    assert client.post(url, rubric_typed(levels_en="Bad\nFair\nGood")).status_code == 409
    assert [rubric.version for rubric in Rubric.objects.all()] == [2, 1]
    assert AdministrationEvent.objects.get().name == "rubric_written"
    page = client.get(reverse("rubric:version", args=[1])).content.decode()
    assert "Sangat kurang" in page
    assert client.get(reverse("rubric:version", args=[3])).status_code == 404
    assert reading(evaluator).get(url).status_code == 403


# Follow-ups


def test_follow_up_is_agreed_on_once_the_evaluation_is_given(dossier, officer_padang, evaluator):
    EvaluationFactory.concluded_pair(dossier)
    EvaluationFactory.pair(dossier, round=2)
    office = officer_padang.memberships.get().office
    given = {"what": "Ukur dampak bagi lulusan.", "office": office.pk, "due_on": "2026-06-01"}
    client = reading(evaluator)
    assert client.post(at("evaluation-follow-up", dossier, 2), given).status_code == 409
    assert client.post(at("evaluation-follow-up", dossier, 1), given).url == at("evaluations", dossier)
    page = reading(officer_padang).get(at("evaluations", dossier)).content.decode()
    assert "Ukur dampak bagi lulusan." in page
    listed = reading(officer_padang).get(reverse("follow-up-list")).content.decode()
    assert at("evaluations", dossier) in listed
