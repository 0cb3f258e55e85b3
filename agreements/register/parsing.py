"""A row of text becomes an entry, or a list of what is wrong with it, each with its column."""

import re
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from agreements.enums import Objective, Scheme, Sector
from cooperation.enums import PartnerKind, PartnerTier, Precision
from cooperation.models import Country, Partner, Region
from cooperation.names import plain
from cooperation.validators import validate_plain_text

from . import words
from .columns import COLUMNS, REQUIRED
from .places import Countries, Regions, Unclear
from .reading import Row
from .terms import last_day_of, outcome_and_term, signed_date
from .words import Kind

FORMULA = re.compile(r"^'?=")
EXCEL_ERRORS = {"#REF!", "#N/A", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!"}
#: A bracket that begins with a small letter is a remark; "(Zhangzhou, Fujian)" belongs to the name.
REMARK = re.compile(r"\s*\(([a-z][^()]*)\)\s*$")

KIND_WORDS = (
    (r"universit|college|school|institut|akademi|sekolah", PartnerKind.UNIVERSITY),
    (r"foundation|\bngo\b|yayasan|stiftung|non ?profit|association", PartnerKind.NONPROFIT),
    (r"\b(jica|koica|giz|usaid|ausaid|kfw|ministry|agency|kementerian|embassy)\b", PartnerKind.AGENCY),
)
KINDS = words.table(*KIND_WORDS)
TIERS = words.table(
    (r"\b(province|provinsi|prefecture|state|region|do|territory|oblast|tinh)\b", PartnerTier.PROVINCE),
    (r"\b(city|kota|county|district|municipal|gu|gun|si|shi|council)\b", PartnerTier.CITY),
)


@dataclass(frozen=True)
class Problem:
    """Something wrong in one column of a row."""

    column: str
    message: str


class Refused(Exception):
    """The row cannot be taken over, for these problems."""

    def __init__(self, problems):
        super().__init__(problems)
        self.problems = problems


@dataclass(frozen=True)
class Entry:
    """A row understood. `outcome` is a status of an ending, or empty; `ends_on` empty when the term is unknown."""

    row: Row
    regions: tuple[Region, ...]
    partner: str
    partner_remark: str
    partner_kind: PartnerKind
    partner_tier: str
    country: Country | None
    scheme: Scheme
    kind: Kind
    instrument: str
    signed_on: date | None
    precision: Precision
    stated_on: date | None
    effective_on: date | None
    ends_on: date | None
    outcome: str
    fields: str
    sectors: tuple[Sector, ...]
    objectives: tuple[Objective, ...]

    def cell(self, column):
        return self.row.cells.get(column, "")

    def key(self, region):
        """What makes the row the same row in another file."""
        country = self.country.pk if self.country else ""
        parts = (
            region.code,
            self.scheme,
            plain(self.partner),
            country,
            plain(self.instrument),
            self.cell("date_signed"),
        )
        return "|".join(parts)


class Parser:
    """Understands rows by the regions and countries of this moment."""

    def __init__(self):
        self.regions, self.countries = Regions(), Countries()

    def parse(self, row: Row) -> Entry:
        problems = list(unreadable(row))
        if problems:
            raise Refused(problems)
        cell = {column: row.cells.get(column, "") for column in COLUMNS}

        def attempt(column, function, *arguments):
            try:
                return function(*arguments)
            except Unclear as error:
                problems.append(Problem(column, str(error)))
                return None

        regions = attempt("indonesian_region", self.find_regions, cell["indonesian_region"], cell["region_level"])
        partner, remark = split_remark(cell["foreign_partner"])
        country = attempt("partner_country", self.countries.find, cell["partner_country"], partner)
        scheme = attempt("scheme", find_scheme, cell["scheme"])
        kind = attempt("instrument", find_kind, cell["instrument"])
        signed = attempt("date_signed", signed_date, cell["date_signed"], cell["date_precision"])
        attempt("foreign_partner", check_length, partner, Partner._meta.get_field("name").max_length)
        attempt("instrument", check_length, cell["instrument"], 100)
        if not problems and country is None and scheme in (Scheme.SISTER, Scheme.REGIONAL):
            problems.append(Problem("partner_country", _("a foreign regional government lies in a country")))
        if problems:
            raise Refused(problems)

        signed_on, precision = signed
        stated_on = last_day_of(cell["status_as_of"])
        outcome, effective_on, ends_on = outcome_and_term(kind, cell, signed_on, stated_on)
        sectors = words.sectors(stated_fields(cell["fields"]))
        return Entry(
            row=row,
            regions=regions,
            partner=partner,
            partner_remark=remark,
            partner_kind=partner_kind(partner, country, scheme),
            partner_tier=partner_tier(partner, scheme, cell["scheme"], regions[0]),
            country=country,
            scheme=scheme,
            kind=kind,
            instrument=cell["instrument"],
            signed_on=signed_on,
            precision=precision,
            stated_on=stated_on,
            effective_on=effective_on,
            ends_on=ends_on,
            outcome=outcome,
            fields=cell["fields"],
            sectors=tuple(sectors),
            objectives=tuple(words.objectives(sectors)),
        )

    def find_regions(self, text, level):
        """Several regions in one cell stand between semicolons or on lines of their own."""
        names = [name.strip() for name in re.split(r"[;\n]", text) if name.strip()]
        return tuple(dict.fromkeys(self.regions.find(name, level) for name in names))


# Cells


def unreadable(row):
    """Problems that keep a row from being understood at all."""
    for column, text in row.cells.items():
        if FORMULA.match(text):
            yield Problem(column, _("it holds a formula; write the value itself"))
        elif text in EXCEL_ERRORS:
            yield Problem(column, _("it holds an error of the spreadsheet, %(error)s") % {"error": text})
        try:
            validate_plain_text(text)
        except ValidationError as error:
            yield Problem(column, error.messages[0].rstrip("."))
    for column in REQUIRED:
        if not row.cells.get(column):
            yield Problem(column, _("it is empty"))
    if row.extra:
        yield Problem(
            "",
            _("there are cells beyond the last column (“%(cell)s”); perhaps a separator is too many")
            % {"cell": row.extra[0]},
        )


def check_length(text, longest):
    if len(text) > longest:
        raise Unclear(_("it is longer than %(longest)d letters") % {"longest": longest})


def find_scheme(text):
    scheme = words.first(words.SCHEMES, plain(text))
    if scheme is None:
        raise Unclear(
            _("the scheme “%(scheme)s” is not known; write one of %(schemes)s")
            % {"scheme": text, "schemes": "KSDPL bersaudara, KSDPL lainnya, KSDLL lainnya, KSDLL penerusan"}
        )
    return scheme


def find_kind(text):
    kind = words.first(words.INSTRUMENTS, plain(text))
    if kind is None:
        raise Unclear(
            _("the instrument “%(instrument)s” is not known; write LoI or MoU, for example") % {"instrument": text}
        )
    return kind


def split_remark(name):
    found = REMARK.search(name)
    return (name[: found.start()], found[1]) if found else (name, "")


def partner_kind(partner, country, scheme):
    if scheme in (Scheme.SISTER, Scheme.REGIONAL):
        return PartnerKind.REGIONAL_GOVERNMENT
    if country is None:
        return PartnerKind.INTERNATIONAL
    return words.first(KINDS, plain(partner)) or PartnerKind.OTHER


def partner_tier(partner, scheme, scheme_text, region):
    """The level a regional government names itself by; else that of the pairing, else of the region."""
    if scheme not in (Scheme.SISTER, Scheme.REGIONAL):
        return ""
    named = words.first(TIERS, plain(partner))
    paired = PartnerTier.PROVINCE if "provinsi" in plain(scheme_text) else None
    own = PartnerTier.PROVINCE if region.is_province and scheme != Scheme.SISTER else PartnerTier.CITY
    return named or paired or own


def stated_fields(text):
    fields = [plain(field) for field in text.split(";")]
    return [field for field in fields if not words.NOT_STATED.match(field)]
