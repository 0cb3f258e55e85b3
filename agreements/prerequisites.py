"""The nine prerequisites of a cooperation (PP28 27, P25 5), as a table."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from agreements.enums import Objective, Scheme
from cooperation.enums import Relations


@dataclass(frozen=True)
class PrerequisiteRow:
    number: int
    text: str
    article: str
    #: What an explanation could say.
    example: str
    #: Which dossiers it applies to.
    schemes: tuple[Scheme, ...] = tuple(Scheme)
    objective: Objective | None = None
    #: A "not met" here warns and does not stop (real pairs cross levels, PP28 27(3)a).
    only_warns: bool = False

    def applies_to(self, dossier):
        return dossier.scheme in self.schemes and (self.objective is None or self.objective in dossier.objectives)


#: Numbers of the prerequisites that are compared with what the tables know.
RELATIONS, EQUAL_LEVEL = 1, 7

_BETWEEN_REGIONS = (Scheme.SISTER, Scheme.REGIONAL)

PREREQUISITES = (
    PrerequisiteRow(
        RELATIONS,
        _("Indonesia and the partner's state have diplomatic relations."),
        "P25 5(1)a",
        _("Relations since 1955; the embassy is in Hanoi."),
    ),
    PrerequisiteRow(
        2,
        _("The subject is a function of the regional government."),
        "P25 5(1)b",
        _("Tourism and fisheries are optional functions of the city (Law 23/2014 art. 12)."),
    ),
    PrerequisiteRow(
        3,
        _("The region opens no representative office abroad, whether owned or rented."),
        "P25 5(1)c",
        _("Both sides work from their own offices and visit each other."),
    ),
    PrerequisiteRow(
        4,
        _("The partner does not interfere in domestic government affairs."),
        "P25 5(1)d",
        _("It is about training and trade fairs only; who takes part is decided by the region."),
    ),
    PrerequisiteRow(
        5,
        _("The cooperation fits national and regional policy and development plans."),
        "P25 5(1)e",
        _("Medium-term plan of the region 2025-2029, programme for creative economy."),
    ),
    PrerequisiteRow(
        6,
        _("The science and technology can be passed on to people in Indonesia."),
        "P25 5(2)",
        _("Engineers of the region are trained and run the plant after two years."),
        objective=Objective.SCIENCE,
    ),
    PrerequisiteRow(
        EQUAL_LEVEL,
        _("Both sides have an equal administrative status or level of territory."),
        "P25 5(3)a",
        _("Both are cities with a council of their own."),
        schemes=_BETWEEN_REGIONS,
        only_warns=True,
    ),
    PrerequisiteRow(
        8,
        _("Both sides complement each other: each uses the other's strengths."),
        "P25 5(3)b",
        _("The partner processes fish; the city has the harbour and the catch."),
        schemes=_BETWEEN_REGIONS,
    ),
    PrerequisiteRow(
        9,
        _("The cooperation improves relations between the two peoples."),
        "P25 5(3)c",
        _("Pupils and artists visit each other every year."),
        schemes=_BETWEEN_REGIONS,
    ),
)


def prerequisites_of(dossier):
    """The rows that apply to `dossier`."""
    return [row for row in PREREQUISITES if row.applies_to(dossier)]


def relations_of(dossier):
    """What the ministry's list says of relations with the partner's state; unknown without a partner or its state."""
    country = dossier.partner.country if dossier.partner else None
    return country.diplomatic_relations if country else Relations.UNKNOWN
