"""The ministry's service targets: set by an administrator, for clocks that start afterwards."""

import pytest
from django.urls import reverse

from agreements.enums import Status
from agreements.models import ServiceTarget
from agreements.services import ROAD
from cooperation.models import AdministrationEvent
from cooperation.working_days import clock_end, today
from tests.agreements.factories import OpinionFactory
from tests.agreements.padang import reading

pytestmark = pytest.mark.django_db

LIST = reverse("agreements:target-list")


def edit(target):
    return reverse("agreements:target-edit", args=[target.pk])


def test_change_applies_to_clocks_that_start_afterwards_and_is_in_history(stand, everybody):
    runs, starts = stand(Status.STUDYING), stand(Status.STUDYING)
    runs.make("ask_response")
    target = ServiceTarget.objects.get(clock="response")
    client = reading(everybody["admin"])
    assert "clocks that start afterwards" in client.get(edit(target)).content.decode()
    assert client.post(edit(target), {"days": 3}).url == LIST
    starts.make("ask_response")
    assert [walker.dossier.due_on for walker in (runs, starts)] == [clock_end(today(), 10), clock_end(today(), 3)]
    event = AdministrationEvent.objects.get()
    assert (event.name, event.data["changes"]) == ("target_edited", {"days": [10, 3]})
    history = client.get(reverse("cooperation:administration-history")).content.decode()
    assert "Working days: 10 → 3" in history
    help_page = client.get(reverse("agreements:help")).content.decode()
    assert "3 working days, a service target of the ministry" in help_page


@pytest.mark.parametrize("days", ["", "0", "-1", "401", "x"])
def test_impossible_target_is_refused(days, admin):
    target = ServiceTarget.objects.get(clock="talks")
    assert reading(admin).post(edit(target), {"days": days}).status_code == 200
    assert ServiceTarget.objects.get(pk=target.pk).days == 30


def test_step_waits_for_late_opinions_where_its_target_says_so(stand):
    walker = stand(Status.CONFIRMED)
    OpinionFactory(dossier=walker.dossier, due_on=today().replace(year=2025))
    walker.ready("recommend")
    problems = problems_of(walker)
    ServiceTarget.objects.filter(clock="approval").update(wait_for_late=True)
    assert len(problems_of(walker)) == len(problems) + 1
    walker.dossier.opinions.update(step=Status.VERIFYING)
    assert len(problems_of(walker)) == len(problems)


def problems_of(walker):
    return ROAD.problems(walker.dossier, "recommend", walker.reviewer)
