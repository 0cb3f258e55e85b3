"""`manage.py run_daily`: what it does, what it says, and that it may be repeated."""

from datetime import date, timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from agreements.daily import run_daily
from agreements.models import Clock, Dossier
from cooperation.models import StagedUpload
from cooperation.uploads import stage
from cooperation.working_days import on_date, today
from tests.agreements.conftest import MONDAY
from tests.agreements.furnished import ready
from tests.files import upload

pytestmark = pytest.mark.django_db

#: What the run says of the rest when there was nothing else.
REST = "0 terms run out, 0 reminders given, 0 staged files cleared\n"
#: Officer and head of the region are told of the council's last day.
REMINDED = REST.replace("0 rem", "2 rem")


def run(*arguments):
    output = StringIO()
    call_command("run_daily", *arguments, stdout=output)
    return output.getvalue()


@pytest.fixture
def at_council(stand):
    """Received on 2 March 2026; the council has until 4 May."""
    with on_date(MONDAY):
        walker = ready(stand, "record_council_receipt")
        walker.attempt("record_council_receipt")
    return walker.dossier


def test_day_is_run_as_it_is_named(at_council):
    assert run("--date", "2026-05-04") == f"2026-05-04: 0 clocks lapsed, {REMINDED}"
    assert run("--date", "2026-05-05") == f"2026-05-05: 1 clocks lapsed, {REST}"
    assert run("--date=2026-05-05") == f"2026-05-05: 0 clocks lapsed, {REST}"
    at_council.refresh_from_db()
    assert at_council.status == "council_approved"


def test_today_is_run_when_no_day_is_named(at_council, freeze):
    freeze(date(2026, 5, 5))
    assert run() == f"2026-05-05: 1 clocks lapsed, {REST}"


@pytest.mark.parametrize("text", ["2026-02-30", "yesterday", "", "05/05/2026", "2026-05"])
def test_day_that_is_none_gets_one_clear_line_and_changes_nothing(at_council, text):
    with pytest.raises(CommandError) as refusal:
        run("--date", text)
    assert str(refusal.value) == f"--date must be a day such as 2026-03-17, not {text!r}."
    assert Clock.objects.running().filter(name="council").exists()


def test_day_that_was_named_is_forgotten_afterwards(freeze):
    freeze(date(2026, 3, 2))
    run("--date", "2030-01-01")
    assert today() == date(2026, 3, 2)


def test_staged_files_are_cleared_after_a_day(everybody):
    old, young = (stage(upload(), everybody["petugas.padang"]) for _ in range(2))
    StagedUpload.objects.filter(pk=old.pk).update(uploaded_at=timezone.now() - timedelta(hours=25))
    assert run().endswith(" 1 staged files cleared\n")
    assert StagedUpload.objects.get() == young


def test_clock_of_a_dossier_that_moved_on_does_not_stop_the_others(at_council, stand):
    """A clock that runs where its step is over is passed by; the others lapse."""
    other = Dossier.objects.get(pk=stand("verifying").dossier.pk)
    Clock.objects.create(dossier=other, name="governor_plan", length=5, started_on=MONDAY, due_on=MONDAY)
    with on_date(date(2026, 5, 5)):
        assert run_daily()[0] == 1
    other.refresh_from_db()
    assert other.status == "verifying"
