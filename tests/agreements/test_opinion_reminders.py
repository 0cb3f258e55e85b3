"""The daily run reminds of opinions three working days before their day and after it: each once, whatever happens."""

from datetime import date, timedelta

import pytest

from agreements.daily import run_daily
from agreements.enums import Status
from agreements.models import Dossier
from cooperation.models import Notice
from cooperation.working_days import on_date
from tests.agreements.factories import DossierFactory, OpinionFactory
from tests.people import region

pytestmark = pytest.mark.django_db

#: A Thursday. Three working days before it is the Monday.
DUE = date(2026, 3, 12)


@pytest.fixture
def asked(everybody):
    dossier = DossierFactory(region=region("13.71"), sent=True, status=Status.VERIFYING, reviewer=everybody["penelaah"])
    return OpinionFactory(dossier=dossier, office=everybody["kemlu"].memberships.get().office, due_on=DUE)


def run(*days):
    """The daily run on each of these days of March; how many reminders it counted."""
    reminded = []
    for day in days:
        with on_date(DUE + timedelta(days=day)):
            reminded.append(run_daily().reminded)
    return reminded


def key(opinion, offset):
    return f"reminder-opinion-{opinion.pk}-{DUE}-{offset:+}"


def keys(user):
    return sorted(Notice.objects.filter(reader=user).values_list("key", flat=True))


def test_office_is_reminded_before_and_after_and_the_reviewer_after(asked, everybody):
    assert run(-6, -4, -3, -2, -1, 0, 1, 2, 3, 10) == [0, 0, 1, 0, 0, 0, 2, 0, 0, 0]
    assert keys(everybody["kemlu"]) == [key(asked, 1), key(asked, -3)]
    assert keys(everybody["penelaah"]) == [key(asked, 1)]
    assert not keys(everybody["penelaah.kedua"])
    assert not keys(everybody["pimpinan.padang"])


def test_missed_days_and_second_runs_change_nothing(asked, everybody):
    assert run(-5, -1, -1, 4, 4, 4) == [0, 1, 0, 2, 0, 0]
    assert len(keys(everybody["kemlu"])) == 2


def test_reminder_whose_days_were_all_missed_is_not_sent_afterwards(asked, everybody):
    assert run(2, 2) == [2, 0]
    assert keys(everybody["kemlu"]) == [key(asked, 1)]


def test_reviewer_is_told_by_the_next_run_when_one_breaks_off(asked, everybody, monkeypatch):
    def killed(*args):
        raise SystemExit

    with monkeypatch.context() as broken:
        broken.setattr("agreements.opinions.leading.not_come_in", killed)
        with pytest.raises(SystemExit):
            run(1)
    assert run(1) == [2]
    assert keys(everybody["penelaah"]) == [key(asked, 1)]


@pytest.mark.parametrize("fields", [{"answer": "support"}, {"closed_at": "2026-03-03T03:00:00Z"}])
def test_nobody_is_reminded_of_what_is_no_longer_waited_for(asked, everybody, fields):
    type(asked).objects.update(**fields)
    assert run(-3, 1) == [0, 0]


def test_question_rests_while_the_dossier_is_suspended(asked):
    Dossier.objects.update(status=Status.SUSPENDED)
    assert run(-3, 1) == [0, 0]
    Dossier.objects.update(status=Status.VERIFYING)
    assert run(2) == [2]
