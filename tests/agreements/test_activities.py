"""Costed activities of the draft plan: typed amounts, totals, and who may change what."""

from decimal import Decimal

import pytest
from django.utils import timezone

from agreements.enums import PaperKind, Status
from agreements.forms.papers import RupiahField
from agreements.models import CooperationPlan, PlanActivity
from agreements.records import delete_activity, edit_activity
from agreements.services import save_draft
from cooperation.exceptions import Conflict
from tests.agreements.padang import activity, address, dossier_of_padang, events, reading

TYPED = {
    "name": "Training of fishers",
    "unit": "Dinas Kelautan dan Perikanan",
    "target": "200 fishers",
    "amount": "450.000.000",
    "source": "APBD",
    "starts_on": "2027-01-01",
    "ends_on": "2028-12-31",
}


@pytest.fixture
def plan(officer_padang):
    """A draft plan of Kota Padang."""
    dossier = dossier_of_padang(Status.INTENT_SIGNED)
    return save_draft(dossier, PaperKind.PLAN, {"subject": "Both"}, seen=(1, 0), by=officer_padang)


def send(plan):
    plan.sent_at = timezone.now()
    plan.save()


@pytest.mark.parametrize(
    ("written", "amount"),
    [
        ("450000000", 450_000_000),
        ("450.000.000", 450_000_000),
        ("450,000,000", 450_000_000),
        ("450 000 000", 450_000_000),
        ("Rp 1.250.000,-", 1_250_000),
        ("rp1.000", 1_000),
        ("Rp. 0", 0),
        ("  75 ", 75),
        ("", None),
        ("   ", None),
    ],
)
def test_amount_is_read_as_officers_write_it(written, amount):
    assert RupiahField(required=False, max_digits=16, decimal_places=0).clean(written) == amount


@pytest.mark.parametrize(
    "written",
    ["-5", "1.5", "1.250.00", "12,50", "1e9", "NaN", "Infinity", "satu juta", "Rp", "9" * 17, "1.2.3", "١٢٣ rupiah"],
)
def test_amount_that_cannot_be_read_is_refused(written, officer_padang, plan):
    client = reading(officer_padang)
    response = client.post(address("activity-add", plan.dossier), TYPED | {"amount": written})
    assert response.status_code == 422
    assert list(response.context["form"].errors) == ["amount"]
    assert not PlanActivity.objects.exists()


def test_activity_is_added_with_its_event(plan, officer_padang):
    response = reading(officer_padang).post(address("activity-add", plan.dossier), TYPED)
    assert response.url == address("paper", plan.dossier, "plan") + "#activities"
    added = PlanActivity.objects.get()
    assert (added.plan, added.amount, added.target) == (plan, Decimal(450_000_000), "200 fishers")
    assert events(plan.dossier) == ["paper_started", "activity_added"]


def test_first_activity_begins_the_plan(officer_padang):
    dossier = dossier_of_padang(Status.INTENT_SIGNED)
    client = reading(officer_padang)
    assert client.get(address("activity-add", dossier)).status_code == 200
    assert not CooperationPlan.objects.exists()
    client.post(address("activity-add", dossier), TYPED)
    assert CooperationPlan.objects.get().is_draft
    assert events(dossier) == ["paper_started", "activity_added"]


def test_new_version_takes_the_activities_over(plan, officer_padang):
    activity(plan)
    send(plan)
    dossier = plan.dossier
    type(dossier).objects.update(status=Status.PLAN_REVISION)
    page = reading(officer_padang).get(address("paper", dossier, "plan"))
    assert page.context["total"] == 450_000_000
    assert not page.context["may_edit"]
    save_draft(dossier, PaperKind.PLAN, {"subject": "Both"}, seen=(2, 0), by=officer_padang)
    first, second = CooperationPlan.objects.order_by("number")
    assert first.activities.get().name == second.activities.get().name
    assert first.activities.get().pk != second.activities.get().pk


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", ""),
        ("name", "x" * 201),
        ("name", "a\x00b"),
        ("unit", "a\x1bb"),
        ("source", ""),
        ("amount", ""),
        ("starts_on", "2027-02-30"),
        ("starts_on", "yesterday"),
        ("ends_on", "2026-12-31"),
        ("ends_on", ""),
    ],
)
def test_bad_activity_is_refused_at_its_field_and_kept(field, value, plan, officer_padang):
    response = reading(officer_padang).post(address("activity-add", plan.dossier), TYPED | {field: value})
    assert response.status_code == 422
    assert list(response.context["form"].errors) == [field]
    for name, typed in (TYPED | {field: value}).items():
        assert response.context["form"][name].value() == typed
    assert not PlanActivity.objects.exists()


def test_plan_page_adds_up_the_amounts(plan, officer_padang):
    activity(plan, amount=1_250_000_000)
    activity(plan, amount=175_500_000)
    client = reading(officer_padang)
    for name, extra in (("paper", ()), ("paper-check", ()), ("paper-version", (1,)), ("paper-print", (1,))):
        page = client.get(address(name, plan.dossier, "plan", *extra)).content.decode()
        assert "Rp\N{NO-BREAK SPACE}1,425,500,000" in page


def test_activity_is_changed_with_what_changed_in_its_event(plan, officer_padang):
    one, client = activity(plan), reading(officer_padang)
    url = address("activity-edit", plan.dossier, one.pk)
    form = client.get(url).context["form"]
    assert form["amount"].value() == "450.000.000"
    client.post(url, TYPED | {"amount": "500.000.000", "seen": form["seen"].value()})
    one.refresh_from_db()
    assert one.amount == 500_000_000
    event = plan.dossier.events.get(name="activity_edited")
    assert set(event.data["changes"]) == {"target", "amount"}


def test_activity_saved_unchanged_leaves_no_event(plan, officer_padang):
    one, client = activity(plan, target="200 fishers"), reading(officer_padang)
    url = address("activity-edit", plan.dossier, one.pk)
    seen = client.get(url).context["form"]["seen"].value()
    assert client.post(url, TYPED | {"seen": seen}).status_code == 302
    assert not plan.dossier.events.filter(name="activity_edited").exists()


def test_two_people_who_change_one_activity_see_both_texts(plan, officer_padang):
    one, client = activity(plan), reading(officer_padang)
    url = address("activity-edit", plan.dossier, one.pk)
    seen = client.get(url).context["form"]["seen"].value()
    PlanActivity.objects.update(amount=1)
    response = client.post(url, TYPED | {"seen": seen})
    assert response.status_code == 409
    assert "450000000" in response.content.decode()
    assert PlanActivity.objects.get().amount == 1


def test_activity_is_removed_after_a_question(plan, officer_padang):
    one, client = activity(plan), reading(officer_padang)
    url = address("activity-delete", plan.dossier, one.pk)
    assert client.get(url).status_code == 200
    assert PlanActivity.objects.exists()
    assert client.post(url).status_code == 302
    assert not PlanActivity.objects.exists()
    assert plan.dossier.events.get(name="activity_deleted").note == one.name
    assert client.post(url).status_code == 404


def test_activity_removed_by_two_people_is_removed_once(plan, officer_padang, head_padang):
    one = activity(plan)
    delete_activity(plan.dossier, one, by=officer_padang)
    one.plan, one.pk = plan, 999
    with pytest.raises(Conflict):
        delete_activity(plan.dossier, one, by=head_padang)
    assert events(plan.dossier).count("activity_deleted") == 1


def test_activity_of_a_sent_version_no_longer_changes(plan, officer_padang):
    one, client = activity(plan), reading(officer_padang)
    send(plan)
    for name in ("activity-edit", "activity-delete"):
        url = address(name, plan.dossier, one.pk)
        assert client.get(url).status_code == 404
        assert client.post(url, TYPED).status_code == 404
    # The plan was sent while the form was open.
    for change in (
        lambda: edit_activity(plan.dossier, one, ("name",), seen="", by=officer_padang),
        lambda: delete_activity(plan.dossier, one, by=officer_padang),
    ):
        with pytest.raises(Conflict):
            change()
    assert PlanActivity.objects.get().name == one.name


@pytest.mark.parametrize("status", [Status.STUDYING, Status.AT_COUNCIL, Status.DRAFTING])
def test_activities_in_another_step_are_refused(status, plan, officer_padang):
    one, client = activity(plan), reading(officer_padang)
    type(plan.dossier).objects.update(status=status)
    for name, extra in (("activity-add", ()), ("activity-edit", (one.pk,)), ("activity-delete", (one.pk,))):
        url = address(name, plan.dossier, *extra)
        assert client.get(url).status_code == 403
        assert client.post(url, TYPED).status_code == 403
    assert PlanActivity.objects.count() == 1


@pytest.mark.parametrize(("person", "code"), [("officer_bukittinggi", 404), ("reviewer", 403), ("head_sumbar", 403)])
def test_activities_of_others_are_refused(person, code, request, plan):
    one, client = activity(plan), reading(request.getfixturevalue(person))
    for name, extra in (("activity-add", ()), ("activity-edit", (one.pk,)), ("activity-delete", (one.pk,))):
        url = address(name, plan.dossier, *extra)
        assert client.get(url).status_code == code
        assert client.post(url, TYPED).status_code == code
    assert PlanActivity.objects.count() == 1


def test_activity_of_another_dossier_does_not_exist_here(plan, officer_padang):
    other = save_draft(
        dossier_of_padang(Status.INTENT_SIGNED), PaperKind.PLAN, {"subject": "x"}, seen=(1, 0), by=officer_padang
    )
    one, client = activity(other), reading(officer_padang)
    for name in ("activity-edit", "activity-delete"):
        assert client.get(address(name, plan.dossier, one.pk)).status_code == 404
        assert client.post(address(name, plan.dossier, one.pk), TYPED).status_code == 404
