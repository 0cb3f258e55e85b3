"""Small real files: a one-page PDF that can be read, a PNG as of a stamped receipt."""

import struct
import zlib

from django.core.files.uploadedfile import SimpleUploadedFile

MARK = "CONTOH - BUKAN DOKUMEN RESMI / EXAMPLE - NOT AN OFFICIAL DOCUMENT"


def pdf_file(name, *lines):
    """`name`.pdf, an A4 page with `lines` under the mark of an example."""
    return SimpleUploadedFile(f"{name}.pdf", pdf_bytes(MARK, "", *lines), "application/pdf")


def png_file(name):
    """`name`.png, a grey rectangle with a darker stamp."""
    return SimpleUploadedFile(f"{name}.png", png_bytes(), "image/png")


def pdf_bytes(*lines):
    text = "".join(f"({_escaped(line)}) Tj T*\n" for line in lines)
    page = f"BT /F1 11 Tf 15 TL 60 780 Td\n{text}ET".encode("cp1252", "replace")
    objects = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 4 0 R>>>>/Contents 5 0 R>>",
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
        b"<</Length %d>>stream\n%b\nendstream" % (len(page), page),
    )
    body, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(body))
        body += b"%d 0 obj%b endobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    return body + b"xref\n0 %d\n0000000000 65535 f \n%btrailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (
        size,
        table,
        size,
        len(body),
    )


def _escaped(text):
    return text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")


def png_bytes(width=240, height=120):
    plain = bytes([0, *[225] * width])
    stamped = bytes([0, *(90 if width // 4 < x < 3 * width // 4 else 225 for x in range(width))])
    rows = b"".join(stamped if height // 3 < y < 2 * height // 3 else plain for y in range(height))
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in ((b"IHDR", header), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    )
