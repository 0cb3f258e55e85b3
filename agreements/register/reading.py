"""A spreadsheet, CSV or XLSX, becomes rows of text under the register's column names."""

import csv
import io
import zipfile
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.files import File
from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.worksheet.formula import ArrayFormula, DataTableFormula

from cooperation.names import plain
from cooperation.validators import check_upload

from .columns import COLUMN_OF, REQUIRED, best_known, heading_line

#: The column that the file of rejected rows adds.
REASON = "reason"

MOST_BYTES = 10 * 1024 * 1024
MOST_ROWS = 20_000


class TableError(Exception):
    """The file as a whole cannot be read; the message says why and what to do."""


@dataclass(frozen=True)
class Row:
    """`number` is the line as a spreadsheet counts it; `extra` are cells beyond the last heading."""

    number: int
    cells: dict[str, str]
    original: tuple[str, ...]
    extra: tuple[str, ...] = ()


@dataclass(frozen=True)
class Table:
    """`delimiter` is that of the file, a comma where it has none."""

    heading: tuple[str, ...]
    columns: frozenset[str]
    rows: tuple[Row, ...]
    delimiter: str = ","


def read(path: Path) -> Table:
    """The table in `path`; raises TableError."""
    content = load(path)
    if content.startswith(b"PK\x03\x04"):
        return table(excel_lines(content))
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        raise TableError(
            _(
                "This workbook is of the old Excel format (.xls), or under a password. "
                "Save it as .xlsx or .csv without one."
            )
        )
    return table(*best_lines(text(content)))


def load(path):
    try:
        size = path.stat().st_size
        content = path.read_bytes() if path.is_file() and size <= MOST_BYTES else b""
    except FileNotFoundError:
        raise TableError(_("There is no file %(path)s.") % {"path": path}) from None
    except OSError as error:
        raise TableError(
            _("The file %(path)s cannot be read: %(why)s.") % {"path": path, "why": error.strerror}
        ) from error
    if not path.is_file():
        raise TableError(_("%(path)s is not a file.") % {"path": path})
    if size > MOST_BYTES:
        raise TableError(_("The file is larger than 10 MB. Split it."))
    if not content.strip():
        raise TableError(_("The file is empty."))
    return content


# CSV


def text(content):
    """UTF-8, with or without a mark; else UTF-16 with one, else what Windows writes."""
    encodings = ("utf-16",) if content[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig", "cp1252")
    for encoding in encodings:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise TableError(_("The letters of this file cannot be read. Save it as “CSV UTF-8”."))


def best_lines(content):
    """(lines, delimiter): cut by the one under which the heading is known best."""
    candidates = [(*cut(content, delimiter), delimiter) for delimiter in ",;\t"]
    lines, whole, delimiter = max(candidates, key=lambda candidate: best_known(candidate[0]))
    if not whole and heading_line(lines) is not None:
        raise TableError(
            _(
                "Where the cells of row %(row)d end cannot be told: a quotation mark is missing or too many there, or "
                "a cell is far too long. Mend that row, or save the file again from a spreadsheet."
            )
            % {"row": len(lines) + 1}
        )
    return lines, delimiter


def cut(content, delimiter):
    """(lines, whether these are all): as far as each cell has an end. A cell without one would swallow other rows."""
    lines = []
    try:
        lines.extend(map(tuple, csv.reader(io.StringIO(content, newline=""), delimiter=delimiter, strict=True)))
    except csv.Error:
        return lines, False
    return lines, True


# XLSX


def excel_lines(content):
    """Lines of the sheet that has the heading; of several such sheets all but one have no rows."""
    try:
        check_upload(File(io.BytesIO(content), name="register.xlsx"))
        book = load_workbook(io.BytesIO(content), read_only=True)
    except ValidationError as error:
        raise (damaged() if error.code == "cut" else not_plain()) from error
    except (zipfile.BadZipFile, KeyError, ValueError, OSError) as error:
        raise damaged() from error
    sheets = {}
    for sheet in book.worksheets:
        # Some programs write a wrong size into the file; without it all cells are read.
        sheet.reset_dimensions()
        lines = [tuple(cell_text(value) for value in line) for line in sheet.iter_rows(values_only=True)]
        if heading_line(lines) is not None:
            sheets[sheet.title] = lines
    filled = [title for title, lines in sheets.items() if has_rows(lines)]
    if len(filled) > 1:
        raise TableError(
            _("Several sheets hold a register: %(sheets)s. Save each as a file of its own.")
            % {"sheets": ", ".join(filled)}
        )
    return sheets[filled[0]] if filled else next(iter(sheets.values()), [])


def damaged():
    return TableError(_("This workbook is damaged or was cut off on the way. Save it again and send it again."))


def not_plain():
    return TableError(
        _("This is no plain workbook: it is another kind of file, holds macros, or is huge. Save it as .csv.")
    )


def cell_text(value):
    """What a person sees in the cell: dates without a time, whole numbers without a point."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, (ArrayFormula, DataTableFormula)):
        return "="  # refused as any formula is
    return str(value)


# Both


def has_rows(lines):
    return any(cell.strip() for line in lines[heading_line(lines) + 1 :] for cell in line)


def not_a_table():
    return TableError(
        _("This is not a register: no line names its columns. Needed are: %(columns)s.")
        % {"columns": ", ".join(REQUIRED)}
    )


def table(lines, delimiter=","):
    at = heading_line(lines)
    if at is None:
        raise not_a_table()
    heading = strip_end(lines[at])
    columns = [COLUMN_OF.get(plain(cell), "") for cell in heading]
    if missing := [column for column in REQUIRED if column not in columns]:
        raise TableError(_("These columns are missing: %(columns)s.") % {"columns": ", ".join(missing)})
    if twice := sorted({column for column in columns if column and columns.count(column) > 1}):
        raise TableError(_("These columns stand twice: %(columns)s.") % {"columns": ", ".join(twice)})
    rows = tuple(
        row(number, line, columns)
        for number, line in enumerate(lines[at + 1 :], at + 2)
        if any(cell.strip() for cell in line)
    )
    if not rows:
        raise TableError(_("The file has a heading but no rows."))
    if len(rows) > MOST_ROWS:
        raise TableError(_("The file has more than 20,000 rows. Split it."))
    return Table(tuple(heading), frozenset(filter(None, columns)), rows, delimiter)


def strip_end(line):
    line = list(line)
    while line and not line[-1].strip():
        line.pop()
    return line


def row(number, line, columns):
    line = tuple(line) + ("",) * (len(columns) - len(line))
    named = zip(columns, line, strict=False)
    return Row(
        number=number,
        cells={column: cell.replace("\xa0", " ").strip() for column, cell in named if column},
        original=line[: len(columns)],
        extra=tuple(cell for cell in line[len(columns) :] if cell.strip()),
    )


def write_rejected(path, source, rejected):
    """Write [(row, reason)] as the table `source` has them, a reason added, for mending and importing again.

    Never overwrites another file: somebody may be mending it. Returns where the rows stand.
    """
    keep = [index for index, cell in enumerate(source.heading) if plain(cell) != REASON]
    out = io.StringIO()
    writer = csv.writer(out, delimiter=source.delimiter)
    writer.writerow([*(source.heading[index] for index in keep), REASON])
    # Cells too many stay too many: a row whose cells have moved is not taken over before somebody has put them right.
    writer.writerows([*(row.original[index] for index in keep), reason, *row.extra] for row, reason in rejected)
    content = out.getvalue().encode("utf-8-sig")
    target = path.with_name(f"{path.stem}.rejected.csv")
    number = 1
    while target.exists() and target.read_bytes() != content:
        number += 1
        target = path.with_name(f"{path.stem}.rejected-{number}.csv")
    target.write_bytes(content)
    return target
