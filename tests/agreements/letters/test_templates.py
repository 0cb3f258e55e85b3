"""Templates: what they may name, their versions, and how their text becomes lists and paragraphs."""

import pytest
from django.db import IntegrityError, connection, transaction

from agreements.enums import LetterKind
from agreements.letters import placeholders, templates
from agreements.letters.content import paragraphs
from agreements.letters.first import BLOCKS, FIRST
from agreements.models import LetterTemplate
from cooperation.exceptions import Conflict
from cooperation.models import AdministrationEvent
from tests.client import AuditingClient, form_values


def address(kind, rest=""):
    return f"/administration/letters/{kind}/{rest}"


@pytest.mark.parametrize("kind", LetterKind)
def test_every_kind_has_a_template_in_both_languages_that_names_only_what_is_known(kind):
    for language in ("id", "en"):
        blocks = FIRST[kind][language]
        assert tuple(blocks) == BLOCKS
        assert all(blocks[name] for name in BLOCKS)
        assert placeholders.unknown(kind, "\n".join(blocks.values())) == []
        filled = placeholders.fill(blocks["body"], placeholders.examples(kind, language))
        assert "{" not in filled


def test_what_is_filled_in_is_not_filled_in_again():
    assert placeholders.fill("{region}", lambda name: "{partner} #panic()") == "{partner} #panic()"


def test_text_becomes_paragraphs_lists_and_pairs():
    text = "Satu.\nDua.\r\n\r\n1. a\n2. b\nlanjut\n\n- c\n\nHari: Senin\nPukul: 09.00"
    assert [(block["kind"], len(block.get("items", block.get("lines")))) for block in paragraphs(text)] == [
        ("text", 2),
        ("enum", 2),
        ("list", 1),
        ("pairs", 2),
    ]
    assert paragraphs(text)[1]["items"][1] == {"number": 2, "lines": ["b", "lanjut"]}


def test_template_with_an_unknown_placeholder_is_refused_by_name(admin):
    client = AuditingClient().login(admin)
    values = form_values(client.get(address("approval")).text)
    page = client.post(address("approval"), values | {"id_body": "Yth. {wali_kota} dan {region}{", "en_body": "ok"})
    assert page.status_code == 422
    assert "{wali_kota}, {" in page.text
    assert not LetterTemplate.objects.filter(version=2).exists()
    # What belongs to another kind of letter is unknown here.
    page = client.post(address("approval"), values | {"id_body": "{meeting_day}"})
    assert "{meeting_day}" in page.context["form"].errors["id_body"][0]


def test_saving_makes_the_next_version_and_keeps_the_one_before(admin):
    client = AuditingClient().login(admin)
    values = form_values(client.get(address("approval")).text)
    assert client.post(address("approval"), values | {"id_closing": "Terima kasih."}).status_code == 302
    assert [one.version for one in LetterTemplate.objects.filter(kind="approval")] == [2, 1]
    assert templates.current(LetterKind.APPROVAL).blocks["id"]["closing"] == "Terima kasih."
    assert "Terima kasih." in client.get(address("approval", "2/")).text
    assert client.get(address("approval", "1/")).status_code == 200
    assert client.get(address("approval", "3/")).status_code == 404
    assert AdministrationEvent.objects.get().name == "letter_template_written"


def test_of_two_who_edit_a_template_the_second_is_told_and_keeps_what_they_typed(admin):
    client = AuditingClient().login(admin)
    values = form_values(client.get(address("copy")).text)
    del values["idempotency_key"]
    client.post(address("copy"), values | {"id_closing": "Pertama."})
    page = client.post(address("copy"), values | {"id_closing": "Kedua, dan ini panjang sekali."})
    assert page.status_code == 409
    assert "Kedua, dan ini panjang sekali." in page.text
    with pytest.raises(Conflict):
        templates.write(LetterKind.COPY, FIRST[LetterKind.COPY], seen=1, by=admin)


@pytest.mark.parametrize(
    "statement", ["UPDATE agreements_lettertemplate SET version = 9", "DELETE FROM agreements_lettertemplate"]
)
def test_versions_of_templates_cannot_be_changed_by_sql(db, statement):
    templates.kept(LetterKind.COPY)
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_preview_shows_what_is_typed_and_keeps_nothing(admin):
    client = AuditingClient().login(admin)
    assert client.get(address("invitation", "preview/")).headers["Content-Type"] == "application/pdf"
    values = form_values(client.get(address("approval")).text)
    assert client.post(address("approval", "preview/"), values).content.startswith(b"%PDF")
    refused = client.post(address("approval", "preview/"), values | {"id_body": "{nama}"})
    assert refused.status_code == 422
    assert "{nama}" in refused.text
    assert not LetterTemplate.objects.exists()


def test_letterhead_needs_a_number_and_a_year_in_its_format(admin):
    client = AuditingClient().login(admin)
    values = form_values(client.get("/administration/letters/head/").text)
    for wrong in ("000/SJ", "{number}/SJ", "{year}/{number}", "{number}/{year}/{x}"):
        page = client.post("/administration/letters/head/", values | {"number_format": wrong})
        assert page.status_code in (200, 422)
        assert page.context["form"].errors["number_format"]
    good = client.post("/administration/letters/head/", values | {"number_format": "100/{number}/SJ/{year}"})
    assert good.status_code == 302
    assert AdministrationEvent.objects.get().name == "letterhead_edited"
