"""Tables for spreadsheets."""

import csv

from django.http import HttpResponse

#: With these a spreadsheet takes a cell for a formula and carries it out.
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n")


def csv_response(name, head, rows):
    """A download of a table. The mark at its beginning tells spreadsheets that it is UTF-8."""
    response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    response.headers["X-Content-Type-Options"] = "nosniff"
    csv.writer(response).writerows([harmless(cell) for cell in row] for row in (head, *rows))
    return response


def harmless(cell):
    """Text that no spreadsheet takes for a formula; numbers stay numbers."""
    return f"'{cell}" if str(cell).startswith(FORMULA_SIGNS) and not isinstance(cell, int | float) else cell
