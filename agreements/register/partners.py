"""Partners under the names that rows give them. A name written the same is the same partner, nothing less."""

from cooperation import names
from cooperation.enums import PartnerAct
from cooperation.models import Partner, PartnerEvent


class Partners:
    """All partners by country and plain name, loaded once; new ones are proposed."""

    def __init__(self, file_name):
        self.file_name = file_name
        self.by_name = partners_by_name()
        #: [(new partner, those it resembles)]
        self.look_alikes = []

    def find(self, entry):
        return self.by_name.get(key(entry))

    def propose(self, entry):
        partner = Partner(
            name=entry.partner,
            kind=entry.partner_kind,
            tier=entry.partner_tier,
            country=entry.country,
            notes=entry.partner_remark,
        )
        partner.search_key = names.search_key(partner)
        partner.save()
        PartnerEvent.objects.create(
            name=PartnerAct.PROPOSED, partner=partner, data={"file": self.file_name, "row": entry.row.number}
        )
        return partner

    def keep(self, entry, partner):
        """Remember a partner whose row was taken over; one that was rolled back is never remembered."""
        if key(entry) in self.by_name:
            return
        self.by_name[key(entry)] = partner
        alike = [other for other in names.near_duplicates([partner.name], partner.country) if other != partner]
        if alike:
            self.look_alikes.append((partner, alike))


def key(entry):
    return (entry.country and entry.country.pk, names.plain(entry.partner))


def partners_by_name():
    """{(country, plain name): partner}; a merged partner's names lead to the one that stayed."""
    rows = {partner.pk: partner for partner in Partner.objects.all()}
    found = {}
    # Kept partners last: their names win over those of merged ones.
    for partner in sorted(rows.values(), key=lambda partner: partner.merged_into_id is None):
        kept = partner
        while kept.merged_into_id:
            kept = rows[kept.merged_into_id]
        for name in names.names_of(partner):
            found[partner.country_id, names.plain(name)] = kept
    return found
