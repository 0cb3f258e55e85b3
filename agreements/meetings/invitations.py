"""Who may come to a meeting, whom the law names, who is told what."""

from django.utils.translation import gettext_lazy as _

from agreements.enums import Tier
from cooperation.enums import OfficeKind, Role
from cooperation.models import Office

#: Who of an office is invited, and acts on what it took on.
ROLES = (Role.OFFICER, Role.HEAD, Role.CONSULTED, Role.REVIEWER, Role.APPROVER)


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
