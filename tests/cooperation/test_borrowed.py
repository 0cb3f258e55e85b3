"""Messages of Django and allauth read like ours."""

import gettext
from pathlib import Path

import allauth
import django
import pytest
from django import forms
from django.contrib.auth.password_validation import CommonPasswordValidator
from django.utils.translation import override

from cooperation.borrowed import SENTENCES

THEIRS = [
    Path(django.__file__).parent / "conf" / "locale",
    Path(django.__file__).parent / "contrib" / "auth" / "locale",
    Path(allauth.__file__).parent / "locale",
]


def test_messages_of_forms_are_in_our_words():
    class Upload(forms.Form):
        name = forms.CharField(max_length=3)
        file = forms.FileField()

    with override("id"):
        errors = Upload({"name": "abcd"}, {}).errors
        assert errors == {
            "name": ["Paling banyak 3 karakter (sekarang 4)."],
            "file": ["Isian ini wajib diisi."],
        }
        assert CommonPasswordValidator().get_help_text() == "Jangan memakai kata sandi yang umum dipakai orang."


@pytest.mark.parametrize("sentence", SENTENCES)
def test_sentence_is_still_theirs(sentence):
    catalogues = [gettext.translation("django", folder, ["id"]) for folder in THEIRS]
    assert any(catalogue.gettext(sentence) != sentence for catalogue in catalogues)
