"""What every page knows about the site and its reader. Nothing is asked of the database until a page shows it."""

from functools import cache

from django.conf import settings
from django.http import QueryDict
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext_lazy as _

from cooperation.enums import OfficeKind
from cooperation.models import Notice

#: What follows a signature: list, its filter, words, permission. They stand beside each other, under "Reports".
AFTER_SIGNING = (
    ("report-list", "", _("Yearly reports"), "reports.read_reports"),
    ("visit-list", "", _("Monitoring"), "reports.read_visits"),
    ("follow-up-list", "", _("Follow-ups"), "reports.read_follow_ups"),
    ("evaluation-list", "", _("Evaluations"), "reports.read_evaluations"),
    ("agreements:change-list", "", _("Extensions and amendments"), "agreements.read_progress"),
    ("hold-list", "", _("Holds"), "reports.read_reports"),
    ("agreements:dossier-list", "clock=dormant&sort=activity", _("Dormant"), "agreements.read_progress"),
    ("agreements:dossier-list", "clock=intent_expired", _("Expired LoI"), "agreements.read_progress"),
)


def site(request):
    """The reader's menu, office and unread notices, and the mode for the banner of the demonstration."""
    person = request.user
    context = {"person": person, "demonstration": settings.DEMONSTRATION}
    if person.is_authenticated:
        context["nav"] = SimpleLazyObject(lambda: menu(person, request.path))
        context["lists_after_signing"] = SimpleLazyObject(
            lambda: lists_after_signing(person, request.path, request.GET)
        )
        context["office_name"] = SimpleLazyObject(lambda: office_name(person))
        context["unread_notices"] = SimpleLazyObject(lambda: Notice.count_unread(person))
    return context


@cache
def address(name):
    """Of a page of its own, which does not change while the site runs: the menu asks for a dozen of them."""
    return reverse(name)


def menu(person, path):
    """The entries of the menu that this reader needs; `active` marks the one whose section holds `path`."""
    entries = [
        ("home", _("Home"), "home", True),
        ("agreements:dossier-list", _("Dossiers"), "files", True),
        ("agreements:queue", _("Queue"), "list-check", has_desk(person)),
        ("agreements:meeting-list", _("Meetings"), "calendar-event", bool(person.current_memberships)),
        ("report-list", _("Reports"), "report", person.has_perm("reports.read_reports")),
        ("cooperation:partner-list", _("Partners"), "world", True),
        ("cooperation:administration", _("Administration"), "settings", person.is_administrator),
        ("agreements:help", _("Help"), "help-circle", True),
    ]
    nav = [{"url": address(name), "label": label, "icon": icon} for name, label, icon, shown in entries if shown]
    home = nav[0]["url"]
    if any(path.startswith(address(name)) for name, query, *_rest in AFTER_SIGNING if not query):
        path = address("report-list")
    under = [entry for entry in nav if path == entry["url"] or (entry["url"] != home and path.startswith(entry["url"]))]
    active = max(under, key=lambda entry: len(entry["url"]), default=None)
    return [{**entry, "active": entry is active} for entry in nav]


def lists_after_signing(person, path, asked):
    """The lists of what follows a signature that this reader may open, as tabs; none where there is no other one.

    `asked` is the query of the address: two of the lists are that of the dossiers, filtered.
    """
    tabs = []
    for name, query, label, permission in AFTER_SIGNING:
        if person.has_perm(permission):
            url, clock = address(name), QueryDict(query).get("clock")
            active = path.startswith(url) and clock in (None, asked.get("clock"))
            tabs.append({"url": f"{url}?{query}" if query else url, "label": label, "active": active})
    return tabs if len(tabs) > 1 else []


def has_desk(person):
    """Whether the office examines dossiers of others: the ministries, and a province for its governor."""
    offices = [held.office for held in person.current_memberships]
    return any(office.kind != OfficeKind.REGION or office.region.is_province for office in offices)


def office_name(person):
    """`Kota Padang`; a person of several offices sees all of them."""
    return ", ".join(dict.fromkeys(str(held.office) for held in person.current_memberships))
