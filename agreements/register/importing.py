"""A whole register file: every row is new, unchanged, or rejected with its reasons."""

from dataclasses import dataclass, field
from pathlib import Path

from django.db import DataError, IntegrityError, transaction
from django.utils.translation import gettext as _

from cooperation.locking import lock_partners
from cooperation.models import Partner, Region

from .parsing import Parser, Problem, Refused
from .reading import Row, TableError, read, write_rejected
from .writing import Writer


@dataclass
class Report:
    """`look_alikes`: [(new partner, partners it resembles)], for an administrator to compare."""

    rows: int = 0
    new: int = 0
    unchanged: int = 0
    rejected: list[tuple[Row, list[Problem]]] = field(default_factory=list)
    look_alikes: list[tuple[Partner, list[Partner]]] = field(default_factory=list)
    rejected_path: Path | None = None

    def __str__(self):
        return f"{self.rows} rows: {self.new} new, {self.unchanged} unchanged, {len(self.rejected)} rejected"


def import_file(path: Path, *, dry_run: bool = False) -> Report:
    """Take over the register in `path`; raises TableError when it cannot be read at all.

    Rows are taken over or rejected one by one, the file as one transaction. Rejected rows are written beside
    it. A dry run does the same and keeps nothing.
    """
    table = read(path)
    if not Region.objects.exists():
        raise TableError(_("The regions are not loaded yet: run `manage.py load_reference` first."))
    with transaction.atomic():
        # Two imports at once would both find the same row missing; and what a row names is not merged meanwhile.
        lock_partners()
        report = import_rows(table.rows, path.name)
        transaction.set_rollback(dry_run)
    if report.rejected and not dry_run:
        rejected = [(row, explain(row, problems)) for row, problems in report.rejected]
        report.rejected_path = write_rejected(path, table, rejected)
    return report


def import_rows(rows, file_name):
    parser, report = Parser(), Report(rows=len(rows))
    entries = []
    for row in rows:
        try:
            entries.append(parser.parse(row))
        except Refused as refusal:
            report.rejected.append((row, refusal.problems))
    writer = Writer(file_name, entries)
    for entry in entries:
        try:
            is_new = writer.write(entry)
        except Refused as refusal:
            report.rejected.append((entry.row, refusal.problems))
        except (DataError, IntegrityError) as error:
            why = _("the database refuses it: %(why)s") % {"why": str(error).splitlines()[0]}
            report.rejected.append((entry.row, [Problem("", why)]))
        else:
            report.new += is_new
            report.unchanged += not is_new
    report.rejected.sort(key=lambda refused: refused[0].number)
    report.look_alikes = writer.partners.look_alikes
    return report


def explain(row, problems):
    """`Row 12, column partner_country: there is no country “Wakanda”.`"""
    return " ".join(
        _("Row %(row)d, column %(column)s: %(problem)s.")
        % {"row": row.number, "column": problem.column, "problem": problem.message}
        if problem.column
        else _("Row %(row)d: %(problem)s.") % {"row": row.number, "problem": problem.message}
        for problem in problems
    )
