"""Opening a dossier, editing its basic data, choosing its partner."""

import uuid

import pytest
from django.urls import reverse

from agreements.basics import choose_partner, partner_warnings
from agreements.enums import Status
from agreements.models import Dossier
from cooperation import partners
from cooperation.exceptions import Conflict
from cooperation.models import Partner
from cooperation.working_days import today
from tests.agreements.factories import DossierFactory
from tests.agreements.padang import address, events, reading
from tests.factories import CountryFactory, MembershipFactory, PartnerFactory
from tests.people import office as office_of
from tests.people import region

NEW = reverse("agreements:dossier-new")
GIVEN = {"region": "13.71", "scheme": "sister", "title": "Tourism and fisheries"}


def text_of(response):
    return " ".join(response.content.decode().split())


def stored(dossier):
    return Dossier.objects.get(pk=dossier.pk)


# Opening


def test_region_opens_a_dossier_under_its_next_number(officer_padang):
    client = reading(officer_padang)
    response = client.post(NEW, GIVEN)
    (dossier,) = Dossier.objects.all()
    assert (response.status_code, response.url) == (302, dossier.get_absolute_url())
    assert dossier.number == f"KSDPL-13.71-{today().year}-001"
    assert (dossier.region_id, dossier.province_id, dossier.status) == ("13.71", "13", Status.INITIATED)
    assert (dossier.scheme, dossier.title, dossier.created_by) == ("sister", GIVEN["title"], officer_padang)
    assert events(dossier) == ["opened"]
    assert f"Dossier {dossier.number} is open. The box below says what comes next." in text_of(client.get(response.url))
    client.post(NEW, GIVEN | {"scheme": "institution"})
    client.post(NEW, GIVEN)
    assert sorted(Dossier.objects.values_list("number", flat=True)) == [
        f"KSDLL-13.71-{today().year}-001",
        f"KSDPL-13.71-{today().year}-001",
        f"KSDPL-13.71-{today().year}-002",
    ]


def test_form_explains_the_three_schemes(head_padang):
    page = text_of(reading(head_padang).get(NEW))
    assert page.count('name="scheme"') == 3
    assert "A lasting tie of a province with a foreign province" in page
    assert 'value="forwarded"' not in page
    assert "is not opened here" in page


def test_regions_to_choose_from_are_those_the_person_works_for(officer_padang, officer_bukittinggi):
    MembershipFactory(user=officer_padang, office=office_of("petugas.bukittinggi"))
    choices = reading(officer_padang).get(NEW).context["form"].fields["region"].queryset
    assert [place.pk for place in choices] == ["13.71", "13.75"]
    assert reading(officer_bukittinggi).get(NEW).context["form"]["region"].value() == "13.75"


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"region": "13.75"}, "region"),  # another region's
        ({"region": "99.99"}, "region"),
        ({"region": ""}, "region"),
        ({"scheme": "forwarded"}, "scheme"),
        ({"scheme": ""}, "scheme"),
        ({"title": ""}, "title"),
        ({"title": "   "}, "title"),
        ({"title": "x" * 201}, "title"),
        ({"title": "Tour\x07ism"}, "title"),
        ({"title": "Tour\0ism"}, "title"),
    ],
)
def test_what_is_wrong_is_named_and_opens_nothing(change, field, officer_padang):
    region("13.75")
    response = reading(officer_padang).post(NEW, GIVEN | change)
    assert response.status_code == 422
    assert list(response.context["form"].errors) == [field]
    assert f'href="#id_{field}' in response.content.decode()
    assert not Dossier.objects.exists()


@pytest.mark.parametrize("who", ["reviewer", "admin", "kemlu", "stranger"])
def test_only_regions_open_dossiers(who, request):
    client = reading(request.getfixturevalue(who))
    for response in (client.get(NEW), client.post(NEW, GIVEN)):
        assert response.status_code == 403
        assert "Dossiers are opened by officers and heads of regions." in text_of(response)


def test_sent_twice_opens_one_dossier(officer_padang):
    client, key = reading(officer_padang), str(uuid.uuid4())
    answers = {client.post(NEW, GIVEN | {"idempotency_key": key}).url for _ in range(5)}
    assert len(answers) == Dossier.objects.count() == 1


# Editing


@pytest.fixture
def dossier(db):
    return DossierFactory(region=region("13.71"), number="KSDPL-13.71-2026-001", title="Tourism")


def typed(dossier, **changes):
    fields = ("title", "scheme", "initiator", "objectives", "sectors", "unit")
    return {name: getattr(dossier, name) for name in fields} | {"version": dossier.edit_version} | changes


def test_edit_saves_what_was_typed_with_an_event(dossier, officer_padang):
    changes = {
        "title": "Tourism and fisheries",
        "scheme": "regional",
        "initiator": "partner",
        "objectives": ["culture", "potential"],
        "sectors": ["tourism", "fisheries"],
        "unit": "Dinas Pariwisata",
    }
    response = reading(officer_padang).post(address("dossier-edit", dossier), typed(dossier, **changes))
    assert (response.status_code, response.url) == (302, dossier.get_absolute_url())
    after = stored(dossier)
    assert {name: getattr(after, name) for name in changes} == changes
    assert (after.edit_version, after.number) == (2, dossier.number)
    (event,) = dossier.events.all()
    assert (event.name, event.by) == ("edited", officer_padang)
    assert event.data["changes"]["title"] == ["Tourism", "Tourism and fisheries"]
    history = text_of(reading(officer_padang).get(address("dossier-history", dossier)))
    assert all(
        words in history for words in ("subject in one line", "scheme", "first interest came from", "unit in charge")
    )


def test_edit_without_a_change_leaves_no_event(dossier, officer_padang):
    assert reading(officer_padang).post(address("dossier-edit", dossier), typed(dossier)).status_code == 302
    assert events(dossier) == []
    assert stored(dossier).edit_version == 1


def test_edit_may_leave_open_what_exploration_asks(dossier, officer_padang):
    data = typed(dossier, title="Fisheries", initiator="", objectives=[], sectors=[], unit="")
    assert reading(officer_padang).post(address("dossier-edit", dossier), data).status_code == 302
    assert stored(dossier).title == "Fisheries"


def test_two_editors_do_not_overwrite_each_other(dossier, officer_padang, head_padang):
    seen_by_both = typed(dossier)
    url = address("dossier-edit", dossier)
    reading(officer_padang).post(url, seen_by_both | {"title": "Fisheries", "objectives": ["culture"]})
    response = reading(head_padang).post(url, seen_by_both | {"title": "Education", "objectives": ["science"]})
    assert response.status_code == 409
    page = text_of(response)
    assert all(words in page for words in ("Fisheries", "Education", "Cultural exchange", "Science and technology"))
    assert stored(dossier).title == "Fisheries"
    assert events(dossier) == ["edited"]


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"title": ""}, "title"),
        ({"unit": "x" * 201}, "unit"),
        ({"unit": "a\x1bb"}, "unit"),
        ({"objectives": ["bogus"]}, "objectives"),
        ({"sectors": ["tourism", "moon"]}, "sectors"),
        ({"initiator": "nobody"}, "initiator"),
        ({"scheme": "institution"}, "scheme"),  # the number says KSDPL
        ({"scheme": "forwarded"}, "scheme"),
        ({"version": "abc"}, "version"),
        ({"version": ""}, "version"),
    ],
)
def test_edit_names_what_is_wrong_and_keeps_the_rest(change, field, dossier, officer_padang):
    data = typed(dossier, title="Fisheries and more") | change
    response = reading(officer_padang).post(address("dossier-edit", dossier), data)
    assert response.status_code == 422
    assert list(response.context["form"].errors) == [field]
    if field != "title":
        assert "Fisheries and more" in response.content.decode()
    assert stored(dossier).title == "Tourism"


def test_edit_of_an_institutions_dossier_keeps_its_scheme(officer_padang):
    dossier = DossierFactory(region=region("13.71"), number="KSDLL-13.71-2026-001", scheme="institution")
    client, url = reading(officer_padang), address("dossier-edit", dossier)
    assert "scheme" not in client.get(url).context["form"].fields
    client.post(url, typed(dossier, title="Another", scheme="sister"))
    assert (stored(dossier).title, stored(dossier).scheme) == ("Another", "institution")


@pytest.mark.parametrize("page", ["dossier-edit", "dossier-partner"])
@pytest.mark.parametrize(
    ("who", "status", "answer"),
    [
        ("head_padang", Status.EXPLORING, 200),
        ("head_padang", Status.STUDYING, 403),
        ("head_padang", Status.IN_FORCE, 403),
        ("officer_sumbar", Status.INITIATED, 403),
        ("officer_bukittinggi", Status.INITIATED, 404),
        ("reviewer", Status.INITIATED, 404),
    ],
)
def test_data_belong_to_the_region_until_the_study(page, who, status, answer, request):
    client = reading(request.getfixturevalue(who))
    dossier = DossierFactory(region=region("13.71"), status=status)
    assert client.get(address(page, dossier)).status_code == answer
    posted = client.post(address(page, dossier), {"title": "x"})
    assert posted.status_code == (422 if answer == 200 else answer)


# The partner


@pytest.fixture
def hue(db):
    return PartnerFactory(name="Huế", country=CountryFactory(alpha2="VN", name_en="Viet Nam"), verified=True)


def choose(client, dossier, partner, **changes):
    data = {"partner": getattr(partner, "pk", partner), "version": dossier.edit_version}
    return client.post(address("dossier-partner", dossier), data | changes)


def listed(client, dossier, **query):
    response = client.get(address("dossier-partner", dossier), query)
    assert response.status_code == 200
    return [line["partner"] for line in response.context["lines"]]


def test_partners_are_found_by_name_and_country(dossier, officer_padang, hue):
    fuzhou = PartnerFactory(name="Fuzhou", name_id="Kota Fuzhou", country=CountryFactory(alpha2="CN"))
    PartnerFactory(name="Out of favour", suspended=True)
    PartnerFactory(name="Fuzhou City", merged_into=fuzhou)
    client = reading(officer_padang)
    assert listed(client, dossier) == [fuzhou, hue, dossier.partner]
    assert listed(client, dossier, q="fuzhou city") == [fuzhou]
    assert listed(client, dossier, q="hue") == [hue]
    assert listed(client, dossier, country="VN") == [hue]
    assert listed(client, dossier, q="hue", country="CN") == []
    assert listed(client, dossier, country="ZZ", page="x") == [fuzhou, hue, dossier.partner]


def test_partner_is_chosen_with_an_event(dossier, officer_padang, hue):
    client = reading(officer_padang)
    dossier.partner = None
    dossier.save()
    response = choose(client, dossier, hue)
    assert (response.status_code, response.url) == (302, dossier.get_absolute_url())
    assert (stored(dossier).partner, stored(dossier).edit_version) == (hue, 2)
    assert events(dossier) == ["partner_chosen"]
    assert "The partner is Huế." in text_of(client.get(response.url))
    assert choose(client, stored(dossier), hue).status_code == 302  # once more: nothing to do
    assert events(dossier) == ["partner_chosen"]


def test_partner_chosen_meanwhile_by_another_is_not_overwritten(dossier, officer_padang, head_padang, hue):
    other = PartnerFactory(name="Da Nang")
    choose(reading(officer_padang), dossier, hue)
    response = choose(reading(head_padang), dossier, other)
    assert response.status_code == 409
    assert "Huế" in text_of(response)
    assert "Da Nang" in text_of(response)
    assert stored(dossier).partner == hue


@pytest.mark.parametrize("wrong", ["0", "999999", "abc", "", "99999999999999999999999", "1 OR 1=1"])
def test_unknown_partner_is_refused_in_words(wrong, dossier, officer_padang):
    before = dossier.partner
    client = reading(officer_padang)
    response = choose(client, dossier, wrong)
    assert response.status_code == 422
    assert "partner" in response.context["form"].errors
    assert stored(dossier).partner == before
    assert client.get(address("dossier-partner", dossier), {"partner": wrong}).status_code == 200


def test_suspended_and_merged_partners_cannot_be_chosen(dossier, officer_padang, hue):
    client = reading(officer_padang)
    for partner in (PartnerFactory(suspended=True), PartnerFactory(merged_into=hue)):
        response = choose(client, dossier, partner)
        assert response.status_code == 422
        assert "This partner cannot be chosen" in text_of(response)


def test_wrong_version_is_refused_in_words(dossier, officer_padang, hue):
    response = choose(reading(officer_padang), dossier, hue, version="x")
    assert response.status_code == 422
    assert "Choose the partner again" in text_of(response)


def test_partner_merged_while_it_is_chosen_is_not_named(dossier, officer_padang, admin, hue):
    other = PartnerFactory()
    chosen = Partner.objects.get(pk=other.pk)
    partners.merge(other, hue, by=admin)
    with pytest.raises(Conflict):
        choose_partner(dossier, chosen, seen=dossier.edit_version, by=officer_padang)
    assert stored(dossier).partner == dossier.partner


def test_proposed_partner_comes_back_preselected(dossier, officer_padang):
    """From the page that proposes partners, as it leads back."""
    client = reading(officer_padang)
    CountryFactory(alpha2="VN")
    page = client.get(address("dossier-partner", dossier))
    propose = page.context["propose_url"]
    assert f'href="{propose}"' in page.content.decode()
    answer = client.post(propose, {"name": "Hội An", "kind": "regional_government", "tier": "city", "country": "VN"})
    partner = Partner.objects.get(name="Hội An")
    assert answer.url == f"{address('dossier-partner', dossier)}?partner={partner.pk}"
    back = client.get(answer.url)
    assert back.context["proposed"]["partner"] == partner
    assert "Use this partner?" in text_of(back)
    assert events(dossier) == []


def test_partner_in_the_address_that_is_not_there_is_named(dossier, officer_padang):
    page = text_of(reading(officer_padang).get(address("dossier-partner", dossier), {"partner": "12345"}))
    assert "This partner cannot be chosen" in page
    assert "Use this partner?" not in page


# Warnings


@pytest.mark.parametrize(
    ("code", "scheme", "partner", "words"),
    [
        ("13.71", "sister", {}, ""),
        ("13", "sister", {"province": True}, ""),
        ("13.71", "sister", {"province": True}, "The levels differ"),
        ("13", "regional", {}, "The levels differ"),
        ("13.71", "sister", {"university": True}, "An institution: the scheme"),
        ("13.71", "institution", {"university": True}, ""),
        ("13.71", "institution", {}, "A foreign regional government: the scheme"),
        ("13.71", "sister", {"country__no_relations": True}, "Indonesia has no diplomatic relations"),
        ("13.71", "sister", {"country__to_be_asked": True}, "Ask Kemlu first"),
        ("13.71", "institution", {"international": True}, ""),
    ],
)
def test_partner_that_does_not_fit_is_warned_of(code, scheme, partner, words, db, settings):
    settings.LANGUAGE_CODE = "en"
    dossier = DossierFactory(region=region(code), scheme=scheme)
    warnings = partner_warnings(dossier, PartnerFactory(**partner))
    assert [words in warning for warning in warnings] == ([True] if words else [])


def test_warning_is_shown_before_and_after_choosing(dossier, officer_padang):
    partner = PartnerFactory(country=CountryFactory(alpha2="XX", name_en="Nowhere", no_relations=True))
    client = reading(officer_padang)
    warning = "Indonesia has no diplomatic relations with Nowhere"
    assert warning in text_of(client.get(address("dossier-partner", dossier)))
    response = choose(client, dossier, partner)
    assert warning in text_of(client.get(response.url))
