"""Makes the virtual environment and hands over to the program in it. Needs nothing but Python 3.11.

Usage: setup.py serve|test|check [arguments]
"""

import errno
import fcntl
import hashlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
VAR = Path(os.environ.get("JEMBATAN_VAR") or ROOT / "var").expanduser().absolute()
VENV = VAR / "venv"
PYTHON = VENV / "bin" / "python"
LOG = VAR / "setup.log"

sys.path.insert(0, str(ROOT))
from tests.chromium import find_chromium  # noqa: E402


def main(task: str, arguments: list[str]) -> None:
    os.chdir(ROOT)
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    if signal.getsignal(signal.SIGHUP) != signal.SIG_IGN:  # nohup asks to go on
        signal.signal(signal.SIGHUP, signal.default_int_handler)
    # Messages of all programs started from here appear at once, also in a file or a pipe.
    os.environ["PYTHONUNBUFFERED"] = "1"
    # Many processes start from here: what one has compiled the others only read.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    if task == "serve":
        refuse_taken_port()
    prepare_var()
    with only_one_setup():
        install("requirements.txt")
        if task != "serve":
            install("requirements-dev.txt")
    if task == "serve":
        hand_over("manage.py", "serve", *arguments)
    if task == "check":
        hand_over("bin/lib/checks.py", *arguments)
    install_chromium()
    hand_over("-m", "pytest", *arguments)


def hand_over(*arguments: str) -> None:
    os.execv(PYTHON, [str(PYTHON), *arguments])  # noqa: S606 - our own interpreter


def fail(message: str) -> None:
    sys.exit(f"\n{message}" if step.open else message)


@contextmanager
def step(name: str):
    """Says what is being done and, when done, how long it took."""
    print(f"{name} ... ", end="", flush=True)
    step.open, started = True, time.monotonic()
    yield
    step.open = False
    print(f"{time.monotonic() - started:.1f} s", flush=True)


step.open = False


def refuse_taken_port() -> None:
    host, port = os.environ.get("HOST") or "127.0.0.1", os.environ.get("PORT") or "8000"
    if not (port.isascii() and port.isdigit()) or not 0 < int(port) < 65536:
        fail(f"PORT must be a number from 1 to 65535, not {port!r}.")
    try:
        family, kind, protocol, _name, address = socket.getaddrinfo(host, int(port), type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except PermissionError:
        fail(f"Port {port} needs root. Choose one from 1024 up: PORT=8000 bin/serve")
    except UnicodeError:
        fail(f"HOST must be a name or an address of this machine, not {host!r}.")
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            fail(f"Port {port} is taken. Stop what runs there, or choose another one: PORT=8001 bin/serve")
        fail(f"Cannot listen on {host}: {error.strerror}. Set HOST to an address of this machine.")


def prepare_var() -> None:
    """A folder of our own: passable, since the database's account must reach its data, not readable."""
    try:
        VAR.mkdir(mode=0o711, parents=True, exist_ok=True)
        for path in (VAR, VENV, VAR / "secrets"):
            if path.exists() and not os.access(path, os.R_OK | os.W_OK | os.X_OK):
                raise PermissionError
    except OSError:
        fail(f"{VAR} cannot be written by this account. Set JEMBATAN_VAR to a folder that can.")


@contextmanager
def only_one_setup():
    """Two starts at once must not build one environment at the same time."""
    with open(VAR / "setup.lock", "a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            with step("Waiting for another set-up"):
                fcntl.flock(lock, fcntl.LOCK_EX)
        # What is started from here holds the lock too: where only this process is killed, the next one waits for pip.
        os.set_inheritable(lock.fileno(), True)
        yield


def install(requirements: str) -> None:
    """Install the pinned packages unless they are there; other runtime packages make all anew."""
    stamp = VENV / f"{requirements}.installed"
    if stamp.exists() and stamp.read_text() == fingerprint(requirements) and PYTHON.exists():
        return
    if requirements == "requirements.txt":
        with step("Making the virtual environment"):
            run([sys.executable, "-m", "venv", "--clear", VENV], "The virtual environment could not be made.")
    count = sum("==" in line for line in (ROOT / requirements).read_text().splitlines())
    with step(f"Installing {count} packages from {requirements}"):
        pip = [PYTHON, "-m", "pip", "--disable-pip-version-check", "--no-input", "--retries", "3"]
        run(
            [*pip, "install", "-r", requirements],
            "The packages could not be installed. Check that a package index can be reached and the disk has room.",
        )
    stamp.write_text(fingerprint(requirements))


def fingerprint(requirements: str) -> str:
    text = (ROOT / requirements).read_bytes()
    return hashlib.sha256(text + sys.version.encode()).hexdigest()


def install_chromium() -> None:
    """On Debian as root the browser is installed; elsewhere its absence is only told."""
    if find_chromium():
        return
    if os.geteuid() == 0 and shutil.which("apt-get"):
        with step("Installing Chromium"):
            environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
            run(["apt-get", "update"], None, env=environment)
            for package in ("chromium-headless-shell", "chromium"):
                command = ["apt-get", "install", "-y", "--no-install-recommends", package]
                if run(command, None, env=environment) == 0:
                    break
    if not find_chromium():
        print("No Chromium was found: the browser tests will be skipped. Install the package chromium.")


def run(command: list, otherwise: str | None, **options) -> int:
    """Run with the output in the log; where it fails, say ``otherwise`` and stop. Nothing is left running."""
    with open(LOG, "a") as log:
        streams = {"stdin": subprocess.DEVNULL, "stdout": log, "stderr": log}
        process = subprocess.Popen(command, start_new_session=True, close_fds=False, **streams, **options)  # noqa: S603
    try:
        process.wait()
    except KeyboardInterrupt:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait()
        raise
    if process.returncode and otherwise:
        fail(f"{otherwise} Details: {LOG}")
    return process.returncode


if __name__ == "__main__":
    try:
        main(sys.argv[1], sys.argv[2:])
    except KeyboardInterrupt:
        fail("Stopped.")
