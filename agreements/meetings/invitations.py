"""Who may come to a meeting, whom the law names, who is told what."""

from django.utils.translation import gettext_lazy as _

from agreements.enums import Tier
from agreements.rules import ACTING_ROLES, CONSULTED_KINDS, let_see
from cooperation.enums import NoticeKind, OfficeKind
from cooperation.models import Notice, Office, User
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
    asked = [office for office in offices if office.kind in CONSULTED_KINDS]
    for dossier in dossiers:
        let_see(dossier, asked)


def take_part():
    return _("Take part in the meeting, prepared for the dossiers of its agenda.")


def tell(meeting, dossiers, offices, sentence, by, occasion="plan", task=None):
    """Tell everybody at `offices` of what concerns their office.

    `sentence` is given `what` (the dossiers in words), `when` and `reason`. Of each `occasion` people are told once
    for each of their offices while the meeting stands as it does; after a change they are told anew. With a `task`
    they have to act by the day of the meeting.
    """
    asked = {"kind": NoticeKind.ACT, "task": task, "due_on": meeting.held_on} if task else {}
    for office in offices:
        what = ", ".join(dossier.heading for dossier in concerning(office, dossiers))
        notify(
            User.objects.holding(*ACTING_ROLES, offices=[office]).exclude(pk=by.pk),
            _key(meeting, occasion, office.pk),
            meeting.get_absolute_url(),
            lambda what=what: sentence({"what": what, "when": meeting.when, "reason": meeting.reason}),
            **asked,
        )


def _key(meeting, occasion, office):
    return f"meeting-{meeting.pk}-{meeting.sequence}-{occasion}-{office}"


def told(meeting):
    """{office: names of its people who were told of the meeting as it stands}"""
    offices = {_key(meeting, "plan", row.office_id): row.office_id for row in meeting.attendances.all()}
    names = {}
    for notice in Notice.objects.filter(key__in=offices).select_related("reader").order_by("reader__name"):
        names.setdefault(offices[notice.key], []).append(notice.reader.name)
    return names
