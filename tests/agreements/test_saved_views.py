"""Views of the queue under a name, private or shared with the office; the columns each person chooses."""

import pytest
from django.urls import reverse

from agreements.enums import Status
from cooperation.models import ChosenColumns, SavedView
from tests.agreements.factories import DossierFactory
from tests.agreements.padang import reading
from tests.people import region

pytestmark = pytest.mark.django_db

QUEUE = reverse("agreements:queue")
ADD = reverse("agreements:view-add")
VIEWS = reverse("agreements:view-list")


def save(client, name, query="tab=all&status=verifying", **options):
    return client.post(f"{ADD}?{query}", {"name": name, **options})


def names(client):
    context = client.get(VIEWS).context
    return [str(view) for view in context["own"]], [str(view) for view in context["shared"]]


def change(view, action="edit"):
    return reverse(f"agreements:view-{action}", args=[view.pk])


def test_view_is_kept_under_a_name_and_opens(reviewer):
    DossierFactory(number="ONE", region=region("13.71"), status=Status.VERIFYING, sent=True)
    DossierFactory(number="TWO", region=region("13.71"), status=Status.CONFIRMED, sent=True)
    client = reading(reviewer)
    page = client.get(QUEUE, {"tab": "all", "status": "verifying", "page": "1", "evil": "x"}).content.decode()
    assert f'href="{ADD}?tab=all&amp;status=verifying"' in page
    assert save(client, "Verification").url == f"{QUEUE}?tab=all&status=verifying"
    page = client.get(QUEUE, {"status": "verifying", "tab": "all"})
    assert [line["dossier"].number for line in page.context["lines"]] == ["ONE"]
    assert page.context["open_view"]["name"] == "Verification"
    assert names(client) == (["Verification"], [])


@pytest.mark.parametrize("name", ["verification", "Verification", " Verification "])
def test_name_twice_is_refused_kindly(name, reviewer, second_reviewer):
    client = reading(reviewer)
    save(client, "Verification")
    answer = save(client, name, "tab=mine")
    assert "You have a view of this name already" in answer.content.decode()
    assert SavedView.objects.count() == 1
    assert save(reading(second_reviewer), name).status_code == 302


def test_filter_that_is_too_long_is_refused(reviewer):
    answer = save(reading(reviewer), "Long", f"tab=all&q={'x' * 1000}")
    assert "too long" in answer.content.decode()


def test_view_is_renamed_shared_made_private_and_deleted(reviewer, second_reviewer, kemlu):
    client, colleague, stranger = (reading(who) for who in (reviewer, second_reviewer, kemlu))
    save(client, "Verification")
    view = SavedView.objects.get()
    assert names(colleague) == ([], [])
    client.post(change(view), {"name": "Verifying", "shared": "on"})
    assert names(client) == (["Verifying"], [])
    assert names(colleague) == ([], ["Verifying"])
    assert names(stranger) == ([], [])
    assert "Verifying" in colleague.get(QUEUE).content.decode()
    client.post(change(view), {"name": "Verifying"})
    assert names(colleague) == ([], [])
    client.post(change(view, "delete"))
    assert not SavedView.objects.exists()


@pytest.mark.parametrize("action", ["edit", "delete"])
def test_shared_view_of_a_colleague_cannot_be_changed_and_that_of_another_office_does_not_exist(
    action, reviewer, second_reviewer, approver, kemlu, officer_sumbar
):
    save(reading(reviewer), "Shared", shared="on")
    save(reading(reviewer), "Private")
    shared, private = SavedView.objects.order_by("pk")
    for person, view, answer in (
        (second_reviewer, shared, 403),
        (approver, shared, 403),
        (second_reviewer, private, 404),
        (kemlu, shared, 404),
        (officer_sumbar, shared, 404),
    ):
        client = reading(person)
        assert client.get(change(view, action)).status_code == answer
        assert client.post(change(view, action), {"name": "Mine now"}).status_code == answer
    assert SavedView.objects.filter(name="Mine now").count() == 0


def test_view_that_opens_first_is_one_and_opens_from_the_menu_only(reviewer):
    client = reading(reviewer)
    save(client, "First", "tab=waiting", is_first="on")
    save(client, "Second", "tab=all", is_first="on")
    assert SavedView.objects.get(is_first=True).name == "Second"
    assert client.get(QUEUE).url == f"{QUEUE}?tab=all"
    assert client.get(QUEUE, {"tab": "mine"}).status_code == 200
    assert reading(reviewer).get(QUEUE, {"q": ""}).status_code == 200


def test_columns_are_a_persons_own_and_keep_their_order(reviewer, second_reviewer):
    DossierFactory(region=region("13.71"), status=Status.VERIFYING, sent=True)
    client = reading(reviewer)
    heads = '<th scope="col">Step</th>', '<th scope="col">Scheme</th>'
    page = client.get(QUEUE).content.decode()
    assert heads[0] in page
    assert heads[1] not in page
    columns = reverse("agreements:queue-columns")
    assert client.post(columns, {"names": ["scheme", "holder"]}).url == QUEUE
    page = client.get(QUEUE)
    assert page.context["columns"] == ["holder", "scheme"]
    text = page.content.decode()
    assert "Time left" in text
    assert heads[0] not in text
    assert heads[1] in text
    client.post(columns, {})
    assert client.get(QUEUE).context["columns"] == []
    assert client.post(columns, {"names": ["evil"]}).status_code == 200
    assert ChosenColumns.objects.get().user == reviewer
    assert len(reading(second_reviewer).get(QUEUE).context["columns"]) == 5
