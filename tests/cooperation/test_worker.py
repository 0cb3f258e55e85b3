"""The worker as processes: killed with -9 wherever it stands, several side by side, told to stop."""

import os
import signal
import time
import warnings
from contextlib import contextmanager
from datetime import date, timedelta
from io import StringIO

import pytest
from django.core.management import call_command, execute_from_command_line
from django.db import connection, connections, transaction
from django.utils import timezone

from cooperation.models import DailyRun, Mail, Membership, Notice, User
from cooperation.outbox import notify
from cooperation.worker import Worker, run_day
from tests.agreements.test_concurrency import at_once
from tests.factories import MembershipFactory
from tests.mail_server import MailServer

SECONDS = 20
CHILDREN = []


@pytest.fixture
def smtp(settings):
    """`smtp(server)`: processes begun from here send to that server. The daily run has nothing to do."""

    def choose(server):
        settings.OUTBOX_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_USE_TLS = "127.0.0.1", server.port, False
        return server

    settings.DAILY_COMMANDS = []
    yield choose
    for child in CHILDREN.copy():
        end(child, signal.SIGKILL)


def begin():
    """A worker in a process of its own; its id."""
    inherited = connections["default"]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # threads of the mail server stay behind in the child
        child = os.fork()
    if child == 0:
        # Not to be closed, for it is the parent's: kept until the end, and another one used.
        del connections["default"]
        try:
            worker = Worker(pause=0.02)
            signal.signal(signal.SIGTERM, worker.stop)
            worker.run()
        finally:
            os._exit(0 if inherited else 1)
    CHILDREN.append(child)
    return child


def end(child, number=signal.SIGTERM):
    os.kill(child, number)
    return wait(child)


def wait(child):
    CHILDREN.remove(child)
    return os.waitpid(child, 0)[1]


def wait_for(condition, seconds=SECONDS):
    until = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < until, "it did not come"
        time.sleep(seconds / 2000)


@contextmanager
def closed(table):
    """Nobody writes into the table meanwhile; reading and locking rows goes on."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"LOCK TABLE {table} IN SHARE MODE")
        yield lambda: waits_for(table)


def waits_for(table):
    """Whether another process stands before the closed table."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT EXISTS (SELECT FROM pg_locks WHERE relation = %s::regclass AND NOT granted)", [table])
        return cursor.fetchone()[0]


def tell(count):
    reader = MembershipFactory().user
    for n in range(count):
        notify([reader], f"occasion-{n}", "/", lambda n=n: f"News {n}", kind="act")


def all_sent(count):
    return lambda: Mail.objects.filter(state="sent").count() == count


@pytest.mark.django_db(transaction=True)
def test_killed_anywhere_loses_nothing_and_doubles_only_what_was_accepted_and_not_written_down(smtp):
    """Eight moments: two while mails are written, five of the talk with the server, one after it."""
    tell(6)
    for table in ("cooperation_mail", "cooperation_notice"):
        with closed(table) as reached:
            child = begin()
            wait_for(reached)
            end(child, signal.SIGKILL)
        wait_for(lambda: not others_at_work())
        assert not Mail.objects.exists(), table
        assert not Notice.objects.exclude(mail=None).exists(), table

    steps, child = ["connect", "from", "to", "data", "accept"], None

    def kill_at(step):
        if steps and step == steps[0]:
            steps.pop(0)
            end(child, signal.SIGKILL)
            return "hang up"
        return None

    with smtp(MailServer(kill_at)) as server:
        while steps:
            left = len(steps)
            child = begin()
            wait_for(lambda left=left: len(steps) < left)
        assert server.accepted == []

        # The one moment that cannot be helped: the server has it, the row does not say so yet.
        with closed("cooperation_mail") as reached:
            child = begin()
            wait_for(reached)
            end(child, signal.SIGKILL)
        [twice] = server.accepted
        wait_for(lambda: not others_at_work())
        child = begin()
        wait_for(all_sent(6))
        end(child)
        assert len(server.accepted) == 7
        assert sorted(set(server.accepted)) == sorted(Mail.objects.values_list("message_id", flat=True))
        assert server.accepted.count(twice) == 2
    assert Notice.objects.exclude(mail=None).count() == 6


def others_at_work():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
        return cursor.fetchone()[0]


@pytest.mark.django_db(transaction=True)
def test_four_workers_send_two_thousand_mails_once_each(settings, tmp_path, smtp):
    """What is shared are the rows; a server would only be slower."""
    people = User.objects.bulk_create(User(email=f"p{n}@jembatan.example", name=f"P{n}") for n in range(100))
    office = MembershipFactory().office
    Membership.objects.bulk_create(Membership(user=one, office=office, role="officer") for one in people)
    for n in range(20):
        notify(people, f"occasion-{n}", "/", lambda n=n: f"News {n}", kind="act")
    settings.OUTBOX_BACKEND = "tests.mail_server.Sink"
    settings.EMAIL_FILE_PATH = tmp_path / "accepted"
    children = [begin() for _worker in range(4)]
    try:
        wait_for(all_sent(2000), seconds=120)
    finally:
        codes = [end(child) for child in children]
    accepted = settings.EMAIL_FILE_PATH.read_text().splitlines()
    assert len(accepted) == len(set(accepted)) == 2000
    assert codes == [0] * 4


@pytest.mark.django_db(transaction=True)
def test_worker_ends_after_the_mail_at_hand_when_it_is_told_to(smtp):
    tell(3)
    ended = []

    def stop_at(step):
        if step == "accept" and not ended:
            os.kill(child, signal.SIGTERM)
            ended.append(step)

    with smtp(MailServer(stop_at)) as server:
        child = begin()
        assert wait(child) == 0
        assert len(server.accepted) == Mail.objects.filter(state="sent").count() == 1


def test_command_says_what_ends_it(capsys):
    """The command is there and says what ends it; no database is needed for that."""
    with pytest.raises(SystemExit) as stopped:
        execute_from_command_line(["manage.py", "worker", "--help"])
    assert not stopped.value.code
    assert "until SIGTERM" in capsys.readouterr().out


# The daily run


@pytest.fixture
def runs(settings):
    """The days that were run; there is nothing to do on them."""
    settings.DAILY_COMMANDS = []
    return lambda: list(DailyRun.objects.order_by("day").values_list("day", flat=True))


@pytest.mark.django_db
def test_day_is_run_once_after_two_in_jakarta(runs, freeze):
    for hour, made in ((0, False), (1, False), (2, True), (9, False), (23, False)):
        freeze(date(2026, 3, 9), hour)
        assert run_day() is made, hour
    freeze(date(2026, 3, 10), 2)
    assert run_day()
    assert runs() == [date(2026, 3, 9), date(2026, 3, 10)]


@pytest.mark.django_db
def test_clock_set_back_runs_no_day_twice(runs, freeze):
    for day in (9, 10, 9, 10):
        freeze(date(2026, 3, day))
        run_day()
    assert runs() == [date(2026, 3, 9), date(2026, 3, 10)]


@pytest.mark.django_db(transaction=True)
def test_day_that_another_worker_runs_is_left_to_it(runs, freeze):
    freeze(date(2026, 3, 9))
    assert sorted(at_once(*[run_day] * 4)) == [False, False, False, True]
    assert runs() == [date(2026, 3, 9)]


@pytest.mark.django_db
def test_run_that_fails_is_not_counted_and_mails_go_on(settings, freeze, caplog):
    freeze(date(2026, 3, 9))
    tell(1)
    settings.DAILY_COMMANDS = ["no_such_command"]
    worker = Worker()
    worker.look(), worker.look()
    assert not DailyRun.objects.exists()
    assert Mail.objects.get().state == "sent"
    assert caplog.text.count("A part of the work failed") == 1, "it is left alone for a while"


@pytest.mark.django_db
def test_worker_runs_the_daily_run_of_the_product(freeze):
    freeze(date(2026, 3, 9))
    call_command("worker", "--once", stdout=StringIO())
    assert DailyRun.objects.get().said.startswith("2026-03-09: 0 clocks lapsed")
    assert DailyRun.objects.get().finished_at <= timezone.now() + timedelta(seconds=1)
