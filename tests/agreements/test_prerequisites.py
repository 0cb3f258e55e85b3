"""The prerequisites: which apply, what each needs, what the tables know, who answers and who reads."""

import pytest

from agreements.enums import Answer, Objective, Scheme, Status
from agreements.forms.prerequisites import prerequisites_form
from agreements.models import Document, Prerequisite
from agreements.records import answer_prerequisites, answers_seen
from cooperation.exceptions import Conflict
from tests.agreements.padang import address, dossier_of_padang, events, reading
from tests.factories import CountryFactory, PartnerFactory
from tests.files import pdf, upload


@pytest.fixture
def dossier(db):
    return dossier_of_padang(Status.INITIATED, objectives=[Objective.CULTURE])


def typed(client, dossier, **changes):
    form = client.get(address("prerequisites", dossier)).context["form"]
    return {"seen": form["seen"].value(), **changes}


@pytest.mark.parametrize(
    ("scheme", "objectives", "numbers"),
    [
        (Scheme.SISTER, [Objective.SCIENCE], [1, 2, 3, 4, 5, 6, 7, 8, 9]),
        (Scheme.SISTER, [Objective.CULTURE], [1, 2, 3, 4, 5, 7, 8, 9]),
        (Scheme.REGIONAL, [], [1, 2, 3, 4, 5, 7, 8, 9]),
        (Scheme.INSTITUTION, [Objective.SCIENCE, Objective.OTHER], [1, 2, 3, 4, 5, 6]),
    ],
)
def test_page_shows_the_prerequisites_that_apply(scheme, objectives, numbers, officer_padang):
    dossier = dossier_of_padang(Status.INITIATED, scheme=scheme, objectives=objectives)
    form = reading(officer_padang).get(address("prerequisites", dossier)).context["form"]
    assert [one["row"].number for one in form.rows()] == numbers


def test_answers_are_saved_with_proof_and_one_event(dossier, officer_padang):
    client = reading(officer_padang)
    data = typed(client, dossier, answer_2="yes", answer_3="no", explanation_3="An office in Hanoi.", proof_2=upload())
    assert client.post(address("prerequisites", dossier), data).status_code == 302
    saved = {row.number: (row.answer, row.explanation) for row in dossier.prerequisites.all()}
    assert saved == {2: ("yes", ""), 3: ("no", "An office in Hanoi.")}
    assert dossier.prerequisites.get(number=2).document.kind == "prerequisite"
    assert events(dossier) == ["prerequisites_answered"]
    assert dossier.events.get().data == {"answers": {"2": "yes", "3": "no"}}


def test_answers_may_stay_open_and_be_completed_later(dossier, officer_padang):
    client = reading(officer_padang)
    client.post(address("prerequisites", dossier), typed(client, dossier, answer_2="yes"))
    client.post(address("prerequisites", dossier), typed(client, dossier, answer_2="yes", answer_4="yes"))
    assert list(dossier.prerequisites.values_list("number", flat=True)) == [2, 4]
    assert dossier.events.first().data == {"answers": {"4": "yes"}}


def test_answers_saved_unchanged_leave_no_event(dossier, officer_padang):
    client = reading(officer_padang)
    for _twice in range(2):
        client.post(address("prerequisites", dossier), typed(client, dossier, answer_2="yes"))
    assert events(dossier) == ["prerequisites_answered"]


@pytest.mark.parametrize(
    ("data", "field"),
    [
        ({"answer_2": "no"}, "explanation_2"),
        ({"answer_2": "no", "explanation_2": "   "}, "explanation_2"),
        ({"explanation_2": "Because."}, "answer_2"),
        ({"answer_2": "perhaps"}, "answer_2"),
        ({"answer_2": Answer.NOT_APPLICABLE.value, "explanation_2": "x"}, "answer_2"),
        ({"answer_2": "yes", "explanation_2": "x" * 2001}, "explanation_2"),
        ({"answer_2": "yes", "explanation_2": "a\x07b"}, "explanation_2"),
    ],
)
def test_incomplete_answer_is_refused_at_its_field_and_kept(data, field, dossier, officer_padang):
    client = reading(officer_padang)
    response = client.post(address("prerequisites", dossier), typed(client, dossier, answer_4="yes", **data))
    assert response.status_code == 422
    assert list(response.context["form"].errors) == [field]
    assert response.context["form"]["answer_4"].value() == "yes"
    assert not Prerequisite.objects.exists()


def test_proof_survives_an_error_elsewhere(dossier, officer_padang):
    client = reading(officer_padang)
    data = typed(client, dossier, answer_2="yes", answer_3="no", proof_2=upload("bukti.pdf"))
    response = client.post(address("prerequisites", dossier), data)
    assert response.status_code == 422
    assert "bukti.pdf" in response.content.decode()
    kept = response.context["form"].fields["proof_2"].widget.kept
    data |= {"explanation_3": "An office in Hanoi.", "proof_2_staged": str(kept.pk)}
    del data["proof_2"]
    assert client.post(address("prerequisites", dossier), data).status_code == 302
    with dossier.prerequisites.get(number=2).document.file.open() as file:
        assert file.read() == pdf("bukti.pdf")


@pytest.mark.parametrize(
    ("relations", "words"),
    [("yes", "diplomatic relations exist"), ("no", "no diplomatic relations"), ("unknown", "Ask Kemlu")],
)
def test_first_prerequisite_shows_what_the_country_table_says(relations, words, officer_padang):
    country = CountryFactory(name_en="Vietnam", diplomatic_relations=relations)
    dossier = dossier_of_padang(Status.INITIATED, partner=PartnerFactory(country=country))
    page = reading(officer_padang).get(address("prerequisites", dossier)).content.decode()
    assert words in page
    assert "Vietnam" in page


@pytest.mark.parametrize("relations", ["yes", "unknown", "no partner"])
def test_unknown_relations_need_an_explanation(relations, officer_padang):
    known = relations == "yes"
    partner = None
    if relations != "no partner":
        partner = PartnerFactory(country=CountryFactory(diplomatic_relations=relations))
    dossier, client = dossier_of_padang(Status.INITIATED, partner=partner), reading(officer_padang)
    response = client.post(address("prerequisites", dossier), typed(client, dossier, answer_1="yes"))
    assert response.status_code == (302 if known else 422)
    explained = typed(client, dossier, answer_1="yes", explanation_1="Embassy in Hanoi since 1955.")
    assert client.post(address("prerequisites", dossier), explained).status_code == 302


@pytest.mark.parametrize(("tier", "warned"), [("province", True), ("city", False), ("", False)])
def test_another_level_of_the_partner_warns(tier, warned, officer_padang):
    dossier, client = dossier_of_padang(Status.INITIATED, partner=PartnerFactory(tier=tier)), reading(officer_padang)
    page = client.get(address("prerequisites", dossier)).content.decode()
    assert ("is not that of your region" in page) is warned
    # It warns only.
    assert client.post(address("prerequisites", dossier), typed(client, dossier, answer_7="yes")).status_code == 302


def test_two_people_who_answer_see_both_answers(dossier, officer_padang, head_padang):
    client = reading(officer_padang)
    data = typed(client, dossier, answer_2="yes", explanation_2="It is a function of the city.")
    seen = answers_seen(dossier)
    answer_prerequisites(dossier, {2: ("no", "It is not.", None)}, seen=seen, by=head_padang)
    response = client.post(address("prerequisites", dossier), data)
    assert response.status_code == 409
    page = response.content.decode()
    assert "It is a function of the city." in page
    assert "It is not." in page
    assert dossier.prerequisites.get().answer == "no"


def test_answer_twice_at_once_is_one_answer(dossier, officer_padang, head_padang):
    seen = answers_seen(dossier)
    answer_prerequisites(dossier, {2: ("yes", "", None)}, seen=seen, by=officer_padang)
    with pytest.raises(Conflict):
        answer_prerequisites(dossier, {2: ("yes", "", None)}, seen=seen, by=head_padang)
    assert Prerequisite.objects.count() == 1
    assert events(dossier) == ["prerequisites_answered"]


def test_others_read_the_answers(dossier, head_sumbar):
    Prerequisite.objects.create(dossier=dossier, number=3, answer="no", explanation="An office in Hanoi.")
    response = reading(head_sumbar).get(address("prerequisites", dossier))
    page = response.content.decode()
    assert response.status_code == 200
    assert "An office in Hanoi." in page
    assert "<textarea" not in page


@pytest.mark.parametrize(
    ("person", "code"), [("head_sumbar", 403), ("officer_bukittinggi", 404), ("reviewer", 404), ("stranger", 404)]
)
def test_others_answer_nothing(person, code, request, dossier):
    client = reading(request.getfixturevalue(person))
    assert client.post(address("prerequisites", dossier), {"answer_2": "yes"}).status_code == code
    assert not Prerequisite.objects.exists()


def test_answers_no_longer_change_after_the_exploration(officer_padang):
    dossier = dossier_of_padang(Status.STUDYING)
    client = reading(officer_padang)
    assert client.get(address("prerequisites", dossier)).status_code == 200
    assert client.post(address("prerequisites", dossier), {"answer_2": "yes"}).status_code == 403
    assert not Prerequisite.objects.exists()


def test_replaced_proof_leaves_the_older_paper(dossier, officer_padang):
    for name in ("lama.pdf", "baru.pdf"):
        answers = {2: ("yes", "", upload(name))}
        answer_prerequisites(dossier, answers, seen=answers_seen(dossier), by=officer_padang)
    assert dossier.prerequisites.get().document.name == "baru.pdf"
    assert Document.objects.count() == 2


def test_form_needs_no_query_for_each_row(dossier, officer_padang, django_assert_num_queries):
    for number in (1, 2, 3, 4, 5, 7, 8, 9):
        Prerequisite.objects.create(dossier=dossier, number=number, answer="yes")
    with django_assert_num_queries(1):
        prerequisites_form(dossier)(dossier=dossier, user=officer_padang).rows()
