"""The basic data of a dossier beside its moves: what it is about, its scheme, its partner."""

from django.db import transaction
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from agreements.enums import LONG_ROAD, Scheme, Tier
from agreements.events import event_of, note_event
from agreements.models import Dossier, DossierEvent
from agreements.services import writing
from cooperation import partners
from cooperation.changes import CHANGED_MEANWHILE
from cooperation.enums import PartnerKind, PartnerStatus, PartnerTier, Relations
from cooperation.exceptions import Conflict

EDITED = ("title", "scheme", "initiator", "objectives", "sectors", "unit")

#: The level of a foreign government that matches each tier of regions (P25 6(2)-(3)).
LEVELS = {Tier.PROVINCE: PartnerTier.PROVINCE, Tier.KABKOTA: PartnerTier.CITY}


def edit_basics(dossier, values, *, seen, by):
    """Write `values`, {field: value}, into a dossier that still is at the edit version `seen`.

    Returns whether anything changed; raises Conflict with both texts when somebody else was faster.
    """
    with writing(dossier, "edit_dossier", by):
        changes = {name: [getattr(dossier, name), value] for name, value in values.items()}
        changes = {name: pair for name, pair in changes.items() if pair[0] != pair[1]}
        if not changes:
            return False
        refuse_older(dossier, seen, texts=[both_texts(dossier, name, *pair) for name, pair in changes.items()])
        for name, (_before, value) in changes.items():
            setattr(dossier, name, value)
        save(dossier, *changes)
        note_event(dossier, "edited", by=by, changes=changes)
    return True


@transaction.atomic
def choose_partner(dossier, partner, *, seen, by):
    """Name the partner of a dossier; as `edit_basics`. One that is merged or suspended meanwhile raises Conflict."""
    # Before the dossier is locked: a merge, too, holds the partners first and then writes their dossiers.
    partners.locked(partner, PartnerStatus.PROPOSED, PartnerStatus.VERIFIED)
    with writing(dossier, "edit_dossier", by):
        before = dossier.partner
        if before == partner:
            return False
        label = capfirst(dossier._meta.get_field("partner").verbose_name)
        refuse_older(dossier, seen, texts=[{"label": label, "theirs": str(before or "–"), "mine": str(partner)}])
        dossier.partner = partner
        save(dossier, "partner")
        note_event(dossier, "partner_chosen", by=by, note=str(partner), partner=partner.pk)
    return True


def note_merge(sender, *, duplicate, into, by, **_kwargs):
    """The dossiers of a partner that is merged into another: from now on they name that one, and history says why."""
    DossierEvent.objects.bulk_create(
        event_of(dossier, "partner_merged", by=by, note=f"{duplicate} → {into}", partner=into.pk)
        for dossier in Dossier.objects.filter(partner=duplicate).select_related("region")
    )


def refuse_older(dossier, seen, texts):
    if seen != dossier.edit_version:
        raise Conflict(CHANGED_MEANWHILE, texts=texts)


def save(dossier, *fields):
    dossier.edit_version += 1
    dossier.save(update_fields=[*fields, "edit_version", "updated_at"])


def both_texts(dossier, name, theirs, mine):
    field = dossier._meta.get_field(name)
    return {"label": capfirst(field.verbose_name), "theirs": words(field, theirs), "mine": words(field, mine)}


def words(field, value):
    """A value for the reader: choices by their labels, one a line."""
    labels = dict((field.base_field if isinstance(value, list) else field).flatchoices)
    values = value if isinstance(value, list) else [value]
    return "\n".join(str(labels.get(one, one)) for one in values) or "–"


def schemes_for(dossier):
    """Schemes the dossier may still change to: its number names the kind, and stays."""
    return [scheme for scheme in LONG_ROAD if scheme.letters == Scheme(dossier.scheme).letters]


def partner_warnings(dossier, partner):
    """What speaks against the partner; none of it forbids to choose it now (P25 5(1)a, 6)."""
    warnings = []
    country = partner.country
    if country and country.diplomatic_relations == Relations.NO:
        warnings.append(
            _("Indonesia has no diplomatic relations with %(country)s: the dossier cannot go on with this partner.")
            % {"country": country}
        )
    elif country and country.diplomatic_relations == Relations.UNKNOWN:
        warnings.append(
            _("Ask Kemlu first whether there are diplomatic relations with %(country)s.") % {"country": country}
        )
    government = partner.kind == PartnerKind.REGIONAL_GOVERNMENT
    if dossier.scheme == Scheme.INSTITUTION and government:
        warnings.append(_("A foreign regional government: the scheme of this dossier is for institutions."))
    elif dossier.scheme != Scheme.INSTITUTION and not government:
        warnings.append(_("An institution: the scheme of this dossier is for foreign regional governments."))
    elif government and partner.tier and partner.tier != LEVELS[dossier.tier]:
        warnings.append(
            _("The levels differ. The partner's: %(theirs)s. Your region's: %(ours)s.")
            % {"theirs": partner.get_tier_display(), "ours": dossier.region.get_kind_display()}
        )
    return warnings
