"""Foreign partners: list, page, proposing with look-alikes, editing, status, contacts, merging."""

import uuid
from threading import Barrier, Thread
from urllib.parse import quote

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import connection
from django.urls import reverse

from cooperation import partners
from cooperation.enums import PartnerAct, PartnerStatus
from cooperation.exceptions import Conflict
from cooperation.models import Notice, Partner, PartnerContact, PartnerEvent, User
from tests.factories import CountryFactory, PartnerContactFactory, PartnerFactory

PARTNERS = reverse("cooperation:partner-list")
PROPOSE = reverse("cooperation:partner-propose")


def page(name, partner, *args):
    return reverse(f"cooperation:{name}", args=[partner.pk, *args])


def acts(partner):
    return list(partner.events.order_by("pk").values_list("name", flat=True))


@pytest.fixture
def china(db):
    return CountryFactory(alpha2="CN", name_en="China", name_id="Tiongkok")


@pytest.fixture
def fuzhou(china):
    """A verified partner."""
    return PartnerFactory(name="Fuzhou", name_local="福州市", name_id="Kota Fuzhou", country=china, verified=True)


@pytest.fixture
def proposed(china, officer_padang):
    """A partner that Kota Padang proposed."""
    partner = Partner(name="Xiamen", kind="regional_government", tier="city", country=china, notes="Rahasia Padang")
    return partners.propose(partner, by=officer_padang)


NEW = {
    "name": "Quanzhou",
    "name_local": "",
    "name_id": "",
    "kind": "regional_government",
    "tier": "city",
    "country": "CN",
    "address": "",
    "website": "",
    "notes": "",
}


# The list and the page


def test_partners_ask_strangers_to_sign_in(client, fuzhou):
    for address in (PARTNERS, page("partner", fuzhou), PROPOSE):
        assert client.get(address).headers["Location"].startswith("/accounts/login/")


@pytest.mark.parametrize("someone", ["officer_padang", "head_kupang", "auditor", "kemlu", "stranger"])
def test_partners_are_seen_by_everybody_signed_in(someone, fuzhou, sign_in, request):
    client = sign_in(request.getfixturevalue(someone))
    assert fuzhou in client.get(PARTNERS).context["rows"]
    assert client.get(page("partner", fuzhou)).status_code == 200


def test_partner_list_finds_in_all_three_names_and_without_marks(fuzhou, sign_in, auditor):
    vung_tau = PartnerFactory(name="Bà Rịa–Vũng Tàu", country=CountryFactory(alpha2="VN"))
    merged = PartnerFactory(name="Fuzhou City", country=fuzhou.country, merged_into=fuzhou)
    client = sign_in(auditor)
    for query, found in [
        ("q=fuzhou", [fuzhou]),
        ("q=福州", [fuzhou]),
        ("q=kota fuz", [fuzhou]),
        ("q=ba ria vung tau", [vung_tau]),
        ("country=VN", [vung_tau]),
        ("status=verified", [fuzhou]),
        ("kind=university", []),
        ("sort=-age", [vung_tau, fuzhou]),
        ("sort=name", [vung_tau, fuzhou]),
        ("q=%00&country=XX&status=x&sort=x", [vung_tau, fuzhou]),
    ]:
        assert list(client.get(f"{PARTNERS}?{query}").context["rows"]) == found, query
    assert merged not in Partner.objects.kept()


def test_partner_list_takes_the_same_queries_for_any_number(sign_in, auditor, constant_queries):
    constant_queries(sign_in(auditor), PARTNERS, PartnerFactory)


def test_partner_page_takes_the_same_queries_for_any_number(sign_in, admin, fuzhou, constant_queries):
    def make():
        PartnerContactFactory(partner=fuzhou)
        partners.record(PartnerAct.EDITED, fuzhou, by=admin)

    constant_queries(sign_in(admin), page("partner", fuzhou), make)


@pytest.mark.parametrize(
    ("someone", "notes", "contacts"),
    [
        ("officer_padang", True, True),
        ("head_padang", True, True),
        ("officer_bukittinggi", False, True),
        ("kemlu", False, True),
        ("auditor", True, True),
        ("admin", True, True),
        ("stranger", False, False),
    ],
)
def test_partner_page_shows_notes_and_contacts_to_those_concerned(
    someone, notes, contacts, admin, proposed, sign_in, request
):
    PartnerContactFactory(partner=proposed, email="lin.wei@xiamen.example")
    proposed.notes = "Rahasia Padang, ditambah"
    partners.edit(proposed, by=admin)
    text = sign_in(request.getfixturevalue(someone)).get(page("partner", proposed)).content.decode()
    assert ("Rahasia Padang" in text) is notes, "the history of notes is as secret as the notes"
    assert ("lin.wei@xiamen.example" in text) is contacts


# Proposing


@pytest.mark.parametrize("someone", ["auditor", "reviewer", "kemlu", "stranger"])
def test_proposing_is_closed_to_others(someone, china, sign_in, request):
    client = sign_in(request.getfixturevalue(someone))
    assert client.get(PROPOSE).status_code == 403
    assert client.post(PROPOSE, NEW).status_code == 403
    assert not Partner.objects.exists()


@pytest.mark.parametrize(
    ("someone", "status", "act"),
    [
        ("officer_padang", PartnerStatus.PROPOSED, PartnerAct.PROPOSED),
        ("head_kupang", PartnerStatus.PROPOSED, PartnerAct.PROPOSED),
        ("admin", PartnerStatus.VERIFIED, PartnerAct.ADDED),
    ],
)
def test_a_region_proposes_and_an_administrator_adds(someone, status, act, china, sign_in, request):
    user = request.getfixturevalue(someone)
    response = sign_in(user).post(PROPOSE, NEW)
    partner = Partner.objects.get()
    assert response.headers["Location"] == page("partner", partner)
    assert (partner.status, partner.proposed_by) == (status, user.memberships.get().office)
    assert partner.search_key == "quanzhou"
    assert acts(partner) == [act]


def test_proposing_tells_the_administrators(admin, auditor, proposed):
    assert [notice.reader for notice in Notice.objects.all()] == [admin]
    assert Notice.objects.get().url == page("partner", proposed)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"name": "泉州市"}, "name"),
        ({"name": ""}, "name"),
        ({"name": "x" * 201}, "name"),
        ({"name": "Quan\x00zhou"}, "name"),
        ({"name_local": "\u202equan"}, "name_local"),
        ({"notes": "x" * 2001}, "notes"),
        ({"website": "javascript:alert(1)"}, "website"),
        ({"tier": ""}, "tier"),
        ({"country": ""}, "country"),
        ({"country": "XX"}, "country"),
        ({"kind": "club"}, "kind"),
        ({"name": "FUZHOU"}, "name"),
    ],
)
def test_proposing_refuses_bad_input_and_keeps_what_was_typed(change, field, fuzhou, officer_padang, sign_in):
    response = sign_in(officer_padang).post(PROPOSE, NEW | {"address": "Jalan Panjang 7"} | change)
    assert list(response.context["form"].errors) == [field]
    assert "Jalan Panjang 7" in response.content.decode()
    assert Partner.objects.get() == fuzhou


def test_only_an_international_organisation_has_no_country(db, admin, sign_in):
    client = sign_in(admin)
    data = NEW | {"name": "UNDP", "country": "", "tier": ""}
    assert list(client.post(PROPOSE, data | {"kind": "nonprofit"}).context["form"].errors) == ["country"]
    assert client.post(PROPOSE, data | {"kind": "international"}).status_code == 302
    again = client.post(PROPOSE, data | {"kind": "international", "name": "Undp"})
    assert list(again.context["form"].errors) == ["name"]


def test_the_level_belongs_to_regional_governments_only(china, admin, sign_in):
    sign_in(admin).post(PROPOSE, NEW | {"kind": "university", "tier": "city"})
    assert Partner.objects.get().tier == ""


@pytest.mark.parametrize("name", ["Fuzhou City", "Kota Fuzhou", "Fuzhou Shi", "FÙZHŌU"])
def test_look_alikes_are_shown_before_a_partner_is_saved(name, fuzhou, officer_padang, sign_in):
    client = sign_in(officer_padang)
    asked = client.post(PROPOSE, NEW | {"name": name})
    assert asked.status_code == 200
    assert page("partner", fuzhou) in asked.content.decode()
    assert Partner.objects.count() == 1
    seen = asked.context["form"]["different_from"].value()
    assert client.post(PROPOSE, NEW | {"name": name, "different_from": seen}).status_code == 302
    assert Partner.objects.filter(name=name).exists()


def test_the_very_same_name_leads_to_the_partner_that_has_it(fuzhou, officer_padang, sign_in):
    asked = sign_in(officer_padang).post(PROPOSE, NEW | {"name": "FUZHOU"})
    assert list(asked.context["form"].errors) == ["name"]
    assert [one["url"] for one in asked.context["view"].alike] == [page("partner", fuzhou)]
    assert not asked.context["view"].may_differ


def test_look_alikes_of_another_name_are_shown_again(fuzhou, officer_padang, sign_in):
    other = PartnerFactory(name="Xiamen", country=fuzhou.country)
    client = sign_in(officer_padang)
    seen = client.post(PROPOSE, NEW | {"name": "Fuzhou City"}).context["form"]["different_from"].value()
    asked = client.post(PROPOSE, NEW | {"name": "Xiamen City", "different_from": seen})
    assert [one["partner"] for one in asked.context["view"].alike] == [other]
    assert Partner.objects.count() == 2


def test_look_alikes_of_another_country_are_no_look_alikes(fuzhou, officer_padang, sign_in):
    CountryFactory(alpha2="VN")
    assert sign_in(officer_padang).post(PROPOSE, NEW | {"name": "Fuzhou", "country": "VN"}).status_code == 302


def test_a_suspended_look_alike_is_shown_but_cannot_be_used(china, officer_padang, sign_in):
    suspended = PartnerFactory(name="Fuzhou", country=china, suspended=True)
    text = sign_in(officer_padang).post(PROPOSE, NEW | {"name": "Kota Fuzhou"}).content.decode()
    assert "Fuzhou" in text
    assert f'href="{page("partner", suspended)}"' not in text


def test_proposing_leads_back_to_where_the_person_came_from(fuzhou, officer_padang, sign_in):
    client = sign_in(officer_padang)
    address = f"{PROPOSE}?next={quote('/dossiers/new/?scheme=sister&partner=3')}"
    asked = client.post(address, NEW | {"name": "Fuzhou City"}).content.decode()
    assert f"/dossiers/new/?scheme=sister&amp;partner={fuzhou.pk}" in asked
    response = client.post(address, NEW)
    partner = Partner.objects.get(name="Quanzhou")
    assert response.headers["Location"] == f"/dossiers/new/?scheme=sister&partner={partner.pk}"


@pytest.mark.parametrize(
    "target", ["https://evil.example/", "//evil.example", "javascript:alert(1)", "\\\\evil.example"]
)
def test_proposing_never_leads_to_another_site(target, china, officer_padang, sign_in):
    client = sign_in(officer_padang)
    address = f"{PROPOSE}?next={quote(target)}"
    assert "evil" not in client.get(address).context["view"].back
    assert client.post(address, NEW).headers["Location"] == page("partner", Partner.objects.get())


def test_proposing_twice_with_one_key_makes_one_partner(china, officer_padang, sign_in):
    client, data = sign_in(officer_padang), NEW | {"idempotency_key": str(uuid.uuid4())}
    assert len({client.post(PROPOSE, data).headers["Location"] for _ in range(5)}) == 1
    assert Partner.objects.count() == 1


# Editing


def edited(partner, **change):
    data = {name: getattr(partner, name) or "" for name in partners.EDITED if name != "country"}
    return data | {"country": partner.country_id} | change


def test_getting_the_pages_of_acts_changes_nothing(admin, proposed, sign_in):
    client = sign_in(admin)
    for name in ("edit", "verify", "suspend", "merge"):
        assert client.get(page(f"partner-{name}", proposed)).status_code == 200
    assert acts(proposed) == [PartnerAct.PROPOSED]


def test_editing_records_what_changed_and_finds_by_the_new_name(admin, fuzhou, sign_in):
    client = sign_in(admin)
    client.post(page("partner-edit", fuzhou), edited(fuzhou, name="Foochow"))
    event = fuzhou.events.get()
    assert event.data["changes"] == {"name": ["Fuzhou", "Foochow"]}
    assert (event.by, event.office) == (admin, admin.memberships.get().office)
    assert [row.pk for row in client.get(f"{PARTNERS}?q=foo chow").context["rows"]] == []
    assert [row.pk for row in client.get(f"{PARTNERS}?q=foochow").context["rows"]] == [fuzhou.pk]
    fuzhou.refresh_from_db()
    assert "foochow" in fuzhou.search_key


def test_two_editors_of_a_partner_never_overwrite_each_other(admin, fuzhou, sign_in):
    client, address = sign_in(admin), page("partner-edit", fuzhou)
    seen = client.get(address).context["form"]["seen"].value()
    Partner.objects.filter(pk=fuzhou.pk).update(address="another editor's street")
    response = client.post(address, edited(fuzhou, address="my street", seen=seen))
    assert response.status_code == 409
    assert "another editor&#x27;s street" in response.content.decode()
    assert "my street" in response.content.decode()
    fuzhou.refresh_from_db()
    assert fuzhou.address == "another editor's street"


def test_editing_refuses_the_name_of_another_partner(admin, fuzhou, sign_in):
    other = PartnerFactory(name="Xiamen", country=fuzhou.country)
    response = sign_in(admin).post(page("partner-edit", other), edited(other, name="fuzhou"))
    assert list(response.context["form"].errors) == ["name"]


# Status


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [
        ("verify", "proposed", "verified"),
        ("suspend", "proposed", "suspended"),
        ("suspend", "verified", "suspended"),
        ("verify", "verified", None),
        ("verify", "suspended", None),
        ("suspend", "suspended", None),
        ("release", "proposed", None),
        ("release", "verified", None),
    ],
)
def test_status_follows_its_acts(name, before, after, admin, china, sign_in):
    partner = PartnerFactory(country=china, status=before)
    client, address = sign_in(admin), page(f"partner-{name}", partner)
    assert client.get(address).status_code == (200 if after else 409)
    assert client.post(address, {"note": "Sebab"}).status_code == (302 if after else 409)
    partner.refresh_from_db()
    assert partner.status == (after or before)
    assert len(acts(partner)) == (1 if after else 0)


@pytest.mark.parametrize("before", ["proposed", "verified"])
def test_release_gives_back_the_status_from_before(before, admin, china):
    partner = PartnerFactory(country=china, status=before)
    partners.suspend(partner, by=admin, note="Sebab")
    partners.release(partner, by=admin)
    partner.refresh_from_db()
    assert partner.status == before


@pytest.mark.parametrize("note", ["", "   ", "x" * 2001, "a\x1bb"])
def test_suspending_needs_a_reason(note, admin, fuzhou, sign_in):
    response = sign_in(admin).post(page("partner-suspend", fuzhou), {"note": note})
    assert list(response.context["form"].errors) == ["note"]
    fuzhou.refresh_from_db()
    assert fuzhou.status == PartnerStatus.VERIFIED


def test_the_proposing_region_is_told_of_the_verification(admin, proposed, officer_padang, head_padang):
    Notice.objects.all().delete()
    partners.verify(proposed, by=admin)
    told = Notice.objects.order_by("reader__email")
    assert [notice.reader for notice in told] == [officer_padang, head_padang]


# Contacts

CONTACT = {"name": "Lin Wei", "position": "Desk", "email": "lin@xiamen.example", "phone": "+86 592 1"}


def test_the_proposing_region_keeps_contacts_until_the_partner_is_verified(admin, proposed, officer_padang, sign_in):
    client = sign_in(officer_padang)
    client.post(page("contact-add", proposed), CONTACT)
    contact = PartnerContact.objects.get()
    client.post(page("contact-edit", proposed, contact.pk), CONTACT | {"phone": "+86 592 2"})
    contact.refresh_from_db()
    assert contact.phone == "+86 592 2"
    partners.verify(proposed, by=admin)
    for address in (
        page("contact-add", proposed),
        page("contact-edit", proposed, contact.pk),
        page("contact-remove", proposed, contact.pk),
    ):
        assert client.get(address).status_code == 403
        assert client.post(address, CONTACT).status_code == 403
    sign_in(admin).post(page("contact-remove", proposed, contact.pk))
    assert not PartnerContact.objects.exists()
    assert acts(proposed) == ["proposed", "contact_added", "contact_edited", "verified", "contact_removed"]


def test_history_keeps_no_address_or_telephone_of_a_contact(admin, fuzhou, sign_in):
    sign_in(admin).post(page("contact-add", fuzhou), CONTACT)
    assert fuzhou.events.get().data == {"contact": "Lin Wei"}


@pytest.mark.parametrize("someone", ["officer_bukittinggi", "auditor", "kemlu", "stranger"])
def test_contacts_are_not_changed_by_others(someone, proposed, sign_in, request):
    client = sign_in(request.getfixturevalue(someone))
    assert client.post(page("contact-add", proposed), CONTACT).status_code == 403


def test_a_contact_of_another_partner_does_not_exist_here(admin, fuzhou, proposed, sign_in):
    contact = PartnerContactFactory(partner=fuzhou)
    assert sign_in(admin).get(page("contact-edit", proposed, contact.pk)).status_code == 404


@pytest.mark.parametrize(
    ("field", "value"), [("name", ""), ("name", "a\x00"), ("email", "nobody"), ("phone", "1" * 41)]
)
def test_contacts_refuse_bad_input(field, value, admin, fuzhou, sign_in):
    response = sign_in(admin).post(page("contact-add", fuzhou), CONTACT | {field: value})
    assert list(response.context["form"].errors) == [field]
    assert not PartnerContact.objects.exists()


# Merging


def test_merge_takes_every_reference_along(admin, fuzhou, proposed, sign_in):
    """All of them, also those of applications above."""
    dossier = apps.get_model("agreements", "Dossier").objects.create(
        number="1", region_id="13.71", province_id="13", scheme="sister", partner=proposed, title="Perikanan"
    )
    contact = PartnerContactFactory(partner=proposed)
    earlier = PartnerFactory(name="Amoy", country=proposed.country, merged_into=proposed)
    client = sign_in(admin)
    shown = client.get(f"{page('partner-merge', proposed)}?into={fuzhou.pk}")
    assert dict(shown.context["followers"]) == {
        dossier._meta.verbose_name_plural: 1,
        PartnerContact._meta.verbose_name_plural: 1,
        Partner._meta.verbose_name_plural: 1,
    }
    response = client.post(page("partner-merge", proposed), {"into": fuzhou.pk})
    assert response.status_code == 302
    for row in (dossier, contact, earlier, proposed):
        row.refresh_from_db()
    assert dossier.partner == fuzhou
    told = dossier.events.get()
    assert (told.name, told.note, told.by) == ("partner_merged", "Xiamen → Fuzhou", admin)
    assert contact.partner == fuzhou
    assert earlier.merged_into == fuzhou
    assert proposed.merged_into == fuzhou
    assert acts(proposed) == [PartnerAct.PROPOSED, PartnerAct.MERGED]
    assert acts(fuzhou) == [PartnerAct.ABSORBED]
    assert partners.records_that_follow(proposed) == []


def test_merge_knows_every_relation_but_history():
    """A new foreign key to a partner is followed without a word here; only events stay where they were written."""
    named = {
        (model, field.name)
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if field.is_relation and not field.auto_created and field.related_model is Partner
    }
    followed = {(relation.related_model, relation.field.name) for relation in partners.references()}
    assert named - followed == {(PartnerEvent, "partner")}


def test_merge_of_many_to_many_keeps_one_row_where_both_are_named(officer_padang, kemlu, tourism):
    """Shown on the offices a dossier consults, the many-to-many relation there is."""
    gone, stays = kemlu.memberships.get().office, tourism.memberships.get().office
    dossiers = [
        apps.get_model("agreements", "Dossier").objects.create(
            number=number, region_id="13.71", province_id="13", scheme="sister", title="Perikanan"
        )
        for number in ("1", "2")
    ]
    dossiers[0].consulted.set([gone])
    dossiers[1].consulted.set([gone, stays])
    [relation] = [one for one in gone._meta.related_objects if one.many_to_many]
    assert partners.follow(relation, gone, stays) == 1
    assert [list(dossier.consulted.all()) for dossier in dossiers] == [[stays], [stays]]


def test_merged_partner_leads_to_the_one_that_stayed_with_both_histories(admin, fuzhou, proposed, sign_in):
    partners.merge(proposed, fuzhou, by=admin)
    client = sign_in(admin)
    response = client.get(page("partner", proposed), follow=True)
    assert response.redirect_chain == [(page("partner", fuzhou), 302)]
    assert "Xiamen" in response.content.decode()
    for name in ("edit", "verify", "suspend", "release", "merge"):
        assert client.get(page(f"partner-{name}", proposed)).status_code == 409
        assert client.post(page(f"partner-{name}", proposed), edited(proposed)).status_code == 409


def test_merged_partner_is_found_in_the_one_that_stayed(admin, fuzhou, proposed, sign_in):
    """By its name, also after an edit of the one that stayed; who proposes it again is shown that one."""
    partners.merge(proposed, fuzhou, by=admin)
    client = sign_in(admin)
    client.post(page("partner-edit", fuzhou), edited(fuzhou, name="Foochow"))
    assert list(client.get(f"{PARTNERS}?q=xiamen").context["rows"]) == [fuzhou]
    asked = client.post(PROPOSE, NEW | {"name": "Xiamen City"})
    assert [one["partner"] for one in asked.context["view"].alike] == [fuzhou]
    assert "Xiamen</div>" in asked.content.decode()


def test_merge_refuses_itself_and_what_was_merged(admin, fuzhou, proposed, sign_in):
    with pytest.raises(ValidationError):
        partners.merge(fuzhou, fuzhou, by=admin)
    client = sign_in(admin)
    itself = client.post(page("partner-merge", fuzhou), {"into": fuzhou.pk})
    assert list(itself.context["form"].errors) == ["into"]
    partners.merge(proposed, fuzhou, by=admin)
    with pytest.raises(Conflict):
        partners.merge(fuzhou, proposed, by=admin)
    with pytest.raises(Conflict):
        partners.merge(proposed, fuzhou, by=admin)
    gone = client.post(page("partner-merge", fuzhou), {"into": proposed.pk})
    assert list(gone.context["form"].errors) == ["into"]
    assert client.get(f"{page('partner-merge', fuzhou)}?into={proposed.pk}").status_code == 404


def test_merge_offers_look_alikes_first_and_searches_the_rest(admin, fuzhou, proposed, sign_in):
    double = PartnerFactory(name="Fuzhou City", country=fuzhou.country)
    client, address = sign_in(admin), page("partner-merge", double)
    assert client.get(address).context["choices"] == [fuzhou]
    assert list(client.get(f"{address}?q=xia").context["choices"]) == [proposed]
    for query in ("into=abc", "into=", "q=%00", "into=" + "9" * 5000):
        assert client.get(f"{address}?{query}").status_code in (200, 404)


@pytest.mark.django_db(transaction=True)
def test_two_people_merging_crosswise_merge_once(admin, china):
    first, second = PartnerFactory(country=china), PartnerFactory(country=china)
    start, answers = Barrier(2), []

    def run(duplicate, into):
        start.wait()
        try:
            partners.merge(duplicate, into, by=User.objects.get(pk=admin.pk))
            answers.append("merged")
        except Conflict:
            answers.append("conflict")
        finally:
            connection.close()

    threads = [Thread(target=run, args=pair) for pair in ((first, second), (second, first))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answers) == ["conflict", "merged"]
    assert Partner.objects.kept().count() == 1


def test_partner_at_home_is_refused(china, officer_padang, sign_in):
    CountryFactory(alpha2="ID", name_en="Indonesia", name_id="Indonesia")
    response = sign_in(officer_padang).post(PROPOSE, NEW | {"country": "ID"})
    assert list(response.context["form"].errors) == ["country"]
    assert not Partner.objects.exists()


@pytest.mark.parametrize(("kind", "wrong"), [("regional_government", ["tier"]), ("university", [])])
def test_level_is_asked_of_governments_only(kind, wrong, china, officer_padang, sign_in):
    client = sign_in(officer_padang)
    assert client.get(PROPOSE).context["form"]["tier"].field.required
    response = client.post(PROPOSE, NEW | {"kind": kind, "tier": ""})
    assert (list(response.context["form"].errors) if wrong else []) == wrong
    assert Partner.objects.exists() is not bool(wrong)
