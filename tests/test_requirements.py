"""What is installed is what is pinned, and nothing that Django would silently prefer."""

import re
from importlib.metadata import distribution, requires
from importlib.util import find_spec
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parent.parent
PIN = re.compile(r"^([\w.-]+)==([\w.]+)$")


def pins(name: str) -> dict[str, str]:
    lines = (ROOT / name).read_text().splitlines()
    return dict(PIN.match(line).groups() for line in lines if line and not line.startswith(("#", "-r ")))


RUNTIME = pins("requirements.txt")
ALL = RUNTIME | pins("requirements-dev.txt")


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def test_psycopg_3_is_not_installed():
    assert find_spec("psycopg") is None
    assert find_spec("psycopg2") is not None


@pytest.mark.parametrize(("name", "version"), ALL.items())
def test_pin_is_installed(name, version):
    assert distribution(name).version == version


@pytest.mark.parametrize(("names", "pinned"), [(RUNTIME, RUNTIME), (ALL, ALL)], ids=["runtime", "development"])
def test_pins_include_what_pins_need(names, pinned):
    needed = set()
    for requirement in (Requirement(text) for name in names for text in requires(name) or []):
        if requirement.marker is None or requirement.marker.evaluate({"extra": ""}):
            needed.add(normal(requirement.name))
    assert needed <= {normal(name) for name in pinned}
