"""Tabs of the dossier page that applications above add when they are ready; this one knows only what they are."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Tab:
    """`name` is that of its address, with the namespace; `count` says how many, and whether that is urgent."""

    name: str
    label: str
    shown: Callable[..., bool]
    count: Callable[..., tuple[int, bool]]


def address_name(tab):
    """`dossier-papers` -> `agreements:dossier-papers`; tabs of applications above name theirs in full."""
    return tab if ":" in tab else f"agreements:{tab}"


#: In the order of the page, before the history.
ADDED: list[Tab] = []


def add_tab(tab):
    ADDED.append(tab)


def added_tabs(dossier, user):
    """(name, label, count, urgent) of the added tabs this person reads."""
    return [(tab.name, tab.label, *tab.count(dossier)) for tab in ADDED if tab.shown(user, dossier)]
