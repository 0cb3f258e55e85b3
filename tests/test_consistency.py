"""House rules of templates and static files, held by machine."""

import ast
import gzip
import re
from pathlib import Path

import django
import pytest
from django.conf import settings
from django.template import engines
from django.template.utils import get_app_template_dirs

from cooperation.views.errors import server_error

ROOT = Path(settings.BASE_DIR)
TEMPLATES = ROOT / "templates"
STATIC = ROOT / "static"
TEMPLATE_FILES = sorted(TEMPLATES.rglob("*.html"))
PYTHON_FILES = [path for app in ("cooperation", "agreements", "reports") for path in sorted((ROOT / app).rglob("*.py"))]

#: Bytes after gzip, the weaker of the two encodings that are served.
BUDGET = {"css": 60_000, "js": 20_000, "svg": 8_000}


def name_of(path):
    return path.relative_to(TEMPLATES).as_posix()


def markup(path):
    """A template without its comments."""
    text = re.sub(r"\{% comment.*?endcomment %\}", "", path.read_text(), flags=re.DOTALL)
    return re.sub(r"\{#.*?#\}", "", text)


def sprite():
    return set(re.findall(r'<symbol id="([^"]+)"', (STATIC / "vendor/icons.svg").read_text()))


def wrong(check, paths=TEMPLATE_FILES):
    """{name of a template: what `check` finds in it}"""
    found = {name_of(path): check(path) for path in paths}
    return {name: what for name, what in found.items() if what}


def test_templates_compile():
    for path in TEMPLATE_FILES:
        engines["django"].get_template(name_of(path))


def test_every_template_is_used():
    """By a view or another template, or it takes the place of one that a package asks for."""
    packages = [Path(django.__file__).parent / "forms/templates", *map(Path, get_app_template_dirs("templates"))]
    python = "\n".join(path.read_text() for path in PYTHON_FILES)
    named = set(re.findall(r"""["']([\w/.-]+\.html)["']""", python + "".join(map(markup, TEMPLATE_FILES))))
    # A view of several pages may name them without folder and ending.
    named.update(name_of(path) for path in TEMPLATE_FILES if f'"{path.stem}"' in python)
    replacing = {
        name_of(path) for path in TEMPLATE_FILES if any((where / name_of(path)).exists() for where in packages)
    }
    assert {name_of(path) for path in TEMPLATE_FILES} - named - replacing == set()


def test_components_say_what_they_take():
    components = sorted(TEMPLATES.glob("components/*.html"))
    assert [path.name for path in components if not path.name.startswith("_")] == []
    assert [path.name for path in components if not re.match(r"\{# |\{% comment %\}", path.read_text())] == []


def test_templates_have_nothing_inline():
    """The content-security policy would refuse it."""

    def inline(path):
        text = markup(path)
        scripts = [tag for tag in re.findall(r"<script[^>]*>", text) if "src=" not in tag]
        return re.findall(r"<style|\sstyle=|\son[a-z]+=|javascript:", text) + scripts

    assert wrong(inline) == {}


#: Names that are the same in every language.
NAMES = {"", "Jembatan"}


def bare_words_of(path):
    """Words that a template shows without translating them."""
    text = re.sub(r"\{% blocktranslate.*?endblocktranslate %\}", "", markup(path), flags=re.DOTALL)
    text = re.sub(r"\{%.*?%\}|\{\{.*?\}\}", "", text)
    text = re.sub(r'<(\w+)[^>]* lang="[^"]*"[^>]*>.*?</\1>', "", text)  # another language, named in itself
    shown = re.sub(r"<!?/?[a-zA-Z].*?>", "\n", re.sub(r"&#?\w+;", " ", text), flags=re.DOTALL).splitlines()
    shown += re.findall(r'\s(?:aria-label|title|placeholder|alt)="([^"]*)"', text)
    return {line.strip(" ·,") for line in shown if re.search(r"[A-Za-z]{2}", line)} - NAMES


def test_templates_have_no_words_outside_translation():
    assert wrong(bare_words_of) == {}


#: What is shown when it is passed under these names or raised.
SHOWN = {"label", "help_text", "empty_label", "heading", "intro", "submit", "title", "verbose_name", "done"}
SAYING = {"ValidationError", "Conflict", "PermissionDenied"} | {
    f"messages.{level}" for level in ("success", "warning", "error", "info")
}


def bare_words(tree):
    """Line numbers of texts for the reader that skip translation."""
    for node in ast.walk(tree):
        names = [node.arg] if isinstance(node, ast.keyword) else []
        names += map(ast.unparse, node.targets) if isinstance(node, ast.Assign) else []
        if SHOWN.intersection(names):
            values = [node.value]
        elif isinstance(node, ast.Call) and ast.unparse(node.func).removeprefix("forms.") in SAYING:
            values = node.args
        else:
            continue
        for value in values:
            parts = value.values if isinstance(value, ast.JoinedStr) else [value]
            texts = [str(part.value) for part in parts if isinstance(part, ast.Constant) and part.value is not None]
            if re.search(r"[A-Za-z]{2}", " ".join(texts)):
                yield value.lineno


@pytest.mark.parametrize("folder", ["views", "forms", "models", "guards", "lifecycle"])
def test_code_has_no_words_outside_translation(folder):
    found = {
        f"{path.relative_to(ROOT)}:{line}"
        for path in PYTHON_FILES
        if folder in path.parts
        for line in bare_words(ast.parse(path.read_text()))
    }
    assert found == set()


def test_templates_leave_no_comment_open():
    """Django's short comments end on their line; a longer one would be shown to the reader."""
    assert wrong(lambda path: re.findall(r"\{#[^\n]*$(?<!#\})", markup(path), flags=re.MULTILINE)) == {}


def test_every_icon_is_in_the_sprite():
    """Otherwise name it in a template and run bin/vendor."""
    named = set()
    for path in TEMPLATE_FILES:
        named.update(re.findall(r"""\bicon(?: |=)["']([^"']+)["']""", markup(path)))
    assert named - sprite() == set()


def test_every_class_has_a_style():
    """A class without one is a slip, or of a family that bin/vendor leaves out."""
    styles = "".join(path.read_text() for path in STATIC.rglob("*.css"))
    known = set(re.findall(r"\.(-?[A-Za-z_][\w-]*)", styles))
    used = {}
    for path in TEMPLATE_FILES:
        # A name put together by a tag, such as `btn-{% if … %}`, is known only when the page is made.
        text = re.sub(r"[\w-]+-(\{% if.*?endif %\}|\{\{.*?\}\})", "", markup(path))
        text = re.sub(r"\{%.*?%\}|\{\{.*?\}\}", " ", text)
        for name in " ".join(re.findall(r'class="([^"]*)"', text)).split():
            used.setdefault(name, name_of(path))
    assert {name: where for name, where in used.items() if name not in known} == {}


def test_style_sheets_load_nothing():
    """No picture inside, no foreign host: the policy names this site only."""
    for path in STATIC.rglob("*.css"):
        assert "url(" not in path.read_text()
        assert "@import" not in path.read_text()


@pytest.mark.parametrize("kind", BUDGET)
def test_static_files_keep_their_weight(kind):
    weight = sum(len(gzip.compress(path.read_bytes(), 9)) for path in STATIC.rglob(f"*.{kind}"))
    assert weight <= BUDGET[kind]


def test_third_party_files_are_credited():
    credits = (ROOT / "THIRD_PARTY.md").read_text()
    assert [path.name for path in (STATIC / "vendor").iterdir() if path.name not in credits] == []


def test_failure_page_needs_neither_database_nor_request():
    page = server_error(None).text
    assert "<h1>" in page
    assert "demo-banner" in page
    assert settings.HELP_DESK in page
