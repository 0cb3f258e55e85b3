"""Gather the strings of the program into its catalogues, or check that these are complete."""

from django.core.management.base import BaseCommand, CommandError

from cooperation import translations


class Command(BaseCommand):
    help = __doc__
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("--check", action="store_true", help="change nothing, fail where something is missing")

    def handle(self, *args, check, **options):
        for language in translations.languages():
            if not check:
                translations.update(language)
            problems = translations.problems(language)
            for problem in problems:
                self.stdout.write(f"{language}: {problem}")
            if check and problems:
                raise CommandError(f"{len(problems)} strings of {language!r} need attention.")
            if not problems:
                self.stdout.write(f"{language}: complete")
