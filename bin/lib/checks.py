"""The checks of ``bin/check``: all run, each named and timed; the exit code says whether all passed."""

import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
TOOLS = Path(sys.executable).parent
TEMPLATES = sorted(str(path.relative_to(ROOT)) for path in (ROOT / "templates").rglob("*.html"))

CHECKS = {
    "ruff: lint": [TOOLS / "ruff", "check"],
    "ruff: format": [TOOLS / "ruff", "format", "--check"],
    "djade: templates": [TOOLS / "djade", "--check", "--target-version", "5.2", *TEMPLATES],
    "import-linter: one way": [TOOLS / "lint-imports", "--no-cache"],
    "mypy: engine, table, rules, services": [TOOLS / "mypy"],
    "django: system check": [sys.executable, "manage.py", "check"],
    "django: migrations complete": [sys.executable, "manage.py", "makemigrations", "--check", "--dry-run"],
    "translations complete": [sys.executable, "manage.py", "translations", "--check"],
    "docs/lifecycle.md current": [sys.executable, "manage.py", "lifecycle", "--check"],
}


def passes(name: str, command: list) -> bool:
    print(f"{name} ... ", end="", flush=True)
    started = time.monotonic()
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)  # noqa: S603 - our own tools
    failed = result.returncode != 0
    print(f"{'FAILED' if failed else 'ok'} ({time.monotonic() - started:.1f} s)", flush=True)
    if failed:
        print(result.stdout + result.stderr, flush=True)
    return not failed


if __name__ == "__main__":
    failures = [name for name, command in CHECKS.items() if not passes(name, command)]
    print(f"{len(CHECKS) - len(failures)} of {len(CHECKS)} checks passed.")
    sys.exit(bool(failures))
