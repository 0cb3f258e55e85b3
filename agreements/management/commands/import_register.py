"""Take over a register of cooperation (CSV or XLSX). The same file twice adds nothing.

Rejected rows are written beside the file, with their reasons, to be mended and imported again.
"""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from agreements.register.importing import explain, import_file
from agreements.register.reading import TableError


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser):
        parser.add_argument("file", metavar="FILE", type=Path)
        parser.add_argument("--dry-run", action="store_true", help="say what would happen, change nothing")

    def handle(self, *, file, dry_run, **options):
        try:
            report = import_file(file, dry_run=dry_run)
        except TableError as error:
            raise CommandError(str(error)) from error
        except OSError as error:
            raise CommandError(
                _("The rows were taken over, but the rejected ones could not be written beside the file: %(why)s.")
                % {"why": error.strerror}
            ) from error
        for row, problems in report.rejected:
            self.stdout.write(explain(row, problems))
        for partner, others in report.look_alikes:
            self.stdout.write(
                _("New partner “%(partner)s” (%(country)s) resembles %(others)s: compare them.")
                % {
                    "partner": partner,
                    "country": partner.country or "–",
                    "others": ", ".join(f"“{other}”" for other in others),
                }
            )
        if report.rejected_path:
            self.stdout.write(
                _("Rejected rows stand in %(path)s. Mend them there and import that file.")
                % {"path": report.rejected_path}
            )
        self.stdout.write(str(report))
