"""From the content of a letter to its PDF: A4, tagged, PDF/A-2a, with the fonts of the typst wheel alone."""

import json
import unicodedata
from functools import lru_cache
from io import BytesIO
from pathlib import Path

import segno
import typst
from django.utils.translation import ngettext

from cooperation.exceptions import NotReady
from cooperation.workflow import Problem

from .content import verify_url

TEMPLATE = Path(__file__).with_name("letter.typ")
STANDARD = "a-2a"
#: Those of the wheel, read once.
FONTS = typst.Fonts(include_system_fonts=False)

#: Sets a few signs, to learn whether the fonts have them.
_PROBE = b"""#set text(font: "Libertinus Serif")
#let signs = json(bytes(sys.inputs.data))
#signs #strong(signs)"""

#: Stands on a list for a sign that cannot be printed.
REPLACEMENT = "\N{REPLACEMENT CHARACTER}"

#: Categories of Unicode that hold no text: controls, what is private or not assigned.
_NO_TEXT = ("Cc", "Cn", "Co", "Cs")
#: Invisible signs that typst shows or not, as their neighbours have it.
_TAGS = frozenset(map(chr, range(0xE0000, 0xE1000)))

_LAST_LATIN = "\u024f"

#: So many signs a refusal names.
_NAMED = 10


def pdf_of(content):
    """The PDF of a letter's content. The same content always gives the same bytes.

    Raises NotReady, which names them, when it holds signs that cannot be printed: no letter goes out with gaps.
    """
    printed = content | {"qr": qr_of(verify_url(content["code"])) if content["code"] else ""}
    try:
        return _compile(TEMPLATE, printed)
    except typst.TypstError as error:
        if missing := unprintable(printed) or _foreign(printed):
            raise NotReady([Problem(_refusal(missing))]) from error
        raise


def pdf_of_list(template, data):
    """The PDF that the typst `template` makes of `data`, whatever people typed: a list is always printed."""
    try:
        return _compile(template, data)
    except typst.TypstError:
        try:
            return _compile(template, _without(data, unprintable(data)))
        except typst.TypstError:
            return _compile(template, _without(data, unprintable(data) + _foreign(data)))


def _without(data, missing):
    missing = set(missing)
    return _each(data, lambda text: "".join(REPLACEMENT if sign in missing else sign for sign in _signs(text)))


def unprintable(data):
    """The signs in the texts of `data` that the fonts lack, or PDF/A forbids, in their order."""
    return [sign for sign in _signs_of(data) if not _prints(sign)]


def _foreign(data):
    """The signs beyond the Latin ones: some print alone, and not beside each other."""
    return [
        sign for sign in _signs_of(data) if max(sign) > _LAST_LATIN and unicodedata.category(sign[0])[0] not in "PZ"
    ]


def _signs_of(data):
    """Each sign in the texts of `data` once."""
    texts = []
    _each(data, texts.append)
    return list(dict.fromkeys(sign for text in texts for sign in _signs(text)))


def _signs(text):
    """The letters of a text, each with the marks above and below it: fonts have both together or not."""
    signs = []
    for letter in text:
        if signs and unicodedata.category(letter).startswith("M"):
            signs[-1] += letter
        else:
            signs.append(letter)
    return signs


def _each(data, act):
    """`data` with `act` done to each text in it."""
    if isinstance(data, str):
        return act(data)
    if isinstance(data, dict):
        return {name: _each(value, act) for name, value in data.items()}
    if isinstance(data, list | tuple):
        return [_each(value, act) for value in data]
    return data


@lru_cache(maxsize=4096)
def _prints(sign):
    if any(unicodedata.category(letter) in _NO_TEXT or letter in _TAGS for letter in sign):
        return sign in "\r\n\t"
    try:
        _compile(_PROBE, sign)
    except typst.TypstError:
        return False
    return True


def _refusal(missing):
    signs = ", ".join(f"“{_visible(sign)}”" for sign in missing[:_NAMED])
    if len(missing) > _NAMED:
        signs += ", …"
    return ngettext(
        "This sign cannot be printed in a letter: %(signs)s. Write it in Latin letters.",
        "These signs cannot be printed in a letter: %(signs)s. Write them in Latin letters.",
        len(missing),
    ) % {"signs": signs}


def _visible(sign):
    return sign if sign.isprintable() else " ".join(f"U+{ord(letter):04X}" for letter in sign)


def _compile(template, data):
    """`template`, a path or its text, reads `data` as JSON and never as markup."""
    root = {"root": template.parent} if isinstance(template, Path) else {}
    return typst.compile(
        template,
        **root,
        format="pdf",
        sys_inputs={"data": json.dumps(data)},
        pdf_standards=[STANDARD],
        font_paths=FONTS,
    )


def qr_of(text):
    """A QR code as SVG; it survives a stamp on a seventh of it."""
    picture = BytesIO()
    segno.make(text, error="m", micro=False).save(picture, kind="svg", xmldecl=False, border=0)
    return picture.getvalue().decode()
