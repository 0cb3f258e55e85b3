"""Registers as files, written by the tests or kept in the project."""

import csv
import io
from datetime import date
from io import StringIO
from pathlib import Path

import openpyxl
import pytest
from django.conf import settings
from django.core.management import call_command
from django.utils import translation

from agreements.models import AgreementSigning, Clock, Dossier, DossierEvent, IntentSigning
from agreements.register.columns import COLUMNS
from cooperation import reference
from cooperation.models import NumberSequence, Partner, PartnerEvent
from cooperation.working_days import on_date
from tests.factories import CountryFactory, RegionFactory

REAL = settings.BASE_DIR / "cooperation" / "data" / "real_agreements.csv"

#: Today in these tests.
TODAY = date(2026, 11, 24)

#: A row that is accepted.
GOOD = {
    "no": "1",
    "indonesian_region": "Kota Padang",
    "region_level": "kota",
    "foreign_partner": "Fuzhou",
    "partner_country": "China",
    "scheme": "KSDPL kota/kabupaten bersaudara",
    "instrument": "MoU",
    "date_signed": "2017-05-10",
    "date_precision": "day",
    "fields": "tourism; education",
    "status_as_stated": "signed",
    "status_as_of": "2017-05-11",
    "confidence": "high",
    "source_url": "https://news.example/1",
    "note": "",
}


@pytest.fixture(autouse=True)
def english():
    """Reasons are compared in the source language."""
    with translation.override("en"):
        yield


@pytest.fixture(autouse=True)
def today():
    with on_date(TODAY):
        yield


@pytest.fixture
def places(db):
    """Padang, the two Bogors, Jakarta with a city of its own, China and Taiwan."""
    RegionFactory(code="13.71", name="Kota Padang")
    RegionFactory(code="32.71", name="Kota Bogor")
    RegionFactory(code="32.01", name="Kabupaten Bogor", kabupaten=True)
    RegionFactory(province=True, code="31", name="Daerah Khusus Ibukota Jakarta")
    RegionFactory(code="31.71", name="Kota Administrasi Jakarta Pusat", administrative=True)
    CountryFactory(alpha2="CN", name_en="China", name_id="Tiongkok")
    CountryFactory(alpha2="TW", name_en="Taiwan", name_id="Taiwan", no_relations=True)


@pytest.fixture
def reference_data(nobody):
    reference.load()


@pytest.fixture
def write(tmp_path):
    """`write([{column: text}, …])`: the path of a CSV with rows like GOOD but for these cells."""

    def write_file(rows, name="register.csv", columns=COLUMNS, encoding="utf-8", delimiter=","):
        out = io.StringIO()
        writer = csv.writer(out, delimiter=delimiter)
        writer.writerow(columns)
        writer.writerows([(GOOD | row).get(column, "") for column in columns] for row in rows)
        path = tmp_path / name
        path.write_bytes(out.getvalue().encode(encoding))
        return path

    return write_file


@pytest.fixture
def write_excel(tmp_path):
    def write_file(lines, name="register.xlsx", above=0):
        book = openpyxl.Workbook()
        sheet = book.active
        for _ in range(above):
            sheet.append([])
        for line in lines:
            sheet.append(line)
        path = tmp_path / name
        book.save(path)
        return path

    return write_file


@pytest.fixture
def run():
    """`run(path, …)`: the lines that `import_register` prints."""
    return run_import


def run_import(path, *arguments):
    out = StringIO()
    call_command("import_register", str(path), *arguments, stdout=out)
    return out.getvalue().splitlines()


def rows_of(path: Path):
    with open(path, encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def pairs(**filters):
    return {
        f"{dossier.heading}": dossier
        for dossier in Dossier.objects.filter(**filters).select_related("region", "partner")
    }


def everything():
    """Counts of all that an import may write."""
    models = (Dossier, DossierEvent, IntentSigning, AgreementSigning, Clock, Partner, PartnerEvent, NumberSequence)
    return {model.__name__: model.objects.count() for model in models}
