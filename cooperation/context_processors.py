"""What every page knows about the site and its reader. Nothing is asked of the database until a page shows it."""

from django.conf import settings
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext_lazy as _

from cooperation.enums import OfficeKind


def site(request):
    """The reader's menu, office and unread notices, and the mode for the banner of the demonstration."""
    person = request.user
    context = {"person": person, "demonstration": settings.DEMONSTRATION}
    if person.is_authenticated:
        context["nav"] = SimpleLazyObject(lambda: menu(person, request.path))
        context["office_name"] = SimpleLazyObject(lambda: office_name(person))
        context["unread_notices"] = SimpleLazyObject(lambda: person.notices.unread().count())
    return context


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
    nav = [{"url": reverse(name), "label": label, "icon": icon} for name, label, icon, shown in entries if shown]
    home = nav[0]["url"]
    under = [entry for entry in nav if path == entry["url"] or (entry["url"] != home and path.startswith(entry["url"]))]
    active = max(under, key=lambda entry: len(entry["url"]), default=None)
    return [{**entry, "active": entry is active} for entry in nav]


def has_desk(person):
    """Whether the office examines dossiers of others: the ministries, and a province for its governor."""
    offices = [held.office for held in person.current_memberships]
    return any(office.kind != OfficeKind.REGION or office.region.is_province for office in offices)


def office_name(person):
    """`Kota Padang`; a person of several offices sees all of them."""
    return ", ".join(dict.fromkeys(str(held.office) for held in person.current_memberships))
