"""Who may come to a meeting, whom the law names, who is told what."""

from django.db.models import Prefetch, prefetch_related_objects
from django.utils.translation import gettext_lazy as _

from agreements.enums import Tier
from agreements.rules import ACTING_ROLES, CONSULTED_KINDS
from cooperation.enums import OfficeKind
from cooperation.models import Membership, Notice, Office, User
from cooperation.outbox import notify


def may_come(dossiers):
    """Groups {title, lawful: whether the law asks for one of them, offices} of those that may come."""
    provinces = {dossier.province_id for dossier in dossiers}
    regions = {dossier.region_id for dossier in dossiers}
    kinds = {kind: [] for kind in OfficeKind}
    governors, mayors = [], []
    offices = Office.objects.filter(is_active=True)
    for office in [
        *offices.exclude(kind=OfficeKind.REGION),
        *offices.filter(region__in=provinces | regions).select_related("region"),
    ]:
        if office.region_id is None:
            kinds[office.kind].append(office)
        else:
            (governors if office.region_id in provinces else mayors).append(office)
    groups = [
        (_("Kemlu"), True, kinds[OfficeKind.FOREIGN_AFFAIRS]),
        (_("The province"), True, governors),
        (_("Home Affairs"), False, kinds[OfficeKind.HOME_AFFAIRS]),
        (_("Ministries of the subject: one at least"), True, kinds[OfficeKind.TECHNICAL_MINISTRY]),
    ]
    if any(dossier.tier == Tier.KABKOTA for dossier in dossiers):
        groups.insert(2, (_("The regency or city"), True, mayors))
    return [{"title": title, "lawful": lawful, "offices": offices} for title, lawful, offices in groups]


def concerning(office, dossiers):
    """Those of `dossiers` that `office` meets about: a region its own, a province also those of its regions."""
    if office.region_id is None:
        return list(dossiers)
    return [one for one in dossiers if office.region_id in (one.region_id, one.province_id)]


def preticked(dossiers, groups):
    """Offices that are proposed: whom the law names, Home Affairs as the host, ministries asked about a dossier."""
    asked = set(Office.objects.filter(consulted_on__in=dossiers).values_list("pk", flat=True))
    ticked = []
    for offices in (group["offices"] for group in groups):
        ministries = [office for office in offices if office.kind == OfficeKind.TECHNICAL_MINISTRY]
        only = len(ministries) == 1
        ticked += [office for office in offices if office not in ministries or only or office.pk in asked]
    return ticked


def ask(dossiers, offices):
    """An invitation asks the office about each dossier of the agenda: from now on it sees them."""
    for dossier in dossiers:
        dossier.consulted.add(*(office for office in offices if office.kind in CONSULTED_KINDS))


def tell(meeting, dossiers, offices, sentence, by, occasion="plan"):
    """Tell everybody at `offices` of what concerns their office.

    `sentence` is given `what` (the dossiers in words), `when` and `reason`. Of each `occasion` people are told once
    while the meeting stands as it does; after a change they are told anew.
    """
    for office in offices:
        what = ", ".join(dossier.heading for dossier in concerning(office, dossiers))
        notify(
            User.objects.holding(*ACTING_ROLES, offices=[office]).exclude(pk=by.pk),
            _key(meeting, occasion),
            meeting.get_absolute_url(),
            lambda what=what: sentence({"what": what, "when": meeting.when, "reason": meeting.reason}),
        )


def _key(meeting, occasion):
    return f"meeting-{meeting.pk}-{meeting.sequence}-{occasion}"


def told(meeting):
    """{office: names of its people who were told of the meeting as it stands}"""
    notices = Notice.objects.filter(key=_key(meeting, "plan")).select_related("reader").order_by("reader__name")
    names = {}
    readers = [notice.reader for notice in notices]
    prefetch_related_objects(readers, Prefetch("memberships", Membership.objects.current()))
    for reader in readers:
        for office in {held.office_id for held in reader.memberships.all()}:
            names.setdefault(office, []).append(reader.name)
    return names
