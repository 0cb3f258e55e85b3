"""The first command a newcomer types: what it prepares, prints, refuses, and leaves behind when it stops."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from collections.abc import Iterator
from hashlib import sha256
from io import StringIO
from pathlib import Path
from urllib.request import Request

import psutil
import pytest
from django.db import connection

from cooperation.embedded import Server
from cooperation.management.commands import serve as serving

ROOT = Path(__file__).resolve().parent.parent
SECONDS_TO_START = 180
SECONDS_TO_START_AGAIN = 5
SECONDS_TO_STOP = 30


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture(scope="module")
def var() -> Iterator[Path]:
    """A ``var/`` of its own, whose virtual environment is the one these tests run in: installing takes long."""
    # Not under pytest's own folder: each other run of pytest closes that to the database's account.
    var = Path(tempfile.mkdtemp(prefix="jembatan-serve-"))
    python = var / "venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.write_text(f'#!/bin/sh\nexec {sys.executable} "$@"\n')
    python.chmod(0o755)
    pins = (ROOT / "requirements.txt").read_bytes() + sys.version.encode()
    (var / "venv" / "requirements.txt.installed").write_text(sha256(pins).hexdigest())
    yield var
    shutil.rmtree(var)


def environment(var: Path, **variables) -> dict[str, str]:
    kept = {name: os.environ[name] for name in ("HOME", "LANG", "TMPDIR") if name in os.environ}
    return {
        **kept,
        "PATH": os.environ["PATH"],
        "JEMBATAN_VAR": str(var),
        "JEMBATAN_PYTHON": sys.executable,
        **variables,
    }


def listen_to_ctrl_c() -> None:
    """A shell without job control starts what runs in its background deaf to Ctrl-C, and children inherit it.

    So do those of nohup: they are deaf to the end of their terminal.
    """
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    signal.signal(signal.SIGHUP, signal.SIG_IGN)


class Serve:
    """One run of ``bin/serve``, read until it has printed ``Ready`` and its table."""

    def __init__(self, var: Path, port: int):
        self.started = time.monotonic()
        self.process = subprocess.Popen(
            ["bin/serve"],
            cwd=ROOT,
            env=environment(var, PORT=str(port)),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            preexec_fn=listen_to_ctrl_c,
        )
        guard = threading.Timer(SECONDS_TO_START, self.process.kill)
        guard.start()
        self.said = ""
        self.seconds = None
        for line in self.process.stdout:
            self.said += line
            if line.startswith("Ready on"):
                self.seconds = time.monotonic() - self.started
            if line.startswith("Ctrl-C"):
                break
        guard.cancel()

    def stop(self, number=signal.SIGTERM) -> int:
        self.process.send_signal(number)
        try:
            self.said += self.process.communicate(timeout=SECONDS_TO_STOP)[0]
        except subprocess.TimeoutExpired:
            self.process.terminate()
            self.said += self.process.communicate(timeout=SECONDS_TO_STOP)[0]
            pytest.fail(f"{signal.Signals(number).name} did not stop it:\n{self.said}")
        return self.process.returncode


def refusal(var: Path, script: str = "bin/serve", **variables) -> str:
    result = subprocess.run(
        ["/bin/sh", script],
        cwd=ROOT,
        env=environment(var, **variables),
        capture_output=True,
        text=True,
        timeout=30,
    )
    assert result.returncode == 1, result.stdout
    return result.stderr.strip()


def test_serve_prepares_serves_stops_everything_and_is_soon_ready_again(var):
    port = free_port()
    serve = Serve(var, port)
    serve.process.send_signal(signal.SIGHUP)
    try:
        assert f"Ready on http://127.0.0.1:{port}/" in serve.said, serve.said
        assert re.search(r"tables up to date \.\.\. \d+\.\d s", serve.said)
        assert re.search(r"petugas\.padang@\S+ +\S+ +\S+ +Kota Padang", serve.said)
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/accounts/login/") as page:
            text = page.read().decode()
            assert page.headers["X-Content-Type-Options"] == "nosniff"
        style_sheets = re.findall(r'href="(/static/[^"]+\.css)"', text)
        assert style_sheets
        for address in style_sheets:
            url = f"http://127.0.0.1:{port}{address}"
            with urllib.request.urlopen(Request(url, headers={"Accept-Encoding": "br"})) as style:
                assert style.headers["Content-Encoding"] == "br"
                assert "immutable" in style.headers["Cache-Control"]
        assert refusal(var, PORT=str(port)).startswith(f"Port {port} is taken.")
        with pytest.raises(subprocess.TimeoutExpired):
            serve.process.wait(1)
    finally:
        code = serve.stop()
    assert code == 0, serve.said
    assert "Traceback" not in serve.said
    assert not Server(var / "postgres", durable=True).is_running()
    with pytest.raises(OSError, match="refused"):
        urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz")

    fastest = SECONDS_TO_START
    for _attempt in range(3):  # other tests may keep the machine busy
        again = Serve(var, free_port())
        assert again.stop(signal.SIGINT) == 0, again.said
        assert "up to date" not in again.said, "what was done before is not done again"
        assert not Server(var / "postgres", durable=True).is_running()
        fastest = min(fastest, again.seconds)
        if fastest < SECONDS_TO_START_AGAIN:
            break
    assert fastest < SECONDS_TO_START_AGAIN


@pytest.mark.parametrize("port", ["http", "²"])
def test_serve_refuses_a_port_that_is_no_number(var, port):
    assert refusal(var, PORT=port) == f"PORT must be a number from 1 to 65535, not {port!r}."


def test_serve_refuses_an_address_of_another_machine(var):
    assert refusal(var, PORT=str(free_port()), HOST="192.0.2.1").startswith("Cannot listen on 192.0.2.1")


def test_serve_refuses_a_host_that_is_no_name(var):
    assert refusal(var, HOST="site..id") == "HOST must be a name or an address of this machine, not 'site..id'."


def test_set_up_is_never_made_twice_at_once_and_leaves_nothing_running_when_stopped(tmp_path):
    def set_up():
        """One that has just begun to make the virtual environment, and what it started for that."""
        process = subprocess.Popen(
            ["bin/serve"], cwd=ROOT, env=variables, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
        return process, psutil.Process(process.pid)

    def helpers(process):
        deadline = time.monotonic() + 30
        while len(found := process.children(recursive=True)) < 2:
            assert time.monotonic() < deadline
            time.sleep(0.02)
        return found

    variables = environment(tmp_path / "var", PORT=str(free_port()))
    killed, known = set_up()
    left_alone = helpers(known)
    killed.kill()
    killed.communicate()
    stopped, known = set_up()
    assert stopped.stdout.read(len(waiting := "Waiting for another set-up ... ")) == waiting
    for process in left_alone:
        process.terminate()
    started = helpers(known)
    stopped.terminate()
    assert stopped.communicate()[0].endswith("Stopped.\n")
    _gone, left = psutil.wait_procs(started, timeout=1)
    assert [process for process in left if process.status() != psutil.STATUS_ZOMBIE] == []


@pytest.mark.django_db
def test_serve_prepares_the_database_alone(tmp_path, settings, monkeypatch):
    settings.VAR = tmp_path
    other, done = connection.copy(), []

    def end_the_other(_seconds):
        assert done == []
        other.close()

    with other.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [serving.SETTING_UP])
    monkeypatch.setattr(serving.time, "sleep", end_the_other)
    monkeypatch.setattr(serving, "call_command", lambda name, *_arguments, **_options: done.append(name))
    said = StringIO()
    serving.Command(stdout=said).set_up()
    assert "Waiting for another start ... " in said.getvalue()
    assert done[:2] == ["collectstatic", "migrate"]


def test_serve_refuses_half_a_production(var):
    said = refusal(var, PORT=str(free_port()), DATABASE_URL="postgresql://db.example/jembatan")
    assert said.startswith("Cannot start: Production needs both DATABASE_URL and JEMBATAN_SECRET_KEY")


def test_serve_refuses_a_folder_that_it_cannot_make(var, tmp_path):
    (tmp_path / "file").write_text("")
    said = refusal(var, PORT=str(free_port()), JEMBATAN_VAR=str(tmp_path / "file" / "var"))
    assert said.endswith("Set JEMBATAN_VAR to a folder that can.")


@pytest.mark.parametrize("script", ["bin/serve", "bin/test", "bin/check"])
def test_scripts_name_the_python_that_is_missing(var, tmp_path, script):
    (tmp_path / "dirname").symlink_to("/usr/bin/dirname")
    said = refusal(var, script, PATH=str(tmp_path), JEMBATAN_PYTHON="python3")
    assert said == "JEMBATAN_PYTHON must name Python 3.11 or newer, and python3 is none."


def test_serve_takes_the_python_it_is_given_wherever_that_lies(var, tmp_path):
    python = tmp_path / "my python"
    python.symlink_to(sys.executable)
    assert refusal(var, PORT="http", JEMBATAN_PYTHON=str(python)).startswith("PORT must be a number")
