"""Set up what is missing, serve with gunicorn beside a worker, stop all on Ctrl-C or SIGTERM. Used by bin/serve."""

import http.client
import json
import os
import signal
import subprocess
import sys
import time
from functools import partial
from hashlib import sha256
from io import StringIO

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError, connection

from cooperation.environment import for_browsers

# What stands in the database before the site opens. Every command may be repeated: it adds what is missing.
DATA = [
    ("Bringing the tables up to date", ("migrate", "--no-input")),
    ("Loading regions, countries and holidays", ("load_reference",)),
]
DEMONSTRATION_DATA = [
    ("Making demonstration people", ("demo_people",)),
    ("Importing the register", ("import_register", "cooperation/data/real_agreements.csv")),
    ("Making demonstration dossiers", ("demo_dossiers",)),
    ("Making demonstration plans", ("demo_plans",)),
    ("Making demonstration reports", ("demo_reports",)),
    ("Making demonstration evaluations", ("demo_evaluations",)),
    ("Making demonstration monitoring", ("demo_monitoring",)),
    ("Making demonstration extensions and amendments", ("demo_changes",)),
]
PROGRAM = ("cooperation", "agreements", "reports", "requirements.txt")
STATIC = ("static", "requirements.txt")

#: Names the lock of whoever prepares the database. It goes with the connection: a killed start holds nothing.
SETTING_UP = 20_250_026
SECONDS_TO_START = 60
SECONDS_TO_STOP = 20
SECONDS_BETWEEN_LOOKS = 1


class Command(BaseCommand):
    help = __doc__
    requires_system_checks = []

    def handle(self, *args, **options):
        signal.signal(signal.SIGTERM, signal.default_int_handler)
        if signal.getsignal(signal.SIGHUP) != signal.SIG_IGN:  # nohup asks to go on
            signal.signal(signal.SIGHUP, signal.default_int_handler)
        host, port = settings.HOST, settings.PORT
        gunicorn = worker = None
        try:
            self.set_up()
            connection.close()
            gunicorn = start_gunicorn(host, port)
            wait_until_healthy(gunicorn, host, port)
            self.stdout.write(f"\nReady on http://{for_browsers(host)}:{port}/\n")
            if settings.DEMONSTRATION:
                call_command("demo_people", stdout=self.stdout)
            worker = start_worker()
            self.stdout.write("Ctrl-C stops it.")
            while gunicorn.poll() is None:
                if worker.poll() is not None:
                    self.stdout.write(f"The worker ended by itself (code {worker.returncode}); starting it again.")
                    worker = start_worker()
                time.sleep(SECONDS_BETWEEN_LOOKS)
            raise CommandError(f"The web server ended by itself (code {gunicorn.returncode}).")
        except KeyboardInterrupt:
            self.stdout.write("\nStopping ...")
        except OperationalError as error:
            raise CommandError(f"The database cannot be used: {error}") from error
        finally:
            for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
                signal.signal(number, signal.SIG_IGN)
            connection.close()
            for process in filter(None, (worker, gunicorn)):
                stop(process)

    def set_up(self):
        """Each step is skipped where it was done before with the same sources and the same database."""
        self.step("Starting the database", connection.ensure_connection)
        if not has_turn():  # two starts at once, on one machine or several, would make the same tables
            self.step("Waiting for another start", wait_for_turn)
        if settings.PRODUCTION:
            rules = {"deploy": True, "databases": ["default"], "fail_level": "ERROR", "stdout": StringIO()}
            self.step("Checking the settings", partial(call_command, "check", **rules))
        collect = partial(call_command, "collectstatic", interactive=False, clear=True, verbosity=0)
        self.step("Preparing style sheets and pictures", collect, fingerprint(STATIC))
        made_from = f"{fingerprint(PROGRAM)} in {database_identity()}"
        for name, command in DATA + (DEMONSTRATION_DATA if settings.DEMONSTRATION else []):
            self.step(name, partial(call_command, *command, stdout=StringIO()), made_from)

    def step(self, name, work, made_from=None):
        record = settings.VAR / "steps.json"
        done = json.loads(record.read_text()) if record.exists() else {}
        if made_from and done.get(name) == made_from:
            return
        self.stdout.write(f"{name} ... ", ending="")
        self.stdout.flush()
        started = time.monotonic()
        try:
            work()
        except BaseException:
            self.stdout.write("")
            raise
        self.stdout.write(f"{time.monotonic() - started:.1f} s")
        if made_from:
            record.write_text(json.dumps({**done, name: made_from}, indent=1))


def has_turn() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [SETTING_UP])
        return cursor.fetchone()[0]


def wait_for_turn() -> None:
    """Asks again and again: within a single statement that waits, Ctrl-C would not be heard."""
    while not has_turn():
        time.sleep(SECONDS_BETWEEN_LOOKS)


def fingerprint(names) -> str:
    """Changes when a file under the named places does, by name, size or time."""
    files = []
    for name in names:
        place = settings.BASE_DIR / name
        files += [place] if place.is_file() else [path for path in place.rglob("*") if path.suffix != ".pyc"]
    facts = [(str(path), path.stat().st_size, path.stat().st_mtime_ns) for path in files if path.is_file()]
    return sha256(repr(sorted(facts)).encode()).hexdigest()[:16]


def database_identity() -> str:
    """Differs for each database that was ever made, so that a new one is filled again."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_database(), (SELECT system_identifier FROM pg_control_system())")
        return "{}/{}".format(*cursor.fetchone())


def start_gunicorn(host, port) -> subprocess.Popen:
    """In a session of its own, so that a Ctrl-C reaches only this command, which ends it in order."""
    bind = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    command = [
        sys.executable,
        "-m",
        "gunicorn",
        settings.WSGI_APPLICATION.replace(".application", ":application"),
    ]
    command += ["--bind", bind, "--worker-class", "gthread", "--workers", "2", "--threads", "4", "--preload"]
    command += ["--no-control-socket", "--log-level", "warning", "--graceful-timeout", "10"]
    return subprocess.Popen(command, cwd=settings.BASE_DIR, start_new_session=True)  # noqa: S603


def start_worker() -> subprocess.Popen:
    return subprocess.Popen([sys.executable, "manage.py", "worker"], cwd=settings.BASE_DIR, start_new_session=True)


def wait_until_healthy(gunicorn, host, port) -> None:
    deadline = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < deadline:
        if gunicorn.poll() is not None:
            raise CommandError(f"The web server did not start (code {gunicorn.returncode}); see above.")
        if is_healthy(for_browsers(host).strip("[]"), port):
            return
        time.sleep(0.05)
    raise CommandError(f"The web server did not answer within {SECONDS_TO_START} seconds; see above.")


def is_healthy(host, port) -> bool:
    known = settings.ALLOWED_HOSTS[0].lstrip(".").replace("*", "localhost")
    visit = http.client.HTTPConnection(host, port, timeout=5)
    try:
        visit.request("GET", "/healthz", headers={"Host": known})
        return visit.getresponse().status == 200
    except OSError:
        return False
    finally:
        visit.close()


def stop(process) -> None:
    """Let requests and mails under way finish; whatever still stands after that is ended."""
    process.terminate()
    try:
        process.wait(SECONDS_TO_STOP)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
