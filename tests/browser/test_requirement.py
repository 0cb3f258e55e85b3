"""Without a browser its tests are skipped with the reason; where it is required they fail."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.mark.parametrize(("required", "code", "word"), [("0", 0, "1 skipped"), ("1", 1, "1 error")])
def test_browser_that_is_missing(tmp_path, required, code, word):
    (tmp_path / "conftest.py").write_text("from tests.conftest import *\n")
    (tmp_path / "test_page.py").write_text("def test_page(chromium):\n    pass\n")
    result = subprocess.run(
        [sys.executable, "-m", "pytest", "-n0", "-c", ROOT / "pyproject.toml", tmp_path],
        cwd=ROOT,
        env={**os.environ, "JEMBATAN_CHROMIUM": "no-such-browser", "JEMBATAN_REQUIRE_BROWSER": required},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert result.returncode == code, result.stdout
    assert word in result.stdout
    assert "No Chromium was found" in result.stdout
