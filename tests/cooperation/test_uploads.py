"""Kept files: names a header cannot trip over, hashes, and files staged while a form is mended."""

import hashlib
import uuid
from datetime import timedelta
from pathlib import Path

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.timezone import now

from cooperation.forms.base import Form
from cooperation.forms.files import FilesMixin, StagedFileField
from cooperation.models import StagedUpload
from cooperation.uploads import clean_name, clear_staged, file_fields, stage, staged
from tests.factories import UserFactory
from tests.files import pdf, upload


class Letter(FilesMixin, Form):
    number = forms.CharField(max_length=10)
    file = StagedFileField()


def send(user, number="1", file=None, token=None):
    """The form as a browser sends it."""
    data = QueryDict(mutable=True)
    data.update({"number": number} | ({"file_staged": str(token)} if token else {}))
    files = MultiValueDict({"file": [file]} if file else {})
    return Letter(data, files, user=user)


@pytest.mark.parametrize(
    ("name", "clean"),
    [
        ("surat.pdf", "surat.pdf"),
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("C:\\Users\\Ani\\surat.pdf", "surat.pdf"),
        ('a"b\r\nX-Evil: 1.pdf', "a_b__X-Evil_ 1.pdf"),
        ("nul\x00.pdf", "nul_.pdf"),
        ("surat\u202efdp.pdf", "surat_fdp.pdf"),
        ("Nota Kesepahaman Bà Rịa.pdf", "Nota Kesepahaman Bà Rịa.pdf"),
        ("...", "file"),
        ("", "file"),
        ("a/b/", "file"),
        (f"{'x' * 300}.pdf", f"{'x' * 196}.pdf"),
        ("y" * 300, "y" * 200),
    ],
)
def test_clean_name_keeps_the_name_without_what_harms(name, clean):
    assert clean_name(name) == clean


def test_file_fields_hash_what_is_kept():
    fields = file_fields(upload("surat.pdf"))
    assert fields["sha256"] == hashlib.sha256(pdf("surat.pdf")).hexdigest()
    assert (fields["name"], fields["size"]) == ("surat.pdf", len(pdf("surat.pdf")))
    assert fields["content_type"] == "application/pdf"


def test_file_fields_trust_the_content_not_the_browser():
    fields = file_fields(SimpleUploadedFile("surat.pdf", pdf(), content_type="text/html"))
    assert fields["content_type"] == "application/pdf"


@pytest.mark.django_db
def test_stage_keeps_the_file_under_a_name_nobody_guesses(settings):
    kept = stage(upload("surat.pdf"), UserFactory())
    assert kept.file.path.startswith(str(settings.MEDIA_ROOT))
    assert "surat" not in kept.file.name
    with kept.file.open() as file:
        assert file.read() == pdf("surat.pdf")


@pytest.mark.django_db
def test_staged_files_are_their_owners_alone():
    ani, budi = UserFactory(), UserFactory()
    kept = stage(upload(), ani)
    assert staged(kept.pk, ani) == kept
    assert staged(kept.pk, budi) is None
    assert staged(uuid.uuid4(), ani) is None


@pytest.mark.django_db
def test_clear_staged_removes_rows_and_files_after_a_day(django_capture_on_commit_callbacks):
    user = UserFactory()
    old, fresh = stage(upload(), user), stage(upload(), user)
    StagedUpload.objects.filter(pk=old.pk).update(uploaded_at=now() - timedelta(hours=25))
    path = Path(old.file.path)
    assert path.exists()
    with django_capture_on_commit_callbacks(execute=True):
        assert clear_staged() == 1
    assert not path.exists()
    assert list(StagedUpload.objects.all()) == [fresh]


@pytest.mark.django_db
def test_form_without_a_file_says_so():
    form = send(UserFactory())
    assert not form.is_valid()
    assert list(form.errors) == ["file"]


@pytest.mark.django_db
def test_refused_form_keeps_its_good_file_for_the_next_try():
    user = UserFactory()
    first = send(user, number="far too long a number", file=upload("surat.pdf"))
    assert not first.is_valid()
    first.keep_files()
    token = StagedUpload.objects.get().pk
    assert str(token) in str(first["file"])
    assert "surat.pdf" in str(first["file"])

    second = send(user, number="1", token=token)
    assert second.is_valid(), second.errors
    fields = file_fields(second.cleaned_data["file"])
    assert fields["file"].read() == pdf("surat.pdf")
    assert (fields["name"], fields["sha256"]) == ("surat.pdf", hashlib.sha256(pdf("surat.pdf")).hexdigest())


@pytest.mark.django_db
def test_refused_form_does_not_keep_a_bad_file():
    form = send(UserFactory(), number="far too long a number", file=SimpleUploadedFile("a.exe", b"MZ"))
    assert not form.is_valid()
    form.keep_files()
    assert not StagedUpload.objects.exists()


@pytest.mark.django_db
def test_refusing_twice_keeps_the_file_once():
    user = UserFactory()
    form = send(user, number="far too long a number", file=upload())
    form.is_valid()
    form.keep_files()
    again = send(user, number="still far too long", token=StagedUpload.objects.get().pk)
    again.is_valid()
    again.keep_files()
    assert StagedUpload.objects.count() == 1
    assert str(StagedUpload.objects.get().pk) in str(again["file"])


@pytest.mark.django_db
def test_new_file_replaces_the_kept_one():
    user = UserFactory()
    kept = stage(upload("lama.pdf"), user)
    form = send(user, file=upload("baru.pdf"), token=kept.pk)
    assert form.is_valid()
    assert form.cleaned_data["file"].name == "baru.pdf"


@pytest.mark.django_db
@pytest.mark.parametrize("token", ["", "not-a-token", str(uuid.UUID(int=0)), "../../etc/passwd"])
def test_unknown_token_is_no_file(token):
    form = send(UserFactory(), token=token)
    assert list(form.errors) == ["file"]


@pytest.mark.django_db
def test_token_of_somebody_else_is_no_file():
    kept = stage(upload(), UserFactory())
    form = send(UserFactory(), token=kept.pk)
    assert list(form.errors) == ["file"]
