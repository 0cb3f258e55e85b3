"""From the content of a letter to its PDF: A4, tagged, PDF/A-2a, with the fonts of the typst wheel alone."""

import json
from io import BytesIO
from pathlib import Path

import segno
import typst

from .content import verify_url

TEMPLATE = Path(__file__).with_name("letter.typ")
STANDARD = "a-2a"


def pdf_of(content):
    """The PDF of a letter's content. The same content always gives the same bytes."""
    printed = content | {"qr": qr_of(verify_url(content["code"])) if content["code"] else ""}
    return set_page(TEMPLATE, printed)


def set_page(template, data):
    """The PDF that the typst `template` makes of `data`, which it reads as JSON and never as markup."""
    return typst.compile(
        template,
        root=template.parent,
        format="pdf",
        sys_inputs={"data": json.dumps(data)},
        pdf_standards=[STANDARD],
        ignore_system_fonts=True,
    )


def qr_of(text):
    """A QR code as SVG; it survives a stamp on a seventh of it."""
    picture = BytesIO()
    segno.make(text, error="m", micro=False).save(picture, kind="svg", xmldecl=False, border=0)
    return picture.getvalue().decode()
