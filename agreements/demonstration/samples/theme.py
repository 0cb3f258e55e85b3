"""What an example cooperation is about. Its texts name `{region}`, `{partner}` and `{country}`."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Planned:
    """A costed activity: months after the plan begins, and how many it lasts."""

    name: str
    unit: str
    target: str
    amount: int
    source: str
    begins: int
    lasts: int


@dataclass(frozen=True)
class Theme:
    title: str
    title_en: str
    objectives: tuple[str, ...]
    sectors: tuple[str, ...]
    unit: str
    # The study
    background: str
    purpose: str
    mapping: str
    benefits: str
    conclusion: str
    # The plan
    targets: str
    functions: str
    activities: tuple[Planned, ...]
    # The agreement, in both languages
    purpose_en: str
    scope: tuple[str, ...]
    scope_en: tuple[str, ...]
    implementation: str
    implementation_en: str
