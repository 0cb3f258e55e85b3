"""What somebody with a grudge and a browser would try: each attempt fails, quietly and without a trace."""

import re
import uuid
from datetime import date, timedelta

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.test import Client

from agreements.enums import Scheme, Status
from agreements.models import Dossier
from cooperation.enums import PartnerStatus
from cooperation.models import Office, Partner, User
from cooperation.working_days import today
from tests.agreements.factories import DossierFactory
from tests.client import AuditingClient
from tests.factories import (
    PASSWORD,
    CountryFactory,
    MembershipFactory,
    OfficeFactory,
    PartnerFactory,
    RegionFactory,
    UserFactory,
)
from tests.files import upload

pytestmark = pytest.mark.django_db

NEW = {"region": "13.71", "scheme": Scheme.SISTER, "title": "Tourism"}


def signed_in(user):
    return AuditingClient().login(user)


def dossier_of(user, **fields):
    return DossierFactory(region=user.memberships.get().office.region, created_by=user, **fields)


# What a form does not show cannot be sent with it

SMUGGLED = {
    "status": "approved",
    "first_sent_at": "2026-01-01 10:00",
    "province": "53",
    "number": "KSDPL-1",
    "origin": "register",
    "return_to": "approved",
    "due_on": "2030-01-01",
    "intent_expires_on": "2030-01-01",
    "agreement_signed_on": "2026-01-01",
    "ends_on": "2030-01-01",
    "edit_version": "99",
}


def test_status_and_dates_are_not_taken_from_the_form_of_a_new_dossier(officer_padang, reviewer):
    signed_in(officer_padang).post("/dossiers/new/", {**NEW, **SMUGGLED, "reviewer": reviewer.pk, "partner": "1"})
    dossier = Dossier.objects.get()
    untouched = Dossier(region_id="13.71", province_id="13", scheme=Scheme.SISTER)
    for name in {*SMUGGLED, "reviewer", "partner"} - {"number"}:
        assert getattr(dossier, name) == getattr(untouched, name), name
    assert dossier.number.startswith("KSDPL-13.71-")
    assert dossier.created_by == officer_padang


def test_status_and_region_are_not_taken_from_the_form_of_basic_data(officer_padang, officer_kupang):
    dossier = dossier_of(officer_padang)
    data = {"title": "Fisheries", "scheme": Scheme.REGIONAL, "version": 1, "region": "53.71", **SMUGGLED}
    answer = signed_in(officer_padang).post(f"/dossiers/{dossier.number}/edit/", data)
    changed = Dossier.objects.get()
    assert (answer.status_code, changed.title) == (302, "Fisheries")
    for name in {*SMUGGLED, "region"} - {"edit_version"}:
        field = dossier._meta.get_field(name).attname
        assert getattr(changed, field) == getattr(dossier, field), name


@pytest.mark.parametrize("code", ["13.75", "13", "53.71", "99.99", "", "13.71' OR '1'='1"])
def test_nobody_opens_a_dossier_for_a_region_they_do_not_work_for(code, officer_padang, officer_bukittinggi):
    answer = signed_in(officer_padang).post("/dossiers/new/", {**NEW, "region": code})
    assert answer.status_code == 422
    assert not Dossier.objects.exists()


def test_an_administrative_region_opens_no_dossier(db):
    jakarta = RegionFactory(province=True, code="31", name="DKI Jakarta")
    town = RegionFactory(code="31.71", name="Jakarta Pusat", parent=jakarta, administrative=True)
    officer = MembershipFactory(office=OfficeFactory(region=town)).user
    answer = signed_in(officer).post("/dossiers/new/", {**NEW, "region": "31.71"})
    assert answer.status_code == 403
    assert not Dossier.objects.exists()


def test_a_proposed_partner_is_not_verified_by_its_region(officer_padang, officer_kupang):
    other = PartnerFactory()
    country = CountryFactory(alpha2="VN")
    data = {"name": "Hue", "kind": "regional_government", "tier": "city", "country": country.pk}
    smuggled = {
        "status": "verified",
        "merged_into": other.pk,
        "proposed_by": officer_kupang.memberships.get().office_id,
    }
    signed_in(officer_padang).post("/partners/propose/", {**data, **smuggled})
    partner = Partner.objects.get(name="Hue")
    assert (partner.status, partner.merged_into) == (PartnerStatus.PROPOSED, None)
    assert partner.proposed_by == officer_padang.memberships.get().office


def test_a_profile_changes_language_and_zone_only(officer_padang):
    smuggled = {"email": "raja@evil.example", "name": "Raja", "is_superuser": "on", "is_staff": "on", "is_active": ""}
    signed_in(officer_padang).post("/profile/", {"language": "en", "time_zone": "Asia/Jayapura", **smuggled})
    person = User.objects.get(pk=officer_padang.pk)
    assert (person.language, person.email, person.name) == ("en", officer_padang.email, officer_padang.name)
    assert person.is_active
    assert not person.is_superuser


def test_nobody_changes_the_address_they_sign_in_with(officer_padang):
    for action in ("action_add", "action_primary", "action_send", "action_remove"):
        answer = signed_in(officer_padang).post("/accounts/email/", {action: "", "email": "raja@evil.example"})
        assert answer.status_code == 405
    assert not EmailAddress.objects.filter(email="raja@evil.example").exists()
    assert mail.outbox == []


def test_an_administrator_takes_no_role_of_their_own(admin):
    office = admin.memberships.get().office
    for role in ("reviewer", "approver"):
        data = {"office": office.pk, "role": role, "starts_on": "2026-01-01"}
        page = signed_in(admin).post(f"/administration/people/{admin.pk}/assignments/add/", data)
        assert page.status_code == 200
        assert "error-summary" in page.text
    assert admin.memberships.get().role == "admin"


# Led astray

ELSEWHERE = [
    "https://evil.example/",
    "//evil.example/",
    "/\\evil.example",
    "javascript:alert(1)",
    "http:///evil.example",
]


@pytest.mark.parametrize("target", ELSEWHERE)
def test_nobody_is_led_to_another_site(target, officer_padang, admin):
    visitor = Client()
    inside = Client()
    inside.force_login(officer_padang, backend="allauth.account.auth_backends.AuthenticationBackend")
    partner = {"name": "Hue", "kind": "regional_government", "tier": "city", "country": CountryFactory(alpha2="VN").pk}
    answers = [
        visitor.post("/language/", {"language": "en", "next": target}),
        visitor.post("/language/", {"language": "en"}, headers={"Referer": target}),
        inside.post("/partners/propose/", partner, query_params={"next": target}),
        inside.post("/accounts/logout/", {"next": target}),
        visitor.post("/accounts/login/", {"login": officer_padang.email, "password": PASSWORD, "next": target}),
    ]
    for answer in answers:
        assert answer.status_code == 302
        assert "evil" not in answer.url
        assert "javascript" not in answer.url


def test_a_form_without_its_token_is_refused_on_a_page_of_the_site(officer_padang):
    client = AuditingClient(enforce_csrf_checks=True).login(officer_padang)
    answer = client.post("/dossiers/new/", NEW)
    assert answer.status_code == 403
    assert "site-header" in answer.text
    assert not Dossier.objects.exists()


@pytest.mark.parametrize("kind", ["fields", "size"])
def test_a_request_that_is_too_large_is_refused_on_a_page_of_the_site(kind, officer_padang):
    data = {f"f{number}": "1" for number in range(2500)} if kind == "fields" else {"title": "a" * 5_000_000}
    answer = signed_in(officer_padang).post("/dossiers/new/", data)
    assert answer.status_code == 400
    assert "site-header" in answer.text
    assert "demo-banner" in answer.text


# Keys and names of others


def test_a_key_of_somebody_else_or_of_another_form_neither_stops_nor_tells(officer_padang, head_padang, officer_kupang):
    key = str(uuid.uuid4())
    first = signed_in(officer_padang).post("/dossiers/new/", {**NEW, "idempotency_key": key})
    other = signed_in(officer_kupang).post("/dossiers/new/", {**NEW, "region": "53.71", "idempotency_key": key})
    assert other.status_code == 302
    assert other.url != first.url
    dossier = Dossier.objects.get(region="13.71")
    data = {"title": "Fisheries", "scheme": Scheme.SISTER, "version": 1, "idempotency_key": key}
    signed_in(officer_padang).post(f"/dossiers/{dossier.number}/edit/", data)
    dossier.refresh_from_db()
    assert dossier.title == "Fisheries"


@pytest.mark.parametrize("name", ['a"; filename="b.exe.pdf', "../../b.pdf", "\u202efdp.exe.pdf", "a;b=c,d.pdf"])
def test_a_file_name_cannot_break_the_header(name, officer_padang):
    dossier = dossier_of(officer_padang)
    client = signed_in(officer_padang)
    client.post(
        f"/dossiers/{dossier.number}/documents/add/", {"kind": "other", "description": "x", "file": upload(name)}
    )
    answer = client.get(f"/dossiers/{dossier.number}/documents/{dossier.documents.get().pk}/")
    assert answer.getvalue()
    assert answer.headers["Content-Disposition"].startswith("attachment; filename")
    assert not set("\r\n\u202e/\\") & set(answer.headers["Content-Disposition"])
    assert "Set-Cookie" not in answer.headers
    assert answer.headers["Content-Type"] == "application/pdf"
    assert "sandbox" in answer.headers["Content-Security-Policy"]


# Rights end at once


def test_a_disabled_person_is_out_with_the_next_click(officer_padang, admin):
    dossier = dossier_of(officer_padang)
    client = signed_in(officer_padang)
    assert client.get(dossier.get_absolute_url()).status_code == 200
    signed_in(admin).post(f"/administration/people/{officer_padang.pk}/disable/")
    answer = client.get(dossier.get_absolute_url())
    assert (answer.status_code, answer.url.partition("?")[0]) == (302, "/accounts/login/")
    again = Client().post("/accounts/login/", {"login": officer_padang.email, "password": PASSWORD})
    assert again.status_code != 302 or "inactive" in again.url


@pytest.mark.parametrize("how", ["assignment ended", "office closed"])
def test_whoever_lost_the_assignment_sees_nothing_with_the_next_click(how, officer_padang):
    dossier = dossier_of(officer_padang)
    client = signed_in(officer_padang)
    if how == "assignment ended":
        officer_padang.memberships.update(ends_on=date(2025, 12, 31))
    else:
        Office.objects.update(is_active=False)
    assert client.get(dossier.get_absolute_url()).status_code == 404
    assert client.post(f"/dossiers/{dossier.number}/edit/", {"title": "x"}).status_code == 404
    assert client.get("/dossiers/new/").status_code == 403
    assert dossier.number not in client.get("/dossiers/").text


def test_an_acting_head_acts_until_the_last_day(freeze, officer_bukittinggi):
    office = officer_bukittinggi.memberships.get().office
    acting = MembershipFactory(
        user=UserFactory(), office=office, role="head", acting="plh", starts_on="2026-03-02", ends_on="2026-03-13"
    )
    dossier = dossier_of(officer_bukittinggi, status=Status.STUDYING)
    for day, answer in ((1, 404), (2, 200), (13, 200), (14, 404)):
        freeze(date(2026, 3, day))
        page = signed_in(acting.user).get(f"/dossiers/{dossier.number}/moves/ask_response/")
        assert page.status_code == answer, day


def test_pages_of_a_person_are_kept_by_no_browser(officer_padang):
    dossier = dossier_of(officer_padang)
    client = signed_in(officer_padang)
    for address in ("/", "/dossiers/", dossier.get_absolute_url(), "/no-such-page", "/administration/"):
        assert client.get(address).headers["Cache-Control"] == "private, no-store", address


def test_a_form_gone_back_to_has_its_key_still(officer_padang):
    answer = signed_in(officer_padang).get("/dossiers/new/")
    assert answer.headers["Cache-Control"] == "private, no-cache"


def test_signing_in_and_resetting_a_password_tell_nobody_who_is_registered(db):
    registered = UserFactory().email
    pages = [Client().post("/accounts/password/reset/", {"email": one}) for one in (registered, "x@y.example")]
    assert len({(page.status_code, page.url) for page in pages}) == 1
    said = set()
    for one in (registered, "nobody@jembatan.example"):
        text = Client().post("/accounts/login/", {"login": one, "password": "wrong-password"}).text
        said.add(re.sub(r'csrfmiddlewaretoken" value="\w+"', "", text.replace(one, "")))
    assert len(said) == 1


def test_yesterday_is_over(officer_padang):
    """An assignment that ended yesterday and one that begins tomorrow give nothing today."""
    dossier = dossier_of(officer_padang)
    for first, last in ((today() - timedelta(9), today() - timedelta(2)), (today() + timedelta(2), None)):
        officer_padang.memberships.update(starts_on=first, ends_on=last)
        assert signed_in(officer_padang).get(dossier.get_absolute_url()).status_code == 404
