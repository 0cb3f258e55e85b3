"""The embedded PostgreSQL: made once, shared by all processes, gone with the last."""

import os
import re
import signal
import stat
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psycopg2
import pytest

from cooperation.embedded import DATABASE, LONGEST_SOCKET_PATH, SOCKET, Server, socket_folder

ROOT = Path(__file__).resolve().parent.parent.parent
VISITOR = f"""
import sys, time
from pathlib import Path
import psycopg2
from cooperation.embedded import Server
server = Server(Path(sys.argv[1]), durable=False)
server.attach()
with psycopg2.connect(dbname="{DATABASE}", user="postgres", host=str(server.socket_folder)) as connection:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_postmaster_start_time()")
        print(cursor.fetchone()[0], flush=True)
time.sleep(float(sys.argv[2]))
"""


def visit(data: Path, seconds: float = 0) -> subprocess.CompletedProcess:
    command = [sys.executable, "-c", VISITOR, str(data), str(seconds)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60)


@pytest.fixture
def folder():
    """Not under pytest's own folder: each other run of pytest closes that to the database's account."""
    with tempfile.TemporaryDirectory(prefix="jembatan-embedded-") as name:
        yield Path(name)


@pytest.fixture
def data(folder):
    return folder / "postgres"


@pytest.fixture(scope="module")
def server():
    """One that is in use by these tests, whichever comes first."""
    with tempfile.TemporaryDirectory(prefix="jembatan-embedded-") as name:
        server = Server(Path(name) / "postgres", durable=False)
        server.attach()
        yield server
        server.release()


def query(server: Server, sql: str):
    connection = psycopg2.connect(dbname=DATABASE, user="postgres", host=str(server.socket_folder))
    try:
        with connection.cursor() as cursor:
            cursor.execute(sql)
            return cursor.fetchone()[0]
    finally:
        connection.close()


def test_embedded_serves_processes_that_start_at_once_and_stops_with_the_last(data):
    with ThreadPoolExecutor(4) as pool:
        visits = list(pool.map(lambda seconds: visit(data, seconds), [0.5, 1, 1.5, 2]))
    assert [each.stderr for each in visits] == [""] * 4
    assert len({each.stdout for each in visits}) == 1, "all must have met the same server"
    assert not Server(data, durable=False).is_running()


def test_embedded_keeps_its_data_to_itself(server):
    assert stat.S_IMODE(server.data.stat().st_mode) == 0o700
    assert query(server, "SHOW listen_addresses") == ""
    assert query(server, "SELECT count(*) FROM pg_ts_config WHERE cfgname = 'indonesian'") == 1


def test_embedded_ignores_settings_meant_for_another_postgresql(data, monkeypatch):
    monkeypatch.setenv("PGPORT", "6000")
    monkeypatch.setenv("PGDATA", "/nowhere")
    server = Server(data, durable=False)
    server.attach()
    monkeypatch.undo()
    assert query(server, "SELECT 1") == 1
    server.release()


def test_embedded_outlives_a_visitor(server):
    assert visit(server.data).returncode == 0
    assert query(server, "SELECT 1") == 1


def test_embedded_starts_again_after_a_crash(server):
    postmaster = int((server.data / "postmaster.pid").read_text().splitlines()[0])
    os.kill(postmaster, signal.SIGKILL)
    for _ in range(100):
        if not server.is_running():
            break
        time.sleep(0.05)
    server.attach()
    assert query(server, "SELECT 1") == 1


def test_embedded_is_made_anew_where_it_was_left_half_made(data):
    half = data.with_name("postgres.new")
    half.mkdir(parents=True)
    (half / "PG_VERSION").write_text("18")
    assert visit(data).returncode == 0
    assert not half.exists()


def test_embedded_says_what_is_wrong_with_data_of_another_version(data):
    assert visit(data).returncode == 0
    (data / "PG_VERSION").write_text("12\n")
    failed = visit(data)
    assert failed.returncode != 0
    assert re.search(r"EmbeddedError: The embedded PostgreSQL failed in pg_ctl: .* See .*/log\.", failed.stderr)


def test_embedded_finds_a_short_place_for_its_socket(folder):
    deep = folder / ("d" * 60) / ("e" * 60) / "postgres"
    short = socket_folder(deep)
    assert short != deep
    assert len(os.fsencode(short / SOCKET)) <= LONGEST_SOCKET_PATH
    assert visit(deep).returncode == 0
    assert not short.exists()
