"""Administration: people, assignments, offices, holidays, countries, regions, and the history of all of it."""

import re
import uuid
from concurrent.futures import ThreadPoolExecutor, wait
from datetime import date, timedelta
from threading import Barrier, Thread

import pytest
from allauth.account.models import EmailAddress
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.mail.backends.base import BaseEmailBackend
from django.db import connection, transaction
from django.urls import reverse
from django.utils import translation

from cooperation import administration
from cooperation.enums import AdministrationAct, OfficeKind, Role
from cooperation.exceptions import Conflict
from cooperation.models import AdministrationEvent, Country, Holiday, Membership, Office, Region, User
from cooperation.signals import holidays_changed
from cooperation.working_days import today
from tests.factories import (
    PASSWORD,
    CountryFactory,
    HolidayFactory,
    MembershipFactory,
    OfficeFactory,
    RegionFactory,
    UserFactory,
)

PEOPLE = reverse("cooperation:person-list")
NEW_PERSON = {"name": "Siti", "email": "siti@contoh.example", "language": "id", "time_zone": "Asia/Jakarta"}


def page(name, *args):
    return reverse(f"cooperation:{name}", args=args)


def acts():
    return list(AdministrationEvent.objects.order_by("pk").values_list("name", flat=True))


@pytest.fixture
def pages(officer_padang):
    """Every page of administration that can be opened."""
    held = officer_padang.memberships.get()
    holiday = HolidayFactory(day=date(2026, 8, 17))
    country = CountryFactory(alpha2="VN")
    return [
        *map(
            page,
            [
                "administration",
                "administration-history",
                "person-list",
                "person-add",
                "office-list",
                "office-add",
                "holiday-list",
                "holiday-add",
                "country-list",
                "region-list",
            ],
        ),
        page("person", officer_padang.pk),
        page("person-edit", officer_padang.pk),
        page("person-disable", officer_padang.pk),
        page("person-enable", officer_padang.pk),
        page("assignment-add", officer_padang.pk),
        page("assignment-end", held.pk),
        page("office-edit", held.office.pk),
        page("office-close", held.office.pk),
        page("office-reopen", held.office.pk),
        page("holiday-edit", holiday.pk),
        page("holiday-delete", holiday.pk),
        page("country-edit", country.pk),
        page("region-edit", "13.71"),
    ]


# Who


@pytest.mark.parametrize("someone", ["officer_padang", "head_padang", "approver", "auditor", "kemlu", "stranger"])
def test_administration_is_closed_to_others_also_where_nothing_is(someone, sign_in, request):
    """Its pages themselves are in the access table."""
    client = sign_in(request.getfixturevalue(someone))
    for send in (client.get, client.post):
        assert send(page("person-edit", 999_999)).status_code == 403


def test_administration_opens_to_an_administrator_and_getting_pages_changes_nothing(pages, admin, sign_in):
    client = sign_in(admin)
    for address in pages:
        assert client.get(address).status_code == 200, address
    assert acts() == []
    assert client.get(page("person-invite", admin.pk)).status_code == 405


def test_administration_answers_unknown_records_with_404(admin, sign_in):
    client = sign_in(admin)
    for address in (page("person", 999_999), page("office-edit", 999_999), page("region-edit", "99.99")):
        assert client.get(address).status_code == 404
    assert client.get("/administration/regions/%00/edit/").status_code == 404


def test_an_administrator_whose_assignment_ended_is_one_no_more(admin, sign_in):
    admin.memberships.update(ends_on=today() - timedelta(days=1))
    assert sign_in(admin).get(PEOPLE).status_code == 403


# People


def test_person_list_finds_by_name_and_by_the_assignment_of_today(
    admin, officer_padang, head_padang, head_kupang, sign_in
):
    client = sign_in(admin)
    padang = officer_padang.memberships.get().office
    # The head of Kupang was an officer of Padang once: role and office must be of one assignment, in force today.
    MembershipFactory(user=head_kupang, office=padang, role=Role.HEAD, ends_on="2021-01-01")
    everybody = User.objects.all()
    for query, found in [
        ("q=kota padang", [officer_padang, head_padang]),
        ("q=PETUGAS.PADANG@", [officer_padang]),
        (f"role=head&office={padang.pk}", [head_padang]),
        (f"role=officer&office={padang.pk}", [officer_padang]),
        ("is_active=no", []),
        ("q=%00", everybody),
        ("role=emperor", everybody),
    ]:
        rows = client.get(f"{PEOPLE}?{query}").context["rows"]
        assert set(rows) == set(found), query


def test_person_list_shows_25_a_page(admin, sign_in):
    UserFactory.create_batch(31 - User.objects.count())
    client = sign_in(admin)
    assert len(client.get(PEOPLE).context["rows"]) == 25
    assert len(client.get(f"{PEOPLE}?page=2").context["rows"]) == 6
    assert client.get(f"{PEOPLE}?page=nonsense").status_code == 200


def test_person_list_takes_the_same_queries_for_any_number(admin, sign_in, constant_queries):
    constant_queries(sign_in(admin), PEOPLE, MembershipFactory)


def test_adding_a_person_sends_a_link_with_which_they_choose_a_password(
    admin, sign_in, client, mailoutbox, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        response = sign_in(admin).post(page("person-add"), NEW_PERSON | {"email": "Siti@Contoh.example"}, follow=True)
    person = User.objects.get(email="siti@contoh.example")
    assert response.redirect_chain == [(page("person", person.pk), 302)]
    assert not person.has_usable_password()
    assert acts() == [AdministrationAct.PERSON_ADDED, AdministrationAct.INVITATION_SENT]
    [mail] = mailoutbox
    assert mail.to == ["siti@contoh.example"]
    assert mail.subject.startswith("[Jembatan] ")
    assert "Siti" in mail.body
    link = re.search(r"http://testserver(/\S+)", mail.body)[1]
    form = client.get(link, follow=True)
    client.post(form.redirect_chain[-1][0], {"password1": PASSWORD, "password2": PASSWORD})
    signed = client.post("/accounts/login/", {"login": "siti@contoh.example", "password": PASSWORD})
    assert signed.status_code == 302


class FailingMail(BaseEmailBackend):
    def send_messages(self, messages):
        raise ConnectionRefusedError


def test_adding_a_person_keeps_them_when_the_mail_server_is_away(
    admin, sign_in, settings, django_capture_on_commit_callbacks
):
    settings.EMAIL_BACKEND = f"{__name__}.FailingMail"
    with django_capture_on_commit_callbacks(execute=True):
        response = sign_in(admin).post(page("person-add"), NEW_PERSON)
    assert response.status_code == 302
    assert User.objects.filter(email="siti@contoh.example").exists()
    assert acts() == [AdministrationAct.PERSON_ADDED], "history may not say that a mail went out"


def test_invitation_can_be_sent_again_but_not_to_a_disabled_person(
    admin, officer_padang, sign_in, mailoutbox, django_capture_on_commit_callbacks
):
    address = page("person-invite", officer_padang.pk)
    with django_capture_on_commit_callbacks(execute=True):
        sign_in(admin).post(address)
    assert len(mailoutbox) == 1
    User.objects.filter(pk=officer_padang.pk).update(is_active=False)
    with django_capture_on_commit_callbacks(execute=True):
        sign_in(admin).post(address)
    assert len(mailoutbox) == 1


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", ""),
        ("name", "x" * 151),
        ("name", "Siti\x07"),
        ("email", ""),
        ("email", "not an address"),
        ("email", "PETUGAS.padang@jembatan.example"),
        ("language", "fr"),
        ("time_zone", "Mars"),
    ],
)
def test_adding_a_person_refuses_bad_input_and_keeps_what_was_typed(field, value, admin, officer_padang, sign_in):
    people = User.objects.count()
    response = sign_in(admin).post(page("person-add"), NEW_PERSON | {field: value})
    form = response.context["form"]
    assert list(form.errors) == [field]
    assert form["email" if field != "email" else "name"].value() in response.content.decode()
    assert User.objects.count() == people
    assert acts() == []


def test_adding_a_person_twice_with_one_key_adds_one(admin, sign_in):
    client, key = sign_in(admin), str(uuid.uuid4())
    first, second = (client.post(page("person-add"), NEW_PERSON | {"idempotency_key": key}) for _ in range(2))
    assert first.headers["Location"] == second.headers["Location"]
    assert acts() == [AdministrationAct.PERSON_ADDED]


def test_editing_a_person_records_what_changed(admin, officer_padang, sign_in):
    client = sign_in(admin)
    client.post(page("person-edit", officer_padang.pk), NEW_PERSON | {"email": officer_padang.email})
    event = AdministrationEvent.objects.get()
    assert event.name == AdministrationAct.PERSON_EDITED
    assert event.by == admin
    assert event.office == admin.memberships.get().office
    assert event.person == officer_padang
    assert event.data["changes"] == {"name": [officer_padang.name, "Siti"]}
    assert officer_padang.name in client.get(page("person", officer_padang.pk)).content.decode()


def test_editing_without_a_change_leaves_no_event(admin, officer_padang, sign_in):
    response = sign_in(admin).post(
        page("person-edit", officer_padang.pk),
        {name: getattr(officer_padang, name) for name in ("name", "email", "language", "time_zone")},
    )
    assert response.status_code == 302
    assert acts() == []


def test_a_changed_address_closes_the_old_one(admin, officer_padang, sign_in, client):
    old = officer_padang.email
    EmailAddress.objects.create(user=officer_padang, email=old, verified=True, primary=True)
    sign_in(admin).post(page("person-edit", officer_padang.pk), NEW_PERSON)
    for email, status in ((old, 200), ("siti@contoh.example", 302)):
        assert client.post("/accounts/login/", {"login": email, "password": PASSWORD}).status_code == status


def test_two_editors_of_a_person_never_overwrite_each_other(admin, officer_padang, sign_in):
    client, address = sign_in(admin), page("person-edit", officer_padang.pk)
    seen = client.get(address).context["form"]["seen"].value()
    User.objects.filter(pk=officer_padang.pk).update(name="Rina, as another editor wrote")
    response = client.post(address, NEW_PERSON | {"email": officer_padang.email, "seen": seen})
    assert response.status_code == 409
    text = response.content.decode()
    assert "Rina, as another editor wrote" in text
    assert "Siti" in text
    officer_padang.refresh_from_db()
    assert officer_padang.name == "Rina, as another editor wrote"
    assert acts() == []


def test_an_edit_keeps_what_another_page_changed_meanwhile(admin, officer_padang):
    stale = User.objects.get(pk=officer_padang.pk)
    User.objects.filter(pk=officer_padang.pk).update(is_active=False)
    stale.name = "Siti"
    administration.edit_person(stale, by=admin)
    officer_padang.refresh_from_db()
    assert (officer_padang.name, officer_padang.is_active) == ("Siti", False)


def test_disabling_ends_the_session_and_enabling_lets_them_in_again(admin, officer_padang, sign_in):
    theirs, client = sign_in(officer_padang), sign_in(admin)
    assert theirs.get(page("profile")).status_code == 200
    client.post(page("person-disable", officer_padang.pk))
    assert theirs.get(page("profile")).status_code == 302
    assert client.post(page("person-disable", officer_padang.pk)).status_code == 409
    client.post(page("person-enable", officer_padang.pk))
    assert theirs.get(page("profile")).status_code == 302
    assert client.get(page("profile")).status_code == 200
    assert sign_in(User.objects.get(pk=officer_padang.pk)).get(page("profile")).status_code == 200
    assert acts() == [AdministrationAct.PERSON_DISABLED, AdministrationAct.PERSON_ENABLED]


def test_an_administrator_cannot_disable_themselves(admin, sign_in):
    response = sign_in(admin).post(page("person-disable", admin.pk))
    assert response.context["form"].non_field_errors()
    assert User.objects.get(pk=admin.pk).is_active
    assert acts() == []


def test_somebody_no_longer_administrator_changes_nothing_even_on_an_open_page(admin, officer_padang):
    assert admin.is_administrator  # as the request knew when it began
    admin.memberships.update(ends_on=today() - timedelta(days=1))
    with pytest.raises(PermissionDenied):
        administration.set_sign_in(officer_padang, False, by=admin)
    assert User.objects.get(pk=officer_padang.pk).is_active


# Assignments


@pytest.fixture
def assignment(officer_padang):
    """Data of a good new assignment: head of Kota Padang from today."""
    return {
        "office": officer_padang.memberships.get().office.pk,
        "role": Role.HEAD,
        "acting": "",
        "acting_for": "",
        "starts_on": today().isoformat(),
        "ends_on": "",
    }


def test_assignment_is_added_with_its_event(admin, officer_padang, assignment, sign_in):
    sign_in(admin).post(page("assignment-add", officer_padang.pk), assignment)
    held = Membership.objects.get(user=officer_padang, role=Role.HEAD)
    assert held.starts_on == today()
    event = AdministrationEvent.objects.get()
    assert (event.name, event.person) == (AdministrationAct.ASSIGNMENT_ADDED, officer_padang)


def test_assignment_given_by_two_at_once_is_given_once(admin, officer_padang):
    """Both forms were right when they were read; whoever comes second is refused under the lock."""
    again = officer_padang.memberships.get()
    again.pk, again.starts_on, again._state.adding = None, today(), True
    with pytest.raises(ValidationError, match="already"), translation.override("en"):
        administration.assign(again, by=admin)
    assert acts() == []


def test_history_names_an_assignment_in_the_language_of_the_site(admin, officer_padang, assignment):
    held = Membership(user=officer_padang, office_id=assignment["office"], role=Role.HEAD)
    with translation.override("en"):
        administration.assign(held, by=admin)
    assert AdministrationEvent.objects.get().subject == f"{officer_padang} · Pimpinan, {held.office}"


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"role": Role.APPROVER}, "role"),
        ({"role": ""}, "role"),
        ({"office": ""}, "office"),
        ({"starts_on": "2026-02-30"}, "starts_on"),
        ({"starts_on": "0206-11-28"}, "starts_on"),
        ({"ends_on": "2020-01-01"}, "ends_on"),
        ({"acting": "plt"}, "ends_on"),
        ({"acting": "plh", "ends_on": "2099-12-31"}, "acting_for"),
        ({"role": Role.OFFICER}, "__all__"),
    ],
)
def test_assignment_refuses_what_cannot_be(change, field, admin, officer_padang, assignment, sign_in):
    response = sign_in(admin).post(page("assignment-add", officer_padang.pk), assignment | change)
    assert list(response.context["form"].errors) == [field]
    assert officer_padang.memberships.count() == 1


def test_acting_assignment_names_whose_place_it_is(admin, officer_padang, head_padang, assignment, sign_in):
    data = assignment | {"acting": "plh", "acting_for": head_padang.pk, "ends_on": "2099-12-31"}
    client = sign_in(admin)
    assert client.post(page("assignment-add", officer_padang.pk), data).status_code == 302
    held = Membership.objects.get(user=officer_padang, role=Role.HEAD)
    assert held.signed_as == f"{officer_padang} a.n. {head_padang} (Plh.)"
    assert head_padang.name in client.get(page("person", officer_padang.pk)).content.decode()


def test_vacant_post_may_have_no_holder_before(admin, officer_padang, assignment, sign_in):
    data = assignment | {"acting": "plt", "ends_on": "2099-12-31"}
    sign_in(admin).post(page("assignment-add", officer_padang.pk), data)
    assert officer_padang.memberships.get(role=Role.HEAD).signed_as == f"{officer_padang} (Plt.)"


@pytest.mark.parametrize("acting", ["", "plh"])
def test_acting_assignment_refuses_a_holder_who_never_was(
    acting, admin, officer_padang, head_bukittinggi, assignment, sign_in
):
    """Nobody stands in without acting; and the head of another city is not replaced here."""
    data = assignment | {"acting": acting, "acting_for": head_bukittinggi.pk, "ends_on": "2099-12-31"}
    response = sign_in(admin).post(page("assignment-add", officer_padang.pk), data)
    assert list(response.context["form"].errors) == ["acting_for"]


def test_nobody_acts_for_themselves(admin, officer_padang, assignment, sign_in):
    data = assignment | {"role": Role.OFFICER, "acting": "plh", "acting_for": officer_padang.pk}
    response = sign_in(admin).post(page("assignment-add", officer_padang.pk), data | {"ends_on": "2099-12-31"})
    assert "acting_for" in response.context["form"].errors


def test_assignment_names_the_roles_an_office_can_give(admin, officer_padang, assignment, sign_in):
    data = assignment | {"role": Role.APPROVER}
    form = sign_in(admin).post(page("assignment-add", officer_padang.pk), data).context["form"]
    [message] = form.errors["role"]
    assert "Kota Padang" in message
    assert str(Role.HEAD.label) in message


def test_assignment_is_not_given_in_an_office_out_of_use(admin, officer_padang, assignment, sign_in):
    Office.objects.filter(pk=assignment["office"]).update(is_active=False)
    response = sign_in(admin).post(page("assignment-add", officer_padang.pk), assignment)
    assert list(response.context["form"].errors) == ["office"]


def test_assignment_ends_on_its_last_day(admin, officer_padang, sign_in):
    held = officer_padang.memberships.get()
    client = sign_in(admin)
    yesterday = today() - timedelta(days=1)
    client.post(page("assignment-end", held.pk), {"last_day": yesterday.isoformat()})
    held.refresh_from_db()
    assert held.ends_on == yesterday
    assert acts() == [AdministrationAct.ASSIGNMENT_ENDED]
    again = client.post(page("assignment-end", held.pk), {"last_day": today().isoformat()})
    assert again.status_code == 409


@pytest.mark.parametrize("last_day", ["2019-12-31", "", "soon", "2999-12-31"])
def test_assignment_cannot_end_before_it_began(last_day, admin, officer_padang, sign_in):
    held = officer_padang.memberships.get()
    response = sign_in(admin).post(page("assignment-end", held.pk), {"last_day": last_day})
    assert response.context["form"].errors
    held.refresh_from_db()
    assert held.ends_on is None


@pytest.mark.parametrize("days", [0, 30])
def test_assignment_that_has_not_lasted_a_day_is_withdrawn(days, admin, officer_padang, sign_in):
    held = MembershipFactory(
        user=officer_padang,
        office=officer_padang.memberships.get().office,
        role=Role.HEAD,
        starts_on=today() + timedelta(days=days),
    )
    last_day = held.starts_on - timedelta(days=1)
    sign_in(admin).post(page("assignment-end", held.pk), {"last_day": last_day.isoformat()})
    assert not Membership.objects.filter(pk=held.pk).exists()
    assert acts() == [AdministrationAct.ASSIGNMENT_WITHDRAWN]


@pytest.mark.parametrize(
    ("other", "refused"),
    [
        (None, True),
        ({"role": Role.REVIEWER}, True),
        ({"role": Role.ADMIN, "ends_on": date(2030, 1, 1)}, False),
        ({"role": Role.ADMIN, "ends_on": date(2027, 1, 1)}, True),
    ],
)
def test_an_administrator_keeps_their_only_administrator_assignment(other, refused, admin, sign_in, freeze):
    freeze(date(2026, 11, 24))
    held = admin.memberships.get()
    if other:
        MembershipFactory(user=admin, office=held.office, starts_on="2021-01-01", **other)
    response = sign_in(admin).post(page("assignment-end", held.pk), {"last_day": "2027-06-01"})
    assert (response.status_code == 200) is refused
    held.refresh_from_db()
    assert (held.ends_on is None) is refused


def test_an_administrator_is_ended_by_another(admin, sign_in):
    other = MembershipFactory(role=Role.ADMIN, office=admin.memberships.get().office)
    sign_in(admin).post(page("assignment-end", other.pk), {"last_day": today().isoformat()})
    other.refresh_from_db()
    assert other.ends_on == today()


# Offices


def test_office_of_a_region_names_its_region_and_others_none(admin, sign_in):
    client, region = sign_in(admin), RegionFactory(code="32.73", name="Kota Bandung")
    data = {"name": "Pemerintah Kota Bandung", "short_name": "Kota Bandung", "kind": OfficeKind.REGION, "region": ""}
    assert list(client.post(page("office-add"), data).context["form"].errors) == ["region"]
    wrong = data | {"kind": OfficeKind.TECHNICAL_MINISTRY, "region": region.pk}
    assert list(client.post(page("office-add"), wrong).context["form"].errors) == ["region"]
    assert client.post(page("office-add"), data | {"region": region.pk}).status_code == 302
    assert Office.objects.get(region=region).name == "Pemerintah Kota Bandung"
    twice = client.post(page("office-add"), data | {"region": region.pk})
    assert set(twice.context["form"].errors) == {"name", "region"}
    assert acts() == [AdministrationAct.OFFICE_ADDED]


def test_office_keeps_its_kind_when_edited(admin, officer_padang, sign_in):
    office = officer_padang.memberships.get().office
    data = {"name": "Pemko Padang", "short_name": "Padang", "kind": OfficeKind.HOME_AFFAIRS, "region": ""}
    sign_in(admin).post(page("office-edit", office.pk), data)
    office.refresh_from_db()
    assert (office.name, office.kind, office.region_id) == ("Pemko Padang", OfficeKind.REGION, "13.71")
    assert acts() == [AdministrationAct.OFFICE_EDITED]


def test_office_out_of_use_gives_no_role_until_it_is_used_again(admin, officer_padang, sign_in):
    client, office = sign_in(admin), officer_padang.memberships.get().office
    client.post(page("office-close", office.pk))
    assert not Membership.objects.current().filter(user=officer_padang).exists()
    assert client.post(page("office-close", office.pk)).status_code == 409
    client.post(page("office-reopen", office.pk))
    assert Membership.objects.current().filter(user=officer_padang).exists()
    assert acts() == [AdministrationAct.OFFICE_CLOSED, AdministrationAct.OFFICE_REOPENED]


def test_an_administrator_cannot_take_their_own_office_out_of_use(admin, sign_in):
    office = admin.memberships.get().office
    response = sign_in(admin).post(page("office-close", office.pk))
    assert response.context["form"].non_field_errors()
    office.refresh_from_db()
    assert office.is_active
    assert acts() == []


@pytest.mark.django_db(transaction=True)
def test_two_administrators_closing_each_others_office_leave_one(admin):
    office = OfficeFactory(name="Ditjen Bina Adwil", short_name="Adwil", kind=OfficeKind.HOME_AFFAIRS, region=None)
    other = MembershipFactory(office=office, role=Role.ADMIN)
    own = admin.memberships.get()
    start, refused = Barrier(2), []

    def close(office, by):
        start.wait()
        try:
            administration.set_office_in_use(office, False, by=by)
        except (PermissionDenied, ValidationError):
            refused.append(office)
        finally:
            connection.close()

    pairs = ((other.office, admin), (own.office, other.user))
    threads = [Thread(target=close, args=pair) for pair in pairs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    still_used = Office.objects.filter(kind=OfficeKind.HOME_AFFAIRS, is_active=True)
    assert list(still_used) == refused
    assert len(refused) == 1


@pytest.mark.django_db(transaction=True)
def test_nobody_closes_an_office_while_their_assignment_is_being_ended(admin):
    office = OfficeFactory(name="Ditjen Bina Adwil", short_name="Adwil", kind=OfficeKind.HOME_AFFAIRS, region=None)
    other = MembershipFactory(office=office, role=Role.ADMIN, starts_on=today() - timedelta(days=2))
    own = admin.memberships.get()

    def close():
        try:
            administration.set_office_in_use(own.office, False, by=other.user)
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as somebody_else:
        with transaction.atomic():
            administration.end_assignment(other, today() - timedelta(days=1), by=admin)
            closing = somebody_else.submit(close)
            wait([closing], timeout=0.3)
        with pytest.raises(PermissionDenied):
            closing.result()
    own.office.refresh_from_db()
    assert own.office.is_active


def test_office_list_counts_people_of_today_once(admin, officer_padang, head_padang, sign_in):
    office = officer_padang.memberships.get().office
    MembershipFactory(user=officer_padang, office=office, role=Role.HEAD)
    MembershipFactory(office=office, ends_on="2021-01-01")
    rows = sign_in(admin).get(f"{page('office-list')}?q=kota padang").context["rows"]
    assert [(row, row.people) for row in rows] == [(office, 2)]


def test_office_list_takes_the_same_queries_for_any_number(admin, sign_in, constant_queries):
    constant_queries(sign_in(admin), page("office-list"), MembershipFactory)


# Holidays


@pytest.fixture
def heard():
    """The days of which running clocks were told."""
    days = []

    def listen(sender, days, **_):
        assert transaction.get_connection().in_atomic_block
        heard_days.append(days)

    heard_days = days
    holidays_changed.connect(listen)
    yield days
    holidays_changed.disconnect(listen)


NEW_HOLIDAY = {"day": "2026-08-17", "name": "Hari Kemerdekaan", "kind": "national"}


def test_holiday_tells_running_clocks_which_days_changed(admin, sign_in, heard):
    client = sign_in(admin)
    client.post(page("holiday-add"), NEW_HOLIDAY)
    holiday = Holiday.objects.get()
    client.post(page("holiday-edit", holiday.pk), NEW_HOLIDAY | {"name": "Proklamasi"})
    client.post(page("holiday-edit", holiday.pk), NEW_HOLIDAY | {"day": "2026-08-18"})
    client.post(page("holiday-delete", holiday.pk))
    first, second = date(2026, 8, 17), date(2026, 8, 18)
    assert heard == [{first}, {first, second}, {second}]
    assert acts() == ["holiday_added", "holiday_edited", "holiday_edited", "holiday_deleted"]


def test_holiday_is_not_saved_when_clocks_cannot_be_worked_out(admin, db):
    def fail(sender, **_):
        raise RuntimeError

    holidays_changed.connect(fail)
    try:
        with pytest.raises(RuntimeError):
            administration.write_holiday(Holiday(**NEW_HOLIDAY), by=admin)
    finally:
        holidays_changed.disconnect(fail)
    assert not Holiday.objects.exists()
    assert acts() == []


@pytest.mark.parametrize(
    "change", [{"day": ""}, {"day": "0226-08-18"}, {"day": "2026-08-17"}, {"name": ""}, {"kind": "private"}]
)
def test_holiday_refuses_bad_input(change, admin, sign_in):
    HolidayFactory(day=date(2026, 8, 17))
    data = NEW_HOLIDAY | {"day": "2026-08-18"} | change
    response = sign_in(admin).post(page("holiday-add"), data)
    assert list(response.context["form"].errors) == list(change)
    assert Holiday.objects.count() == 1


def test_holiday_deleted_by_two_is_deleted_once(admin, sign_in):
    holiday = HolidayFactory()
    stale = Holiday.objects.get(pk=holiday.pk)
    administration.delete_holiday(holiday, by=admin)
    with pytest.raises(Conflict):
        administration.delete_holiday(stale, by=admin)
    stale.name = "x"
    with pytest.raises(Conflict):
        administration.write_holiday(stale, by=admin)


def test_holiday_list_shows_one_year(admin, sign_in):
    this = HolidayFactory(day=date(2026, 12, 25))
    HolidayFactory(day=date(2027, 1, 1))
    client = sign_in(admin)
    assert list(client.get(f"{page('holiday-list')}?year=2026").context["rows"]) == [this]
    for year in ("", "99999999999999999999", "0000", "abcd", "%00"):
        assert client.get(f"{page('holiday-list')}?year={year}").status_code == 200


def test_holiday_list_takes_the_same_queries_for_any_number(admin, sign_in, constant_queries):
    days = iter(date(2026, 1, 1) + timedelta(days=n) for n in range(30))
    constant_queries(sign_in(admin), f"{page('holiday-list')}?year=2026", lambda: HolidayFactory(day=next(days)))


# Countries and regions


def test_country_says_where_and_when_its_relations_were_read(admin, sign_in):
    country, client = CountryFactory(alpha2="TL", to_be_asked=True), sign_in(admin)
    address = page("country-edit", "TL")
    data = {"diplomatic_relations": "yes", "relations_note": "", "relations_checked_on": ""}
    errors = client.post(address, data).context["form"].errors
    assert set(errors) == {"relations_note", "relations_checked_on"}
    data["relations_note"] = "Nota 12"
    for slip in (today() + timedelta(days=1), "0206-01-05"):
        slipped = client.post(address, data | {"relations_checked_on": slip})
        assert set(slipped.context["form"].errors) == {"relations_checked_on"}
    assert client.post(address, data | {"relations_checked_on": "2026-01-05"}).status_code == 302
    country.refresh_from_db()
    assert (country.diplomatic_relations, country.relations_checked_on) == ("yes", date(2026, 1, 5))
    assert AdministrationEvent.objects.get().data["changes"] == {
        "diplomatic_relations": ["unknown", "yes"],
        "relations_note": ["", "Nota 12"],
        "relations_checked_on": [None, "2026-01-05"],
    }


def test_country_list_finds_by_other_names(admin, sign_in):
    korea = CountryFactory(alpha2="KR", name_id="Korea Selatan", name_en="South Korea")
    korea.aliases.create(alias="Korsel")
    CountryFactory(alpha2="VN", to_be_asked=True)
    client = sign_in(admin)
    for query, found in [("q=korsel", [korea]), ("q=south", [korea]), ("diplomatic_relations=yes", [korea])]:
        assert list(client.get(f"{page('country-list')}?{query}").context["rows"]) == found, query


def test_country_list_takes_the_same_queries_for_any_number(admin, sign_in, constant_queries):
    constant_queries(sign_in(admin), page("country-list"), CountryFactory)


def test_region_gets_another_name_and_keeps_its_code(admin, sign_in):
    RegionFactory(code="13.71", name="Kota Padang")
    sign_in(admin).post(page("region-edit", "13.71"), {"name": "Kota Padang Raya", "code": "99.99"})
    assert Region.objects.get(pk="13.71").name == "Kota Padang Raya"
    assert acts() == [AdministrationAct.REGION_EDITED]


def test_region_list_takes_the_same_queries_for_any_number(admin, sign_in, constant_queries):
    constant_queries(sign_in(admin), page("region-list"), RegionFactory)


# Overview and history


def test_overview_leads_to_what_waits(admin, sign_in):
    CountryFactory(alpha2="TL", to_be_asked=True)
    response = sign_in(admin).get(page("administration"))
    waiting = {section["waiting_url"] for section in response.context["sections"] if section["waiting"]}
    assert f"{page('country-list')}?diplomatic_relations=unknown" in waiting


def test_overview_takes_the_same_queries_for_any_number(admin, sign_in, constant_queries):
    def make():
        person = UserFactory()
        administration.record(AdministrationAct.PERSON_ADDED, person, by=admin, person=person)

    constant_queries(sign_in(admin), page("administration"), make)
    constant_queries(sign_in(admin), page("administration-history"), make)


def test_history_tells_changes_in_the_readers_language(admin, sign_in):
    CountryFactory(alpha2="TL", to_be_asked=True)
    country = Country.objects.get(pk="TL")
    country.diplomatic_relations, country.relations_checked_on = "yes", date(2026, 1, 5)
    administration.write(country, AdministrationAct.COUNTRY_EDITED, by=admin)
    User.objects.filter(pk=admin.pk).update(language="en")
    text = sign_in(admin).get(page("administration-history")).content.decode()
    assert "Diplomatic relations: To be asked of Kemlu → Diplomatic relations exist" in text
    assert "Checked on: 5 Jan 2026" in text
    found = sign_in(admin).get(f"{page('administration-history')}?name=region_edited")
    assert not list(found.context["rows"])


def test_history_is_complete_and_cannot_be_left_out(admin):
    """A change without its event, or the other way round, is undone."""
    office = OfficeFactory()
    before = Office.objects.get(pk=office.pk).name
    office.name = "x" * 300
    with pytest.raises(Exception, match="too long"):
        administration.write(office, AdministrationAct.OFFICE_EDITED, by=admin)
    assert Office.objects.get(pk=office.pk).name == before
    assert acts() == []
