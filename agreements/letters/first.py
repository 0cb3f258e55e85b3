"""The templates the site comes with: version 1 of each kind, until an administrator writes the next."""

import re
from pathlib import Path

from agreements.enums import LetterKind

from .content import LANGUAGES

#: The text blocks of a template, in the order of the page.
BLOCKS = ("subject", "attachment", "addressee", "body", "closing", "copies")

_TEXTS = Path(__file__).with_name("texts")
_BLOCK = re.compile(r"^\[(\w+)\]$", re.MULTILINE)


def blocks_of(kind, language):
    """{block: text} of `texts/<kind>.<language>.txt`, where each block follows its name in brackets."""
    _before, *parts = _BLOCK.split((_TEXTS / f"{kind}.{language}.txt").read_text("utf-8"))
    return {name: text.strip() for name, text in zip(parts[::2], parts[1::2], strict=True)}


FIRST = {kind: {language: blocks_of(kind.value, language) for language in LANGUAGES} for kind in LetterKind}
