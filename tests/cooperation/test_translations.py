"""Strings are gathered from code and templates, and an incomplete catalogue is told apart."""

import pytest
from django.utils.translation import gettext, override

from cooperation import translations

CODE = """
from django.utils.translation import gettext as _, ngettext, pgettext_lazy
plain = _("Send to the Minister")
two = ngettext("%(count)s day left", "%(count)s days left", 2)
told = pgettext_lazy("status", "Open")
"""
PAGE = """
{% load i18n %}
  <p {% if late %}class="late"{% endif %}>{% translate "Overdue" %}</p>
    {% blocktranslate trimmed count days=days %}
      One day
    {% plural %}
      {{ days }} days
    {% endblocktranslate %}
"""
COMPLETE = """
msgid ""
msgstr ""
"Plural-Forms: nplurals=1; plural=0;\\n"

msgid "Send to the Minister"
msgstr "Kirim ke Menteri"

msgid "%(count)s day left"
msgid_plural "%(count)s days left"
msgstr[0] "%(count)s hari lagi"

msgctxt "status"
msgid "Open"
msgstr "Terbuka"

msgid "Overdue"
msgstr "Terlambat"

msgid "One day"
msgid_plural "%(days)s days"
msgstr[0] "%(days)s hari"
"""


@pytest.fixture
def catalogue(tmp_path, settings):
    """A small program of its own, completely translated."""
    settings.BASE_DIR = tmp_path
    (tmp_path / "agreements").mkdir()
    (tmp_path / "agreements" / "pages.py").write_text(CODE)
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "page.html").write_text(PAGE)
    path = translations.catalogue_path("id")
    path.parent.mkdir(parents=True)
    path.write_text(COMPLETE)
    return path


def test_catalogue_of_all_strings_has_no_problems(catalogue):
    assert translations.problems("id") == []


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ('"Kirim ke Menteri"', '""', "not translated: Send to the Minister"),
        ('msgid "Overdue"', 'msgid "Late"', "missing: Overdue"),
        ('msgid "Overdue"', 'msgid "Late"', "no longer used: Late"),
        ('msgid "Overdue"', '#, fuzzy\nmsgid "Overdue"', "fuzzy: Overdue"),
        ('"%(count)s hari lagi"', '"%(days)s hari lagi"', "other placeholders: %(count)s day left"),
        ('msgctxt "status"\n', "", "missing: status | Open"),
    ],
)
def test_catalogue_problem_is_named(catalogue, old, new, problem):
    catalogue.write_text(COMPLETE.replace(old, new))
    assert problem in translations.problems("id")


def test_update_keeps_what_is_translated_and_drops_what_is_not_used(catalogue):
    catalogue.write_text(COMPLETE.replace('msgid "Overdue"', 'msgid "Late"'))
    translations.update("id")
    assert translations.problems("id") == ["not translated: Overdue"]
    assert "Kirim ke Menteri" in catalogue.read_text()


def test_update_changes_nothing_when_repeated(catalogue):
    translations.update("id")
    once = catalogue.read_bytes()
    translations.update("id")
    assert catalogue.read_bytes() == once


def test_compiled_catalogue_follows_its_source(catalogue, settings, tmp_path):
    settings.COMPILED_LOCALE = tmp_path / "compiled"
    translations.compile_catalogues()
    compiled = tmp_path / "compiled" / "id" / "LC_MESSAGES" / "django.mo"
    assert b"Kirim ke Menteri" in compiled.read_bytes()
    catalogue.write_text(COMPLETE.replace("Kirim ke Menteri", "Sampaikan ke Menteri"))
    translations.compile_catalogues()
    assert b"Sampaikan ke Menteri" in compiled.read_bytes()


def test_first_catalogue_is_read_by_the_process_that_compiles_it(catalogue, settings, tmp_path):
    """Some library asks for a text while models are imported, before the catalogue is there."""
    settings.COMPILED_LOCALE = tmp_path / "compiled"
    settings.LOCALE_PATHS = [settings.COMPILED_LOCALE]
    with override("id"):
        assert gettext("Send to the Minister") == "Send to the Minister"
    translations.compile_catalogues()
    with override("id"):
        assert gettext("Send to the Minister") == "Kirim ke Menteri"
