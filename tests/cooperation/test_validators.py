"""Texts no keyboard types, and thirty files nobody should get in."""

import random
import zlib
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from cooperation.validators import check_upload, validate_plain_text
from tests.files import PNG, office_file, pdf

WORD, EXCEL = office_file("word/document.xml"), office_file("xl/workbook.xml")
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00" + b"\x00" * 64 + b"\xff\xd9"
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


def package(*parts, content=b"<x/>", compression=ZIP_DEFLATED):
    buffer = BytesIO()
    with ZipFile(buffer, "w", compression) as archive:
        for part in ("[Content_Types].xml", *parts):
            archive.writestr(part, content)
    return buffer.getvalue()


def locked(archive):
    """The same archive with the flag that says its entries are encrypted."""
    data = bytearray(archive)
    at = data.find(b"PK\x01\x02")
    while at >= 0:
        data[at + 8] |= 1
        at = data.find(b"PK\x01\x02", at + 4)
    return bytes(data)


def refusal(name, content):
    with pytest.raises(ValidationError) as refused:
        check_upload(SimpleUploadedFile(name, content))
    return refused.value.code


@pytest.mark.parametrize(
    ("name", "content", "content_type"),
    [
        ("surat.pdf", pdf(), "application/pdf"),
        ("SURAT.PDF", pdf(), "application/pdf"),
        ("naskah.docx", WORD, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        ("anggaran.xlsx", EXCEL, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        ("foto.jpg", JPEG, "image/jpeg"),
        ("foto.jpeg", JPEG, "image/jpeg"),
        ("pindaian.png", PNG, "image/png"),
        ("v1.2 (final).pdf", pdf(), "application/pdf"),
    ],
)
def test_check_upload_accepts_what_people_send(name, content, content_type):
    assert check_upload(SimpleUploadedFile(name, content)) == content_type


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("kosong.pdf", b"", "empty"),
        ("tanpa_akhiran", pdf(), "wrong_kind"),
        (".pdf.", pdf(), "wrong_kind"),
        ("surat.pdf.exe", pdf(), "wrong_kind"),
        ("surat\u202efdp.exe", b"MZ" + b"\x00" * 200, "wrong_kind"),
        ("halaman.html", b"<html><script>alert(1)</script>", "wrong_kind"),
        ("gambar.svg", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "wrong_kind"),
        ("arsip.zip", package("a.txt"), "wrong_kind"),
        ("lama.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 500, "wrong_kind"),
        ("makro.docm", package("word/document.xml", "word/vbaProject.bin"), "wrong_kind"),
        ("skrip.php", b"<?php system($_GET[0]);", "wrong_kind"),
        ("program.pdf", b"MZ\x90\x00" + b"\x00" * 200, "mismatch"),
        ("elf.png", b"\x7fELF\x02\x01\x01" + b"\x00" * 200, "mismatch"),
        ("halaman.pdf", b"<!DOCTYPE html><html><body>hello</body></html>", "mismatch"),
        ("teks.pdf", b"just some words", "mismatch"),
        ("skrip.jpg", b"#!/bin/sh\nrm -rf /\n", "mismatch"),
        ("uji.pdf", EICAR, "mismatch"),
        ("gambar.pdf", PNG, "mismatch"),
        ("gambar.jpg", PNG, "mismatch"),
        ("surat.png", pdf(), "mismatch"),
        ("surat.docx", pdf(), "mismatch"),
        ("lama.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 500, "encrypted"),
        ("tabel.docx", EXCEL, "mismatch"),
        ("naskah.xlsx", WORD, "mismatch"),
        ("arsip.docx", package("readme.txt"), "mismatch"),
        ("makro.docx", package("word/document.xml", "word/vbaProject.bin"), "macros"),
        ("makro.xlsx", package("xl/workbook.xml", "xl/VBAPROJECT.BIN"), "macros"),
        ("kendali.docx", package("word/document.xml", "word/activeX/activeX1.bin"), "macros"),
        ("objek.docx", package("word/document.xml", "word/embeddings/oleObject1.bin"), "macros"),
        ("skrip.pdf", pdf().replace(b"/Catalog", b"/Catalog/OpenAction<</S/JavaScript/JS(app.alert(1))>>"), "macros"),
        ("luncur.pdf", pdf().replace(b"/Catalog", b"/Catalog/OpenAction<</S/Launch/F(cmd.exe)>>"), "macros"),
        ("kunci.pdf", pdf().replace(b"trailer<<", b"trailer<</Encrypt 9 0 R"), "encrypted"),
        ("kunci.docx", locked(package("word/document.xml")), "encrypted"),
        ("putus.pdf", pdf()[:-20], "cut"),
        ("putus.docx", WORD[: len(WORD) // 2], "cut"),
        ("putus.xlsx", EXCEL[:-10], "cut"),
        ("putus.png", PNG[:-12], "cut"),
    ],
)
def test_check_upload_refuses_nasty_files(name, content, code):
    assert refusal(name, content) == code


def test_check_upload_refuses_ten_megabytes_and_a_byte(settings):
    settings.UPLOAD_MAX_BYTES = len(pdf())
    assert check_upload(SimpleUploadedFile("surat.pdf", pdf())) == "application/pdf"
    assert refusal("surat.pdf", pdf() + b"\n") == "too_large"


def test_check_upload_refuses_what_unpacks_to_far_too_much(settings):
    settings.UPLOAD_MAX_BYTES = 50_000
    bomb = package("word/document.xml", content=b"\x00" * 600_000)
    assert len(bomb) < settings.UPLOAD_MAX_BYTES
    assert refusal("bom.docx", bomb) == "bomb"


def test_check_upload_answers_damaged_office_files_with_a_refusal_only():
    """Whatever is broken in the archive, the answer is a message and never an error of ours."""
    dice = random.Random(7)
    for _round in range(500):
        damaged = bytearray(WORD)
        for _byte in range(dice.randint(1, 8)):
            damaged[dice.randrange(4, len(damaged))] = dice.randrange(256)
        try:
            check_upload(SimpleUploadedFile("naskah.docx", bytes(damaged)))
        except ValidationError as refused:
            assert refused.messages  # noqa: PT017 - some damage does not matter


def test_check_upload_minds_no_chance_bytes_in_a_scan():
    """A large compressed scan holds every short sequence somewhere."""
    scan = zlib.compress(random.Random(3).randbytes(200_000)) + b"/JS(" + b"/AA"
    assert check_upload(SimpleUploadedFile("pindaian.pdf", pdf().replace(b"trailer", scan + b"\ntrailer")))


def test_check_upload_leaves_the_file_at_its_beginning():
    for name, content in (("a.pdf", pdf()), ("a.docx", WORD), ("a.png", PNG)):
        upload = SimpleUploadedFile(name, content)
        check_upload(upload)
        assert upload.read() == content


@pytest.mark.parametrize("code", [0x00, 0x07, 0x08, 0x0B, 0x1B, 0x7F, 0x85, 0x9F, 0x202E, 0x2066, 0xFEFF])
def test_validate_plain_text_refuses_control_characters(code):
    with pytest.raises(ValidationError) as refused:
        validate_plain_text(f"before{chr(code)}after")
    assert refused.value.code == "control_characters"


@pytest.mark.parametrize("text", ["", "Tab\tand\r\nlines", "Bà Rịa–Vũng Tàu", "福州市", "مدينة", "👍🏽", "x" * 20_000])
def test_validate_plain_text_accepts_what_people_write(text):
    assert validate_plain_text(text) is None
