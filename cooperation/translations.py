"""Translations without the system's gettext: strings are gathered, merged and compiled in Python.

English is the source language, so only the other languages have a catalogue. Compiled catalogues lie under
``var/``, never in the source tree, and follow their source by themselves (``compile_catalogues`` at start).
"""

import os
import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.reloader import translation_file_changed
from django.utils.translation.template import templatize

APPLICATIONS = ("cooperation", "agreements", "reports")
TEMPLATES = ("templates",)
KEYWORDS = {
    **dict.fromkeys(("_", "gettext", "gettext_lazy", "gettext_noop"), (1,)),
    **dict.fromkeys(("_n", "ngettext", "ngettext_lazy"), (1, 2)),
    **dict.fromkeys(("_p", "pgettext", "pgettext_lazy"), ((1, "c"), 2)),
    **dict.fromkeys(("npgettext", "npgettext_lazy"), ((1, "c"), 2, 3)),
}
PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]|%%|\{(\w*)\}")


def catalogue_path(language: str) -> Path:
    return settings.BASE_DIR / "locale" / language / "LC_MESSAGES" / "django.po"


def languages() -> list[str]:
    """Those that need a catalogue: all but the source language."""
    return [code for code, _name in settings.LANGUAGES if code != "en"]


def compile_catalogues() -> None:
    """Bring the compiled catalogues up to date; many processes may do so at once."""
    for language in languages():
        source = catalogue_path(language)
        target = settings.COMPILED_LOCALE / language / "LC_MESSAGES" / "django.mo"
        if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
            continue
        with open(source, "rb") as file:
            catalogue = read_po(file, locale=language)
        target.parent.mkdir(parents=True, exist_ok=True)
        draft = target.with_name(f"django.mo.{os.getpid()}")
        with open(draft, "wb") as file:
            write_mo(file, catalogue)
        draft.replace(target)
        # Models that were imported before may have loaded the old catalogue, or found none.
        translation_file_changed(None, target)


def extracted(root: Path) -> Catalog:
    """Every marked string of the applications and templates, with where it stands."""
    catalogue = Catalog(fuzzy=False)
    for path in source_files(root):
        relative = path.relative_to(root).as_posix()
        text = path.read_text(encoding="utf-8")
        if path.suffix != ".py":
            # Django turns a template into calls on filler; indented filler is no Python.
            text = "\n".join(line.lstrip() for line in templatize(text, origin=relative).splitlines())
        found = extract("python", BytesIO(text.encode()), KEYWORDS, comment_tags=("Translators:",))
        for line, message, comments, context in found:
            catalogue.add(message, None, [(relative, line)], auto_comments=comments, context=context)
    return catalogue


def source_files(root: Path) -> Iterator[Path]:
    for application in APPLICATIONS:
        yield from sorted(path for path in (root / application).rglob("*.py") if "migrations" not in path.parts)
    for folder in TEMPLATES:
        yield from sorted(path for path in (root / folder).rglob("*") if path.suffix in {".html", ".txt"})


def update(language: str) -> None:
    """Merge the extracted strings into the catalogue: new ones empty, those no longer used removed."""
    path = catalogue_path(language)
    header = path.read_text(encoding="utf-8").partition("\n\n")[0].rstrip()
    catalogue = read(language)
    catalogue.update(extracted(settings.BASE_DIR), no_fuzzy_matching=True, update_creation_date=False)
    body = BytesIO()
    write_po(body, catalogue, width=110, omit_header=True, ignore_obsolete=True, include_lineno=False)
    path.write_bytes(f"{header}\n\n".encode() + body.getvalue().lstrip())


def read(language: str) -> Catalog:
    with open(catalogue_path(language), "rb") as file:
        return read_po(file, locale=language)


def problems(language: str) -> list[str]:
    """What keeps the catalogue from being complete, a line each."""
    catalogue = read(language)
    found = []
    wanted = {key(message): message for message in extracted(settings.BASE_DIR) if message.id}
    for name, message in wanted.items():
        translated = catalogue.get(message.id, message.context)
        if translated is None:
            found.append(f"missing: {name}")
        elif not translated.string or not all(as_tuple(translated.string)):
            found.append(f"not translated: {name}")
        elif translated.fuzzy:
            found.append(f"fuzzy: {name}")
        elif placeholders(message.id) != placeholders(translated.string):
            found.append(f"other placeholders: {name}")
    found += [f"no longer used: {key(message)}" for message in catalogue if message.id and key(message) not in wanted]
    return found


def key(message: Message) -> str:
    text = as_tuple(message.id)[0]
    return f"{message.context} | {text}" if message.context else text


def as_tuple(text) -> tuple:
    return tuple(text) if isinstance(text, list | tuple) else (text,)


def placeholders(text) -> set[str]:
    """The names a text is filled with; a plural form may leave some out, so all forms count together."""
    return {match.group(0) for form in as_tuple(text) for match in PLACEHOLDER.finditer(form)}
